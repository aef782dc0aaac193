package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// changeUser runs a use case about the user who asks, not about a workspace.
func (a *App) changeUser(ctx context.Context, by Actor, use func(tx *store.Tx, now time.Time) error) error {
	if err := a.mayChangeUser(ctx, by); err != nil {
		return err
	}
	now := a.now()
	return a.store.Write(ctx, func(tx *store.Tx) error {
		if err := claimIdempotency(ctx, tx, by, now); err != nil {
			return err
		}
		return use(tx, now)
	})
}

// mayChangeUser refuses a token that only reads, or is for one workspace.
func (a *App) mayChangeUser(ctx context.Context, by Actor) error {
	err := requireWholeUser(by)
	if by.ReadOnly {
		err = plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	}
	a.noteServerRefusal(ctx, by, Authenticated, err)
	return err
}

// requireWholeUser refuses a token that is for one workspace only.
func requireWholeUser(by Actor) error {
	if by.WorkspaceID != "" {
		return plan.Errorf(plan.CodeForbidden, "This token is for one workspace only. Sign in, or use a token for all of your workspaces.")
	}
	return nil
}

// noteUserChange writes into the server's log what was done to a user.
func noteUserChange(ctx context.Context, tx *store.Tx, by Actor, kind, id, action string, changes []store.Change, now time.Time) error {
	return tx.AddServerAudit(store.ServerAuditRow{
		ID: newID(), At: now, UserID: by.UserID, TokenID: by.TokenID, Address: originOf(ctx).Address,
		SubjectKind: kind, SubjectID: id, Action: action, Changes: changes,
	})
}

// verifyAddress notes that a user's address was shown to be theirs. Whoever made
// an account before that under somebody else's address is put out of it. Memberships
// that waited for the address are theirs now.
func verifyAddress(ctx context.Context, tx *store.Tx, user *store.User, now time.Time) error {
	if !user.VerifiedAt.IsZero() {
		return nil
	}
	if _, err := tx.EndSessionsOf(user.ID, "", now); err != nil {
		return err
	}
	if err := tx.RevokeTokensOf(user.ID, now); err != nil {
		return err
	}
	if err := tx.RevokeFeedsOf(user.ID, now); err != nil {
		return err
	}
	if err := tx.RevokeSharedLinksOf(user.ID, now); err != nil {
		return err
	}
	user.VerifiedAt, user.UpdatedAt, user.Rights = now, now, user.Rights+1
	if err := tx.UpdateUser(user); err != nil {
		return err
	}
	if err := noteUserChange(ctx, tx, Actor{UserID: user.ID}, subjectUser, user.ID, actionVerified, nil, now); err != nil {
		return err
	}
	return claimMemberships(ctx, tx, *user, now)
}
