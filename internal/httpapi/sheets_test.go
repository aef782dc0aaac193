package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const sheetOfThree = "Datum;Uhrzeit;Kanal;Titel;Status;Notiz\r\n" +
	"8.3.2027;10:00;Werkblog;Größe zählt;geplant;Foto fehlt\r\n" +
	"15.3.2027;;Werkblog;Äpfel & Birnen;Entwurf;\r\n" +
	"22.3.2027;09:30;Werkblog;\"Semikolon; und \"\"Anführung\"\"\";geplant;\r\n"

func (c caller) importSheet(t *testing.T, mode, sheet string) answer {
	t.Helper()
	return c.with("Content-Type", "text/csv").send(t, "POST", "/workspaces/{workspace}/imports?name=plan.csv&mode="+mode, sheet)
}

func TestImportingASheet(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		w.as("contributor").importSheet(t, "good_rows", sheetOfThree).refused(t, http.StatusForbidden, "forbidden")

		tried := editor.importSheet(t, "dry_run", sheetOfThree).want(t, http.StatusOK)
		if value(t, tried, "applied") != false || value(t, tried, "rows") != 3.0 || value(t, tried, "created") != 3.0 {
			t.Errorf("dry run: %s", tried.body)
		}
		if n := len(value(t, editor.get(t, entries), "items").([]any)); n != 1 {
			t.Fatalf("a dry run left %d entries", n)
		}
		done := editor.importSheet(t, "all_or_nothing", sheetOfThree).want(t, http.StatusOK)
		if value(t, done, "applied") != true || value(t, done, "created") != 3.0 || value(t, done, "unchanged") != 0.0 {
			t.Errorf("import: %s", done.body)
		}
		again := editor.importSheet(t, "all_or_nothing", sheetOfThree).want(t, http.StatusOK)
		if value(t, again, "created") != 0.0 || value(t, again, "unchanged") != 3.0 {
			t.Errorf("the same file twice: %s", again.body)
		}
		found := editor.get(t, entries+"?q=größe").want(t, http.StatusOK)
		if text(t, found, "items", 0, "publish_at") != "2027-03-08T09:00:00Z" || text(t, found, "items", 0, "extra", "Notiz") != "Foto fehlt" {
			t.Errorf("the first row became %s", found.body)
		}
	})
}

func TestABadRowKeepsAllOutOrOnlyItself(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		sheet := sheetOfThree + "31.2.2027;;Werkblog;Nie;geplant;\r\n" + "29.3.2027;;Unbekannt;Wo;geplant;\r\n"
		refused := editor.importSheet(t, "all_or_nothing", sheet).refused(t, http.StatusUnprocessableEntity, "invalid")
		if value(t, refused, "import", "problem_count") != 2.0 || value(t, refused, "import", "problems", 0, "line") != 5.0 ||
			text(t, refused, "import", "problems", 0, "column") != "Datum" || value(t, refused, "import", "applied") != false {
			t.Errorf("refused with %s", refused.body)
		}
		if n := len(value(t, editor.get(t, entries), "items").([]any)); n != 1 {
			t.Fatalf("a refused import left %d entries", n)
		}
		done := editor.importSheet(t, "good_rows", sheet).want(t, http.StatusOK)
		if value(t, done, "created") != 3.0 || value(t, done, "problem_count") != 2.0 || value(t, done, "applied") != true {
			t.Errorf("good rows: %s", done.body)
		}
		editor.importSheet(t, "good_rows", "\x00\x01\x02").refused(t, http.StatusBadRequest, "malformed")
	})
}

func TestManyBadRowsAreCountedAndTheFirstTold(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		var sheet strings.Builder
		sheet.WriteString("Datum;Kanal;Titel\n")
		for i := range 2500 {
			fmt.Fprintf(&sheet, "32.1.2027;Werkblog;Zeile %d\n", i)
		}
		a := w.as("editor").importSheet(t, "dry_run", sheet.String()).want(t, http.StatusOK)
		if n := len(value(t, a, "problems").([]any)); n != 1000 || value(t, a, "problem_count") != 2500.0 {
			t.Errorf("%d problems told, %v counted", n, value(t, a, "problem_count"))
		}
	})
}

