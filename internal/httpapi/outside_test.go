package httpapi_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"stetig/internal/httpapi"
)

// bare is a server without a database, for what needs none.
func bare(t *testing.T, o httpapi.Options) *world {
	t.Helper()
	handler, err := httpapi.New(nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return &world{handler: handler}
}

func (w *world) ask(method, target string, headers ...string) answer {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return w.do(r)
}

func TestUnknownAddressesAreRefusedAsProblems(t *testing.T) {
	t.Parallel()
	w := bare(t, httpapi.Options{})
	for target, want := range map[string]int{
		"GET /":                        404,
		"GET /api":                     404,
		"GET /api/v1":                  404,
		"GET /api/v1/nothing":          404,
		"GET /api/v1/me/":              404,
		"GET /api/v2/me":               404,
		"GET /feeds/x":                 404,
		"POST /api/v1/me":              405,
		"DELETE /api/v1/workspaces":    405,
		"PUT /healthz":                 405,
		"TRACE /api/v1/me":             405,
		"GET /api/v1/../../etc/passwd": 404,
	} {
		t.Run(target, func(t *testing.T) {
			method, path, _ := strings.Cut(target, " ")
			code := map[int]string{404: "not_found", 405: "method_not_allowed"}[want]
			a := w.ask(method, path).refused(t, want, code)
			if want == 405 && a.header.Get("Allow") == "" {
				t.Error("Allow does not say which methods there are")
			}
		})
	}
}

func TestOtherSitesCannotWrite(t *testing.T) {
	t.Parallel()
	w := bare(t, httpapi.Options{BaseURL: "https://plan.example.org/"})
	for name, tc := range map[string]struct {
		method  string
		headers []string
		want    int
	}{
		"a program":                  {"POST", nil, 401},
		"our own page":               {"POST", []string{"Sec-Fetch-Site", "same-origin"}, 401},
		"our own page behind a name": {"POST", []string{"Origin", "https://plan.example.org"}, 401},
		"another site":               {"POST", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"a neighbour":                {"POST", []string{"Sec-Fetch-Site", "same-site"}, 403},
		"an old browser":             {"POST", []string{"Origin", "https://evil.example"}, 403},
		"reading":                    {"GET", []string{"Sec-Fetch-Site", "cross-site"}, 401},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code := map[int]string{401: "unauthenticated", 403: "forbidden"}[tc.want]
			w.ask(tc.method, "/api/v1/workspaces", tc.headers...).refused(t, tc.want, code)
		})
	}
}

func TestHealthAndReadiness(t *testing.T) {
	t.Parallel()
	var log lockedBuffer
	w := bare(t, httpapi.Options{
		Logger: slog.New(slog.NewTextHandler(&log, nil)),
		Checks: []httpapi.Check{
			{Name: "database", Run: func(context.Context) error { return nil }},
			{Name: "worker", Run: func(context.Context) error { return errors.New("has not run since noon") }},
		},
	})
	w.ask("GET", "/healthz").want(t, http.StatusOK)
	a := w.ask("GET", "/readyz").want(t, http.StatusServiceUnavailable)
	if got := value(t, a, "checks", "worker"); got != "failing" {
		t.Errorf("worker = %v", got)
	}
	if got := value(t, a, "checks", "database"); got != "ok" {
		t.Errorf("database = %v", got)
	}
	if strings.Contains(a.body, "noon") || !strings.Contains(log.String(), "noon") {
		t.Errorf("why it fails belongs into the log: %s\n%s", a.body, log.String())
	}
	bare(t, httpapi.Options{}).ask("GET", "/readyz").want(t, http.StatusOK)
}

func TestMetricsNameRoutesNotPaths(t *testing.T) {
	t.Parallel()
	w := bare(t, httpapi.Options{})
	w.ask("GET", "/api/v1/workspaces/11111111-1111-7111-8111-111111111111")
	w.ask("GET", "/feeds/SECRET/plan.html")
	w.ask("GET", "/made/up/by/strangers")
	w.ask("BREW", "/made/up")
	a := w.metrics("127.0.0.1:50000", "localhost:8080").want(t, http.StatusOK)
	for _, line := range []string{
		`stetig_http_requests_total{method="GET",route="/api/v1/workspaces/:workspace",status="401"} 1`,
		`stetig_http_requests_total{method="GET",route="/feeds/:token/:file",status="404"} 1`,
		`stetig_http_requests_total{method="GET",route="unknown",status="404"} 1`,
		`stetig_http_requests_total{method="other",route="unknown",status="404"} 1`,
		"stetig_http_request_duration_seconds_bucket", "go_goroutines",
	} {
		if !strings.Contains(a.body, line) {
			t.Errorf("%s is missing", line)
		}
	}
	for _, word := range []string{"SECRET", "made", "11111111"} {
		if strings.Contains(a.body, word) {
			t.Errorf("%q is in the metrics", word)
		}
	}
}

