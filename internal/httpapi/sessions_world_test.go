package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/store"
)

// Where the pages of a world are, and what its browsers keep.
const (
	securedCookie = "__Host-stetig_session"
	plainCookie   = "stetig_session"
	password      = "correct horse battery staple" // of everybody in a world
)

// signedIn returns the Cookie header of a browser in which somebody has signed
// in, the same each time. It is a session, not a token, that it stands for.
func (w *world) signedIn(who string) string {
	w.tb.Helper()
	if w.sessions[who] == "" {
		w.sessions[who] = w.signInAgain(who)
	}
	return w.sessions[who]
}

// signInAgain signs somebody in with another browser: by a link, because what a
// link does to other sessions is none of most tests' business the first time.
func (w *world) signInAgain(who string) string {
	w.tb.Helper()
	if w.sessions[who] != "" {
		return w.submitSignIn(who).want(w.tb, http.StatusSeeOther).cookie(w.tb)
	}
	return w.stranger().submit("/password/"+w.passwordLink(who), "password", password).want(w.tb, http.StatusSeeOther).cookie(w.tb)
}

func (w *world) submitSignIn(who string) answer {
	w.tb.Helper()
	return w.stranger().submit("/sign-in", "email", who+"@example.org", "password", password)
}

// passwordLink makes the secret of a link by which somebody sets a password.
func (w *world) passwordLink(who string) string {
	w.tb.Helper()
	made, err := w.app.MakePasswordLink(w.tb.Context(), who+"@example.org")
	if err != nil {
		w.tb.Fatal(err)
	}
	return made.Secret
}

// sessionCookie returns the cookie for a session that an answer sets; nil for none.
func (a answer) sessionCookie(t testing.TB) *http.Cookie {
	t.Helper()
	var found *http.Cookie
	for _, line := range a.header.Values("Set-Cookie") {
		cookie, err := http.ParseSetCookie(line)
		if err != nil {
			t.Fatalf("set %q: %v", line, err)
		}
		if strings.HasSuffix(cookie.Name, plainCookie) {
			if found != nil {
				t.Errorf("two cookies at once: %v", a.header.Values("Set-Cookie"))
			}
			found = cookie
		}
	}
	return found
}

// cookie returns the Cookie header that a browser sends after the answer, and
// stops the test where the answer sets no session.
func (a answer) cookie(t testing.TB) string {
	t.Helper()
	cookie := a.sessionCookie(t)
	if cookie == nil || cookie.Value == "" {
		t.Fatalf("no session begun: %d %v", a.status, a.header)
	}
	return cookie.Name + "=" + cookie.Value
}

// setsNoCookie fails if the answer sets any.
func (a answer) setsNoCookie(t testing.TB) answer {
	t.Helper()
	if set := a.header.Values("Set-Cookie"); len(set) > 0 {
		t.Errorf("sets %q", set)
	}
	return a
}

// takesBack fails unless the answer takes the session's cookie back.
func (a answer) takesBack(t testing.TB) answer {
	t.Helper()
	if cookie := a.sessionCookie(t); cookie == nil || cookie.Value != "" || cookie.MaxAge >= 0 {
		t.Errorf("the cookie is not taken back: %v", cookie)
	}
	return a
}

// use lets time pass and notes what was used until then, as the worker does.
func (w *world) use(t testing.TB, d time.Duration) {
	t.Helper()
	if err := w.app.FlushUsage(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.wait(d)
}

// cookied is a program that sends a browser's cookie to the API.
func (w *world) cookied(cookie string) caller { return w.anonymous().with("Cookie", cookie) }

// sessionsOf has somebody sign in with several browsers, the first of which is
// the one of signedIn. {session} is the last.
func (w *world) sessionsOf(t testing.TB, who string, n int) {
	t.Helper()
	w.signedIn(who)
	for range n - 1 {
		w.signInAgain(who)
	}
	w.ids["session"] = text(t, w.cookied(w.signedIn(who)).get(t, "/me/sessions").want(t, http.StatusOK), "items", 0, "id")
}

// keep puts the session that an answer sets in the place of somebody's, as a
// browser does.
func (w *world) keep(t testing.TB, who string, a answer) answer {
	t.Helper()
	if a.sessionCookie(t) != nil {
		w.sessions[who] = a.cookie(t)
	}
	return a
}

// raiseRights has what somebody may change, in whatever way.
func (w *world) raiseRights(t testing.TB, who string) {
	t.Helper()
	id := text(t, w.as(who).get(t, "/me").want(t, http.StatusOK), "user_id")
	if err := w.store.Write(t.Context(), func(tx *store.Tx) error { return tx.RaiseRights(id) }); err != nil {
		t.Fatal(err)
	}
}
