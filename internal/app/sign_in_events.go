package app

import (
	"context"
	"time"

	"stetig/internal/store"
)

// signIn is somebody who came to the door with a browser. It goes into the
// server's log and into that of each workspace they are a member of.
type signIn struct {
	userID    string // "" where nobody is known
	sessionID string // "" for a refused one
	method    string
	reason    string // why it was refused; "" for one that was not
	at        time.Time
	address   string
}

func newSignIn(ctx context.Context, userID, method, reason string, at time.Time) signIn {
	return signIn{userID: userID, method: method, reason: reason, at: at, address: originOf(ctx).Address}
}

func (s signIn) action() string {
	if s.reason != "" {
		return actionSignInRefused
	}
	return actionSignedIn
}

func (s signIn) changes() []store.Change {
	changes := []store.Change{{Field: "method", To: s.method}}
	if s.reason != "" {
		changes = append(changes, store.Change{Field: "reason", To: s.reason})
	}
	return changes
}

// noteSignInOf writes down a sign-in, in the server's log and in those of the
// workspaces.
func noteSignInOf(tx *store.Tx, s signIn) error {
	if err := noteSignInOnServer(tx, s); err != nil || s.userID == "" {
		return err
	}
	return noteSignInInWorkspaces(tx, s)
}

// noteRefusedSignIn writes a refusal into the server's log alone, so that it takes
// as long for somebody with many workspaces as for nobody; see tellWorkspacesLater.
func noteRefusedSignIn(tx *store.Tx, s signIn) error {
	if s.userID == "" {
		enough, err := toldUnknown.take(tx, "", s.at)
		if err != nil || enough > 0 {
			return err
		}
	}
	return noteSignInOnServer(tx, s)
}

// tellWorkspacesLater has a refusal written into the logs of the user's
// workspaces, after it was answered.
func (a *App) tellWorkspacesLater(s signIn) {
	if s.userID != "" {
		a.noteUse("sign-in:"+newID(), func(tx *store.Tx) error { return noteSignInInWorkspaces(tx, s) })
	}
}

func noteSignInOnServer(tx *store.Tx, s signIn) error {
	return tx.AddServerAudit(store.ServerAuditRow{
		ID: newID(), At: s.at, UserID: s.userID, Address: s.address,
		SubjectKind: subjectSession, SubjectID: s.sessionID, Action: s.action(), Changes: s.changes(),
	})
}

// noteSignInInWorkspaces tells each workspace of a sign-in of one of its members.
// Who is deactivated there is told as refused, whatever the server said.
func noteSignInInWorkspaces(tx *store.Tx, s signIn) error {
	members, err := tx.MembersOfUser(s.userID)
	if err != nil {
		return err
	}
	for _, member := range members {
		here := s
		if here.reason == "" && !member.IsActive() {
			here.reason = reasonDeactivated
		}
		err := tx.AddAudit(store.AuditRow{
			ID: newID(), WorkspaceID: member.WorkspaceID, At: here.at, MemberID: member.ID, Address: here.address,
			SubjectKind: subjectSession, SubjectID: here.sessionID, Action: here.action(), Changes: here.changes(),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
