package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// endRights takes away what a member could come in by or let others in by, where
// a change ends that: the tokens for this workspace and the invitations of who
// goes, the invitations of who may make none any more.
func (c *change) endRights(ctx context.Context, before, after plan.Member) error {
	goes := !after.IsActive() && (before.IsActive() || before.RemovedAt.IsZero() && !after.RemovedAt.IsZero())
	if goes {
		if err := c.revokeTokens(ctx, before.UserID); err != nil {
			return err
		}
	}
	if goes && before.Email != "" { // an invitation to them would let them in again
		if err := c.revokeInvitations(store.InvitationFilter{Email: before.Email}); err != nil {
			return err
		}
	}
	if goes || may(before.Role, ManageMembers) && !may(after.Role, ManageMembers) {
		return c.revokeInvitations(store.InvitationFilter{InvitedBy: before.ID})
	}
	return nil
}

// revokeTokens ends a user's tokens for this workspace.
func (c *change) revokeTokens(ctx context.Context, userID string) error {
	if userID == "" {
		return nil
	}
	var tokens []store.Token
	err := eachPage(func(page store.Page) (string, error) {
		some, next, err := c.TokensOf(userID, c.ws, page)
		tokens = append(tokens, some...)
		return next, err
	})
	if err != nil {
		return err
	}
	for _, token := range tokens {
		if err := revokeToken(c.Tx, newTokenEvent(ctx, c.by, token, actionRevoked, c.now)); err != nil {
			return err
		}
	}
	return nil
}

// revokeInvitations ends the open invitations that a filter names.
func (c *change) revokeInvitations(filter store.InvitationFilter) error {
	open, _, err := c.Invitations(c.ws, filter, store.Page{Limit: store.MaxLimit}) // more than there can be
	if err != nil {
		return err
	}
	for _, invitation := range open {
		if err := c.revokeInvitation(&invitation); err != nil {
			return err
		}
	}
	return nil
}

// tellSessions rotates the sessions of a member whose rights have changed, and
// ends them where nothing is left for the user behind the door. The user's row is
// held from the first line on, so that of two workspaces that let go of them at
// once the second ends the sessions.
func (c *change) tellSessions(ctx context.Context, before, after plan.Member) error {
	if before.Role == after.Role && before.IsActive() == after.IsActive() {
		return nil
	}
	userID := before.UserID
	if userID == "" {
		userID = after.UserID
	}
	if err := c.raiseRights(userID); err != nil || userID == "" {
		return err
	}
	user, err := c.User(userID)
	if err != nil {
		return err
	}
	stays, err := c.IsMemberAnywhere(userID)
	if err != nil || stays || user.Admin {
		return err
	}
	return endSessions(ctx, c.Tx, c.by, userID, "", c.now)
}

// raiseRights has a user's sessions rotated; "" is nobody.
func (v *view) raiseRights(userID string) error {
	if userID == "" {
		return nil
	}
	return v.RaiseRights(userID)
}
