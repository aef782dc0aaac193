package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// maxLiveTokens is how many tokens a user may have that are neither revoked nor
// expired.
const maxLiveTokens = 100

// Token is an API token as it is listed, without its secret.
type Token struct {
	ID          string
	Name        string
	WorkspaceID string // the only one it is good for; "": all of the user's
	ReadOnly    bool
	Hint        string    // its last characters, to tell tokens apart
	ExpiresAt   time.Time // zero: never
	LastUsedAt  time.Time // to the minute; zero: never
	CreatedAt   time.Time
}

func tokenOf(t store.Token) Token {
	return Token{
		ID: t.ID, Name: t.Name, WorkspaceID: t.WorkspaceID, ReadOnly: t.Access == accessRead, Hint: t.Hint,
		ExpiresAt: t.ExpiresAt, LastUsedAt: t.LastUsedAt, CreatedAt: t.CreatedAt,
	}
}

// MyTokenDraft is a token that a user makes for themselves.
type MyTokenDraft struct {
	Name        string
	WorkspaceID string // the only one it is good for; "": all of the user's
	ReadOnly    bool
	ExpiresAt   time.Time // zero: never
}

// MyTokens lists the user's own tokens that are not revoked, the latest first. To
// a token for one workspace there are only those for that workspace.
func (a *App) MyTokens(ctx context.Context, by Actor, page Page) (tokens []Token, next string, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		stored, n, err := tx.TokensOf(by.UserID, by.WorkspaceID, store.Page(page))
		for _, token := range stored {
			tokens = append(tokens, tokenOf(token))
		}
		next = n
		return err
	})
	return tokens, next, err
}

// CreateMyToken makes a token of the user's; text is its secret, given this once.
// It never may more than the token used to ask: such a draft is CodeForbidden.
func (a *App) CreateMyToken(ctx context.Context, by Actor, draft MyTokenDraft) (text string, made Token, err error) {
	if err := mayMake(by, draft); err != nil {
		a.noteServerRefusal(ctx, by, Authenticated, err)
		return "", Token{}, err
	}
	now := a.now()
	if err := draft.validate(now); err != nil {
		return "", Token{}, err
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		if err := claimIdempotency(ctx, tx, by, now); err != nil {
			return err
		}
		if err := requireScope(tx, by, draft.WorkspaceID); err != nil {
			return err
		}
		live, err := tx.LiveTokens(by.UserID, now)
		if err != nil {
			return err
		}
		if live >= maxLiveTokens {
			return plan.Errorf(plan.CodeConflict, "You have %d tokens already. Revoke one that you do not need.", live)
		}
		shell := TokenDraft{Name: draft.Name, ReadOnly: draft.ReadOnly}
		if !draft.ExpiresAt.IsZero() {
			shell.ValidFor = draft.ExpiresAt.Sub(now)
		}
		var stored store.Token
		if text, stored, err = storeToken(tx, by.UserID, draft.WorkspaceID, shell, now); err != nil {
			return err
		}
		made = tokenOf(stored)
		return noteToken(tx, newTokenEvent(ctx, by, stored, actionCreated, now))
	})
	return text, made, err
}

// mayMake refuses a token that could more than the one used to ask.
func mayMake(by Actor, draft MyTokenDraft) error {
	switch {
	case by.ReadOnly:
		return plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	case by.WorkspaceID != "" && draft.WorkspaceID != by.WorkspaceID:
		return plan.Errorf(plan.CodeForbidden, "This token is for one workspace. It makes tokens for that workspace only: send its id as workspace_id.")
	case !by.ExpiresAt.IsZero() && (draft.ExpiresAt.IsZero() || draft.ExpiresAt.After(by.ExpiresAt)):
		return plan.Errorf(plan.CodeForbidden, "This token ends at %s. It makes no token that ends later: send that or an earlier time as expires_at.", formatInstant(by.ExpiresAt))
	}
	return nil
}

func (d MyTokenDraft) validate(now time.Time) error {
	var problems plan.Problems
	problems.Name("name", d.Name)
	if !d.ExpiresAt.IsZero() && !d.ExpiresAt.After(now) {
		problems.Add("expires_at", "must lie ahead")
	}
	return problems.Err()
}

// requireScope refuses a workspace in which the user is no active member.
func requireScope(tx *store.Tx, by Actor, ws string) error {
	if ws == "" {
		return nil
	}
	_, err := memberOf(tx, by, ws)
	if plan.CodeOf(err) == plan.CodeNotFound {
		var problems plan.Problems
		problems.Add("workspace_id", "is no workspace of yours")
		return problems.Err()
	}
	return err
}

// RevokeMyToken ends one of the user's own tokens at once, for good. One that is
// revoked already stays so.
func (a *App) RevokeMyToken(ctx context.Context, by Actor, id string) error {
	if by.ReadOnly {
		err := plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
		a.noteServerRefusal(ctx, by, Authenticated, err)
		return err
	}
	return a.store.Write(ctx, func(tx *store.Tx) error {
		token, err := tx.Token(id)
		if err != nil {
			return err
		}
		if token.UserID != by.UserID || by.WorkspaceID != "" && token.WorkspaceID != by.WorkspaceID {
			return plan.Errorf(plan.CodeNotFound, "There is no such token.")
		}
		return revokeToken(tx, newTokenEvent(ctx, by, token, actionRevoked, a.now()))
	})
}
