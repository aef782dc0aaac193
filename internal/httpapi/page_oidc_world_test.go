package httpapi_test

import (
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/auth"
	"stetig/internal/auth/providertest"
	"stetig/internal/httpapi"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// lobby is a world, really served, with an identity provider beside it.
type lobby struct {
	*world
	base     string
	provider *providertest.Provider
}

// inLobby runs a test on every database, with roles for groups.
func inLobby(t *testing.T, roles []string, test func(t *testing.T, l *lobby)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newLobby(t, s, roles...)) })
}

func newLobby(t *testing.T, s *store.Store, roles ...string) *lobby {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	t.Cleanup(server.Close)
	l := &lobby{world: newWorld(t, s), base: "http://" + server.Listener.Addr().String()}
	l.provider = providertest.New(t, l.base+"/oidc/callback")
	log := slog.New(slog.NewTextHandler(l.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	options := app.Options{Now: l.clock, Logger: log, Provider: auth.NewProvider(auth.ProviderOptions{
		Issuer: l.provider.Issuer, ClientID: providertest.ClientID, ClientSecret: providertest.ClientSecret,
		RedirectURL: l.base + "/oidc/callback", GroupsClaim: "groups",
		// The provider goes by the machine's clock, this server by the world's.
		Now: func() time.Time { return time.Now().Add(l.clock().Sub(noon())) },
	})}
	for _, text := range roles {
		role, err := app.ParseGroupRole(text)
		if err != nil {
			t.Fatal(err)
		}
		options.GroupRoles = append(options.GroupRoles, role)
	}
	var err error
	if l.app, err = app.New(s, options); err != nil {
		t.Fatal(err)
	}
	pages, err := httpapi.NewPages(l.app, httpapi.PageOptions{Now: l.clock, Logger: log, BaseURL: l.base, Provider: "Firmen-Login"})
	if err != nil {
		t.Fatal(err)
	}
	l.handler, err = httpapi.New(l.app, httpapi.Options{Now: l.clock, Logger: log, BaseURL: l.base, Pages: pages})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = l.handler
	server.Start()
	return l
}

// person is somebody of Musterwerk as the provider knows them.
func person(name string, groups ...string) *providertest.User {
	return &providertest.User{Subject: "sub-" + name, Email: name + "@example.org", Verified: true, Name: "Name of " + name, Groups: groups}
}

// surfer is a real browser as far as cookies and redirects go, set to German.
type surfer struct {
	*lobby
	client *http.Client
	stops  func(*http.Request) bool // where it does not follow; nil: nowhere
}

func (l *lobby) surfer(t *testing.T) *surfer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &surfer{lobby: l, client: &http.Client{Jar: jar}}
	s.client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if s.stops != nil && s.stops(r) {
			return http.ErrUseLastResponse
		}
		return nil
	}
	t.Cleanup(s.client.CloseIdleConnections)
	return s
}

// sight is what a browser shows in the end.
type sight struct {
	answer
	at *url.URL // the address
}

// open goes to a path, or an address, and on where it is sent.
func (s *surfer) open(t *testing.T, path string) sight {
	t.Helper()
	return s.openIn(t, path, "de")
}

func (s *surfer) openIn(t *testing.T, path, language string) sight {
	t.Helper()
	address := s.expand(path)
	if strings.HasPrefix(address, "/") {
		address = s.base + address
	}
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Language", language)
	response, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	seen := sight{answer{status: response.StatusCode, header: response.Header, body: string(body)}, response.Request.URL}
	if to, err := response.Location(); err == nil {
		seen.at = to
	}
	return seen
}

// signIn goes through the provider by the link on the sign-in page.
func (s *surfer) signIn(t *testing.T, next string) sight {
	t.Helper()
	page := s.open(t, "/sign-in?"+url.Values{"next": {s.expand(next)}}.Encode())
	page.page(t, http.StatusOK)
	link := regexp.MustCompile(`href="(/oidc/start[^"]*)">([^<]*)<`).FindStringSubmatch(page.body)
	if link == nil || link[2] != "Mit Firmen-Login anmelden" {
		t.Fatalf("the sign-in page has no way to the provider: %q", link)
	}
	return s.open(t, html.UnescapeString(link[1]))
}

// comeBack goes to the provider and returns the address that it sends back to,
// without going there.
func (s *surfer) comeBack(t *testing.T) *url.URL {
	t.Helper()
	s.stops = func(r *http.Request) bool { return r.URL.Path == "/oidc/callback" }
	defer func() { s.stops = nil }()
	back := s.open(t, "/oidc/start").at
	if back.Path != "/oidc/callback" {
		t.Fatalf("the provider sends to %s", back)
	}
	return back
}

// isOut fails unless nobody is signed in.
func (s *surfer) isOut(t *testing.T) {
	t.Helper()
	if seen := s.open(t, "/w/{workspace}"); seen.status != http.StatusUnauthorized {
		t.Errorf("somebody is signed in: %d", seen.status)
	}
}

// reasons are the server's log of sign-ins through the provider, oldest first:
// "" for one that came in, else why not.
func (l *lobby) reasons(t *testing.T) (reasons []string) {
	t.Helper()
	lines := l.as("admin").get(t, "/admin/audit?limit=200").want(t, http.StatusOK).json["items"].([]any)
	for i := len(lines) - 1; i >= 0; i-- {
		method, reason := "", ""
		for _, field := range lines[i].(map[string]any)["fields"].([]any) {
			switch field := field.(map[string]any); field["field"] {
			case "method":
				method, _ = field["to"].(string)
			case "reason":
				reason, _ = field["to"].(string)
			}
		}
		if method == "oidc" && lines[i].(map[string]any)["subject_kind"] == "session" {
			reasons = append(reasons, reason)
		}
	}
	return reasons
}
