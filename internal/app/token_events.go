package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// tokenEvent is something that happened to a token: it was made, revoked, or
// used to sign in. It goes into the server's log and, for a token for one
// workspace, into that workspace's.
type tokenEvent struct {
	by      Actor // zero: the shell
	token   store.Token
	action  string
	at      time.Time
	address string
	changes []store.Change
}

func newTokenEvent(ctx context.Context, by Actor, token store.Token, action string, at time.Time) tokenEvent {
	event := tokenEvent{by: by, token: token, action: action, at: at, address: originOf(ctx).Address}
	if action == actionCreated {
		var diff compare
		diff.text("access", "", token.Access)
		diff.text("workspace_id", "", token.WorkspaceID)
		diff.instant("expires_at", time.Time{}, token.ExpiresAt)
		event.changes = diff
	}
	return event
}

// revokeToken ends a token and notes it; one that is revoked already stays so.
func revokeToken(tx *store.Tx, event tokenEvent) error {
	if !event.token.RevokedAt.IsZero() {
		return nil
	}
	if err := tx.RevokeToken(event.token.ID, event.at); err != nil {
		return err
	}
	return noteToken(tx, event)
}

func noteToken(tx *store.Tx, event tokenEvent) error {
	if err := noteTokenOnServer(tx, event); err != nil || event.token.WorkspaceID == "" {
		return err
	}
	member, err := memberWhoDid(tx, event.token.WorkspaceID, event.by)
	if err != nil {
		return err
	}
	return noteTokenIn(tx, event, event.token.WorkspaceID, member)
}

func noteTokenOnServer(tx *store.Tx, event tokenEvent) error {
	return tx.AddServerAudit(store.ServerAuditRow{
		ID: newID(), At: event.at, UserID: event.by.UserID, TokenID: event.by.TokenID, Address: event.address,
		WorkspaceID: event.token.WorkspaceID, SubjectKind: subjectToken, SubjectID: event.token.ID,
		Action: event.action, Changes: event.changes,
	})
}

func noteTokenIn(tx *store.Tx, event tokenEvent, ws, memberID string) error {
	return tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: ws, At: event.at, MemberID: memberID, TokenID: event.by.TokenID, Address: event.address,
		SubjectKind: subjectToken, SubjectID: event.token.ID, Action: event.action, Changes: event.changes,
	})
}

// memberWhoDid is the member that an actor is in a workspace, deactivated ones
// too; "" for the shell and for who is none.
func memberWhoDid(tx *store.Tx, ws string, by Actor) (string, error) {
	if by.UserID == "" {
		return "", nil
	}
	member, err := tx.MemberOfUser(ws, by.UserID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return "", nil
	}
	return member.ID, err
}
