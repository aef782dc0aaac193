package httpapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/auth/providertest"
	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

const (
	againText    = "Bitte die Anmeldung noch einmal beginnen."
	downText     = "Firmen-Login antwortet gerade nicht."
	invitedText  = "hier hat Sie niemand aufgenommen"
	deniedText   = "wurde abgebrochen oder abgelehnt"
	verifiedText = "ist bei Firmen-Login nicht bestätigt"
)

func TestSigningInThroughTheProvider(t *testing.T) {
	inLobby(t, nil, func(t *testing.T, l *lobby) {
		l.provider.SignedIn(person("editor"))
		s := l.surfer(t)
		seen := s.signIn(t, "/w/{workspace}?year=2028")
		seen.page(t, http.StatusOK).says(t, "Name of editor", `action="/sign-out"`)
		if got, want := seen.at.RequestURI(), l.expand("/w/{workspace}?year=2028"); got != want {
			t.Errorf("goes on to %q, want %q", got, want)
		}
		// At the provider the address is another now; the subject is the same.
		moved := person("editor")
		moved.Email = "verheiratet@example.org"
		l.provider.SignedIn(moved)
		l.surfer(t).signIn(t, "/w/{workspace}").page(t, http.StatusOK).says(t, "Name of editor")
		if diff := cmp.Diff([]string{"", ""}, l.reasons(t)); diff != "" {
			t.Errorf("audit (-want +got):\n%s", diff)
		}
		if log := l.log.String(); strings.Contains(log, "example.org") || strings.Contains(log, "code=") || strings.Contains(log, "sub-editor") {
			t.Errorf("the log tells who: %s", log)
		}
	})
}

func TestWhomTheProviderDoesNotBringIn(t *testing.T) {
	inLobby(t, []string{"redaktion=editor@Musterwerk"}, func(t *testing.T, l *lobby) {
		unverified, nameless := person("editor"), person("")
		unverified.Verified = false
		nameless.Email = ""
		for _, c := range []struct {
			name   string
			user   *providertest.User
			forge  func(map[string]any)
			status int
			says   string
			reason string
		}{
			{"who says no there", nil, nil, http.StatusUnauthorized, deniedText, "access_denied"},
			{"an unverified address", unverified, nil, http.StatusForbidden, verifiedText, "email_unverified"},
			{"no address", nameless, nil, http.StatusForbidden, verifiedText, "email_missing"},
			{"somebody nobody knows", person("fremd", "other"), nil, http.StatusForbidden, invitedText, "unknown"},
			{"another nonce", person("editor"), func(c map[string]any) { c["nonce"] = "x" }, http.StatusUnauthorized, againText, "nonce_wrong"},
			{"for another client", person("editor"), func(c map[string]any) { c["aud"] = "x" }, http.StatusUnauthorized, againText, "token_invalid"},
			{"expired", person("editor"), func(c map[string]any) { c["exp"] = 1 }, http.StatusUnauthorized, againText, "token_expired"},
		} {
			l.provider.SignedIn(c.user)
			l.provider.Forge(c.forge)
			s := l.surfer(t)
			before := len(l.reasons(t))
			seen := s.signIn(t, "/w/{workspace}")
			seen.page(t, c.status).says(t, c.says, l.expand(`href="/oidc/start?next=%2Fw%2F{workspace}"`)).hides(t, "said no", "editor@example.org", "fremd", "code=", "state=")
			if diff := cmp.Diff([]string{c.reason}, l.reasons(t)[before:]); diff != "" {
				t.Errorf("%s: audit (-want +got):\n%s", c.name, diff)
			}
			s.isOut(t)
		}
	})
}

