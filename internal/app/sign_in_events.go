package app

import (
	"context"
	"time"

	"stetig/internal/plan"
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

// noteSignInOf writes down a sign-in. Who is deactivated in a workspace is told
// there as refused, whatever the server said.
func noteSignInOf(tx *store.Tx, s signIn) error {
	err := tx.AddServerAudit(store.ServerAuditRow{
		ID: newID(), At: s.at, UserID: s.userID, Address: s.address,
		SubjectKind: subjectSession, SubjectID: s.sessionID, Action: s.action(), Changes: s.changes(),
	})
	if err != nil || s.userID == "" {
		return err
	}
	return eachPage(func(page store.Page) (string, error) {
		workspaces, next, err := tx.WorkspacesOf(s.userID, page)
		for _, w := range workspaces {
			if err := noteSignInAt(tx, s, w.ID); err != nil {
				return "", err
			}
		}
		return next, err
	})
}

func noteSignInAt(tx *store.Tx, s signIn, ws string) error {
	member, err := tx.MemberOfUser(ws, s.userID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if s.reason == "" && !member.IsActive() {
		s.reason = reasonDeactivated
	}
	return tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: ws, At: s.at, MemberID: member.ID, Address: s.address,
		SubjectKind: subjectSession, SubjectID: s.sessionID, Action: s.action(), Changes: s.changes(),
	})
}
