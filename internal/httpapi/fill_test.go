package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const fillPath = gaps + "/{gap}/fill"

// firstGap puts the id of the first open gap of a rule, and of a channel, where {gap} stands.
func (w *world) firstGap(t testing.TB, query string) map[string]any {
	t.Helper()
	found := w.as("lead").get(t, gaps+"?state=open&"+query).want(t, http.StatusOK)
	w.ids["gap"] = text(t, found, "items", 0, "id")
	return value(t, found, "items", 0).(map[string]any)
}

func (w *world) gapNow(t testing.TB) map[string]any {
	t.Helper()
	return w.as("viewer").get(t, gaps+"/{gap}").want(t, http.StatusOK).json
}

// wantFilling compares some of what a filling tells, read by path.
func wantFilling(t testing.TB, a answer, want map[string]any) {
	t.Helper()
	for path, wanted := range want {
		keys := []any{}
		for _, key := range strings.Split(path, ".") {
			keys = append(keys, key)
		}
		if got := value(t, a, keys...); !cmp.Equal(got, wanted) {
			t.Errorf("%s is %v, want %v\n%s", path, got, wanted, a.body)
		}
	}
}

// slotsWorld is a channel whose plan has slots on Tuesdays and Thursdays at ten.
func slotsWorld(t *testing.T, w *world) {
	t.Helper()
	w.make(t, "slots", "/workspaces/{workspace}/channels", `{"name":"Kurzvideos","status":"active","owner_id":"{lead}"}`)
	w.make(t, "slotplan", "/workspaces/{workspace}/plans",
		`{"channel_id":"{slots}","name":"Videos","starts_on":"2027-03-01","ends_on":"2027-04-30","owner_id":"{contributor}","deputy_id":"{editor}","cadence":{"rule":"FREQ=WEEKLY;BYDAY=TU,TH","time":"10:00"}}`)
}

func TestAGapIsFilledAtItsSlot(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		slotsWorld(t, w)
		w.make(t, "last", entries, `{"channel_id":"{slots}","title":"Das letzte","publish_at":"2027-04-01T10:00:00+02:00"}`)
		gap := w.firstGap(t, "channel={slots}&rule=cadence")
		if gap["from"] != "2027-03-02" {
			t.Fatalf("the first open slot is on %v", gap["from"])
		}
		editor := w.as("editor")
		tried := editor.post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK)
		want := map[string]any{
			"entry.publish_at": "2027-03-02T09:00:00Z", "entry.publish_on": nil, "is_slot": true, "entry.state": "planned",
			"owner_from": "plan", "keeper_id": w.ids["contributor"], "is_keeper_away": false, "entry.owner_id": nil,
			"topic_from": "none", "entry.topic_id": nil, "entry.title": "Neuer Beitrag",
		}
		wantFilling(t, tried, want)
		wantFilling(t, tried, map[string]any{"applied": false, "entry_id": nil, "bulk_id": nil, "entry.version": 0.0})
		if w.gapNow(t)["state"] != "open" {
			t.Error("a preview has closed the gap")
		}

		editor = editor.with("Idempotency-Key", "fill-once")
		made := editor.post(t, fillPath, `{"mode":"apply","title":"Drei Handgriffe"}`).want(t, http.StatusOK)
		delete(want, "entry.title")
		wantFilling(t, made, want)
		wantFilling(t, made, map[string]any{"applied": true, "entry.title": "Drei Handgriffe", "gap.state": "resolved", "gap.id": w.ids["gap"]})
		again := editor.post(t, fillPath, `{"mode":"apply","title":"Drei Handgriffe"}`).want(t, http.StatusOK)
		if diff := cmp.Diff(made.json, again.json); diff != "" {
			t.Errorf("sent again it is answered otherwise:\n%s", diff)
		}
		w.ids["filled"], w.ids["bulk"] = text(t, made, "entry_id"), text(t, made, "bulk_id")
		if e := w.entry(t, "filled"); e["title"] != "Drei Handgriffe" || e["publish_at"] != "2027-03-02T09:00:00Z" || e["created_by"] != w.ids["editor"] {
			t.Errorf("made was %v", e)
		}
		w.as("editor").post(t, fillPath, `{"mode":"apply"}`).refused(t, http.StatusConflict, "conflict")

		undone := w.as("editor").post(t, bulkPath+"/{bulk}/undo", "").want(t, http.StatusOK)
		wantOutcomes(t, undone.json, "changed")
		if w.entry(t, "filled")["deleted_at"] == nil || w.gapNow(t)["state"] != "open" {
			t.Errorf("undone, the gap is %v", w.gapNow(t))
		}
	})
}

