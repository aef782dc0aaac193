package httpapi_test

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

const (
	plannerStart  = "\n  start();\n"
	plannerChunk  = "_app/immutable/entry/start.abc.js"
	plannerScript = "export const planner = 'whole'"
)

// builtPlanner is a build as small as one can be.
func builtPlanner() fs.FS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		".gitkeep":           file(""),
		"index.html":         file("<!doctype html><title>Stetig</title><script>" + plannerStart + "</script><script src=\"/x.js\"></script>"),
		"index.html.br":      file("page in brotli"),
		"index.html.gz":      file("page in gzip"),
		plannerChunk:         file(plannerScript),
		plannerChunk + ".gz": file("script in gzip"),
		"_app/version.json":  file(`{"version":"1"}`),
	}
}

func newPlannerPages(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, storetest.OpenSQLite(t))
	w.openPages(t, httpapi.PageOptions{BaseURL: "https://plan.example.org/", Planner: builtPlanner()})
	return w
}

func TestPlannerStandsAtEveryAddressOfAWorkspace(t *testing.T) {
	t.Parallel()
	w := newPlannerPages(t)
	for _, path := range []string{"/", "/w/{workspace}", "/w/{workspace}/month", "/w/{workspace}/feeds", "/w/{workspace}/reports", "/w/{workspace}/entries/{entry}", "/w/nothing/else"} {
		a := w.stranger().open(path).want(t, http.StatusOK)
		if a.header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(a.body, plannerStart) {
			t.Errorf("%s is not the planner: %s", path, a.body)
		}
		if got := a.header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control = %q: an old page would ask for scripts that are gone", path, got)
		}
		tag := a.header.Get("ETag")
		if again := w.stranger().with("If-None-Match", tag).open(path); again.status != http.StatusNotModified || tag == "" {
			t.Errorf("%s with the tag %s: %d", path, tag, again.status)
		}
	}
	for path, says := range map[string]string{
		"/w/{workspace}/reports/all": "Noch gibt es keinen Bericht.",
		"/sign-in":                   "Anmelden",
		"/nothing":                   "Hier ist nichts",
	} {
		if a := w.browse("viewer").open(path).says(t, says); strings.Contains(a.body, plannerStart) {
			t.Errorf("%s shows the planner", path)
		}
	}
	w.browse("viewer").submit("/w/{workspace}/feeds", "shows", "all").page(t, http.StatusCreated)
}

func TestPlannersScriptIsAllowedByItsHashAlone(t *testing.T) {
	t.Parallel()
	w := newPlannerPages(t)
	sum := sha256.Sum256([]byte(plannerStart))
	policy := w.stranger().open("/w/{workspace}").want(t, http.StatusOK).header.Get("Content-Security-Policy")
	want := "script-src 'self' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"
	if !strings.Contains(policy, want) || strings.Contains(policy, "unsafe-inline") || strings.Count(policy, "sha256-") != 2 {
		t.Errorf("the policy is %q, want it to hold %q", policy, want)
	}
	for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "style-src 'self'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy %q lacks %q", policy, part)
		}
	}
	if other := w.stranger().open("/sign-in").header.Get("Content-Security-Policy"); strings.Contains(other, "sha256-") {
		t.Errorf("a page without a script may run one: %q", other)
	}
}

func TestPlannersFilesAreKeptWhereTheirNamesChange(t *testing.T) {
	t.Parallel()
	w := newPlannerPages(t)
	for _, path := range []string{"/_app/immutable/entry/old.js", "/_app/", "/_app/immutable", "/_app/.gitkeep", "/_app/../index.html", "/_app/" + plannerChunk} {
		if a := w.stranger().open(path); a.status < 300 || strings.Contains(a.body, plannerStart) {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	for _, c := range []struct{ path, cached, contentType string }{
		{"/" + plannerChunk, "public, max-age=31536000, immutable", "text/javascript; charset=utf-8"},
		{"/_app/version.json", "no-cache", "application/json"},
	} {
		a := w.stranger().open(c.path).want(t, http.StatusOK)
		if got := a.header.Get("Cache-Control"); got != c.cached {
			t.Errorf("%s: Cache-Control = %q, want %q", c.path, got, c.cached)
		}
		if got := a.header.Get("Content-Type"); got != c.contentType {
			t.Errorf("%s: Content-Type = %q, want %q", c.path, got, c.contentType)
		}
	}
}

func TestPlannerIsSentAsSmallAsTheBrowserTakesIt(t *testing.T) {
	t.Parallel()
	w := newPlannerPages(t)
	for _, c := range []struct{ name, path, accepts, coding, body string }{
		{"brotli before gzip", "/w/{workspace}", "gzip, deflate, br", "br", "page in brotli"},
		{"gzip", "/w/{workspace}", "gzip", "gzip", "page in gzip"},
		{"brotli forbidden", "/w/{workspace}", "gzip, br;q=0", "gzip", "page in gzip"},
		{"brotli not made", "/" + plannerChunk, "br, gzip", "gzip", "script in gzip"},
		{"plain", "/" + plannerChunk, "identity", "", plannerScript},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := w.stranger().with("Accept-Encoding", c.accepts).open(c.path).want(t, http.StatusOK)
			if a.body != c.body || a.header.Get("Content-Encoding") != c.coding {
				t.Errorf("got %q as %q, want %q as %q", a.body, a.header.Get("Content-Encoding"), c.body, c.coding)
			}
			if !strings.Contains(a.header.Get("Vary"), "Accept-Encoding") || (c.coding != "") != strings.HasSuffix(a.header.Get("ETag"), "-"+c.coding+`"`) {
				t.Errorf("Vary %q, ETag %s: another browser could be given this encoding", a.header.Get("Vary"), a.header.Get("ETag"))
			}
		})
	}
}

func TestWithoutThePlannerItsAddressesSayHowToBuildIt(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).says(t, "Werkblog")
	w.stranger().open("/w/{workspace}/month").page(t, http.StatusServiceUnavailable).says(t, "Hier fehlt der Planer", "scripts/build").hides(t, "Musterwerk")
	w.stranger().open("/w/{foreign}/nothing?lang=en").page(t, http.StatusServiceUnavailable).says(t, "The planner is missing here")
	w.stranger().open("/_app/immutable/entry/start.js").page(t, http.StatusNotFound)
}
