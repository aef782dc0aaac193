package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	bulkPath    = "/workspaces/{workspace}/entries/bulk"
	entriesPath = "/workspaces/{workspace}/entries"
)

// bulk asks for a change of the entries that stand under names.
func (c caller) bulk(t testing.TB, mode, change string, names ...string) answer {
	t.Helper()
	ids := make([]string, len(names))
	for i, name := range names {
		ids[i] = "{" + name + "}"
	}
	list, err := json.Marshal(ids)
	if err != nil {
		t.Fatal(err)
	}
	return c.post(t, bulkPath, fmt.Sprintf(`{"entry_ids":%s,"change":%s,%s}`, list, change, mode))
}

const (
	preview = `"mode":"preview"`
	apply   = `"mode":"apply"`
	skip    = `"mode":"apply","skip_refused":true`
)

// outcomes tells of each entry of an answer what became of it, refused ones by
// their code.
func outcomes(t testing.TB, bulk any) (told []string) {
	t.Helper()
	for _, item := range bulk.(map[string]any)["items"].([]any) {
		item := item.(map[string]any)
		outcome := item["outcome"].(string)
		if outcome == "refused" {
			if item["reason"] == "" {
				t.Errorf("refused without a reason: %v", item)
			}
			outcome = item["code"].(string)
		}
		told = append(told, outcome)
	}
	return told
}

func wantOutcomes(t testing.TB, bulk any, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, outcomes(t, bulk)); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s\n%v", diff, bulk)
	}
}

// fieldsOf tells what became of an entry's fields.
func fieldsOf(t testing.TB, a answer, item int) map[string]string {
	t.Helper()
	fields := map[string]string{}
	for _, f := range value(t, a, "items", item, "fields").([]any) {
		f := f.(map[string]any)
		fields[f["field"].(string)] = fmt.Sprint(f["from"], " → ", f["to"])
	}
	return fields
}

func (w *world) entry(t testing.TB, name string) map[string]any {
	t.Helper()
	return w.as("viewer").get(t, entriesPath+"/{"+name+"}").want(t, http.StatusOK).json
}

// withBulkEntries makes entries of every kind that a bulk meets.
func withBulkEntries(t testing.TB, w *world) {
	t.Helper()
	for name, draft := range map[string]string{
		"timed":     `{"channel_id":"{channel}","title":"Vor der Zeitumstellung","publish_at":"2027-03-24T10:00:00+01:00"}`,
		"dated":     `{"channel_id":"{channel}","title":"Nur ein Tag","publish_on":"2027-03-24"}`,
		"undated":   `{"channel_id":"{channel}","title":"Eine Idee"}`,
		"approved":  `{"channel_id":"{channel}","title":"Freigegeben","state":"approved","owner_id":"{contributor}","publish_at":"2027-03-25T10:00:00+01:00"}`,
		"published": `{"channel_id":"{channel}","title":"Erschienen","state":"published","publish_at":"2027-02-25T10:00:00+01:00"}`,
		"past":      `{"channel_id":"{channel}","title":"Liegengeblieben","publish_at":"2027-02-26T10:00:00+01:00"}`,
		"own":       `{"channel_id":"{channel}","title":"Vom Nachwuchs","owner_id":"{contributor}","publish_on":"2027-04-01"}`,
	} {
		w.make(t, name, entriesPath, draft)
	}
}

func TestABulkIsPreviewed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		before := w.entry(t, "timed")
		a := w.as("editor").bulk(t, preview, `{"move_days":7}`, "timed", "dated", "undated", "published", "approved", "timed").want(t, http.StatusOK)
		wantOutcomes(t, a.json, "changed", "changed", "conflict", "conflict", "changed")
		if a.json["applied"] != false || a.json["bulk_id"] != nil || a.json["changed"] != 3.0 || a.json["refused"] != 2.0 {
			t.Errorf("told %s", a.body)
		}
		for item, want := range []map[string]string{
			{"publish_at": "2027-03-24T09:00:00Z → 2027-03-31T08:00:00Z"}, // 10:00 on both days
			{"publish_on": "2027-03-24 → 2027-03-31"},
		} {
			if diff := cmp.Diff(want, fieldsOf(t, a, item)); diff != "" {
				t.Errorf("item %d (-want +got):\n%s", item, diff)
			}
		}
		if diff := cmp.Diff(before, w.entry(t, "timed")); diff != "" {
			t.Errorf("a preview has changed an entry:\n%s", diff)
		}
	})
}

