package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// How long a session lasts: ended when it is not used for a while, and however
// much it is used.
const (
	sessionIdle = 7 * 24 * time.Hour
	sessionLife = 30 * 24 * time.Hour
)

// maxClient bounds what is kept of a browser's User-Agent, in bytes.
const maxClient = 200

// SignedIn is a session that has just begun.
type SignedIn struct {
	SessionID string
	UserID    string
	Rights    int // of the user now; see Actor.Rights
	ExpiresAt time.Time
}

// How somebody signed in.
const (
	methodPassword = "password"
	methodOIDC     = "oidc"
	methodLink     = "link"
)

// openSession begins a session of a user.
func openSession(ctx context.Context, tx *store.Tx, user store.User, method string, now time.Time) (SignedIn, error) {
	origin := originOf(ctx)
	session := store.Session{
		ID: newID(), UserID: user.ID, Method: method, Address: origin.Address, Client: origin.Client,
		CreatedAt: now, LastUsedAt: now, ExpiresAt: now.Add(sessionLife),
	}
	if len(session.Client) > maxClient {
		session.Client = session.Client[:maxClient]
	}
	if err := tx.CreateSession(&session); err != nil {
		return SignedIn{}, err
	}
	return SignedIn{SessionID: session.ID, UserID: user.ID, Rights: user.Rights, ExpiresAt: session.ExpiresAt}, nil
}

// AuthenticateSession tells who a browser's session stands for. An unknown,
// ended or expired one is CodeUnauthenticated, all with the same text.
func (a *App) AuthenticateSession(ctx context.Context, id string) (Actor, error) {
	var session store.Session
	var user store.User
	err := a.store.Read(ctx, func(tx *store.Tx) (err error) {
		session, user, err = tx.Session(id)
		return err
	})
	now := a.now()
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound, err == nil && !isLive(session, user, now):
		return Actor{}, plan.Errorf(plan.CodeUnauthenticated, "You are not signed in, or no longer. Sign in again.")
	case err != nil:
		return Actor{}, err
	}
	if now.Sub(session.LastUsedAt) >= touchEvery {
		a.noteUse("session:"+id, func(tx *store.Tx) error { return tx.TouchSession(id, now) })
	}
	return Actor{UserID: user.ID, SessionID: id, Admin: user.Admin, Rights: user.Rights}, nil
}

// isLive reports whether a session is still good.
func isLive(session store.Session, user store.User, now time.Time) bool {
	return session.EndedAt.IsZero() && user.IsActive() &&
		now.Before(session.ExpiresAt) && now.Before(session.LastUsedAt.Add(sessionIdle))
}
