package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

func TestStrangersGetTheSignInForm(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, path := range []string{
		"/w/{workspace}", "/w/{workspace}/reports", "/w/{workspace}/reports/latest", "/w/{workspace}/reports/latest.csv",
		"/w/{workspace}/feeds", "/w/{foreign}", "/w/nothing", "/account",
	} {
		w.stranger().open(path).page(t, http.StatusUnauthorized).setsNoCookie(t).
			says(t, "E-Mail-Adresse", `name="next" value="`+w.expand(path)+`"`).hides(t, "Musterwerk", "Werkblog", "abgelaufen")
	}
	for _, path := range []string{
		"/w/{workspace}/feeds", "/w/{workspace}/feeds/{feed}/revoke", "/account/password", "/account/sessions/end", "/account/sessions/{feed}/end",
	} {
		w.stranger().submit(path, "shows", "all").page(t, http.StatusUnauthorized).setsNoCookie(t)
	}
	w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
	w.stranger().open("/").page(t, http.StatusOK).setsNoCookie(t).
		says(t, `type="email"`, `autocomplete="username"`, `type="password"`, `autocomplete="current-password"`, `href="/reset"`)
	w.openPages(t, httpapi.PageOptions{})
	w.stranger().open("/").page(t, http.StatusOK).hides(t, `href="/reset"`).says(t, "stetig user link --email")
}

func TestSigningInIsRefused(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.signedIn("lead")
	const wrong, missing = "E-Mail-Adresse und Passwort passen nicht zusammen.", "Bitte E-Mail-Adresse und Passwort eingeben."
	for _, c := range []struct {
		name, email, password string
		status                int
		says                  string
	}{
		{"nothing", "", "", http.StatusUnprocessableEntity, missing},
		{"no password", "lead@example.org", "", http.StatusUnprocessableEntity, missing},
		{"no address", " \t", "geheimnis", http.StatusUnprocessableEntity, missing},
		{"a wrong password", "lead@example.org", "<b>geheimnis", http.StatusUnauthorized, wrong},
		{"nobody's address", "niemand@example.org", "geheimnis", http.StatusUnauthorized, wrong},
		{"no address at all", `"><script>`, "geheimnis", http.StatusUnauthorized, wrong},
		{"who has no password", "editor@example.org", "geheimnis", http.StatusUnauthorized, wrong},
		{"a token", "lead@example.org", w.tokens["lead"], http.StatusUnauthorized, wrong},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := w.stranger().submit("/sign-in", "email", c.email, "password", c.password, "next", "/account").page(t, c.status).
				says(t, c.says, `role="alert"`, `aria-invalid="true"`, `name="next" value="/account"`).hides(t, "geheimnis", w.tokens["lead"]).setsNoCookie(t)
			if strings.Contains(c.email, "@") {
				a.says(t, `value="`+c.email+`"`)
			}
		})
	}
	b := w.stranger()
	b.submit("/sign-in", "password", strings.Repeat("x", 100_000)).page(t, http.StatusRequestEntityTooLarge)
	b.with("Sec-Fetch-Site", "cross-site").submit("/sign-in", "email", "lead@example.org", "password", password).want(t, http.StatusForbidden)
	b.with("Origin", "null").submit("/sign-in", "email", "lead@example.org", "password", password).want(t, http.StatusForbidden)
	b.with("Content-Type", "application/x-www-form-urlencoded").send("POST", "/sign-in", "email=%zz").page(t, http.StatusBadRequest)
	b.open("/sign-in?email=lead@example.org&password="+strings.ReplaceAll(password, " ", "+")).page(t, http.StatusOK).setsNoCookie(t)
	mustNotContain(t, answer{body: w.log.String()}, "geheimnis", password, w.tokens["lead"], "lead@example.org")
}

func TestGuessingHasToWait(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.signedIn("lead")
		guess := func() answer {
			return w.stranger().submit("/sign-in", "email", "lead@example.org", "password", "geraten")
		}
		for range 10 {
			guess().page(t, http.StatusUnauthorized)
		}
		a := guess().page(t, http.StatusTooManyRequests).says(t, "Zu viele Versuche", "in 1 Minute noch einmal")
		if got := a.header.Get("Retry-After"); got != "60" {
			t.Errorf("Retry-After = %q", got)
		}
		w.submitSignIn("lead").page(t, http.StatusTooManyRequests).setsNoCookie(t) // the right one neither
		w.wait(time.Minute)
		w.submitSignIn("lead").want(t, http.StatusSeeOther)
	})
}

