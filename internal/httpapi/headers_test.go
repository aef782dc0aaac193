package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

// routesOfPages finds the patterns that the package's source registers, so that
// no page is left out of a walk.
func routesOfPages(t *testing.T) (patterns []string) {
	t.Helper()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`"((?:GET|POST|PUT|PATCH|DELETE) /[^"\s]*)"`).FindAllStringSubmatch(string(source), -1) {
			patterns = append(patterns, found[1])
		}
	}
	if len(patterns) < 12 || !slices.Contains(patterns, "GET /w/{workspace}") {
		t.Fatalf("found the pages %q; are they still registered by patterns?", patterns)
	}
	return patterns
}

// visited is one request of the walk.
type visited struct {
	name, method, path, body string
	header                   map[string]string
	remote                   string
}

// everywhere lists a request for every route there is, answered and refused.
// What takes things away comes last.
func everywhere(t *testing.T, w *world) (all []visited) {
	t.Helper()
	bearer := func(who string) map[string]string {
		return map[string]string{"Authorization": "Bearer " + w.tokens[who], "Content-Type": "application/json"}
	}
	all = besides(w)
	for _, s := range steps(t) {
		for _, who := range []string{"nobody", "viewer", "lead"} {
			v := visited{name: s.id + " as " + who, method: s.method, path: "/api/v1" + s.path, body: s.body, header: bearer(who)}
			if s.mediaType != "" {
				v.header["Content-Type"] = s.mediaType
			}
			all = append(all, v)
		}
	}
	for _, pattern := range routesOfPages(t) {
		method, path, _ := strings.Cut(pattern, " ")
		path = strings.NewReplacer("{$}", "", "{report}", "latest", "{file}", "pages.css", "{secret}", "no-secret").Replace(path)
		form := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
		all = append(all, visited{name: pattern + " as a stranger", method: method, path: path, header: form})
		all = append(all, visited{name: pattern + " as a member", method: method, path: path, body: "name=&shows=all",
			header: map[string]string{"Content-Type": form["Content-Type"], "Cookie": w.signedIn("lead")}})
	}
	return all
}

// besides lists requests for what is neither operation nor page.
func besides(w *world) (all []visited) {
	feed := w.feedURL[strings.Index(w.feedURL, "/feeds/"):]
	for name, v := range map[string]visited{
		"a feed":              {path: feed},
		"a feed, its head":    {method: "HEAD", path: feed},
		"a feed, unchanged":   {path: feed, header: map[string]string{"If-None-Match": "*"}},
		"a feed, unknown":     {path: "/feeds/" + strings.Repeat("A", 43) + "/plan.ics"},
		"a feed, no calendar": {path: strings.TrimSuffix(feed, ".ics")},
		"a shared page":       {path: w.sharedURL[strings.Index(w.sharedURL, "/shared/"):]},
		"a shared page, none": {path: "/shared/" + strings.Repeat("A", 43)},
		"health":              {path: "/healthz"},
		"readiness":           {path: "/readyz"},
		"metrics":             {path: "/metrics", remote: "127.0.0.1:50000"},
		"metrics, refused":    {path: "/metrics"},
		"docs":                {path: "/api/docs"},
		"docs, their style":   {path: "/api/docs/style.css"},
		"the contract":        {path: "/api/openapi.yaml"},
		"the contract, JSON":  {path: "/api/openapi.json"},
		"a style":             {path: "/static/pages.css?v=old"},
		"a style, in part":    {path: "/static/pages.css", header: map[string]string{"Range": "bytes=9999999-"}},
		"no style":            {path: "/static/none.css"},
		"no page":             {path: "/none"},
		"no operation":        {path: "/api/v1/none"},
		"no method":           {method: "DELETE", path: "/api/v1/me"},
		"no method of a page": {method: "DELETE", path: "/sign-in"},
		"another site":        {method: "POST", path: "/sign-in", header: map[string]string{"Sec-Fetch-Site": "cross-site"}},
		"a page that breaks":  {path: "/panic"},
		"a path that is none": {path: "/w/%ff"},
	} {
		v.name = name
		if v.method == "" {
			v.method = "GET"
		}
		all = append(all, v)
	}
	return all
}

