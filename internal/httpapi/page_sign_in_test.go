package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

func TestStrangersGetTheSignInForm(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, path := range []string{
		"/w/{workspace}", "/w/{workspace}/reports", "/w/{workspace}/reports/latest", "/w/{workspace}/reports/latest.csv",
		"/w/{workspace}/feeds", "/w/{foreign}", "/w/nothing",
	} {
		w.stranger().open(path).page(t, http.StatusUnauthorized).
			says(t, "Zugangs-Token", `name="next" value="`+w.expand(path)+`"`).hides(t, "Musterwerk", "Werkblog", "Anmeldung ist abgelaufen")
	}
	w.stranger().submit("/w/{workspace}/feeds", "shows", "all").page(t, http.StatusUnauthorized)
	w.stranger().submit("/w/{workspace}/feeds/{feed}/revoke").page(t, http.StatusUnauthorized)
	w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK)
	w.stranger().open("/").page(t, http.StatusOK).says(t, "Zugangs-Token", `autocomplete="off"`, `type="password"`)
}

func TestSigningInIsRefused(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	b := w.stranger()
	revoked := w.tokens["viewer"]
	tokens, err := w.app.Tokens(t.Context(), "viewer@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.app.RevokeToken(t.Context(), tokens[0].ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, token string
		status      int
		says        string
	}{
		{"nothing", "", http.StatusUnprocessableEntity, "Bitte einen Token eingeben."},
		{"blanks", "  \t ", http.StatusUnprocessableEntity, "Bitte einen Token eingeben."},
		{"no token", "<b>geheimnis", http.StatusUnauthorized, "Dieser Token gilt hier nicht."},
		{"an unknown token", "sttg_" + strings.Repeat("A", 43), http.StatusUnauthorized, "Dieser Token gilt hier nicht."},
		{"a revoked token", revoked, http.StatusUnauthorized, "Dieser Token gilt hier nicht."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := b.submit("/sign-in", "token", c.token).page(t, c.status).says(t, c.says)
			if strings.TrimSpace(c.token) != "" {
				a.hides(t, c.token, "geheimnis")
			}
			if cookie := a.header.Get("Set-Cookie"); cookie != "" {
				t.Errorf("set %s", cookie)
			}
		})
	}
	b.submit("/sign-in", "token", strings.Repeat("x", 100_000)).page(t, http.StatusRequestEntityTooLarge)
	b.with("Sec-Fetch-Site", "cross-site").submit("/sign-in", "token", w.tokens["lead"]).want(t, http.StatusForbidden)
	b.with("Origin", "null").submit("/sign-in", "token", w.tokens["lead"]).want(t, http.StatusForbidden)
	b.with("Content-Type", "application/x-www-form-urlencoded").send("POST", "/sign-in", "token=%zz").page(t, http.StatusBadRequest)
}

func TestAnEndedSignInIsForgotten(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	tokens, err := w.app.Tokens(t.Context(), "editor@example.org")
	if err != nil {
		t.Fatal(err)
	}
	w.browse("editor").open("/w/{workspace}").page(t, http.StatusOK)
	if err := w.app.RevokeToken(t.Context(), tokens[0].ID); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/w/{workspace}"} {
		a := w.browse("editor").open(path).says(t, "Die Anmeldung ist abgelaufen").hides(t, w.tokens["editor"], "Name of editor")
		if cookie := a.header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "stetig_token=;") || !strings.Contains(cookie, "Max-Age=0") {
			t.Errorf("%s: the cookie is not taken back: %q", path, cookie)
		}
	}
}

func TestSigningInAndOut(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	a := w.stranger().submit("/sign-in", "token", " "+w.tokens["lead"]+"\n", "next", "/w/{workspace}?year=2028").want(t, http.StatusSeeOther)
	if got, want := a.header.Get("Location"), w.expand("/w/{workspace}?year=2028"); got != want {
		t.Errorf("goes on to %q, want %q", got, want)
	}
	cookie := a.header.Get("Set-Cookie")
	for _, part := range []string{"stetig_token=" + w.tokens["lead"] + ";", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie %q lacks %q", cookie, part)
		}
	}
	if got := w.browse("lead").open("/").want(t, http.StatusSeeOther).header.Get("Location"); got != w.expand("/w/{workspace}") {
		t.Errorf("the start leads to %q", got)
	}
	w.browse("lead").open("/w/{workspace}").page(t, http.StatusOK).says(t, "Name of lead", `action="/sign-out"`)
	out := w.browse("lead").submit("/sign-out").want(t, http.StatusSeeOther)
	if cookie := out.header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "stetig_token=;") {
		t.Errorf("signed out with %q", cookie)
	}

	w.openPages(t, httpapi.PageOptions{})
	plain := w.stranger().submit("/sign-in", "token", w.tokens["lead"]).want(t, http.StatusSeeOther)
	if cookie := plain.header.Get("Set-Cookie"); strings.Contains(cookie, "Secure") {
		t.Errorf("without TLS a browser would drop %q", cookie)
	}
}

func TestSigningInLeadsToNobodyElse(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	for _, next := range []string{
		"https://evil.example/w/x", "//evil.example/w/x", `/\evil.example/w/x`, `/w/\evil.example`, "/w/../../x\r\nX: y",
		"javascript:alert(1)", "/sign-out", "w/x", "/api/docs", "%zz",
	} {
		got := w.stranger().submit("/sign-in", "token", w.tokens["lead"], "next", next).want(t, http.StatusSeeOther).header.Get("Location")
		if got != "/" {
			t.Errorf("next=%q leads to %q", next, got)
		}
		w.stranger().open("/sign-in?next="+strings.NewReplacer("%", "%25", "\\", "%5C", "\r", "%0D", "\n", "%0A", " ", "+").Replace(next)).
			page(t, http.StatusOK).says(t, `name="next" value=""`)
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
	here.with("Cookie", "stetig_token=sttg_old").open("/w/{workspace}").page(t, http.StatusOK).says(t, "Dies ist die Demo")

	for lang, texts := range map[string][]string{
		"de": {"Wiebke Osterfeld", "Instagram", "trägt noch", "Läuft trocken", "KW\u00a09, 2027", "laufende Woche", "Pause: ", "Thema: ", "Lücke, dringend"},
		"en": {"Wiebke Osterfeld", "Instagram", "carries for", "Runs dry", "Week\u00a09, 2027", "this week", "pause: ", "Theme: ", "gap, critical"},
	} {
		here.open("/w/{workspace}?lang="+lang).page(t, http.StatusOK).says(t, append(texts, `<html lang="`+lang+`">`)...)
	}
}
