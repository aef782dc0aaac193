package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAChecklistIsKept(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		made := w.make(t, "listed", entriesPath, `{"channel_id":"{channel}","title":"Mit Liste","publish_on":"2027-03-09","checklist":[{"text":" Foto freigeben ","done":true},{"text":"Alt-Text schreiben","done":false}]}`)
		want := []any{map[string]any{"text": "Foto freigeben", "done": true}, map[string]any{"text": "Alt-Text schreiben", "done": false}}
		if diff := cmp.Diff(want, made.json["checklist"]); diff != "" {
			t.Errorf("made (-want +got):\n%s", diff)
		}
		list := w.as("viewer").get(t, entriesPath+"?from=2027-03-09&to=2027-03-09").want(t, http.StatusOK)
		if diff := cmp.Diff(any(want), value(t, list, "items", 0, "checklist")); diff != "" {
			t.Errorf("in a list (-want +got):\n%s", diff)
		}
		other := w.as("editor").patch(t, entriesPath+"/{listed}", `{"format":"reel"}`).want(t, http.StatusOK)
		if diff := cmp.Diff(any(want), other.json["checklist"]); diff != "" {
			t.Errorf("after another change (-want +got):\n%s", diff)
		}
		emptied := w.as("editor").patch(t, entriesPath+"/{listed}", `{"checklist":[]}`).want(t, http.StatusOK)
		if diff := cmp.Diff(any([]any{}), emptied.json["checklist"]); diff != "" {
			t.Errorf("emptied (-want +got):\n%s", diff)
		}
		bare := w.entry(t, "entry")
		if diff := cmp.Diff(any([]any{}), bare["checklist"]); diff != "" {
			t.Errorf("of an entry that has none (-want +got):\n%s", diff)
		}
	})
}

func TestAChecklistIsBounded(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		item := `{"text":"Foto","done":false}`
		for checklist, field := range map[string]string{
			"[" + strings.Repeat(item+",", 50) + item + "]":                             "checklist",
			`[{"text":"","done":false}]`:                                                "checklist.0.text",
			`[{"text":"  ","done":false}]`:                                              "checklist.0.text",
			`[{"text":"Foto\nund Text","done":false}]`:                                  "checklist.0.text",
			fmt.Sprintf(`[%s,{"text":%q,"done":true}]`, item, strings.Repeat("ä", 201)): "checklist.1.text",
		} {
			w.as("editor").patch(t, entriesPath+"/{entry}", `{"checklist":`+checklist+`}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, field)
		}
	})
}

// The history counts; what stands in a list is nobody's business later.
func TestTheHistoryOfAChecklistHoldsNoText(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		feed := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK).body
		for _, done := range []bool{false, true} {
			w.as("editor").patch(t, entriesPath+"/{entry}", fmt.Sprintf(`{"checklist":[{"text":"Mit Frau Geheim sprechen","done":%t}]}`, done)).want(t, http.StatusOK)
		}
		again := w.as("editor").patch(t, entriesPath+"/{entry}", `{"checklist":[{"text":"Mit Frau Geheim sprechen","done":true}]}`).want(t, http.StatusOK)
		if again.json["version"] != 3.0 {
			t.Errorf("what was not changed has version %v, want 3", again.json["version"])
		}
		history := w.as("viewer").get(t, entriesPath+"/{entry}/history").want(t, http.StatusOK)
		mustNotContain(t, history, "Geheim")
		field := value(t, history, "items", 0, "fields", 0)
		if diff := cmp.Diff(any(map[string]any{"field": "checklist", "from": "0 of 1 done, 24 characters", "to": "1 of 1 done, 24 characters"}), field); diff != "" {
			t.Errorf("the history (-want +got):\n%s", diff)
		}
		if after := w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK).body; after != feed {
			t.Errorf("a feed changes with a checklist (-before +after):\n%s", cmp.Diff(feed, after))
		}
	})
}

func TestAChecklistTravelsInSheets(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("editor").patch(t, entriesPath+"/{entry}", `{"checklist":[{"text":"Foto; freigeben","done":true},{"text":"Alt-Text","done":false}]}`).want(t, http.StatusOK)
		sheet := w.as("lead").get(t, "/workspaces/{workspace}/export").want(t, http.StatusOK).body
		if !strings.Contains(sheet, "Checkliste") || !strings.Contains(sheet, "[x] Foto; freigeben\n[ ] Alt-Text") {
			t.Fatalf("exported is %s", sheet)
		}
		w.as("lead").remove(t, entriesPath+"/{entry}").want(t, http.StatusNoContent)
		importing := w.as("lead").with("Content-Type", "text/csv")
		importing.send(t, "POST", "/workspaces/{workspace}/imports?mode=all_or_nothing", sheet).want(t, http.StatusOK)
		list := w.as("viewer").get(t, entriesPath+"?from=2027-03-03&to=2027-03-03").want(t, http.StatusOK)
		want := []any{map[string]any{"text": "Foto; freigeben", "done": true}, map[string]any{"text": "Alt-Text", "done": false}}
		if diff := cmp.Diff(any(want), value(t, list, "items", 0, "checklist")); diff != "" {
			t.Errorf("imported (-want +got):\n%s", diff)
		}
		many := "Datum;Kanal;Titel;Checkliste\n1.4.2027;Werkblog;Zu viel;\"" + strings.Repeat("Foto\n", 51) + "\"\n"
		bad := importing.send(t, "POST", "/workspaces/{workspace}/imports?mode=dry_run", many).want(t, http.StatusOK)
		if column := text(t, bad, "problems", 0, "column"); column != "Checkliste" {
			t.Errorf("the problem is in column %s: %s", column, bad.body)
		}
	})
}