func TestABulkChangesEntries(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		a := w.as("editor").bulk(t, apply, `{"move_days":7,"state":"drafting","owner_id":"{editor}","topic_id":"{topic}"}`, "timed", "dated").want(t, http.StatusOK)
		wantOutcomes(t, a.json, "changed", "changed")
		for _, name := range []string{"timed", "dated"} {
			e := w.entry(t, name)
			if e["state"] != "drafting" || e["owner_id"] != w.ids["editor"] || e["topic_id"] != w.ids["topic"] || e["version"] != 2.0 {
				t.Errorf("%s is now %v", name, e)
			}
		}
		if e := w.entry(t, "dated"); e["publish_on"] != "2027-03-31" || e["publish_at"] != nil {
			t.Errorf("a date-only entry is now %v", e)
		}
		again := w.as("editor").bulk(t, apply, `{"state":"drafting","owner_id":"{editor}","topic_id":"{topic}"}`, "timed", "dated").want(t, http.StatusOK)
		wantOutcomes(t, again.json, "unchanged", "unchanged")
		if again.json["bulk_id"] != nil {
			t.Errorf("nothing was changed, and can be undone: %s", again.body)
		}
		w.as("editor").bulk(t, apply, `{"owner_id":null,"topic_id":null}`, "timed").want(t, http.StatusOK)
		if e := w.entry(t, "timed"); e["owner_id"] != nil || e["topic_id"] != nil {
			t.Errorf("owner and topic were taken away, and it is now %v", e)
		}
		w.as("editor").bulk(t, apply, `{"state":"published"}`, "past").want(t, http.StatusOK)
		if e := w.entry(t, "past"); e["published_at"] != "2027-02-26T09:00:00Z" {
			t.Errorf("what should have appeared is published at %v", e["published_at"])
		}
		history := w.as("viewer").get(t, entriesPath+"/{timed}/history").want(t, http.StatusOK)
		if !strings.Contains(history.body, `"bulk_id"`) || text(t, history, "items", 1, "action") != "moved" {
			t.Errorf("the history does not tell of the bulk: %s", history.body)
		}
	})
}

// The clock of each entry's own channel counts, in both nights of the year.
func TestABulkKeepsTheTimeOfDay(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "abroad", "/workspaces/{workspace}/channels", `{"name":"Übersee","time_zone":"America/New_York"}`)
		for name, c := range map[string]struct {
			channel, at string
			days        int
			want        string
		}{
			"spring":             {"{channel}", "2027-03-27T10:00:00+01:00", 1, "2027-03-28T08:00:00Z"},
			"into the gap":       {"{channel}", "2027-03-27T02:30:00+01:00", 1, "2027-03-28T01:30:00Z"},
			"autumn":             {"{channel}", "2027-10-31T10:00:00+01:00", -1, "2027-10-30T08:00:00Z"},
			"spring in New York": {"{abroad}", "2027-03-13T10:00:00-05:00", 1, "2027-03-14T14:00:00Z"},
			"leap year":          {"{channel}", "2028-02-28T10:00:00+01:00", 366, "2029-02-28T09:00:00Z"},
		} {
			w.make(t, "moved", entriesPath, fmt.Sprintf(`{"channel_id":%q,"title":"Uhrzeit","publish_at":%q}`, c.channel, c.at))
			w.as("editor").bulk(t, apply, fmt.Sprintf(`{"move_days":%d}`, c.days), "moved").want(t, http.StatusOK)
			if got := w.entry(t, "moved")["publish_at"]; got != c.want {
				t.Errorf("%s: %s moved by %d days is %v, want %s", name, c.at, c.days, got, c.want)
			}
		}
	})
}