// What was shown is what is made: nobody fills what has become another gap.
func TestFillingIsForTheGapThatWasSeen(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		seen := w.firstGap(t, "channel={channel}&rule=runs_dry")
		editor := w.as("editor").with("If-Match", fmt.Sprintf(`"%v"`, seen["version"]))
		editor.post(t, fillPath, `{"mode":"apply"}`).want(t, http.StatusOK)
		editor.post(t, fillPath, `{"mode":"apply"}`).refused(t, http.StatusPreconditionFailed, "stale")
		now := w.gapNow(t)
		if now["state"] != "open" || now["from"] == seen["from"] || now["expected"] == seen["expected"] {
			t.Errorf("a plan that still runs dry is %v, was %v", now, seen)
		}
	})
}

// Without slots a day is chosen: free, not paused, like those the channel has had.
func TestAGapOfAQuotaIsFilledOnADayThatSuits(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, at := range []string{"2027-02-03T08:30:00+01:00", "2027-02-10T08:30:00+01:00", "2027-02-17T08:30:00+01:00"} {
			w.make(t, "", entries, `{"channel_id":"{channel}","title":"Mittwochs","state":"published","publish_at":"`+at+`","published_at":"`+at+`"}`)
		}
		w.make(t, "last", entries, `{"channel_id":"{channel}","title":"Das letzte","publish_on":"2027-12-28"}`)
		for from, want := range map[string]map[string]any{
			// The theme ends on 21 March.
			"2027-03-15": {"entry.publish_at": "2027-03-17T07:30:00Z", "topic_from": "theme", "entry.topic_id": w.ids["topic"], "entry.title": "Reparieren statt wegwerfen"},
			"2027-04-05": {"entry.publish_at": "2027-04-07T06:30:00Z", "topic_from": "none", "entry.topic_id": nil},
		} {
			found := w.as("lead").get(t, gaps+"?state=open&rule=cadence").want(t, http.StatusOK)
			for _, g := range value(t, found, "items").([]any) {
				if g := g.(map[string]any); g["from"] == from {
					w.ids["gap"] = g["id"].(string)
				}
			}
			made := w.as("editor").post(t, fillPath, `{"mode":"apply"}`).want(t, http.StatusOK)
			wantFilling(t, made, want)
			wantFilling(t, made, map[string]any{"is_slot": false, "gap.state": "resolved", "owner_from": "channel", "keeper_id": w.ids["editor"]})
		}
	})
}

// A holiday of the channel's region is not chosen, though the channel asks nothing of its holidays.
func TestAGapIsNotFilledOnAHoliday(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, on := range []string{"2027-02-04", "2027-02-11", "2027-02-18"} {
			w.make(t, "", entries, `{"channel_id":"{channel}","title":"Donnerstags","state":"published","publish_on":"`+on+`","published_at":"`+on+`T09:00:00+01:00"}`)
		}
		w.make(t, "last", entries, `{"channel_id":"{channel}","title":"Das letzte","publish_on":"2027-12-28"}`)
		found := w.as("lead").get(t, gaps+"?state=open&rule=cadence&channel={channel}&limit=200").want(t, http.StatusOK)
		for _, gap := range found.json["items"].([]any) {
			if gap.(map[string]any)["from"] == "2027-05-03" {
				w.ids["gap"] = gap.(map[string]any)["id"].(string)
			}
		}
		onDay := func() string {
			tried := w.as("editor").post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK)
			return text(t, tried, "entry", "publish_on")
		}
		if day := onDay(); day != "2027-05-06" {
			t.Fatalf("without a region it is on %s, want Thursday", day)
		}
		w.as("lead").patch(t, "/workspaces/{workspace}/channels/{channel}", `{"region":"DE-BY"}`).want(t, http.StatusOK)
		if day := onDay(); day == "2027-05-06" {
			t.Error("it is on Ascension Day")
		}
	})
}

