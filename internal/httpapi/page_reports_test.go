package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestReportsAreReadOnPages(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	w.browse("viewer").open("/w/{workspace}/reports/latest").page(t, http.StatusNotFound)
	for _, list := range []string{"/w/{workspace}/reports", "/w/{workspace}/reports/all"} {
		w.browse("viewer").open(list).page(t, http.StatusOK).says(t, "Noch gibt es keinen Bericht.")
	}
	w.wait(9 * 7 * 24 * time.Hour)
	if made, err := w.app.MakeDueReports(t.Context()); err != nil || made != 2*9 {
		t.Fatalf("made %d reports, %v", made, err)
	}

	clear(w.sessions) // they have ended long ago
	start := w.browse("viewer").open("/w/{workspace}").page(t, http.StatusOK).
		says(t, "Wochenbericht KW\u00a017, 2027", "zugesagten Beiträgen erschienen", "Offene Lücken: ", "Frühere Berichte", "nachgeholt", "Alle Berichte").
		hides(t, "Noch gibt es keinen Wochenbericht")
	link := regexp.MustCompile(`href="(/w/[^"]+/reports/[0-9a-f-]{36})">Bericht lesen`).FindStringSubmatch(start.body)
	if link == nil {
		t.Fatal("the start page does not lead to the report")
	}
	for _, path := range []string{link[1], "/w/{workspace}/reports/latest"} {
		page := w.browse("viewer").open(path).page(t, http.StatusOK).says(t, `<html lang="de">`, "Wochenbericht KW 17 2027", "Werkblog",
			`<link rel="stylesheet" href="/static/report.css?v=`, `<link rel="icon" href="/static/icon.svg?v=`, w.expand(`href="/w/{workspace}"`), w.expand(`href="/w/{workspace}/reports/all"`), w.expand(path)+".csv", w.expand(path)+".txt")
		page.hides(t, "<style", "?gap=") // the policy forbids the one; the other is the planner's, which is not built here
		w.browse("viewer").open(path+"?lang=en").page(t, http.StatusOK).says(t, `<html lang="en">`)
		text := w.browse("viewer").open(path+".txt").want(t, http.StatusOK).says(t, "Werkblog")
		if got := text.header.Get("Content-Type"); got != "text/plain; charset=utf-8" {
			t.Errorf("text comes as %q", got)
		}
		table := w.browse("viewer").open(path+".csv").want(t, http.StatusOK).says(t, "Werkblog")
		if got := table.header.Get("Content-Type") + table.header.Get("Content-Disposition"); !strings.HasPrefix(got, "text/csv; charset=utf-8attachment") {
			t.Errorf("the table comes as %q", got)
		}
	}
	list := w.browse("viewer").open("/w/{workspace}/reports/all").page(t, http.StatusOK)
	if n := strings.Count(list.body, ".csv"); n != 9 {
		t.Errorf("%d reports are listed, want 9", n)
	}
	w.browse("stranger").open(link[1]).page(t, http.StatusNotFound)
	w.browse("stranger").open(strings.Replace(link[1], w.ids["workspace"], w.ids["foreign"], 1)).page(t, http.StatusNotFound)
	w.browse("viewer").open("/w/{workspace}/reports?cursor=nonsense").page(t, http.StatusUnprocessableEntity)
}

func TestReportsLeadToGapsInThePlanner(t *testing.T) {
	t.Parallel()
	w := newPlannerPages(t)
	w.wait(9 * 7 * 24 * time.Hour)
	if _, err := w.app.MakeDueReports(t.Context()); err != nil {
		t.Fatal(err)
	}
	clear(w.sessions) // they have ended long ago
	w.browse("viewer").open("/w/{workspace}/reports/latest").page(t, http.StatusOK).says(t, w.expand(`<a href="/w/{workspace}/gaps?gap=`))
}

func TestStylesAreKeptByVersion(t *testing.T) {
	t.Parallel()
	w := newPages(t)
	page := w.stranger().open("/").body
	for _, found := range regexp.MustCompile(`href="(/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		a := w.stranger().open(found[1]).want(t, http.StatusOK)
		if got := a.header.Get("Cache-Control"); !strings.Contains(got, "immutable") || a.header.Get("Content-Type") == "" || a.body == "" {
			t.Errorf("%s: Cache-Control %q, Content-Type %q", found[1], got, a.header.Get("Content-Type"))
		}
		bare, _, _ := strings.Cut(found[1], "?")
		old := w.stranger().open(bare+"?v=old").want(t, http.StatusOK)
		if got := old.header.Get("Cache-Control"); strings.Contains(got, "immutable") {
			t.Errorf("another version is kept for ever: %q", got)
		}
		w.stranger().with("If-None-Match", a.header.Get("ETag")).open(bare).want(t, http.StatusNotModified)
	}
	for _, path := range []string{"/static/", "/static/nothing.css", "/static/..%2fweb.go", "/static/static"} {
		if a := w.stranger().open(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}
