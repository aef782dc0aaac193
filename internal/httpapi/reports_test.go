package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const reports = "/workspaces/{workspace}/reports"

func TestReports(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		viewer := w.as("viewer")
		viewer.get(t, reports+"/latest").refused(t, http.StatusNotFound, "not_found")
		w.wait(7 * 24 * time.Hour)
		if _, err := w.app.MakeDueReports(t.Context()); err != nil {
			t.Fatal(err)
		}
		list := viewer.get(t, reports).want(t, http.StatusOK)
		w.ids["r"] = text(t, list, "items", 0, "id")
		if week := text(t, list, "items", 0, "week"); week != "2027-W09" {
			t.Errorf("the report is of %s, want the week that ended, 2027-W09", week)
		}
		if headline := text(t, list, "items", 0, "headline"); !strings.Contains(headline, "liegt seit") {
			t.Errorf("in German it says %q", headline)
		}
		if value(t, list, "items", 0, "expected") != 1.0 || value(t, list, "items", 0, "kept") != 0.0 || value(t, list, "items", 0, "rate") != 0.0 {
			t.Errorf("what it comes to: %s", list.body)
		}
		english := viewer.get(t, reports+"?lang=en").want(t, http.StatusOK)
		if headline := text(t, english, "items", 0, "headline"); !strings.Contains(headline, "has been dry") {
			t.Errorf("in English it says %q", headline)
		}
		latest := viewer.get(t, reports+"/latest").want(t, http.StatusOK)
		if text(t, latest, "id") != w.ids["r"] || value(t, latest, "total", "week", "expected") != 1.0 {
			t.Errorf("latest: %s", latest.body)
		}
		if open, there := value(t, list, "items", 0, "gaps", "total"), value(t, latest, "gaps", "counts", "total"); open != there {
			t.Errorf("the list tells of %v gaps, the report of %v", open, there)
		}
		if same := viewer.get(t, reports+"/{r}").want(t, http.StatusOK); same.body != latest.body || same.header.Get("ETag") == "" {
			t.Errorf("by its id it is another:\n%s\n%s", latest.body, same.body)
		}
		for query, want := range map[string]struct{ contentType, holds string }{
			"?format=html&lang=de": {"text/html; charset=utf-8", "<html lang=\"de\">"},
			"?format=html&lang=en": {"text/html; charset=utf-8", "<html lang=\"en\">"},
			"?format=html":         {"text/html; charset=utf-8", "<html lang=\"de\">"},
			"?format=txt&lang=en":  {"text/plain; charset=utf-8", "Werkblog"},
			"?format=csv&lang=de":  {"text/csv; charset=utf-8", "Werkblog"},
			"?format=json":         {"application/json", `"week":"2027-W09"`},
		} {
			a := viewer.get(t, reports+"/{r}"+query).want(t, http.StatusOK)
			if a.header.Get("Content-Type") != want.contentType || !strings.Contains(a.body, want.holds) {
				t.Errorf("%s: %s\n%.300s", query, a.header.Get("Content-Type"), a.body)
			}
		}
		w.as("stranger").get(t, "/workspaces/{foreign}/reports/{r}").refused(t, http.StatusNotFound, "not_found")
	})
}

// A report is the same bytes for good, whatever is made and changed afterwards;
// what it told is in the trend of those that follow.
func TestAReportStaysAsItWasMade(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		viewer := w.as("viewer")
		makeReports := func(weeks int) {
			w.wait(time.Duration(weeks) * 7 * 24 * time.Hour)
			if _, err := w.app.MakeDueReports(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		makeReports(1)
		w.ids["r"] = text(t, viewer.get(t, reports+"/latest").want(t, http.StatusOK), "id")
		first := viewer.get(t, reports+"/{r}").want(t, http.StatusOK)
		if strings.Contains(first.body, `"trend"`) {
			t.Error("a first report has a trend")
		}
		forms := []string{"", "?format=html&lang=de", "?format=html&lang=en", "?format=txt&lang=de", "?format=txt&lang=en", "?format=csv&lang=de", "?format=csv&lang=en"}
		was := map[string]answer{}
		for _, form := range forms {
			was[form] = viewer.get(t, reports+"/{r}"+form).want(t, http.StatusOK)
		}
		w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"title":"Anders"}`).want(t, http.StatusOK)
		w.as("lead").patch(t, "/workspaces/{workspace}/channels/{channel}", `{"name":"Umbenannt"}`).want(t, http.StatusOK)
		makeReports(1)
		second := viewer.get(t, reports+"/latest").want(t, http.StatusOK)
		makeReports(30) // 29 of them late
		for _, form := range forms {
			is := viewer.get(t, reports+"/{r}"+form).want(t, http.StatusOK)
			if is.body != was[form].body || is.header.Get("ETag") != was[form].header.Get("ETag") {
				t.Errorf("%q is another:\n%s\n%s", form, was[form].body, is.body)
			}
		}
		for _, at := range []any{"total", "channels"} {
			path := []any{at, "trend"}
			if at == "channels" {
				path = []any{at, 0, "trend"}
			}
			trend, isList := value(t, second, path...).([]any)
			if !isList || len(trend) != 2 || trend[0].(map[string]any)["week"] != "2027-W09" || trend[1].(map[string]any)["week"] != "2027-W10" {
				t.Errorf("the trend of %v is %v", at, trend)
			}
		}
		latest := viewer.get(t, reports+"/latest").want(t, http.StatusOK)
		trend, _ := value(t, latest, "channels", 0, "trend").([]any)
		if len(trend) != 26 || trend[0].(map[string]any)["runway"] != nil || trend[25].(map[string]any)["runway"] == nil {
			t.Errorf("26 weeks, late ones without a runway, are told as %v", trend)
		}
	})
}
