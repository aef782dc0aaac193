package httpapi_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"stetig/internal/httpapi"
	"stetig/internal/store/storetest"
)

// browser is somebody who looks at the pages.
type browser struct {
	*world
	header http.Header
	remote string
	host   string
}

// newPages opens the pages of a new world.
func newPages(t *testing.T) *world {
	t.Helper()
	return withPages(t, newWorld(t, storetest.OpenSQLite(t)))
}

// onEachWithPages is onEach, with the pages open.
func onEachWithPages(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	onEach(t, func(t *testing.T, w *world) { test(t, withPages(t, w)) })
}

func withPages(t *testing.T, w *world) *world {
	t.Helper()
	w.openPages(t, httpapi.PageOptions{BaseURL: "https://plan.example.org/", Mail: true})
	return w
}

func (w *world) openPages(t *testing.T, o httpapi.PageOptions) {
	t.Helper()
	o.Now = w.clock
	pages, err := httpapi.NewPages(w.app, o)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if w.handler, err = httpapi.New(w.app, httpapi.Options{Logger: log, Now: w.clock, BaseURL: o.BaseURL, Pages: pages}); err != nil {
		t.Fatal(err)
	}
}

// stranger is a browser that nobody has signed in with, set to German.
func (w *world) stranger() browser {
	return browser{world: w, header: http.Header{"Accept-Language": {"de-DE,de;q=0.9,en;q=0.5"}}, remote: "203.0.113.7:50000", host: "plan.example.org"}
}

// browse is a browser in which somebody has signed in.
func (w *world) browse(who string) browser {
	return w.stranger().with("Cookie", w.signedIn(who))
}

func (b browser) with(name, value string) browser {
	b.header = b.header.Clone()
	b.header.Set(name, value)
	return b
}

func (b browser) open(path string) answer { return b.send("GET", path, "") }

// submit sends a form.
func (b browser) submit(path string, fields ...string) answer {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], b.expand(fields[i+1]))
	}
	return b.with("Content-Type", "application/x-www-form-urlencoded").send("POST", path, form.Encode())
}

func (b browser) send(method, path, body string) answer {
	r := httptest.NewRequest(method, b.expand(path), strings.NewReader(body))
	r.Header = b.header.Clone()
	r.RemoteAddr, r.Host = b.remote, b.host
	return b.do(r)
}

// page stops the test unless the answer is a page with the status, whole and secured.
func (a answer) page(t testing.TB, status int) answer {
	t.Helper()
	a.want(t, status)
	if got := a.header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Fatalf("answered as %q, want a page: %s", got, a.body)
	}
	policy := a.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(a.body, "<script") || strings.Contains(a.body, " style=") {
		t.Errorf("the page is not held to a strict policy: %q", policy)
	}
	if got := a.header.Get("Referrer-Policy"); got != "same-origin" && got != "strict-origin" {
		t.Errorf("Referrer-Policy = %q: forms of ours would come from nowhere", got)
	}
	if strings.Contains(a.body, "ZgotmplZ") || strings.Contains(a.body, "%!") || strings.Contains(a.body, "<no value>") {
		t.Error("something could not be written into the page")
	}
	checkTags(t, a.body)
	return a
}

// says fails unless the page holds each text.
func (a answer) says(t testing.TB, texts ...string) answer {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("the page does not say %q", text)
		}
	}
	return a
}

// hides fails if the page holds one of the texts.
func (a answer) hides(t testing.TB, texts ...string) answer {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("the page shows %q", text)
		}
	}
	return a
}

var tag = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*?)?(/?)>`)

// void are the elements without an end (HTML standard §13.1.2).
var void = map[string]bool{"br": true, "img": true, "input": true, "link": true, "meta": true}

// checkTags fails unless every element ends where it should and no id stands twice.
func checkTags(t testing.TB, body string) {
	t.Helper()
	var open []string
	for _, found := range tag.FindAllStringSubmatch(body, -1) {
		isEnd, name, isWhole := found[1] != "", found[2], found[3] != "" || void[found[2]]
		switch {
		case isEnd && (len(open) == 0 || open[len(open)-1] != name):
			t.Fatalf("</%s> ends nothing; open: %v", name, open)
		case isEnd:
			open = open[:len(open)-1]
		case !isWhole:
			open = append(open, name)
		}
	}
	if len(open) > 0 {
		t.Errorf("never ended: %v", open)
	}
	ids := map[string]bool{}
	for _, found := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		if ids[found[1]] {
			t.Errorf("the id %q stands twice", found[1])
		}
		ids[found[1]] = true
	}
	for _, found := range regexp.MustCompile(` (?:aria-labelledby|aria-describedby|for|href)="#?([a-z-]+)"`).FindAllStringSubmatch(body, -1) {
		if strings.Contains(found[0], "href=") && !strings.Contains(found[0], `"#`) {
			continue
		}
		if !ids[found[1]] {
			t.Errorf("%s leads nowhere", found[0])
		}
	}
}