func TestABulkIsRefusedWhole(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		before := w.entry(t, "own")
		own := w.as("contributor").with("Idempotency-Key", "one")
		a := own.bulk(t, apply, `{"move_days":1}`, "timed", "own").refused(t, http.StatusConflict, "conflict")
		wantOutcomes(t, a.json["bulk"], "forbidden", "changed")
		if diff := cmp.Diff(before, w.entry(t, "own")); diff != "" {
			t.Errorf("a refused bulk has changed an entry:\n%s", diff)
		}
		a = own.bulk(t, skip, `{"move_days":1}`, "timed", "own").want(t, http.StatusOK) // the key was left free
		wantOutcomes(t, a.json, "forbidden", "changed")
		if e := w.entry(t, "own"); e["publish_on"] != "2027-04-02" {
			t.Errorf("the other was skipped too: %v", e)
		}
		replayed := own.bulk(t, skip, `{"move_days":1}`, "timed", "own").want(t, http.StatusOK)
		if replayed.header.Get("Idempotent-Replayed") != "true" || replayed.body != a.body {
			t.Errorf("sent twice, it was done twice: %s", replayed.body)
		}

		w.as("lead").remove(t, entriesPath+"/{dated}").want(t, http.StatusNoContent)
		w.ids["unknown"] = "0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10"
		a = w.as("stranger").post(t, "/workspaces/{foreign}/entries/bulk", `{"entry_ids":["{timed}"],"change":{"move_days":1},"mode":"apply"}`).refused(t, http.StatusConflict, "conflict")
		wantOutcomes(t, a.json["bulk"], "not_found")
		mustNotContain(t, a, "Zeitumstellung")
		a = w.as("editor").bulk(t, preview, `{"deleted":true}`, "dated", "unknown").want(t, http.StatusOK)
		wantOutcomes(t, a.json, "not_found", "not_found")
	})
}

func TestABulkOfNonsenseIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for change, field := range map[string]string{
			`{"deleted":true,"move_days":1}`: "change.deleted",
			`{"move_days":0}`:                "change",
			`{"owner_id":"{entry}"}`:         "change.owner_id",
			`{"topic_id":"{entry}"}`:         "change.topic_id",
			`{"move_days":4000}`:             "change.move_days",
			`{"state":"lost"}`:               "change.state",
		} {
			w.as("editor").bulk(t, apply, change, "entry").refused(t, http.StatusUnprocessableEntity, "invalid").names(t, field)
		}
		w.as("editor").bulk(t, apply, `{"deleted":true}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "entry_ids")
	})
}

// Four eyes and approvals hold for many as for one.
func TestABulkIsJudgedEntryByEntry(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		a := w.as("contributor").bulk(t, apply, `{"move_days":1}`, "approved", "own").want(t, http.StatusOK)
		if fields := fieldsOf(t, a, 0); fields["state"] != "approved → in_review" {
			t.Errorf("an approved entry was moved, told is %v", fields)
		}
		wantOutcomes(t, w.as("contributor").bulk(t, preview, `{"state":"approved"}`, "own").json, "forbidden")
		w.as("lead").patch(t, "/workspaces/{workspace}/channels/{channel}", `{"four_eyes":true}`).want(t, http.StatusOK)
		w.as("lead").patch(t, entriesPath+"/{dated}", `{"owner_id":"{editor}"}`).want(t, http.StatusOK)
		a = w.as("editor").bulk(t, apply, `{"state":"approved"}`, "own", "dated").refused(t, http.StatusConflict, "conflict")
		wantOutcomes(t, a.json["bulk"], "changed", "forbidden")
		a = w.as("editor").bulk(t, preview, `{"state":"published"}`, "own", "past").want(t, http.StatusOK)
		wantOutcomes(t, a.json, "invalid", "conflict") // still to come; not approved
	})
}

func TestABulkIsUndone(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		names := []string{"timed", "dated", "approved", "own"}
		was := map[string]map[string]any{}
		for _, name := range names {
			was[name] = w.entry(t, name)
		}
		for _, change := range []string{
			`{"move_days":-3,"state":"cancelled","owner_id":"{lead}","topic_id":"{topic}"}`,
			`{"deleted":true}`,
		} {
			w.ids["bulk"] = text(t, w.as("editor").bulk(t, apply, change, names...).want(t, http.StatusOK), "bulk_id")
			w.as("contributor").post(t, bulkPath+"/{bulk}/undo", "").refused(t, http.StatusForbidden, "forbidden")
			w.wait(29 * 24 * time.Hour)
			undone := w.as("lead").post(t, bulkPath+"/{bulk}/undo", "").want(t, http.StatusOK)
			if undone.json["changed"] != 4.0 || undone.json["bulk_id"] != w.ids["bulk"] {
				t.Errorf("undone is %s", undone.body)
			}
			for _, name := range names {
				is := w.entry(t, name)
				for _, field := range []string{"state", "publish_at", "publish_on", "published_at", "owner_id", "topic_id", "deleted_at"} {
					if is[field] != was[name][field] {
						t.Errorf("%s: %s was %v and is %v", name, field, was[name][field], is[field])
					}
				}
			}
			w.as("editor").post(t, bulkPath+"/{bulk}/undo", "").refused(t, http.StatusConflict, "conflict")
		}
	})
}

func TestABulkIsNotUndoneOverLaterChanges(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		w.ids["bulk"] = text(t, w.as("contributor").bulk(t, apply, `{"move_days":2}`, "approved", "own").want(t, http.StatusOK), "bulk_id")
		w.as("editor").patch(t, entriesPath+"/{own}", `{"title":"Neuer Titel"}`).want(t, http.StatusOK)
		refused := w.as("contributor").post(t, bulkPath+"/{bulk}/undo", "").refused(t, http.StatusConflict, "conflict")
		if told := fmt.Sprint(outcomes(t, refused.json["bulk"])); !strings.Contains(told, "stale") || !strings.Contains(told, "changed") {
			t.Errorf("told %s", told)
		}
		if e := w.entry(t, "approved"); e["publish_at"] != "2027-03-27T09:00:00Z" {
			t.Errorf("a refused undo has moved an entry: %v", e)
		}
		w.as("contributor").post(t, bulkPath+"/{bulk}/undo?skip_changed=true", "").want(t, http.StatusOK)
		if e := w.entry(t, "own"); e["title"] != "Neuer Titel" || e["publish_on"] != "2027-04-03" {
			t.Errorf("a later change was undone with it: %v", e)
		}
		if e := w.entry(t, "approved"); e["publish_at"] != "2027-03-25T09:00:00Z" || e["state"] != "approved" {
			t.Errorf("the other was not undone: %v", e)
		}
	})
}

func TestABulkIsUndoneOnlyWhereItStillCan(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		w.ids["bulk"] = text(t, w.as("editor").bulk(t, apply, `{"owner_id":"{editor}"}`, "own").want(t, http.StatusOK), "bulk_id")
		w.as("lead").patch(t, "/workspaces/{workspace}/members/{contributor}", `{"deactivated":true}`).want(t, http.StatusOK)
		refused := w.as("editor").post(t, bulkPath+"/{bulk}/undo", "").refused(t, http.StatusConflict, "conflict")
		wantOutcomes(t, refused.json["bulk"], "invalid")
		w.wait(31 * 24 * time.Hour)
		w.as("editor").post(t, bulkPath+"/{bulk}/undo", "").refused(t, http.StatusNotFound, "not_found")
	})
}

// Gaps and feeds follow a bulk as they follow a single change.
func TestABulkShowsEverywhere(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		feed := func() string { return w.fetch(t, "GET", w.feedURL).want(t, http.StatusOK).body }
		if !strings.Contains(feed(), "DTSTART:20270303T090000Z") {
			t.Fatalf("the entry is not in the feed:\n%s", feed())
		}
		done := w.as("editor").bulk(t, apply, `{"move_days":14}`, "entry").want(t, http.StatusOK)
		if after := feed(); !strings.Contains(after, "DTSTART:20270317T090000Z") || !strings.Contains(after, "SEQUENCE:1") {
			t.Errorf("the feed does not follow:\n%s", after)
		}
		gaps := w.as("lead").get(t, "/workspaces/{workspace}/gaps?state=open&rule=cadence").want(t, http.StatusOK)
		if !strings.Contains(gaps.body, `"from":"2027-03-01"`) {
			t.Errorf("the week the entry left is no gap: %s", gaps.body)
		}
		w.ids["bulk"] = text(t, done, "bulk_id")
		w.as("editor").post(t, bulkPath+"/{bulk}/undo", "").want(t, http.StatusOK)
		if after := feed(); !strings.Contains(after, "DTSTART:20270303T090000Z") || !strings.Contains(after, "SEQUENCE:2") {
			t.Errorf("the feed does not follow the undoing:\n%s", after)
		}
	})
}