func TestAnAnswerIsGoodForItsBrowserOnce(t *testing.T) {
	inLobby(t, nil, func(t *testing.T, l *lobby) {
		l.provider.SignedIn(person("editor"))
		refused := func(name string, s *surfer, address *url.URL, says string) {
			t.Helper()
			s.open(t, address.String()).page(t, http.StatusUnauthorized).says(t, says).hides(t, "state=", "code=", "server_error")
			if seen := s.open(t, "/w/{workspace}"); seen.status != http.StatusUnauthorized {
				t.Errorf("%s: is let in", name)
			}
		}
		with := func(address *url.URL, name, value string) *url.URL {
			changed, query := *address, address.Query()
			query.Set(name, value)
			changed.RawQuery = query.Encode()
			return &changed
		}

		// Somebody else's browser, led here by a stranger with the stranger's code.
		stranger, victim := l.surfer(t), l.surfer(t)
		back := stranger.comeBack(t)
		refused("no attempt", victim, back, againText)
		victim.comeBack(t)
		refused("another attempt's state", victim, back, againText)

		s := l.surfer(t)
		back = s.comeBack(t)
		refused("a guessed state", s, with(back, "state", "x"), againText)
		refused("after a guess", s, back, againText)

		back = s.comeBack(t)
		refused("no state", s, with(back, "state", ""), againText)
		back = s.comeBack(t)
		refused("no code", s, with(back, "code", ""), againText)
		back = s.comeBack(t)
		refused("an error beside the code", s, with(back, "error", "<b>server_error"), deniedText)
		back = s.comeBack(t)
		refused("a guessed code", s, with(back, "code", "geraten"), againText)

		back = s.comeBack(t)
		l.wait(10 * time.Minute)
		refused("after ten minutes", s, back, againText)

		earlier := s.comeBack(t)
		later := s.comeBack(t)
		refused("the earlier of two attempts", s, earlier, againText)
		refused("the later, spent with it", s, later, againText)

		back = s.comeBack(t)
		s.open(t, back.String()).page(t, http.StatusOK)
		seen := s.open(t, "/w/{workspace}").page(t, http.StatusOK)
		seen.says(t, "Name of editor")
		s.open(t, back.String()).page(t, http.StatusUnauthorized).says(t, againText) // again; the session goes on
		s.open(t, "/w/{workspace}").page(t, http.StatusOK)

		want := []string{
			"no_attempt", "state_wrong", "state_wrong", "no_attempt", "state_wrong", "no_code", "access_denied", "code_refused",
			"no_attempt", "state_wrong", "no_attempt", "", "no_attempt",
		}
		if diff := cmp.Diff(want, l.reasons(t)); diff != "" {
			t.Errorf("audit (-want +got):\n%s", diff)
		}
	})
}

func TestTheProviderIsDown(t *testing.T) {
	inLobby(t, nil, func(t *testing.T, l *lobby) {
		l.provider.SignedIn(person("editor"))
		l.provider.Down(true)
		s := l.surfer(t)
		s.signIn(t, "/w/{workspace}").page(t, http.StatusServiceUnavailable).says(t, downText, `action="/sign-in"`).hides(t, "127.0.0.1", "EOF")
		s.openIn(t, "/oidc/start", "en").page(t, http.StatusServiceUnavailable).says(t, "Firm", "does not answer at the moment")
		l.provider.Down(false)
		l.wait(5 * time.Second)
		s.signIn(t, "/w/{workspace}").page(t, http.StatusOK).says(t, "Name of editor")

		other := l.surfer(t)
		back := other.comeBack(t)
		l.provider.Down(true)
		other.open(t, back.String()).page(t, http.StatusServiceUnavailable).says(t, downText)
		other.isOut(t)
		s.open(t, "/w/{workspace}").page(t, http.StatusOK) // who is in stays in
	})
}

func TestGroupsAtTheDoor(t *testing.T) {
	inLobby(t, []string{"redaktion=editor@Musterwerk", "alle=viewer@Musterwerk", "extern=lead@Fremdwerk"}, func(t *testing.T, l *lobby) {
		role := func() string {
			for _, item := range l.as("lead").get(t, "/workspaces/{workspace}/members?limit=200").want(t, http.StatusOK).json["items"].([]any) {
				member := item.(map[string]any)
				if member["email"] == "neu@example.org" {
					told := member["role"].(string)
					if member["deactivated_at"] != nil {
						told = "-" + told
					}
					return told
				}
			}
			return ""
		}
		first := l.surfer(t)
		for _, step := range []struct {
			groups []string
			want   string
			status int
		}{
			{[]string{"unbekannt"}, "", http.StatusForbidden},
			{[]string{"redaktion", "alle"}, "editor", http.StatusOK},
			{[]string{"alle"}, "viewer", http.StatusOK},
			{nil, "-viewer", http.StatusForbidden},
			{[]string{"redaktion"}, "editor", http.StatusOK},
		} {
			l.provider.SignedIn(person("neu", step.groups...))
			s := first
			if step.want != "editor" {
				s = l.surfer(t)
			}
			s.signIn(t, "/w/{workspace}").page(t, step.status)
			if got := role(); got != step.want {
				t.Errorf("with the groups %q the role is %q, want %q", step.groups, got, step.want)
			}
			if strings.HasPrefix(step.want, "-") {
				first.isOut(t)
			}
		}
		first.open(t, "/w/{foreign}").page(t, http.StatusNotFound)
	})
}

