package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A dry run tells of every row what it would become, on the channel's clock.
func TestADryRunTellsWhatRowsBecome(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		editor.importSheet(t, "all_or_nothing", "Kennung;Datum;Kanal;Titel;Status\n;8.3.2027;Werkblog;Schon da;geplant\n").want(t, http.StatusOK)
		list := editor.get(t, entries+"?q=schon").want(t, http.StatusOK)
		const head = "ID;Datum;Uhrzeit;Kanal;Titel;Thema;Status\n"
		sheet := head +
			";8.3.2027;;Werkblog;Schon da;;geplant\n" +
			text(t, list, "items", 0, "id") + ";9.3.2027;;Werkblog;Verschoben;;geplant\n" +
			";28.3.2027;02:30;werkblog;Nachtschicht;Uhren;Entwurf\n" +
			";2027-06-01T22:30:00Z;;Werkblog;Sommernacht;;\n" +
			";31.2.2027;;Werkblog;Nie;;geplant\n" +
			";1.4.2027;10:15;Unbekannt;Wo;Räume;geplant\n"
		row := func(line int, outcome string, day, at any, title string) map[string]any {
			return map[string]any{
				"line": float64(line), "outcome": outcome, "day": day, "time": at, "skipped_time": nil,
				"channel": "Werkblog", "title": title, "state": "planned", "topic": "", "topic_is_new": false, "problems": []any{},
			}
		}
		with := func(row map[string]any, more map[string]any) any {
			for key, value := range more {
				row[key] = value
			}
			return row
		}
		problem := func(line int, column, reason string) []any {
			return []any{map[string]any{"line": float64(line), "column": column, "reason": reason}}
		}
		want := []any{
			row(2, "unchanged", "2027-03-08", nil, "Schon da"),
			row(3, "differing", "2027-03-09", nil, "Verschoben"),
			with(row(4, "new", "2027-03-28", "03:30", "Nachtschicht"), map[string]any{"skipped_time": "02:30", "state": "drafting", "topic": "Uhren", "topic_is_new": true}),
			row(5, "new", "2027-06-02", "00:30", "Sommernacht"),
			with(row(6, "error", nil, nil, "Nie"), map[string]any{"problems": problem(6, "Datum", `"31.2.2027" is no day of the calendar`)}),
			with(row(7, "error", "2027-04-01", "10:15", "Wo"), map[string]any{
				"channel": "Unbekannt", "topic": "Räume",
				"problems": problem(7, "Kanal", `there is no channel "Unbekannt" in this workspace; create it first`),
			}),
		}
		tried := editor.importSheet(t, "dry_run", sheet).want(t, http.StatusOK)
		if diff := cmp.Diff(any(want), value(t, tried, "preview")); diff != "" {
			t.Errorf("preview (-want +got):\n%s", diff)
		}
		if value(t, tried, "created") != 2.0 || value(t, tried, "unchanged") != 2.0 || value(t, tried, "differing") != 1.0 || value(t, tried, "rows") != 6.0 {
			t.Errorf("counted: %s", tried.body)
		}
		part := editor.importSheet(t, "dry_run&offset=2&limit=3", sheet).want(t, http.StatusOK)
		if diff := cmp.Diff(any(want[2:5]), value(t, part, "preview")); diff != "" {
			t.Errorf("rows 3 to 5 (-want +got):\n%s", diff)
		}
		beyond := editor.importSheet(t, "dry_run&offset=6", sheet).want(t, http.StatusOK)
		if n := len(value(t, beyond, "preview").([]any)); n != 0 || value(t, beyond, "rows") != 6.0 {
			t.Errorf("beyond the last it says %s", beyond.body)
		}
		editor.importSheet(t, "dry_run&limit=201", sheet).refused(t, http.StatusBadRequest, "malformed").names(t, "limit")
		editor.importSheet(t, "dry_run&offset=-1", sheet).refused(t, http.StatusBadRequest, "malformed").names(t, "offset")

		// What it told is what comes to be.
		done := editor.importSheet(t, "good_rows", sheet).want(t, http.StatusOK)
		if n := len(value(t, done, "preview").([]any)); n != 0 {
			t.Errorf("an import previews %d rows", n)
		}
		kept := editor.get(t, entries+"?q=nachtschicht").want(t, http.StatusOK)
		if text(t, kept, "items", 0, "publish_at") != "2027-03-28T01:30:00Z" || text(t, kept, "items", 0, "state") != "drafting" {
			t.Errorf("the row of the skipped hour became %s", kept.body)
		}
	})
}

// A dry run tells which topics the rows bring: those of the pool are none of them, nor those of rows that make nothing.
func TestADryRunTellsWhichTopicsAreNew(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		editor := w.as("editor")
		const first = "Datum;Kanal;Titel;Thema\n" +
			"8.3.2027;Werkblog;Schon da;Hallen\n"
		editor.importSheet(t, "all_or_nothing", first).want(t, http.StatusOK)
		const second = "Datum;Kanal;Titel;Thema\n" +
			"8.3.2027;Werkblog;Schon da;Gerüste\n" +
			"9.3.2027;Werkblog;Rundgang;hallen\n" +
			"10.3.2027;Werkblog;Nachtschicht;Uhren\n" +
			"11.3.2027;Werkblog;Nachlese;uhren\n" +
			"12.3.2027;Werkblog;Ohne;\n" +
			"12.3.2027;Unbekannt;Wo;Räume\n"
		tried := editor.importSheet(t, "dry_run", second).want(t, http.StatusOK)
		got := map[string]any{}
		for i := range 6 {
			got[text(t, tried, "preview", i, "title")] = value(t, tried, "preview", i, "topic_is_new")
		}
		want := map[string]any{
			"Schon da": false, "Rundgang": false, "Nachtschicht": true, "Nachlese": true, "Ohne": false, "Wo": false,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("new topics (-want +got):\n%s", diff)
		}
		if notes := fmt.Sprint(value(t, tried, "notes")); !strings.Contains(notes, "New topics, added to the pool: 1.") {
			t.Errorf("it notes %s", notes)
		}
	})
}

// Where nobody says how many, a dry run tells of fifty rows and counts all.
func TestAPreviewIsToldInPages(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		var sheet strings.Builder
		sheet.WriteString("Datum;Kanal;Titel\n")
		for i := range 120 {
			fmt.Fprintf(&sheet, "%d.3.2027;Werkblog;Zeile %d\n", i%40+1, i) // from the 32nd on there is no such day
		}
		next := 0
		for offset, rows := range map[int]int{0: 50, 50: 50, 100: 20} {
			a := w.as("editor").importSheet(t, fmt.Sprintf("dry_run&offset=%d", offset), sheet.String()).want(t, http.StatusOK)
			preview := value(t, a, "preview").([]any)
			if len(preview) != rows || value(t, a, "rows") != 120.0 {
				t.Fatalf("from %d on: %d rows of %v", offset, len(preview), value(t, a, "rows"))
			}
			for i, told := range preview {
				row, isBad := told.(map[string]any), (offset+i)%40 >= 31
				if row["line"] != float64(offset+i+2) || row["title"] != fmt.Sprintf("Zeile %d", offset+i) || (row["outcome"] == "error") != isBad {
					t.Errorf("row %d is %v", offset+i, row)
				}
			}
			next += len(preview)
		}
		if next != 120 {
			t.Errorf("%d rows in all pages", next)
		}
	})
}
