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

// Session is a browser in which somebody is signed in.
type Session struct {
	ID         string
	Method     string // "password", "oidc" or "link"
	Address    string // of the client at sign-in
	Client     string // its User-Agent
	CreatedAt  time.Time
	LastUsedAt time.Time
	ExpiresAt  time.Time // at the latest
	IsCurrent  bool      // the one that asks
}

// Sessions lists the browsers in which the user is signed in, the latest first.
func (a *App) Sessions(ctx context.Context, by Actor) (sessions []Session, err error) {
	if err := requireWholeUser(by); err != nil {
		a.noteServerRefusal(ctx, by, Authenticated, err)
		return nil, err
	}
	now := a.now()
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		live, err := tx.LiveSessions(by.UserID, now)
		for _, s := range live {
			if now.Before(s.LastUsedAt.Add(sessionIdle)) {
				sessions = append(sessions, Session{
					ID: s.ID, Method: s.Method, Address: s.Address, Client: s.Client,
					CreatedAt: s.CreatedAt, LastUsedAt: s.LastUsedAt, ExpiresAt: earlier(s.ExpiresAt, s.LastUsedAt.Add(sessionIdle)),
					IsCurrent: s.ID == by.SessionID,
				})
			}
		}
		return err
	})
	return sessions, err
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// EndSession ends one of the user's own sessions at once. One that ended already
// stays so.
func (a *App) EndSession(ctx context.Context, by Actor, id string) error {
	return a.changeUser(ctx, by, func(tx *store.Tx, now time.Time) error {
		session, _, err := tx.Session(id)
		if err == nil && session.UserID != by.UserID {
			err = plan.Errorf(plan.CodeNotFound, "There is no such session.")
		}
		if err != nil || !session.EndedAt.IsZero() {
			return err
		}
		if err := tx.EndSession(id, now); err != nil {
			return err
		}
		return noteUserChange(ctx, tx, by, subjectSession, id, actionEnded, nil, now)
	})
}

// EndOtherSessions ends all of the user's sessions but the one that asks.
func (a *App) EndOtherSessions(ctx context.Context, by Actor) error {
	return a.changeUser(ctx, by, func(tx *store.Tx, now time.Time) error {
		return endSessions(ctx, tx, by, by.UserID, by.SessionID, now)
	})
}

// SignOut ends the session that asks. Nobody is refused.
func (a *App) SignOut(ctx context.Context, by Actor) error {
	if by.SessionID == "" {
		return nil
	}
	return a.EndSession(ctx, by, by.SessionID)
}

// endSessions ends a user's sessions but one ("" for none), and notes how many.
func endSessions(ctx context.Context, tx *store.Tx, by Actor, userID, except string, now time.Time) error {
	ended, err := tx.EndSessionsOf(userID, except, now)
	if err != nil || ended == 0 {
		return err
	}
	var diff compare
	diff.number("sessions", int(ended), 0)
	return noteUserChange(ctx, tx, by, subjectUser, userID, actionSessionsEnded, diff, now)
}