func TestWhereTheWayToTheProviderBegins(t *testing.T) {
	t.Parallel()
	l := newLobby(t, storetest.OpenSQLite(t))
	l.provider.SignedIn(person("editor"))
	at := l.stranger()
	at.host = strings.TrimPrefix(l.base, "http://")
	for _, site := range []string{"cross-site", "same-site"} {
		sent := at.with("Sec-Fetch-Site", site).open("/oidc/start?next=/w/{workspace}").want(t, http.StatusSeeOther)
		if got := sent.header.Get("Location"); got != l.expand("/sign-in?next=%2Fw%2F{workspace}") || sent.header.Get("Set-Cookie") != "" {
			t.Errorf("another site leads to %s", got)
		}
	}
	for _, site := range []string{"", "none", "same-origin"} {
		sent := at.with("Sec-Fetch-Site", site).open("/oidc/start").want(t, http.StatusSeeOther)
		if got := sent.header.Get("Location"); !strings.HasPrefix(got, l.provider.Issuer+"/authorize?") {
			t.Errorf("from %q it leads to %s", site, got)
		}
		cookie := sent.header.Get("Set-Cookie")
		for _, part := range []string{"stetig_attempt=", "Path=/", "HttpOnly", "SameSite=Lax"} {
			if !strings.Contains(cookie, part) {
				t.Errorf("the cookie %q lacks %q", cookie, part)
			}
		}
	}
	for _, next := range []string{"https://other.example.org/w/x", "//other.example.org/w/x", `/w/..\..\x`, "/sign-out", ""} {
		if seen := l.surfer(t).signIn(t, next); seen.at.Host != strings.TrimPrefix(l.base, "http://") || seen.at.Path != l.expand("/w/{workspace}") {
			t.Errorf("next %q leads to %s", next, seen.at)
		}
	}
	for range 120 {
		at.open("/oidc/start")
	}
	at.open("/oidc/start").page(t, http.StatusTooManyRequests)
}

func TestAttemptsAreKeptForThisHostAlone(t *testing.T) {
	t.Parallel()
	l := newLobby(t, storetest.OpenSQLite(t))
	l.openPages(t, httpapi.PageOptions{BaseURL: "https://plan.example.org", Provider: "Firmen-Login"})
	cookie := l.stranger().open("/oidc/start").want(t, http.StatusSeeOther).header.Get("Set-Cookie")
	for _, part := range []string{"__Host-stetig_attempt=", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"} {
		if !strings.Contains(cookie, part) || strings.Contains(cookie, "Domain") {
			t.Errorf("the cookie %q lacks %q", cookie, part)
		}
	}
}

func TestWithoutAProviderThereIsNoWayToOne(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.stranger().open("/oidc/start").page(t, http.StatusNotFound)
	w.stranger().open("/oidc/callback?state=x&code=y").page(t, http.StatusNotFound)
	w.stranger().open("/sign-in").page(t, http.StatusOK).hides(t, "/oidc/")
}

func TestWherePasswordsAreNotTaken(t *testing.T) {
	t.Parallel()
	s := storetest.OpenSQLite(t)
	l := newLobby(t, s)
	var err error
	if l.app, err = app.New(s, app.Options{Now: l.clock, NoPasswords: true}); err != nil {
		t.Fatal(err)
	}
	l.openPages(t, httpapi.PageOptions{Provider: "Firmen-Login", NoPasswords: true, Mail: true})
	for path, status := range map[string]int{"/sign-in": http.StatusOK, "/": http.StatusOK, "/w/{workspace}": http.StatusUnauthorized} {
		l.stranger().open(path).page(t, status).says(t, "Mit Firmen-Login anmelden").hides(t, `type="password"`, "/reset")
	}
	l.stranger().submit("/sign-in", "email", "lead@example.org", "password", "vier Wörter und ein Punkt").page(t, http.StatusForbidden).
		says(t, "Hier meldet sich niemand mit Passwort an.").hides(t, `type="password"`)
	l.stranger().open("/oidc/callback").page(t, http.StatusUnauthorized).says(t, againText).hides(t, `type="password"`)
}