// What is exported imports again without loss, and so adds nothing.
func TestAnExportImportsAgain(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		editor.importSheet(t, "all_or_nothing", sheetOfThree).want(t, http.StatusOK)
		editor.post(t, entries, `{"channel_id":"{channel}","title":"=SUMME(A1:A9)"}`).want(t, http.StatusCreated)
		editor.post(t, entries, `{"channel_id":"{channel}","title":"Gefunden","source":"curated","source_url":"https://example.org/a;b?c=d,e","effort_hours":0.1167}`).want(t, http.StatusCreated)
		editor.post(t, entries, `{"channel_id":"{channel}","title":"Weitergegeben","source":"curated","effort_hours":2.25}`).want(t, http.StatusCreated)
		for _, lang := range []string{"de", "en"} {
			a := w.as("viewer").get(t, "/workspaces/{workspace}/export?lang="+lang).want(t, http.StatusOK)
			for _, cell := range map[string][]string{"de": {"kuratiert", "eigen", "2,25", "0,12"}, "en": {"curated", "own", "2.25", "0.12"}}[lang] {
				if !strings.Contains(a.body, cell) {
					t.Errorf("%s: %q is not in it: %s", lang, cell, a.body)
				}
			}
			if a.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") {
				t.Errorf("headers: %v", a.header)
			}
			if !strings.HasPrefix(a.body, "\ufeff") || !strings.Contains(a.body, "Größe zählt") {
				t.Errorf("exported: %q", a.body)
			}
			again := editor.importSheet(t, "all_or_nothing", a.body).want(t, http.StatusOK)
			if value(t, again, "created") != 0.0 || value(t, again, "unchanged") != 7.0 || value(t, again, "differing") != 0.0 {
				t.Errorf("%s: imported again: %s", lang, again.body)
			}
		}
		part := w.as("viewer").get(t, "/workspaces/{workspace}/export?from=2027-03-10&to=2027-03-20&channel={channel}").want(t, http.StatusOK)
		if strings.Contains(part.body, "Größe") || !strings.Contains(part.body, "Birnen") || strings.Contains(part.body, "SUMME") {
			t.Errorf("a part of it: %q", part.body)
		}
	})
}

func TestASheetTellsSourcesAndEffort(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		const head = "Datum;Kanal;Titel;Herkunft;Quelle;Aufwand (Std.)\n"
		editor.importSheet(t, "all_or_nothing", head+
			"8.3.2027;Werkblog;Gelesen;kuratiert;https://example.org/a;0,5\n9.3.2027;Werkblog;Selbst;eigen;;1:45\n10.3.2027;Werkblog;Nur ein Link;;https://example.org/b;\n").want(t, http.StatusOK)
		for title, want := range map[string]map[string]any{
			"Gelesen": {"source": "curated", "source_url": "https://example.org/a", "effort_hours": 0.5},
			"Selbst":  {"source": "own", "source_url": nil, "effort_hours": 1.75},
			"Nur":     {"source": "curated", "source_url": "https://example.org/b", "effort_hours": nil},
		} {
			found := editor.get(t, entries+"?q="+title).want(t, http.StatusOK)
			for field, wanted := range want {
				if got := value(t, found, "items", 0, field); got != wanted {
					t.Errorf("%s: %s is %v, want %v", title, field, got, wanted)
				}
			}
		}
		refused := editor.importSheet(t, "all_or_nothing", head+
			"8.4.2027;Werkblog;a;eigen;https://example.org/a;\n9.4.2027;Werkblog;b;eigen;;1200\n").refused(t, http.StatusUnprocessableEntity, "invalid")
		if text(t, refused, "import", "problems", 0, "column") != "Quelle" || text(t, refused, "import", "problems", 1, "column") != "Aufwand (Std.)" {
			t.Errorf("refused with %s", refused.body)
		}
		// An export of before, without the columns, tells no other story.
		w.ids["read"] = text(t, editor.get(t, entries+"?q=Gelesen"), "items", 0, "id")
		for cells, differing := range map[string]float64{
			"id;Datum;Kanal;Titel;Status\n{read};8.3.2027;Werkblog;Gelesen;geplant\n":                                0,
			"id;Datum;Kanal;Titel;Status;Aufwand\n{read};8.3.2027;Werkblog;Gelesen;geplant;0,75\n":                   1,
			"id;Datum;Kanal;Titel;Status;Herkunft;Quelle\n{read};8.3.2027;Werkblog;Gelesen;geplant;kuratiert;\n":     1,
			"id;Datum;Kanal;Titel;Status;Aufwand in Stunden\n{read};8.3.2027;Werkblog;Gelesen;geplant;0,5 Stunden\n": 0,
		} {
			a := editor.importSheet(t, "dry_run", cells).want(t, http.StatusOK)
			if value(t, a, "unchanged") != 1.0 || value(t, a, "differing") != differing {
				t.Errorf("%s: %s", cells, a.body)
			}
		}
	})
}
