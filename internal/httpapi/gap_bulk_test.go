package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const gapBulkPath = gaps + "/bulk"

// acceptAll asks to accept the gaps that stand under names.
func (c caller) acceptAll(t testing.TB, mode, until string, names ...string) answer {
	t.Helper()
	ids := make([]string, len(names))
	for i, name := range names {
		ids[i] = "{" + name + "}"
	}
	list, err := json.Marshal(ids)
	if err != nil {
		t.Fatal(err)
	}
	return c.post(t, gapBulkPath, fmt.Sprintf(`{"gap_ids":%s,"reason":"Messewoche","until":%q,%s}`, list, until, mode))
}

// nameGaps puts gaps of a year with one entry in its middle under names: three
// open ones and one that was missed.
func nameGaps(t *testing.T, w *world) {
	t.Helper()
	w.make(t, "middle", entries, `{"channel_id":"{channel}","title":"In der Mitte","publish_on":"2027-06-30"}`)
	open := w.as("lead").get(t, gaps+"?state=open&rule=cadence").want(t, http.StatusOK)
	for i, name := range []string{"first", "second", "third"} {
		w.ids[name] = text(t, open, "items", i, "id")
	}
	missed := w.as("lead").get(t, gaps+"?state=missed").want(t, http.StatusOK)
	w.ids["missed"] = text(t, missed, "items", 0, "id")
	w.ids["nothing"] = w.ids["entry"]
}

func (w *world) stateOf(t testing.TB, name string) any {
	t.Helper()
	return w.as("viewer").get(t, gaps+"/{"+name+"}").want(t, http.StatusOK).json["state"]
}

func TestManyGapsAreAcceptedAsOne(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		nameGaps(t, w)
		lead := w.as("lead")
		lead.put(t, gaps+"/{second}/acceptance", `{"reason":"Schon lange","until":"2027-12-30"}`).want(t, http.StatusOK)

		tried := lead.acceptAll(t, preview, "2027-12-31", "first", "second", "missed", "nothing", "first").want(t, http.StatusOK)
		wantOutcomes(t, tried.json, "changed", "changed", "conflict", "not_found")
		if w.stateOf(t, "first") != "open" {
			t.Error("a preview has accepted a gap")
		}
		late := lead.acceptAll(t, preview, "2027-02-28", "first").want(t, http.StatusOK)
		wantOutcomes(t, late.json, "invalid")

		refused := lead.acceptAll(t, apply, "2027-12-31", "first", "missed").refused(t, http.StatusConflict, "conflict")
		wantOutcomes(t, refused.json["bulk"], "changed", "conflict")
		if w.stateOf(t, "first") != "open" {
			t.Error("a refused bulk has accepted a gap")
		}

		once := lead.with("Idempotency-Key", "accept-once")
		done := once.acceptAll(t, skip, "2027-12-31", "first", "second", "missed").want(t, http.StatusOK)
		wantOutcomes(t, done.json, "changed", "changed", "conflict")
		w.ids["gapbulk"] = text(t, done, "bulk_id")
		if w.stateOf(t, "first") != "accepted" || w.stateOf(t, "missed") != "missed" {
			t.Error("the gaps are not what the answer says")
		}
		again := once.acceptAll(t, skip, "2027-12-31", "first", "second", "missed").want(t, http.StatusOK)
		if diff := cmp.Diff(done.json, again.json); diff != "" {
			t.Errorf("sent again it is answered otherwise:\n%s", diff)
		}
		wantOutcomes(t, lead.acceptAll(t, apply, "2027-12-31", "first").want(t, http.StatusOK).json, "unchanged")

		undone := lead.post(t, gapBulkPath+"/{gapbulk}/undo", "").want(t, http.StatusOK)
		wantOutcomes(t, undone.json, "changed", "changed")
		if w.stateOf(t, "first") != "open" {
			t.Error("undone, the first gap is not open")
		}
		second := lead.get(t, gaps+"/{second}").want(t, http.StatusOK)
		if text(t, second, "state") != "accepted" || text(t, second, "acceptance", "reason") != "Schon lange" || text(t, second, "acceptance", "until") != "2027-12-30" {
			t.Errorf("undone, the second gap is %s", second.body)
		}
		lead.post(t, gapBulkPath+"/{gapbulk}/undo", "").refused(t, http.StatusConflict, "conflict")
	})
}