func TestSigningInAndOut(t *testing.T) {
	onEachWithPages(t, func(t *testing.T, w *world) {
		w.signedIn("lead")
		a := w.stranger().submit("/sign-in", "email", " Lead@Example.org ", "password", password, "next", "/w/{workspace}?year=2028").want(t, http.StatusSeeOther)
		if got, want := a.header.Get("Location"), w.expand("/w/{workspace}?year=2028"); got != want {
			t.Errorf("goes on to %q, want %q", got, want)
		}
		b := w.stranger().with("Cookie", a.cookie(t))
		if got := b.open("/").want(t, http.StatusSeeOther).setsNoCookie(t).header.Get("Location"); got != w.expand("/w/{workspace}") {
			t.Errorf("the start leads to %q", got)
		}
		b.open("/w/{workspace}").page(t, http.StatusOK).setsNoCookie(t).says(t, "Name of lead", `action="/sign-out"`, `href="/account"`)
		b.open("/sign-out").want(t, http.StatusNotFound)
		b.open("/w/{workspace}").page(t, http.StatusOK)
		out := b.submit("/sign-out").want(t, http.StatusSeeOther).takesBack(t)
		if got := out.header.Get("Location"); got != "/" {
			t.Errorf("signed out to %q", got)
		}
		b.open("/w/{workspace}").page(t, http.StatusUnauthorized) // whoever kept the cookie
		w.cookied(a.cookie(t)).get(t, "/me").refused(t, http.StatusUnauthorized, "unauthenticated")
		w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK) // the other browser's is another's
		w.stranger().submit("/sign-out").want(t, http.StatusSeeOther).setsNoCookie(t)
	})
}

func TestSigningInLeadsToNobodyElse(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.signedIn("lead")
	for next, want := range map[string]string{
		"/account": "/account", "/invitation/abc": "/invitation/abc", "/w/x?year=2028": "/w/x?year=2028",
		"https://evil.example/w/x": "/", "//evil.example/w/x": "/", `/\evil.example/w/x`: "/", `/w/\evil.example`: "/", "/w/../../x\r\nX: y": "/",
		"javascript:alert(1)": "/", "/sign-out": "/", "w/x": "/", "/api/docs": "/", "%zz": "/", "/accounts": "/", "/w/..//evil.example": "/",
		"/w//evil.example": "/", "/account@evil.example": "/", "https:/w/x": "/", "/w/%2e%2e/%2e%2e/sign-in": "/", "/set-up/x": "/",
	} {
		got := w.stranger().submit("/sign-in", "email", "lead@example.org", "password", password, "next", next).want(t, http.StatusSeeOther).header.Get("Location")
		if got != want {
			t.Errorf("next=%q leads to %q", next, got)
		}
		shown := want
		if want == "/" {
			shown = ""
		}
		w.stranger().open("/sign-in?next="+strings.NewReplacer("%", "%25", "\\", "%5C", "\r", "%0D", "\n", "%0A", " ", "+").Replace(next)).
			page(t, http.StatusOK).says(t, `name="next" value="`+shown+`"`)
	}
}

// demoWorld is a server with nothing but the demo.
func demoWorld(t *testing.T) (*world, app.Demo) {
	t.Helper()
	w := &world{now: noon(), tokens: map[string]string{}, ids: map[string]string{}, log: &lockedBuffer{}}
	var err error
	if w.app, err = app.New(storetest.OpenSQLite(t), app.Options{Now: w.clock}); err != nil {
		t.Fatal(err)
	}
	demo, err := w.app.InstallDemo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.ids["workspace"] = demo.WorkspaceID
	return w, demo
}

func TestDemoLetsInOnlyThisMachine(t *testing.T) {
	t.Parallel()
	w, demo := demoWorld(t)
	w.openPages(t, httpapi.PageOptions{DemoToken: demo.Token})
	here := w.stranger()
	here.remote, here.host = "127.0.0.1:50000", "localhost:8080"

	for _, c := range []struct{ name, remote, host, header, value string }{
		{"from elsewhere", "203.0.113.7:50000", "localhost:8080", "", ""},
		{"under a site's name", "127.0.0.1:50000", "evil.example:8080", "", ""},
		{"under a name like ours", "127.0.0.1:50000", "localhost.evil.example", "", ""},
		{"through a proxy", "127.0.0.1:50000", "localhost:8080", "X-Forwarded-For", "203.0.113.7"},
		{"through a proxy that says so", "127.0.0.1:50000", "localhost:8080", "Forwarded", "for=203.0.113.7"},
		{"from nowhere", "", "localhost:8080", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := here
			b.remote, b.host = c.remote, c.host
			if c.header != "" {
				b = b.with(c.header, c.value)
			}
			b.open("/w/{workspace}").page(t, http.StatusUnauthorized).hides(t, "Mühlbrink", demo.Token)
		})
	}
	for _, host := range []string{"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"} {
		b := here
		b.host = host
		b.open("/").want(t, http.StatusSeeOther)
		b.open("/w/{workspace}").page(t, http.StatusOK).
			says(t, "Dies ist die Demo", "Mühlbrink Pumpen GmbH").hides(t, demo.Token, demo.FeedToken, `action="/sign-out"`)
	}
	here.with("Cookie", "stetig_session=old").open("/w/{workspace}").page(t, http.StatusOK).says(t, "Dies ist die Demo")

	for lang, texts := range map[string][]string{
		"de": {"Wiebke Osterfeld", "Instagram", "trägt noch", "Läuft trocken", "KW\u00a09, 2027", "laufende Woche", "Pause: ", "Schwerpunkt: ", "Lücke, dringend"},
		"en": {"Wiebke Osterfeld", "Instagram", "carries for", "Runs dry", "Week\u00a09, 2027", "this week", "pause: ", "Theme: ", "gap, critical"},
	} {
		here.open("/w/{workspace}?lang="+lang).page(t, http.StatusOK).says(t, append(texts, `<html lang="`+lang+`">`)...)
	}
}