func (v visited) by(w *world) answer {
	r := httptest.NewRequest(v.method, w.expand(v.path), strings.NewReader(w.expand(v.body)))
	for name, value := range v.header {
		r.Header.Set(name, value)
	}
	if v.remote != "" {
		r.RemoteAddr, r.Host = v.remote, "localhost"
	}
	return w.do(r)
}

// No answer of any route, good or bad, comes without the headers that bound what
// a browser does with it.
func TestEveryAnswerIsSecured(t *testing.T) {
	t.Parallel()
	for name, base := range map[string]string{"with TLS": "https://plan.example.org", "without TLS": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, storetest.OpenSQLite(t))
			w.openPagesThatBreak(t, base)
			seen := map[int]bool{}
			for _, v := range everywhere(t, w) {
				a := v.by(w)
				seen[a.status] = true
				for _, breach := range breaches(v, a, base != "") {
					t.Errorf("%s, answered with %d: %s", v.name, a.status, breach)
				}
			}
			for _, status := range []int{200, 201, 204, 303, 304, 400, 401, 403, 404, 405, 409, 416, 500} {
				if !seen[status] {
					t.Errorf("nothing was answered with %d; the walk is no longer whole", status)
				}
			}
		})
	}
}

// openPagesThatBreak opens the pages, and one at /panic that breaks.
func (w *world) openPagesThatBreak(t *testing.T, base string) {
	t.Helper()
	pages, err := httpapi.NewPages(w.app, httpapi.PageOptions{Now: w.clock, BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	breaking := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/panic" {
			panic("a page broke")
		}
		pages.ServeHTTP(rw, r)
	})
	if w.handler, err = httpapi.New(w.app, httpapi.Options{Now: w.clock, BaseURL: base, Pages: breaking}); err != nil {
		t.Fatal(err)
	}
}

// breaches says what is wrong with the headers of an answer.
func breaches(v visited, a answer, isTLS bool) (found []string) {
	for name, want := range map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Strict-Transport-Security":    map[bool]string{true: "max-age=31536000", false: ""}[isTLS],
	} {
		if got := a.header.Get(name); got != want {
			found = append(found, name+" is "+got+", want "+want)
		}
	}
	policy := a.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, part) {
			found = append(found, "the content policy lacks "+part+": "+policy)
		}
	}
	for _, part := range []string{"unsafe", "*", "http:", "https:", "script-src data:"} {
		if strings.Contains(policy, part) {
			found = append(found, "the content policy allows "+part+": "+policy)
		}
	}
	for _, device := range []string{"camera=()", "microphone=()", "geolocation=()"} {
		if !strings.Contains(a.header.Get("Permissions-Policy"), device) {
			found = append(found, "Permissions-Policy lacks "+device)
		}
	}
	if got := a.header.Get("Referrer-Policy"); got != "no-referrer" && got != "same-origin" && got != "strict-origin" || (strings.HasPrefix(v.path, "/feeds/") || strings.HasPrefix(v.path, "/shared/")) && got != "no-referrer" {
		found = append(found, "Referrer-Policy is "+got)
	}
	if got, want := a.header.Get("Cache-Control"), keptBy(v, a); got != want {
		found = append(found, "Cache-Control is "+got+", want "+want)
	}
	if len(a.header.Get("X-Request-Id")) != 36 {
		found = append(found, "there is no request id")
	}
	return found
}

// keptBy says what may be kept of an answer: what is the same for everybody, and
// feeds, for the program that asked. Nothing of anybody else, and no refusal.
func keptBy(v visited, a answer) string {
	switch isGood := a.status < 400; {
	case isGood && strings.HasPrefix(v.path, "/feeds/"):
		return "private, max-age=0, must-revalidate"
	case isGood && strings.HasPrefix(v.path, "/static/"):
		return "public, no-cache"
	case isGood && (strings.HasPrefix(v.path, "/api/docs") || strings.HasPrefix(v.path, "/api/openapi")):
		return "no-cache"
	case a.status == http.StatusRequestedRangeNotSatisfiable:
		return "" // net/http takes it away; there is nothing in it
	}
	return "no-store"
}
