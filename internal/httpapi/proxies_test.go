package httpapi_test

import (
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

// behindProxy is a world without a base URL whose one named proxy is 10.0.0.1.
func behindProxy(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, storetest.OpenSQLite(t))
	pages, err := httpapi.NewPages(w.app, httpapi.PageOptions{Now: w.clock})
	if err != nil {
		t.Fatal(err)
	}
	w.log = &lockedBuffer{}
	w.handler, err = httpapi.New(w.app, httpapi.Options{
		Pages: pages, TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")},
		Logger: slog.New(slog.NewTextHandler(w.log, nil)), Now: w.clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// from is a browser whose requests arrive from a peer that passes them on for
// somebody at 203.0.113.7 who has asked https://plan.example.org.
func (w *world) from(peer string) browser {
	b := w.stranger().with("X-Forwarded-For", "198.51.100.1, 203.0.113.7").
		with("X-Forwarded-Proto", "https").with("X-Forwarded-Host", "plan.example.org")
	b.remote, b.host = peer+":50000", "inner:8080"
	return b
}

func TestWhatANamedProxySaysIsBelievedEverywhere(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		peer, site, address string
		isTLS               bool
	}{
		"the named proxy": {"10.0.0.1", "https://plan.example.org", "203.0.113.7", true},
		"another peer":    {"10.0.0.2", "http://inner:8080", "10.0.0.2", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := behindProxy(t)
			b := w.from(tc.peer)

			w.signedIn("lead") // has a password from here on
			in := b.submit("/sign-in", "email", "lead@example.org", "password", password).want(t, http.StatusSeeOther)
			if got := strings.Contains(in.header.Get("Set-Cookie"), "; Secure"); got != tc.isTLS {
				t.Errorf("the cookie is for TLS alone: %t", got)
			}
			if got := in.header.Get("Strict-Transport-Security") != ""; got != tc.isTLS {
				t.Errorf("told to come by TLS alone: %t", got)
			}
			made := b.with("Cookie", in.cookie(t)).submit("/w/{workspace}/feeds", "shows", "all").want(t, http.StatusCreated)
			made.says(t, `value="`+tc.site+`/feeds/`)

			c := b.with("Authorization", "Bearer "+w.tokens["lead"]).with("Content-Type", "application/json")
			feed := c.send("POST", "/api/v1/workspaces/{workspace}/feeds", `{"name":"Kalender"}`).want(t, http.StatusCreated)
			if url := text(t, feed, "url"); !strings.HasPrefix(url, tc.site+"/feeds/") {
				t.Errorf("the feed's address is %s", url)
			}
			lines := c.send("GET", "/api/v1/workspaces/{workspace}/audit?subject_kind=feed&limit=2", "").want(t, http.StatusOK)
			for i := range 2 {
				if got := text(t, lines, "items", i, "address"); got != tc.address {
					t.Errorf("the audit log says from %s, want %s", got, tc.address)
				}
			}
			if !strings.Contains(w.log.String(), "from="+tc.address) || strings.Contains(w.log.String(), "198.51.100.1") {
				t.Errorf("the log does not say where from:\n%s", w.log)
			}
		})
	}
}

// A browser that tells no Sec-Fetch-Site is judged by Origin and Host, and a proxy
// may have changed the Host.
func TestFormsOfOursPassAProxyThatChangesTheHost(t *testing.T) {
	t.Parallel()
	w := behindProxy(t)
	w.signedIn("lead") // has a password from here on
	for name, tc := range map[string]struct {
		peer, origin string
		want         int
	}{
		"our own, by the named proxy":    {"10.0.0.1", "https://plan.example.org", http.StatusSeeOther},
		"another's, by the named proxy":  {"10.0.0.1", "https://evil.example", http.StatusForbidden},
		"the inner name, from elsewhere": {"10.0.0.1", "https://inner:8080", http.StatusForbidden},
		"by another peer":                {"10.0.0.2", "https://plan.example.org", http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w.from(tc.peer).with("Origin", tc.origin).submit("/sign-in", "email", "lead@example.org", "password", password).want(t, tc.want)
		})
	}
}

func TestAProxyLeftUnnamedIsToldOfOnce(t *testing.T) {
	t.Parallel()
	w := behindProxy(t)
	const warning = "the proxy is not named with --trusted-proxy"
	w.from("203.0.113.9").open("/") // a stranger may send what they like
	w.from("10.0.0.1").open("/")
	if logged := w.log.String(); strings.Contains(logged, warning) {
		t.Errorf("warned of nothing:\n%s", logged)
	}
	w.from("10.0.0.2").open("/")
	w.from("10.0.0.3").open("/")
	if logged := w.log.String(); strings.Count(logged, warning) != 1 || !strings.Contains(logged, "proxy=10.0.0.2") {
		t.Errorf("not warned once, of the first:\n%s", logged)
	}
}

func TestTheOpenDemoLetsEverybodyIn(t *testing.T) {
	t.Parallel()
	w, demo := demoWorld(t)
	w.openPages(t, httpapi.PageOptions{DemoToken: demo.Token, DemoOpen: true})
	for _, b := range []browser{w.stranger(), w.from("203.0.113.9")} {
		b.open("/").want(t, http.StatusSeeOther)
		for path, status := range map[string]int{
			"/w/{workspace}": 200, "/w/{workspace}/reports": 200, "/sign-in": 200, "/gibt-es-nicht": 404, "/w/nothing": 404,
		} {
			b.open(path).page(t, status).says(t, "Dies ist die Demo mit erfundenen Daten, und sie ist offen").hides(t, demo.Token, `action="/sign-out"`)
		}
		b.with("Sec-Fetch-Site", "cross-site").submit("/w/{workspace}/feeds", "shows", "all").want(t, http.StatusForbidden)
	}
	w.stranger().open("/w/{workspace}?lang=en").page(t, http.StatusOK).says(t, "Enter nothing real.")
}
