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
		for _, lang := range []string{"de", "en"} {
			a := w.as("viewer").get(t, "/workspaces/{workspace}/export?lang="+lang).want(t, http.StatusOK)
			if a.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") {
				t.Errorf("headers: %v", a.header)
			}
			if !strings.HasPrefix(a.body, "\ufeff") || !strings.Contains(a.body, "Größe zählt") {
				t.Errorf("exported: %q", a.body)
			}
			again := editor.importSheet(t, "all_or_nothing", a.body).want(t, http.StatusOK)
			if value(t, again, "created") != 0.0 || value(t, again, "unchanged") != 5.0 {
				t.Errorf("%s: imported again: %s", lang, again.body)
			}
		}
		part := w.as("viewer").get(t, "/workspaces/{workspace}/export?from=2027-03-10&to=2027-03-20&channel={channel}").want(t, http.StatusOK)
		if strings.Contains(part.body, "Größe") || !strings.Contains(part.body, "Birnen") || strings.Contains(part.body, "SUMME") {
			t.Errorf("a part of it: %q", part.body)
		}
	})
}
