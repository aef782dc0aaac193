package app

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// refusalTimeout bounds how long a refused request waits for its refusal to be
// written down, also after the one who asked has gone.
const refusalTimeout = 5 * time.Second

// noteRefusal writes down, in a transaction of its own, that a member of the
// workspace was refused for their role or their token's access. Where that fails
// it is logged: the refusal stands all the same.
func (a *App) noteRefusal(ctx context.Context, by Actor, ws string, need Permission, refusal error) {
	if plan.CodeOf(refusal) != plan.CodeForbidden {
		return
	}
	a.noteRefused(ctx, func(tx *store.Tx, origin Origin) error {
		member, err := memberOf(tx, by, ws)
		if plan.CodeOf(err) == plan.CodeNotFound {
			return nil // a stranger leaves no trace in somebody's log
		}
		if err != nil {
			return err
		}
		return tx.AddAudit(store.AuditRow{
			ID: newID(), WorkspaceID: ws, At: a.now(), MemberID: member.ID, TokenID: by.TokenID, Address: origin.Address,
			SubjectKind: subjectOperation, SubjectID: cmp.Or(origin.Operation, string(need)), Action: actionRefused,
			Changes: []store.Change{{Field: "permission", To: string(need)}, {Field: "role", To: string(member.Role)}},
		})
	})
}

// noteServerRefusal is noteRefusal for what is no workspace's.
func (a *App) noteServerRefusal(ctx context.Context, by Actor, need string, refusal error) {
	if plan.CodeOf(refusal) != plan.CodeForbidden {
		return
	}
	a.noteRefused(ctx, func(tx *store.Tx, origin Origin) error {
		return tx.AddServerAudit(store.ServerAuditRow{
			ID: newID(), At: a.now(), UserID: by.UserID, TokenID: by.TokenID, Address: origin.Address, WorkspaceID: by.WorkspaceID,
			SubjectKind: subjectOperation, SubjectID: cmp.Or(origin.Operation, need), Action: actionRefused,
			Changes: []store.Change{{Field: "permission", To: need}},
		})
	})
}

func (a *App) noteRefused(ctx context.Context, write func(*store.Tx, Origin) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), refusalTimeout)
	defer cancel()
	err := a.store.Write(ctx, func(tx *store.Tx) error { return write(tx, originOf(ctx)) })
	if err != nil {
		a.log.LogAttrs(ctx, slog.LevelError, "a refusal could not be written into the audit log", slog.Any("error", err))
	}
}

// Words of the audit log that are more than one use case's.
const (
	subjectOperation = "operation"
	subjectToken     = "token"
	subjectWorkspace = "workspace"
	subjectSession   = "session"
	subjectUser      = "user"
	subjectLink      = "link"
	subjectMail      = "mail"

	subjectInvitation = "invitation"

	actionRefused       = "refused"
	actionCreated       = "created"
	actionRevoked       = "revoked"
	actionMailed        = "mailed"
	actionGivenUp       = "given_up"
	actionRetried       = "retried"
	actionSignedIn      = "signed_in"
	actionSignInRefused = "sign_in_refused"
	actionEnded         = "ended"
	actionSessionsEnded = "sessions_ended"
	actionVerified      = "verified"
	actionPasswordSet   = "password_set"
	actionPasswordLink  = "password_link_made"
	actionChanged       = "changed"
	actionClaimed       = "claimed"
	actionAccepted      = "accepted"

	actionIdentityLinked = "identity_linked"
)