func TestAnIdeaIsTakenOver(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "old", entries, `{"channel_id":"{channel}","title":"Wie ein Getriebe klingt","copy":"Mit Aufnahmen.","owner_id":"{contributor}"}`)
		w.make(t, "fitting", entries, `{"channel_id":"{channel}","title":"Was man selbst repariert","topic_id":"{topic}"}`)
		w.make(t, "elsewhere", "/workspaces/{workspace}/channels", `{"name":"Anderswo","status":"active"}`)
		w.make(t, "foreignidea", entries, `{"channel_id":"{elsewhere}","title":"Für anderswo"}`)
		w.firstGap(t, "channel={channel}&rule=runs_dry")
		editor := w.as("editor")

		// The first week that is dry lies in the theme: its ideas come first.
		tried := editor.post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK)
		var offered []string
		for _, idea := range value(t, tried, "ideas").([]any) {
			offered = append(offered, idea.(map[string]any)["title"].(string))
		}
		if diff := cmp.Diff([]string{"Was man selbst repariert", "Wie ein Getriebe klingt"}, offered); diff != "" {
			t.Errorf("offered (-want +got):\n%s", diff)
		}
		for body, field := range map[string]string{
			`{"mode":"apply","idea_id":"{foreignidea}"}`: "idea_id",
			`{"mode":"apply","idea_id":"{entry}"}`:       "idea_id",
			`{"mode":"apply","idea_id":"{gap}"}`:         "idea_id",
			`{"mode":"apply","topic_id":"{gap}"}`:        "topic_id",
			`{"mode":"apply","owner_id":"{gap}"}`:        "owner_id",
		} {
			editor.post(t, fillPath, body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, field)
		}
		made := editor.post(t, fillPath, `{"mode":"apply","idea_id":"{old}"}`).want(t, http.StatusOK)
		wantFilling(t, made, map[string]any{
			"entry_id": w.ids["old"], "idea_id": w.ids["old"], "entry.title": "Wie ein Getriebe klingt", "entry.state": "planned",
			"owner_from": "idea", "keeper_id": w.ids["contributor"], "topic_from": "theme", "entry.topic_id": w.ids["topic"],
		})
		if e := w.entry(t, "old"); e["copy"] != "Mit Aufnahmen." || e["publish_on"] == nil && e["publish_at"] == nil {
			t.Errorf("the idea is %v", e)
		}
		w.ids["bulk"] = text(t, made, "bulk_id")
		editor.post(t, bulkPath+"/{bulk}/undo", "").want(t, http.StatusOK)
		if e := w.entry(t, "old"); e["state"] != "idea" || e["publish_at"] != nil || e["publish_on"] != nil || e["topic_id"] != nil || e["deleted_at"] != nil {
			t.Errorf("undone, the idea is %v", e)
		}
		// Beside a theme the backlog says what an entry could be about.
		editor.remove(t, "/workspaces/{workspace}/themes/{theme}").want(t, http.StatusNoContent)
		wantFilling(t, editor.post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK),
			map[string]any{"topic_from": "backlog", "entry.topic_id": w.ids["topic"]})
		wantFilling(t, editor.post(t, fillPath, `{"mode":"preview","topic_id":null}`).want(t, http.StatusOK),
			map[string]any{"topic_from": "asked", "entry.topic_id": nil})
	})
}

