package app

import (
	"context"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Actor is who asks: a user, by one of their tokens or by a session.
type Actor struct {
	UserID      string
	TokenID     string    // "" for a session
	SessionID   string    // "" for a token
	WorkspaceID string    // the only workspace the token is good for; "": all of the user's
	Admin       bool      // the server's administrator
	ReadOnly    bool      // the token may only read
	ExpiresAt   time.Time // when the token ends; zero: never, or a session
	Rights      int       // of a session: grows with every change of what the user may
}

// Page asks for one page of a list.
type Page struct {
	Limit  int    // most items, 1 to 200
	Cursor string // where the page before ended; "" for the first
}

// touchEvery is how often the last use of a token or feed is written down.
const touchEvery = time.Minute

// Authenticate tells who holds an API token. An unknown, expired or revoked one
// is CodeUnauthenticated, all with the same text.
func (a *App) Authenticate(ctx context.Context, token string) (Actor, error) {
	stored, user, err := a.lookUpToken(ctx, token)
	if err != nil {
		return Actor{}, err
	}
	now := a.now()
	if whyDead(stored, now) != "" || !user.IsActive() {
		return Actor{}, refusedToken()
	}
	return a.actorBy(stored, user, now), nil
}

func refusedToken() error {
	return plan.Errorf(plan.CodeUnauthenticated, "The token is missing, unknown, expired or revoked. Send a valid one as 'Authorization: Bearer sttg_…'.")
}

// lookUpToken finds a token, dead ones too, and whose it is.
func (a *App) lookUpToken(ctx context.Context, token string) (stored store.Token, user store.User, err error) {
	hash, wellFormed := auth.HashAPIToken(token)
	if !wellFormed {
		return store.Token{}, store.User{}, refusedToken()
	}
	err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
		stored, user, err = tx.TokenByHash(hash)
		return err
	})
	if plan.CodeOf(err) == plan.CodeNotFound {
		err = refusedToken()
	}
	return stored, user, err
}

// whyDead says why a token is no longer good, "" for one that is.
func whyDead(token store.Token, now time.Time) string {
	switch {
	case !token.RevokedAt.IsZero():
		return "revoked"
	case !token.ExpiresAt.IsZero() && !now.Before(token.ExpiresAt):
		return "expired"
	}
	return ""
}

// actorBy is who a good token stands for; its use is noted.
func (a *App) actorBy(stored store.Token, user store.User, now time.Time) Actor {
	if now.Sub(stored.LastUsedAt) >= touchEvery {
		a.noteUse("token:"+stored.ID, func(tx *store.Tx) error { return tx.TouchToken(stored.ID, now) })
	}
	return Actor{
		UserID:      user.ID,
		TokenID:     stored.ID,
		WorkspaceID: stored.WorkspaceID,
		Admin:       user.Admin,
		ReadOnly:    stored.Access == accessRead,
		ExpiresAt:   stored.ExpiresAt,
	}
}

// Kinds of access of a token.
const (
	accessRead  = "read"
	accessWrite = "write"
)

// memberOf returns the active member that an actor is in a workspace. A
// workspace that does not exist and one that is somebody else's look the same.
func memberOf(tx *store.Tx, by Actor, ws string) (plan.Member, error) {
	unknown := plan.Errorf(plan.CodeNotFound, "There is no such workspace.")
	if by.WorkspaceID != "" && by.WorkspaceID != ws {
		return plan.Member{}, unknown
	}
	member, err := tx.MemberOfUser(ws, by.UserID)
	if plan.CodeOf(err) == plan.CodeNotFound || err == nil && !member.IsActive() {
		return plan.Member{}, unknown
	}
	return member, err
}

// requireAdmin refuses everybody but the server's administrator with a token
// that may write.
func requireAdmin(by Actor) error {
	if by.ReadOnly {
		return plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	}
	return administrates(by)
}

// administrates refuses everybody but the server's administrator, who may come
// with a token that only reads.
func administrates(by Actor) error {
	if !by.Admin || by.WorkspaceID != "" {
		return plan.Errorf(plan.CodeForbidden, "Only the server's administrator may do this.")
	}
	return nil
}
