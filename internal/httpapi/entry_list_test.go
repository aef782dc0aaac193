package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/plan"
)

// listed reads a list of entries to its end, two at a time, as titles.
func (c caller) listed(t testing.TB, query string) (titles []string) {
	t.Helper()
	cursor := ""
	for {
		a := c.get(t, entriesPath+"?limit=2&"+query+cursor).want(t, http.StatusOK)
		for i := range value(t, a, "items").([]any) {
			titles = append(titles, text(t, a, "items", i, "title"))
		}
		next, more := a.json["next_cursor"].(string)
		if !more {
			return titles
		}
		cursor = "&cursor=" + next
	}
}

func TestEntriesAreSortedAndCounted(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		w.wait(3600e9)
		w.as("editor").patch(t, entriesPath+"/{dated}", `{"format":"reel"}`).want(t, http.StatusOK)
		byDate := w.as("viewer").listed(t, "")
		if diff := cmp.Diff(byDate, w.as("viewer").listed(t, "sort=date")); diff != "" {
			t.Errorf("by date is not what comes by itself:\n%s", diff)
		}
		backwards := w.as("viewer").listed(t, "sort=-date")
		slices.Reverse(backwards)
		if diff := cmp.Diff(byDate, backwards); diff != "" {
			t.Errorf("backwards (-want +got):\n%s", diff)
		}
		want := []string{"Eine Idee", "Erschienen", "Freigegeben", "Frühjahrsputz im Maschinenraum", "Liegengeblieben", "Nur ein Tag", "Vom Nachwuchs", "Vor der Zeitumstellung"}
		if diff := cmp.Diff(want, w.as("viewer").listed(t, "sort=title")); diff != "" {
			t.Errorf("by title (-want +got):\n%s", diff)
		}
		if last := w.as("viewer").listed(t, "sort=-updated"); last[0] != "Nur ein Tag" {
			t.Errorf("changed last is %q", last[0])
		}
		for query, total := range map[string]float64{
			"limit=1": 8, "state=planned&state=approved": 6, "undated=true": 1, "owner={contributor}": 2, "q=ein": 2, "from=2027-03-24&to=2027-03-25": 3, "deleted=true": 0,
		} {
			a := w.as("viewer").get(t, entriesPath+"?total=true&"+query).want(t, http.StatusOK)
			if a.json["total"] != total {
				t.Errorf("%s: total %v, want %v", query, a.json["total"], total)
			}
		}
		if _, told := w.as("viewer").get(t, entriesPath).json["total"]; told {
			t.Error("counted without being asked")
		}
		first := w.as("viewer").get(t, entriesPath+"?limit=1&sort=title").want(t, http.StatusOK)
		w.as("viewer").get(t, entriesPath+"?limit=1&cursor="+text(t, first, "next_cursor")).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "cursor")
		w.as("viewer").get(t, entriesPath+"?sort=colour").refused(t, http.StatusBadRequest, "malformed").names(t, "sort")
	})
}

// One may look into the middle of a list, and is told what it is made of.
func TestEntriesAreReadFromTheMiddleAndCountedInGroups(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		withBulkEntries(t, w)
		all := w.as("viewer").listed(t, "sort=title")
		a := w.as("viewer").get(t, entriesPath+"?sort=title&offset=3&limit=2&total=true").want(t, http.StatusOK)
		got := []string{text(t, a, "items", 0, "title"), text(t, a, "items", 1, "title")}
		if diff := cmp.Diff(all[3:5], got); diff != "" || a.json["total"] != float64(len(all)) {
			t.Errorf("from the fourth on (-want +got):\n%s\nof %v", diff, a.json["total"])
		}
		past := w.as("viewer").get(t, entriesPath+"?offset=100").want(t, http.StatusOK)
		if len(value(t, past, "items").([]any)) != 0 || past.json["next_cursor"] != nil {
			t.Errorf("behind the end stands %s", past.body)
		}
		w.as("viewer").get(t, entriesPath+"?offset=-1").refused(t, http.StatusBadRequest, "malformed").names(t, "offset")

		for query, want := range map[string]string{
			"by=channel":                       `[{"count":8,"key":"{channel}"}]`,
			"by=state":                         `[{"count":1,"key":"approved"},{"count":1,"key":"idea"},{"count":5,"key":"planned"},{"count":1,"key":"published"}]`,
			"by=owner&owner={contributor}":     `[{"count":2,"key":"{contributor}"}]`,
			"by=month&q=ein":                   `[{"count":1,"key":""},{"count":1,"key":"2027-03"}]`,
			"by=week&from=2027-03-22":          `[{"count":3,"key":"2027-W12"},{"count":1,"key":"2027-W13"}]`,
			"by=state&unowned=true&state=idea": `[]`,
		} {
			a := w.as("viewer").get(t, entriesPath+"/counts?"+query).want(t, http.StatusOK)
			got, err := json.Marshal(a.json["items"])
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(w.expand(want), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", query, diff)
			}
		}
		w.as("viewer").get(t, entriesPath+"/counts?by=colour").refused(t, http.StatusBadRequest, "malformed").names(t, "by")
		w.as("viewer").get(t, entriesPath+"/counts").refused(t, http.StatusBadRequest, "malformed").names(t, "by")
		w.as("stranger").get(t, entriesPath+"/counts?by=state").want(t, http.StatusNotFound)
	})
}

// What waits for somebody is what they may approve, unless somebody else is named.
func TestWhatAwaitsMeIsMineToApprove(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		number := 0
		for _, fourEyes := range []bool{false, true} {
			w.make(t, "reviewed_on", "/workspaces/{workspace}/channels", fmt.Sprintf(`{"name":"Vier Augen: %t","status":"active","owner_id":"{editor}"}`, fourEyes))
			w.make(t, "reviewed_plan", "/workspaces/{workspace}/plans", `{"channel_id":"{reviewed_on}","name":"Plan","owner_id":"{lead}","starts_on":"2027-04-01","ends_on":"2027-04-30","cadence":{"quota":1,"per":"week"}}`)
			for _, owner := range []string{"null", `"{editor}"`, `"{contributor}"`} {
				for _, approver := range []string{"null", `"{contributor}"`, `"{founder}"`} {
					for _, day := range []string{"2027-04-05", "2027-05-05"} {
						if owner == approver && owner != "null" {
							continue
						}
						number++
						w.make(t, "reviewed", entriesPath, fmt.Sprintf(`{"channel_id":"{reviewed_on}","title":"Beitrag %02d","state":"in_review","owner_id":%s,"approver_id":%s,"publish_on":%q}`, number, owner, approver, day))
					}
				}
			}
			w.as("lead").patch(t, "/workspaces/{workspace}/channels/{reviewed_on}", fmt.Sprintf(`{"four_eyes":%t}`, fourEyes)).want(t, http.StatusOK)
		}
		for _, role := range plan.Roles {
			who := w.as(string(role))
			all := who.get(t, entriesPath+"?limit=200&may=true&state=in_review").want(t, http.StatusOK)
			var want []string
			for _, item := range all.json["items"].([]any) {
				e := item.(map[string]any)
				approver := e["approver_id"]
				if e["may"].(map[string]any)["approve"] == true && (approver == nil || approver == w.ids[string(role)]) {
					want = append(want, e["title"].(string))
				}
			}
			got := who.listed(t, "awaits_me=true&sort=title")
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-may approve +awaits):\n%s", role, diff)
			}
			if role == plan.Editor && len(got) == 0 || role == plan.Viewer && len(got) > 0 {
				t.Errorf("%s is awaited by %v", role, got)
			}
		}
	})
}
