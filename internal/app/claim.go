package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// verifiedUser returns the user with an e-mail address that was shown to be
// theirs, "" where there is none. Who made an account under an address that may
// be somebody else's gets nothing by it.
func verifiedUser(tx *store.Tx, email string) (id string, err error) {
	user, err := tx.UserByEmail(email)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound, err == nil && user.VerifiedAt.IsZero():
		return "", nil
	}
	return user.ID, err
}

// claimMemberships gives a user, whose address has just been shown to be theirs,
// the memberships that wait for that address, in all workspaces. It does nothing
// for an address that was not.
func claimMemberships(ctx context.Context, tx *store.Tx, user store.User, now time.Time) error {
	if user.VerifiedAt.IsZero() {
		return nil
	}
	waiting, err := tx.UnclaimedMembers(user.Email)
	if err != nil {
		return err
	}
	for _, member := range waiting {
		_, err := tx.MemberOfUser(member.WorkspaceID, user.ID)
		switch {
		case err == nil:
			continue // is a member there by another address
		case plan.CodeOf(err) != plan.CodeNotFound:
			return err
		}
		if err := claimMembership(ctx, tx, &member, user.ID, now); err != nil {
			return err
		}
	}
	return nil
}

// claimMembership gives a user one membership that has none, as member says it now.
func claimMembership(ctx context.Context, tx *store.Tx, member *plan.Member, userID string, now time.Time) error {
	member.UserID, member.UpdatedAt = userID, now
	if err := tx.UpdateMember(member); err != nil {
		return err
	}
	if err := tx.BumpWorkspace(member.WorkspaceID); err != nil {
		return err
	}
	if err := tx.RaiseRights(userID); err != nil {
		return err
	}
	return tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: member.WorkspaceID, At: now, MemberID: member.ID, Address: originOf(ctx).Address,
		SubjectKind: "member", SubjectID: member.ID, Action: actionClaimed,
	})
}