func TestUndoingAnAcceptanceThatIsAnotherByNow(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		nameGaps(t, w)
		lead := w.as("lead")
		w.ids["gapbulk"] = text(t, lead.acceptAll(t, apply, "2027-12-31", "first", "second", "third").want(t, http.StatusOK), "bulk_id")
		w.wait(time.Minute)
		lead.put(t, gaps+"/{first}/acceptance", `{"reason":"Anders überlegt","until":"2027-12-31"}`).want(t, http.StatusOK)
		second := lead.get(t, gaps+"/{second}").want(t, http.StatusOK)
		w.make(t, "", entries, `{"channel_id":"{channel}","title":"Doch noch","publish_on":"`+text(t, second, "from")+`"}`)

		refused := lead.post(t, gapBulkPath+"/{gapbulk}/undo", "").refused(t, http.StatusConflict, "conflict")
		counts := map[string]int{}
		for _, outcome := range outcomes(t, refused.json["bulk"]) {
			counts[outcome]++
		}
		if diff := cmp.Diff(map[string]int{"stale": 2, "changed": 1}, counts); diff != "" {
			t.Errorf("outcomes (-want +got):\n%s", diff)
		}
		if w.stateOf(t, "third") != "accepted" {
			t.Error("a refused undoing has opened a gap")
		}
		lead.post(t, gapBulkPath+"/{gapbulk}/undo?skip_changed=true", "").want(t, http.StatusOK)
		if w.stateOf(t, "third") != "open" || w.stateOf(t, "first") != "accepted" || w.stateOf(t, "second") != "resolved" {
			t.Error("what others decided since does not stand")
		}
		w.ids["gapbulk"] = text(t, lead.acceptAll(t, apply, "2027-12-31", "third").want(t, http.StatusOK), "bulk_id")
		w.as("editor").post(t, gapBulkPath+"/{gapbulk}/undo", "").refused(t, http.StatusForbidden, "forbidden")
		w.as("stranger").post(t, gapBulkPath+"/{gapbulk}/undo", "").refused(t, http.StatusNotFound, "not_found")
		w.wait(31 * 24 * time.Hour)
		lead.post(t, gapBulkPath+"/{gapbulk}/undo", "").refused(t, http.StatusNotFound, "not_found")
	})
}

// A gap tells who did what, and what became of what.
func TestTheWholeHistoryOfAGap(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.firstGap(t, "channel={channel}&rule=runs_dry")
		lead.put(t, gaps+"/{gap}/acceptance", `{"reason":"Messewoche","until":"2027-03-12"}`).want(t, http.StatusOK)
		w.as("editor").post(t, fillPath, `{"mode":"apply","title":"Doch etwas"}`).want(t, http.StatusOK)
		gap := lead.get(t, gaps+"/{gap}").want(t, http.StatusOK)
		type line struct{ Kind, By, Note, Until string }
		var told []line
		for _, e := range value(t, gap, "history").([]any) {
			e := e.(map[string]any)
			by, _ := e["by"].(string)
			until, _ := e["until"].(string)
			told = append(told, line{e["kind"].(string), by, e["note"].(string), until})
		}
		want := []line{{"opened", "", "", ""}}
		for len(want) < len(told)-3 { // with each thing that was made
			want = append(want, line{"moved", "", "", ""})
		}
		want = append(want, line{"accepted", w.ids["lead"], "Messewoche", "2027-03-12"}, line{"filled", w.ids["editor"], "Doch etwas", ""}, line{"moved", "", "", ""})
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("history (-want +got):\n%s", diff)
		}
		last := value(t, gap, "history", len(told)-1, "changes").([]any)
		changed := map[string]string{}
		for _, c := range last {
			c := c.(map[string]any)
			changed[c["field"].(string)] = fmt.Sprint(c["from"], " → ", c["to"])
		}
		if diff := cmp.Diff(map[string]string{"from": "2027-03-08 → 2027-03-15", "expected": "41 → 40", "severity": "critical → warning"}, changed); diff != "" {
			t.Errorf("what filling changed (-want +got):\n%s", diff)
		}
		if value(t, gap, "history_next_cursor") != nil {
			t.Errorf("it goes on: %s", gap.body)
		}

		var paged []any
		path := gaps + "/{gap}/history?limit=2"
		for cursor := ""; ; {
			page := w.as("viewer").get(t, path+cursor).want(t, http.StatusOK)
			paged = append(paged, value(t, page, "items").([]any)...)
			next, more := value(t, page, "next_cursor").(string)
			if !more {
				break
			}
			cursor = "&cursor=" + next
		}
		if diff := cmp.Diff(value(t, gap, "history"), any(paged)); diff != "" {
			t.Errorf("page by page it is another (-whole +paged):\n%s", diff)
		}
		w.as("stranger").get(t, gaps+"/{gap}/history").refused(t, http.StatusNotFound, "not_found")
	})
}
