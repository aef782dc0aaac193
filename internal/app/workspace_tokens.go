package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// MemberToken is a token for one workspace, and the member whose it is.
type MemberToken struct {
	Token
	MemberID string
}

// WorkspaceTokens lists the tokens of all members that are for this workspace
// only and not revoked, the latest first. Leads may. Tokens for all of a user's
// workspaces are their own affair; who is deactivated here comes in with none.
func (a *App) WorkspaceTokens(ctx context.Context, by Actor, ws string, page Page) (tokens []MemberToken, next string, err error) {
	err = a.read(ctx, by, ws, ManageTokens, func(v *view) error {
		stored, n, err := v.WorkspaceTokens(ws, store.Page(page))
		for _, token := range stored {
			tokens = append(tokens, MemberToken{Token: tokenOf(token.Token), MemberID: token.MemberID})
		}
		next = n
		return err
	})
	return tokens, next, err
}

// RevokeWorkspaceToken ends a token that is for this workspace only, at once, for
// good. Leads may. One that is revoked already stays so.
func (a *App) RevokeWorkspaceToken(ctx context.Context, by Actor, ws, id string) error {
	return a.change(ctx, by, ws, ManageTokens, func(c *change) error {
		token, err := c.Token(id)
		if err != nil {
			return err
		}
		if token.WorkspaceID != ws {
			return plan.Errorf(plan.CodeNotFound, "There is no such token.")
		}
		return revokeToken(c.Tx, newTokenEvent(ctx, by, token, actionRevoked, c.now))
	})
}