func TestPagesGetWhatIsNotOurs(t *testing.T) {
	t.Parallel()
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/panic" {
			panic("a page broke: secret")
		}
		_, _ = io.WriteString(w, "page "+r.URL.Path)
	})
	var log lockedBuffer
	w := bare(t, httpapi.Options{Pages: pages, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for _, path := range []string{"/", "/w/x/reports/latest", "/apiary", "/feedsreader"} {
		a := w.ask("GET", path).want(t, http.StatusOK)
		if want := "page " + path; a.body != want || a.header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %q with the id %q, want %q with one", path, a.body, a.header.Get("X-Request-Id"), want)
		}
	}
	w.ask("GET", "/api/nothing").refused(t, http.StatusNotFound, "not_found")
	w.ask("POST", "/api/v1/me").refused(t, http.StatusMethodNotAllowed, "method_not_allowed")
	w.ask("POST", "/", "Sec-Fetch-Site", "cross-site").refused(t, http.StatusForbidden, "forbidden")

	broken := w.ask("GET", "/panic").refused(t, http.StatusInternalServerError, "internal")
	if strings.Contains(broken.body, "secret") {
		t.Errorf("the panic got out: %s", broken.body)
	}
	if logged := log.String(); !strings.Contains(logged, "a page broke") || !strings.Contains(logged, text(t, broken, "request_id")) {
		t.Errorf("the panic is not in the log with its request:\n%s", logged)
	}
}

func TestTheDocumentationIsWhole(t *testing.T) {
	t.Parallel()
	w := bare(t, httpapi.Options{Version: "1.2.3"})
	page := w.ask("GET", "/api/docs").want(t, http.StatusOK)
	if got := page.header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("Content-Type = %q", got)
	}
	for _, s := range steps(t) {
		if !strings.Contains(page.body, `id="`+s.id+`"`) {
			t.Errorf("%s is missing", s.id)
		}
	}
	for _, code := range []string{"malformed", "unauthenticated", "forbidden", "not_found", "method_not_allowed", "conflict", "stale", "too_large", "unsupported_media_type", "invalid", "internal", "unavailable"} {
		if !strings.Contains(page.body, `<tr id="`+code+`">`) {
			t.Errorf("the refusal %s has no place to link to", code)
		}
	}
	for _, part := range []string{"Version 1.2.3", "the role lead or higher (accept_gaps)", "the server&#39;s administrator", `id="schema-EntryPatch"`, "curl -H"} {
		if !strings.Contains(page.body, part) {
			t.Errorf("%q is missing", part)
		}
	}
	if strings.Contains(page.body, "%!") || strings.Contains(page.body, "ZgotmplZ") {
		t.Error("a part could not be rendered")
	}
}

// The page may load nothing from anywhere but here, and runs nothing.
func TestTheDocumentationStandsAlone(t *testing.T) {
	t.Parallel()
	w := bare(t, httpapi.Options{})
	page := w.ask("GET", "/api/docs").want(t, http.StatusOK).body
	for _, forbidden := range []string{"<script", " style=", "<style", "<img", "<iframe", "@import", "url("} {
		if strings.Contains(page, forbidden) {
			t.Errorf("the page holds %q", forbidden)
		}
	}
	sources := regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(sources) < 100 {
		t.Fatalf("only %d links found", len(sources))
	}
	for _, source := range sources {
		target := source[1]
		if anchor, isAnchor := strings.CutPrefix(target, "#"); isAnchor {
			if !strings.Contains(page, `id="`+anchor+`"`) {
				t.Errorf("the link %s leads nowhere", target)
			}
			continue
		}
		w.ask("GET", target).want(t, http.StatusOK)
	}
	style := w.ask("GET", "/api/docs/style.css").want(t, http.StatusOK)
	if strings.Contains(style.body, "url(") || strings.Contains(style.body, "@import") || !strings.Contains(style.body, "prefers-color-scheme: dark") {
		t.Error("the style loads something, or knows no dark")
	}
	again := w.ask("GET", "/api/docs", "If-None-Match", w.ask("GET", "/api/docs").header.Get("ETag"))
	again.want(t, http.StatusNotModified)
}

func TestTheContractCanBeFetched(t *testing.T) {
	t.Parallel()
	w := bare(t, httpapi.Options{})
	for _, path := range []string{"/api/openapi.yaml", "/api/openapi.json"} {
		a := w.ask("GET", path).want(t, http.StatusOK)
		doc, err := openapi3.NewLoader().LoadFromData([]byte(a.body))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if doc.Paths.Find("/workspaces/{workspace}/gaps") == nil {
			t.Errorf("%s has no gaps", path)
		}
		w.ask("HEAD", path).want(t, http.StatusOK)
	}
}
