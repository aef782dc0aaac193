package httpapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
)

// importAs imports a sheet with a mapping of its columns.
func (c caller) importAs(t testing.TB, mode, columns, sheet string) answer {
	t.Helper()
	query := "?mode=" + mode
	if columns != "" {
		query += "&columns=" + url.QueryEscape(columns)
	}
	return c.with("Content-Type", "text/csv").send(t, "POST", "/workspaces/{workspace}/imports"+query, sheet)
}

const oddSheet = "Wann genau;Wo;Was;Notiz\n1.4.2027;Werkblog;Frühjahrsputz;kurz\n2.4.2027;Werkblog;Herbstputz;\n"

func TestAnImportIsToldItsColumns(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first := w.as("editor").importAs(t, "dry_run", "", oddSheet).want(t, http.StatusOK)
		if first.json["problem_count"] != 1.0 || first.json["created"] != 0.0 || !strings.Contains(text(t, first, "problems", 0, "reason"), "No column of dates") {
			t.Errorf("without a date it says %s", first.body)
		}
		want := []any{
			map[string]any{"heading": "Wann genau", "field": nil, "detected": nil, "examples": []any{"1.4.2027", "2.4.2027"}},
			map[string]any{"heading": "Wo", "field": nil, "detected": nil, "examples": []any{"Werkblog"}},
			map[string]any{"heading": "Was", "field": nil, "detected": nil, "examples": []any{"Frühjahrsputz", "Herbstputz"}},
			map[string]any{"heading": "Notiz", "field": nil, "detected": nil, "examples": []any{"kurz"}},
		}
		if diff := cmp.Diff(any(want), first.json["columns"]); diff != "" {
			t.Errorf("columns (-want +got):\n%s", diff)
		}
		w.as("editor").importAs(t, "all_or_nothing", "", oddSheet).refused(t, http.StatusBadRequest, "malformed")
		w.as("contributor").importAs(t, "dry_run", "", oddSheet).refused(t, http.StatusForbidden, "forbidden")

		const columns = `{"Wann genau":"date","Wo":"channel","Was":"title","Notiz":"extra"}`
		tried := w.as("editor").importAs(t, "dry_run", columns, oddSheet).want(t, http.StatusOK)
		if tried.json["created"] != 2.0 || tried.json["problem_count"] != 0.0 || text(t, tried, "columns", 2, "field") != "title" {
			t.Errorf("tried with a mapping it says %s", tried.body)
		}
		w.as("editor").importAs(t, "all_or_nothing", columns, oddSheet).want(t, http.StatusOK)
		list := w.as("viewer").get(t, entriesPath+"?from=2027-04-01&to=2027-04-01").want(t, http.StatusOK)
		if text(t, list, "items", 0, "title") != "Frühjahrsputz" || text(t, list, "items", 0, "extra", "Notiz") != "kurz" {
			t.Errorf("imported is %s", list.body)
		}
		again := w.as("editor").importAs(t, "dry_run", columns, oddSheet).want(t, http.StatusOK)
		if again.json["unchanged"] != 2.0 || again.json["created"] != 0.0 {
			t.Errorf("imported again it says %s", again.body)
		}
	})
}

func TestAMappingOfNonsenseIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("editor").importAs(t, "dry_run", `["date"]`, oddSheet).refused(t, http.StatusBadRequest, "malformed").names(t, "columns")
		w.as("editor").importAs(t, "dry_run", `{"Wann genau":"moment"}`, oddSheet).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "columns")
		w.as("editor").importAs(t, "dry_run", `{"Wann genau":"date","Wie":"title"}`, oddSheet).refused(t, http.StatusBadRequest, "malformed")
		w.as("editor").importAs(t, "dry_run", `{"Wann genau":"date","Was":"title","Wo":"title"}`, oddSheet).refused(t, http.StatusBadRequest, "malformed")
	})
}

// Rows that tell another story than their entry are counted.
func TestDifferingRowsAreCounted(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		sheet := w.as("lead").get(t, "/workspaces/{workspace}/export").want(t, http.StatusOK).body
		same := w.as("lead").importAs(t, "dry_run", "", sheet).want(t, http.StatusOK)
		other := w.as("lead").importAs(t, "dry_run", "", strings.Replace(sheet, "Frühjahrsputz", "Herbstputz", 1)).want(t, http.StatusOK)
		if same.json["differing"] != 0.0 || other.json["differing"] != 1.0 || other.json["unchanged"] != 1.0 {
			t.Errorf("the same: %s\nanother: %s", same.body, other.body)
		}
	})
}

// The contract names exactly the fields there are.
func TestTheContractNamesTheFieldsOfAnImport(t *testing.T) {
	t.Parallel()
	doc, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	told := doc.Paths.Value("/workspaces/{workspace}/imports").Post.Parameters.GetByInAndName("query", "columns").Description
	for _, field := range app.ImportFields() {
		if !strings.Contains(told, "`"+field+"`") {
			t.Errorf("%s is not told of", field)
		}
	}
}
