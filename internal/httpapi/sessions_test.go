package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
)

// Whoever is signed in reads all that their role may, as with a token.
func TestASessionReadsWhatATokenDoes(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.sessionsOf(t, "lead", 1)
		w.sessionsOf(t, "admin", 1)
		for _, s := range steps(t) {
			if s.method != http.MethodGet {
				continue
			}
			t.Run(s.id, func(t *testing.T) {
				who := "lead"
				if s.action == app.Administrate {
					who = "admin"
				}
				if a := s.by(t, w.cookied(w.signedIn(who))); a.status != http.StatusOK && s.id != "getReport" {
					t.Errorf("answered with %d: %s", a.status, a.body)
				}
				if strings.Contains(s.path, "{workspace}") {
					a := s.by(t, w.cookied(w.signedIn("stranger"))).refused(t, http.StatusNotFound, "not_found")
					mustNotContain(t, a, secrets...)
				}
			})
		}
	})
}

func TestAnEndedSessionDoesNothing(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		ended := w.signedIn("lead")
		w.stranger().with("Cookie", ended).submit("/sign-out").want(t, http.StatusSeeOther)
		for _, s := range steps(t) {
			a := s.by(t, w.cookied(ended)).refused(t, http.StatusUnauthorized, "unauthenticated")
			mustNotContain(t, a, secrets...)
		}
	})
}

func TestASessionWritesForItsOwnSiteOnly(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	const channels, body = "/workspaces/{workspace}/channels", `{"name":"Zweitblog"}`
	c := w.cookied(w.signedIn("lead"))
	c.with("Sec-Fetch-Site", "cross-site").post(t, channels, body).want(t, http.StatusForbidden)
	c.with("Sec-Fetch-Site", "same-site").post(t, channels, body).want(t, http.StatusForbidden)
	c.with("Origin", "https://evil.example").post(t, channels, body).want(t, http.StatusForbidden)
	c.with("Content-Type", "text/plain").post(t, channels, body).want(t, http.StatusUnsupportedMediaType)

	once := c.with("Sec-Fetch-Site", "same-origin").with("Idempotency-Key", "einmal")
	made := once.post(t, channels, body).want(t, http.StatusCreated)
	if again := once.post(t, channels, body).want(t, http.StatusCreated); again.header.Get("Idempotent-Replayed") != "true" || text(t, again, "id") != text(t, made, "id") {
		t.Errorf("sent again: %v %s", again.header, again.body)
	}
	lines := auditLines(t, w.as("lead").get(t, auditLog+"?limit=1"))
	is(t, lines[0], map[string]any{"member_id": w.ids["lead"], "token_id": nil, "subject_kind": "channel", "action": "created"})
}

// A token that is sent with a cookie is who asks.
func TestATokenGoesBeforeACookie(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	cookie := w.signedIn("lead")
	if got := text(t, w.as("stranger").with("Cookie", cookie).get(t, "/me").want(t, http.StatusOK), "email"); got != "stranger@example.org" {
		t.Errorf("asked as %s", got)
	}
	w.cookied(cookie).with("Authorization", "Bearer sttg_no").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
	w.cookied(cookie).with("Authorization", "Basic bGVhZDpsZWFk").get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
	w.as("stranger").with("Cookie", securedCookie+"=nothing").get(t, "/me").want(t, http.StatusOK)
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.sessionsOf(t, "lead", 1)
		first := w.ids["session"]
		w.wait(time.Hour)
		w.sessionsOf(t, "lead", 3)
		c := w.cookied(w.signedIn("lead"))
		list := c.get(t, "/me/sessions").want(t, http.StatusOK)
		items, _ := list.json["items"].([]any)
		if len(items) != 3 || value(t, list, "next_cursor") != nil {
			t.Fatalf("listed %s", list.body)
		}
		is(t, items[2].(map[string]any), map[string]any{
			"id": first, "method": "link", "address": "203.0.113.7", "is_current": true,
			"created_at": "2027-03-01T11:00:00Z", "expires_at": "2027-03-08T11:00:00Z",
		})
		is(t, items[0].(map[string]any), map[string]any{"method": "password", "is_current": false, "created_at": "2027-03-01T12:00:00Z"})

		w.cookied(w.signedIn("stranger")).remove(t, "/me/sessions/{session}").refused(t, http.StatusNotFound, "not_found")
		w.as("lead").get(t, "/me/sessions").refused(t, http.StatusForbidden, "forbidden") // a token for one workspace
		c.remove(t, "/me/sessions/{session}").want(t, http.StatusNoContent)
		c.remove(t, "/me/sessions/{session}").want(t, http.StatusNoContent)
		if items := c.get(t, "/me/sessions").json["items"].([]any); len(items) != 2 {
			t.Errorf("%d left, want 2", len(items))
		}
		c.remove(t, "/me/sessions").want(t, http.StatusNoContent)
		if got := text(t, c.get(t, "/me/sessions").want(t, http.StatusOK), "items", 0, "id"); got != first {
			t.Errorf("left: %s", got)
		}
		w.cookied(w.signedIn("stranger")).get(t, "/me").want(t, http.StatusOK) // nobody else's
		w.ids["session"] = first
		c.remove(t, "/me/sessions/{session}").want(t, http.StatusNoContent)
		c.get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
	})
}

func TestChangingThePasswordEndsOtherSessions(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.signedIn("lead")
		old, other := w.signedIn("lead"), w.signInAgain("lead")
		c := w.cookied(old)
		change := func(current, next string) answer {
			return c.put(t, "/me/password", `{"current_password":"`+current+`","password":"`+next+`"}`)
		}
		const next = "vier Wörter und ein Punkt."
		for name, refused := range map[string]answer{
			"wrong":     change("geraten und falsch", next).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "current_password"),
			"short":     change(password, "geheimes").refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "password"),
			"long":      change(password, strings.Repeat("geheim", 200)).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "password"),
			"none":      c.put(t, "/me/password", `{"password":"`+next+`"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "current_password"),
			"by reader": w.as("reader").put(t, "/me/password", `{"current_password":"`+password+`","password":"`+next+`"}`).refused(t, http.StatusForbidden, "forbidden"),
		} {
			t.Run(name, func(t *testing.T) { mustNotContain(t, refused, "geheim", "geraten", next, password) })
		}
		w.cookied(other).get(t, "/me").want(t, http.StatusOK)

		fresh := change(password, next).want(t, http.StatusNoContent).cookie(t)
		c.get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated") // whoever else had the cookie
		w.cookied(other).get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		w.cookied(fresh).get(t, "/me").want(t, http.StatusOK).setsNoCookie(t)
		w.submitSignIn("lead").want(t, http.StatusUnauthorized)
		w.stranger().submit("/sign-in", "email", "lead@example.org", "password", next).want(t, http.StatusSeeOther)
		mustNotContain(t, answer{body: w.log.String()}, password, next, "geraten", "geheim")
	})
}

func TestGuessingTheCurrentPasswordHasToWait(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	c := w.cookied(w.signedIn("lead"))
	const guess = `{"current_password":"geraten","password":"vier Wörter und ein Punkt."}`
	for range 10 {
		c.put(t, "/me/password", guess).refused(t, http.StatusUnprocessableEntity, "invalid")
	}
	a := c.put(t, "/me/password", guess).refused(t, http.StatusTooManyRequests, "too_many")
	if a.header.Get("Retry-After") == "" {
		t.Error("does not say when to try again")
	}
}
