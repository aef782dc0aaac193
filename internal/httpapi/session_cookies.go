package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// sessionCookie holds the random token that stands for a browser's session.
// Behind TLS its name begins with __Host-, so that browsers take it from this
// host alone (RFC 6265bis §4.1.3.2).
const sessionCookie = "stetig_session"

// What is kept for a cookie.
const (
	keptSession  = "session"  // id of the session
	keptRights   = "rights"   // of the user when the cookie was given; see app.Actor
	keptReplaced = "replaced" // whether the browser has been given another cookie
)

// replacedFor is how long a cookie that was replaced on the way still serves the
// requests that a browser had sent with it, from another tab say.
const replacedFor = 10 * time.Second

// sessionCookies carries sessions in browsers' cookies. Nothing is read for a
// request that carries none, and nothing is set unless something changed.
type sessionCookies struct {
	app            *app.App
	now            func() time.Time
	plain, overTLS *scs.SessionManager
}

func newSessionCookies(a *app.App, now func() time.Time) *sessionCookies {
	return &sessionCookies{
		app: a, now: now,
		plain: newSessionManager(a, sessionCookie, false), overTLS: newSessionManager(a, "__Host-"+sessionCookie, true),
	}
}

// newSessionManager makes one without scs.New, which starts a goroutine that
// nobody could end. There is no idle time-out here: it would write with every
// request, and app knows when a session was last used.
func newSessionManager(a *app.App, name string, secure bool) *scs.SessionManager {
	return &scs.SessionManager{
		Store: cookieStore{a}, Codec: scs.GobCodec{}, HashTokenInStore: true,
		Cookie: scs.SessionCookie{
			Name: name, Path: "/", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode, Persist: true,
		},
	}
}

// of returns the manager for a request.
func (s *sessionCookies) of(r *http.Request) *scs.SessionManager {
	if exchangeOf(r.Context()).isTLS {
		return s.overTLS
	}
	return s.plain
}

// token returns what a request's cookie holds, "" where it carries none.
func (s *sessionCookies) token(r *http.Request) string {
	cookie, err := r.Cookie(s.of(r).Cookie.Name)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// load returns a context with what is kept for the request's cookie. A cookie
// that is not ours stands for nothing and is never adopted.
func (s *sessionCookies) load(r *http.Request) (context.Context, error) {
	ctx, err := s.of(r).Load(r.Context(), s.token(r))
	if err != nil {
		return nil, fmt.Errorf("read what a cookie stands for: %w", err)
	}
	return ctx, nil
}

// actor tells who asks by a cookie: CodeUnauthenticated where it stands for no
// session that is good. A cookie from before the user's rights changed is replaced.
func (s *sessionCookies) actor(w http.ResponseWriter, r *http.Request) (app.Actor, error) {
	ctx, err := s.load(r)
	if err != nil {
		return app.Actor{}, err
	}
	kept := s.of(r)
	id := kept.GetString(ctx, keptSession)
	if id == "" {
		return app.Actor{}, plan.Errorf(plan.CodeUnauthenticated, "You are not signed in, or no longer. Sign in again.")
	}
	by, err := s.app.AuthenticateSession(ctx, id)
	if err != nil || by.Rights == kept.GetInt(ctx, keptRights) || kept.GetBool(ctx, keptReplaced) {
		return by, err
	}
	return by, s.replace(w, r, ctx, by)
}

// replace gives the browser another cookie for its session. Of requests that were
// on their way together one is enough to be given it: the old cookie serves the
// others for a moment, and then nobody.
func (s *sessionCookies) replace(w http.ResponseWriter, r *http.Request, old context.Context, by app.Actor) error {
	kept := s.of(r)
	end := kept.Deadline(old)
	kept.Put(old, keptReplaced, true)
	kept.SetDeadline(old, s.now().Add(replacedFor))
	if _, _, err := kept.Commit(old); err != nil {
		return fmt.Errorf("end a cookie: %w", err)
	}
	fresh, err := kept.Load(r.Context(), "")
	if err != nil {
		return fmt.Errorf("make a cookie: %w", err)
	}
	return s.give(w, r, fresh, app.SignedIn{SessionID: by.SessionID, Rights: by.Rights, ExpiresAt: end})
}

// start gives the browser a cookie for a session that has just begun. The cookie
// it came with is dead at once, and so is the session that it stood for.
func (s *sessionCookies) start(w http.ResponseWriter, r *http.Request, begun app.SignedIn) error {
	ctx, err := s.load(r)
	if err != nil {
		return err
	}
	if err := s.endBefore(ctx, r, begun.SessionID); err != nil {
		return err
	}
	if err := s.of(r).RenewToken(ctx); err != nil {
		return fmt.Errorf("end a cookie: %w", err)
	}
	return s.give(w, r, ctx, begun)
}

// endBefore ends the session that a browser was in before it began another.
func (s *sessionCookies) endBefore(ctx context.Context, r *http.Request, begun string) error {
	id := s.of(r).GetString(ctx, keptSession)
	if id == "" || id == begun {
		return nil
	}
	before, err := s.app.AuthenticateSession(ctx, id)
	if plan.CodeOf(err) == plan.CodeUnauthenticated {
		return nil
	}
	if err != nil {
		return err
	}
	return s.app.SignOut(ctx, before)
}

// renew gives the browser another cookie for the session it is in, whose user has
// just proved again who they are. The cookie it came with is dead at once.
func (s *sessionCookies) renew(w http.ResponseWriter, r *http.Request) error {
	ctx, err := s.load(r)
	if err != nil {
		return err
	}
	by, err := s.app.AuthenticateSession(ctx, s.of(r).GetString(ctx, keptSession))
	if err != nil {
		return err
	}
	end := s.of(r).Deadline(ctx)
	if err := s.of(r).RenewToken(ctx); err != nil {
		return fmt.Errorf("end a cookie: %w", err)
	}
	return s.give(w, r, ctx, app.SignedIn{SessionID: by.SessionID, Rights: by.Rights, ExpiresAt: end})
}

// give sets a cookie for a session, good for as long as that may last.
func (s *sessionCookies) give(w http.ResponseWriter, r *http.Request, ctx context.Context, session app.SignedIn) error {
	kept := s.of(r)
	kept.Put(ctx, keptSession, session.SessionID)
	kept.Put(ctx, keptRights, session.Rights)
	kept.Remove(ctx, keptReplaced)
	kept.SetDeadline(ctx, session.ExpiresAt)
	token, expiry, err := kept.Commit(ctx)
	if err != nil {
		return fmt.Errorf("keep what a cookie stands for: %w", err)
	}
	kept.WriteSessionCookie(ctx, w, token, expiry)
	return nil
}

// forget takes a browser's cookie back.
func (s *sessionCookies) forget(w http.ResponseWriter, r *http.Request) error {
	ctx, err := s.load(r)
	if err != nil {
		return err
	}
	if err := s.of(r).Destroy(ctx); err != nil {
		return fmt.Errorf("forget a cookie: %w", err)
	}
	s.of(r).WriteSessionCookie(ctx, w, "", time.Time{})
	return nil
}
