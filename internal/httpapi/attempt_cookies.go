package httpapi

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"time"

	"stetig/internal/app"
)

// attemptCookie holds the random token that stands for a browser's attempt at
// signing in through the identity provider. Like the session's, its name begins
// with __Host- behind TLS.
const attemptCookie = "stetig_attempt"

// attemptLife is how long somebody may take at the identity provider.
const attemptLife = 10 * time.Minute

// What is kept for an attempt.
const (
	keptState    = "state"
	keptNonce    = "nonce"
	keptVerifier = "verifier"
	keptNext     = "next" // where to go on
)

// attemptCookies keep attempts at signing in through the identity provider, by
// browsers' cookies. Each is good once, for attemptLife.
type attemptCookies struct{ sessionCookies }

func newAttemptCookies(a *app.App, now func() time.Time) *attemptCookies {
	return &attemptCookies{sessionCookies{
		app: a, now: now,
		plain: newSessionManager(a, attemptCookie, false), overTLS: newSessionManager(a, "__Host-"+attemptCookie, true),
	}}
}

// keep gives the browser a cookie for an attempt, in the place of an earlier one.
func (c *attemptCookies) keep(w http.ResponseWriter, r *http.Request, attempt app.Attempt, next string) error {
	ctx, err := c.load(r)
	if err != nil {
		return err
	}
	kept := c.of(r)
	if err := kept.RenewToken(ctx); err != nil {
		return fmt.Errorf("end a cookie: %w", err)
	}
	kept.Put(ctx, keptState, attempt.State)
	kept.Put(ctx, keptNonce, attempt.Nonce)
	kept.Put(ctx, keptVerifier, attempt.Verifier)
	kept.Put(ctx, keptNext, next)
	kept.SetDeadline(ctx, c.now().Add(attemptLife))
	token, expiry, err := kept.Commit(ctx)
	if err != nil {
		return fmt.Errorf("keep an attempt: %w", err)
	}
	kept.WriteSessionCookie(ctx, w, token, expiry)
	return nil
}

// take returns the browser's attempt and where to go on, this once; found is
// false where it has none, or none that is still good.
func (c *attemptCookies) take(w http.ResponseWriter, r *http.Request) (attempt app.Attempt, next string, found bool, err error) {
	if c.token(r) == "" {
		return app.Attempt{}, "", false, nil
	}
	ctx, err := c.load(r)
	if err != nil {
		return app.Attempt{}, "", false, err
	}
	kept := c.of(r)
	attempt = app.Attempt{
		State: kept.GetString(ctx, keptState), Nonce: kept.GetString(ctx, keptNonce), Verifier: kept.GetString(ctx, keptVerifier),
	}
	next = kept.GetString(ctx, keptNext)
	return attempt, next, attempt.State != "", c.forget(w, r)
}

// isSame compares secrets in a time that tells nothing about them.
func isSame(one, other string) bool {
	return subtle.ConstantTimeCompare([]byte(one), []byte(other)) == 1
}