func TestWhoHasWhatFillsAGap(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		slotsWorld(t, w)
		w.firstGap(t, "channel={slots}&rule=runs_dry")
		editor := w.as("editor")
		w.as("contributor").post(t, "/workspaces/{workspace}/absences", `{"starts_on":"2027-03-01","ends_on":"2027-03-10"}`).want(t, http.StatusCreated)
		wantFilling(t, editor.post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK),
			map[string]any{"owner_from": "deputy", "keeper_id": w.ids["editor"], "entry.owner_id": w.ids["editor"]})
		// A contributor gives nothing to somebody else; it falls to the plan's owner.
		wantFilling(t, w.as("contributor").post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK),
			map[string]any{"owner_from": "plan", "keeper_id": w.ids["contributor"], "entry.owner_id": nil})
		editor.post(t, "/workspaces/{workspace}/absences", `{"starts_on":"2027-03-02","ends_on":"2027-03-02"}`).want(t, http.StatusCreated)
		wantFilling(t, editor.post(t, fillPath, `{"mode":"preview"}`).want(t, http.StatusOK),
			map[string]any{"owner_from": "plan", "is_keeper_away": true, "entry.owner_id": nil})
		wantFilling(t, editor.post(t, fillPath, `{"mode":"preview","owner_id":"{lead}"}`).want(t, http.StatusOK),
			map[string]any{"owner_from": "asked", "keeper_id": w.ids["lead"]})
		w.as("contributor").post(t, fillPath, `{"mode":"apply","owner_id":"{lead}"}`).refused(t, http.StatusForbidden, "forbidden")

		w.make(t, "nobodys", "/workspaces/{workspace}/channels", `{"name":"Herrenlos","status":"active"}`)
		w.make(t, "nobodysplan", "/workspaces/{workspace}/plans",
			`{"channel_id":"{nobodys}","name":"Plan","starts_on":"2027-03-01","ends_on":"2027-04-30","cadence":{"quota":1,"per":"week"}}`)
		w.firstGap(t, "channel={nobodys}&rule=runs_dry")
		made := w.as("contributor").post(t, fillPath, `{"mode":"apply"}`).want(t, http.StatusOK)
		wantFilling(t, made, map[string]any{"owner_from": "filler", "keeper_id": w.ids["contributor"], "entry.owner_id": w.ids["contributor"]})
	})
}

func TestWhatNoEntryFills(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for rule, helps := range map[string]string{"horizon": "Make a plan that reaches further.", "not_ready": "Approve its entry"} {
			w.firstGap(t, "rule="+rule)
			for _, mode := range []string{"preview", "apply"} {
				a := w.as("editor").post(t, fillPath, `{"mode":"`+mode+`"}`).refused(t, http.StatusUnprocessableEntity, "invalid")
				if !strings.Contains(a.body, helps) {
					t.Errorf("%s: it is not told what helps: %s", rule, a.body)
				}
			}
		}
		// Of the week only a pause is left.
		w.firstGap(t, "channel={channel}&rule=runs_dry")
		w.wait(4 * 24 * time.Hour) // Friday; Wednesday's entry is overdue
		w.as("lead").post(t, "/workspaces/{workspace}/channels/{channel}/pauses", `{"starts_on":"2027-03-05","ends_on":"2027-12-31","reason":"Umbau"}`).want(t, http.StatusCreated)
		if now := w.gapNow(t); now["state"] != "open" || now["expected"] != 1.0 {
			t.Fatalf("four of the week's days promise %v", now)
		}
		a := w.as("editor").post(t, fillPath, `{"mode":"apply"}`).refused(t, http.StatusConflict, "conflict")
		if !strings.Contains(a.body, "No day is left") {
			t.Errorf("told %s", a.body)
		}
		w.as("viewer").post(t, fillPath, `{"mode":"apply"}`).refused(t, http.StatusForbidden, "forbidden")
		w.as("stranger").post(t, fillPath, `{"mode":"apply"}`).refused(t, http.StatusNotFound, "not_found")
	})
}
