package app

import (
	"cmp"
	"context"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// TokenDraft is a token to be made from the shell, for a member of a workspace.
// Whoever can run the program on the database may make one.
type TokenDraft struct {
	Email     string // of the user, who is made where there is none
	UserName  string // of a user who is made; "": the e-mail address
	Workspace string // id or name; "": the only one there is; in an empty database it is made
	Role      plan.Role
	Name      string // of the token
	ReadOnly  bool
	Admin     bool          // a user who is made administers the server
	ValidFor  time.Duration // 0: until it is revoked
}

// MadeToken is a token as it is shown, once.
type MadeToken struct {
	Text      string
	Token     store.Token
	Workspace plan.Workspace
	Member    plan.Member
}

// MakeToken makes an API token for a member; user, membership and, in an empty
// database, the workspace are made where they are missing.
func (a *App) MakeToken(ctx context.Context, draft TokenDraft) (made MadeToken, err error) {
	email, err := normalEmail(draft.Email)
	if err != nil {
		return MadeToken{}, err
	}
	now := a.now()
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		user, err := tx.UserByEmail(email)
		if plan.CodeOf(err) == plan.CodeNotFound {
			user = store.User{ID: newID(), Email: email, Name: cmp.Or(draft.UserName, email), Admin: draft.Admin, VerifiedAt: now, CreatedAt: now, UpdatedAt: now}
			if err = tx.CreateUser(&user); err == nil {
				err = claimMemberships(ctx, tx, user, now)
			}
		}
		if err != nil {
			return err
		}
		if made.Workspace, err = workspaceFor(ctx, tx, draft.Workspace, now); err != nil {
			return err
		}
		if made.Member, err = membershipFor(ctx, tx, user, made.Workspace.ID, draft.Role, now); err != nil {
			return err
		}
		if made.Text, made.Token, err = storeToken(tx, user.ID, made.Workspace.ID, draft, now); err != nil {
			return err
		}
		return noteToken(tx, newTokenEvent(ctx, Actor{}, made.Token, actionCreated, now))
	})
	return made, err
}

func storeToken(tx *store.Tx, userID, ws string, draft TokenDraft, now time.Time) (string, store.Token, error) {
	secret := auth.NewAPIToken()
	token := store.Token{
		ID: newID(), UserID: userID, WorkspaceID: ws, Name: cmp.Or(draft.Name, "shell"),
		Hash: secret.Hash, Hint: secret.Hint, Access: accessWrite, CreatedAt: now,
	}
	if draft.ReadOnly {
		token.Access = accessRead
	}
	if draft.ValidFor > 0 {
		token.ExpiresAt = now.Add(draft.ValidFor)
	}
	if draft.Admin {
		token.WorkspaceID = "" // an administrator's token is for the whole server
	}
	return secret.Text, token, tx.CreateToken(&token)
}

// workspaceFor finds the workspace of an id or name, and makes one in an empty database.
func workspaceFor(ctx context.Context, tx *store.Tx, named string, now time.Time) (plan.Workspace, error) {
	w, err := findWorkspace(tx, named)
	if plan.CodeOf(err) != plan.CodeNotFound {
		return w, err
	}
	w = newWorkspace(cmp.Or(named, "Stetig"), now)
	if err := w.Validate(); err != nil {
		return plan.Workspace{}, err
	}
	if err := tx.CreateWorkspace(&w); err != nil {
		return plan.Workspace{}, err
	}
	return w, noteNewWorkspace(ctx, tx, Actor{}, &w, "")
}

// membershipFor returns the user's membership. One that waits for their address
// is claimed; where there is none, it is made with the role. An existing one keeps
// its role.
func membershipFor(ctx context.Context, tx *store.Tx, user store.User, ws string, role plan.Role, now time.Time) (plan.Member, error) {
	member, err := tx.MemberOfUser(ws, user.ID)
	if plan.CodeOf(err) != plan.CodeNotFound {
		return member, err
	}
	if err := tx.BumpWorkspace(ws); err != nil { // holds the row until the end
		return plan.Member{}, err
	}
	member, err = tx.MemberByEmail(ws, user.Email)
	if err == nil && member.UserID == "" {
		err = claimMembership(ctx, tx, &member, user.ID, now)
		return member, err
	}
	if plan.CodeOf(err) != plan.CodeNotFound {
		return member, err
	}
	member = plan.Member{
		ID: newID(), WorkspaceID: ws, UserID: user.ID, Name: user.Name, Email: user.Email,
		Role: cmp.Or(role, plan.Lead), CreatedAt: now, UpdatedAt: now,
	}
	if err := member.Validate(); err != nil {
		return plan.Member{}, err
	}
	return member, tx.CreateMember(&member)
}

// Tokens lists all tokens of the user with an e-mail address, without their secrets.
func (a *App) Tokens(ctx context.Context, email string) (tokens []store.Token, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		user, err := tx.UserByEmail(email)
		if err != nil {
			return err
		}
		tokens, err = tx.Tokens(user.ID)
		return err
	})
	return tokens, err
}

// RevokeToken ends a token at once, for good.
func (a *App) RevokeToken(ctx context.Context, id string) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		token, err := tx.Token(id)
		if err != nil {
			return err
		}
		return revokeToken(tx, newTokenEvent(ctx, Actor{}, token, actionRevoked, a.now()))
	})
}
