package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	planPreview = "/workspaces/{workspace}/plans:preview"
	feedPreview = "/workspaces/{workspace}/feeds:preview"
)

func sum(t testing.TB, a answer, list, field string) (total float64) {
	t.Helper()
	for _, item := range value(t, a, list).([]any) {
		total += item.(map[string]any)[field].(float64)
	}
	return total
}

// A colon in an address is a colon, and begins no parameter.
func TestAPreviewHasAnAddressOfItsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for _, path := range []string{"plansX", "plans:", "plans:other", "feeds:previews", "feedspreview"} {
			w.as("lead").post(t, "/workspaces/{workspace}/"+path, `{}`).refused(t, http.StatusNotFound, "not_found")
		}
		w.as("lead").get(t, planPreview).refused(t, http.StatusMethodNotAllowed, "method_not_allowed")
	})
}

// What a preview says is what the plan promises once it is made.
func TestAPlanPreviewKeepsItsWord(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "silence", "/workspaces/{workspace}/channels/{channel}/pauses", `{"starts_on":"2028-08-01","ends_on":"2028-08-20","reason":"Sommer"}`)
		for name, c := range map[string]struct{ days, cadence string }{
			"weeks":         {`"starts_on":"2028-01-01","ends_on":"2028-12-31"`, `{"quota":3,"per":"week"}`},
			"months":        {`"starts_on":"2028-01-15","ends_on":"2028-12-10"`, `{"quota":7,"per":"month"}`},
			"slots":         {`"starts_on":"2028-01-01","ends_on":"2030-12-31"`, `{"rule":"FREQ=WEEKLY;BYDAY=TU,TH","time":"02:30"}`},
			"one day":       {`"starts_on":"2028-02-29","ends_on":"2028-02-29"`, `{"rule":"FREQ=DAILY","time":"10:00"}`},
			"nothing of it": {`"starts_on":"2028-08-03","ends_on":"2028-08-09"`, `{"quota":1,"per":"week"}`},
		} {
			t.Run(name, func(t *testing.T) {
				draft := fmt.Sprintf(`{"channel_id":"{channel}","name":"Probe","cadence":%s,%s}`, c.cadence, c.days)
				w.make(t, "inside", "/workspaces/{workspace}/entries", `{"channel_id":"{channel}","title":"Schon da","publish_on":"2028-02-29"}`)
				before := w.as("lead").get(t, "/workspaces/{workspace}").want(t, http.StatusOK)
				preview := w.as("lead").post(t, planPreview, draft).want(t, http.StatusOK)
				if after := w.as("lead").get(t, "/workspaces/{workspace}"); after.body != before.body {
					t.Errorf("a preview has changed something: %s", after.body)
				}
				made := w.make(t, "made", "/workspaces/{workspace}/plans", draft)
				w.ids["made"] = text(t, made, "id")
				slots := w.as("lead").get(t, "/workspaces/{workspace}/plans/{made}/slots").want(t, http.StatusOK)
				if got, want := preview.json["expected"], sum(t, slots, "items", "expected"); got != want {
					t.Errorf("expected %v, and the plan promises %v", got, want)
				}
				for _, spans := range []string{"weeks", "months"} {
					if got, want := sum(t, preview, spans, "expected"), preview.json["expected"]; got != want {
						t.Errorf("the %s expect %v of %v", spans, got, want)
					}
					if got, want := sum(t, preview, spans, "planned"), preview.json["planned"]; got != want {
						t.Errorf("in the %s are %v of %v entries", spans, got, want)
					}
				}
				again := strings.Replace(draft, "{", `{"plan_id":"{made}",`, 1)
				if same := w.as("lead").post(t, planPreview, again).want(t, http.StatusOK); same.body != preview.body {
					t.Errorf("once it is made, its preview is another:\n%s\n%s", same.body, preview.body)
				}
				w.as("lead").remove(t, "/workspaces/{workspace}/plans/{made}").want(t, http.StatusNoContent)
				w.as("lead").remove(t, "/workspaces/{workspace}/entries/{inside}").want(t, http.StatusNoContent)
			})
		}
	})
}

func TestAPlanPreviewTellsWhatIsThere(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "theirs", "/workspaces/{workspace}/entries", `{"channel_id":"{channel}","title":"Von der Redaktion","owner_id":"{lead}","publish_on":"2027-03-04"}`)
		w.make(t, "other", "/workspaces/{workspace}/channels", `{"name":"Anderswo","status":"active"}`)
		w.make(t, "other_plan", "/workspaces/{workspace}/plans", `{"channel_id":"{other}","name":"Nebenan","owner_id":"{lead}","starts_on":"2027-03-01","ends_on":"2027-03-14","cadence":{"quota":3,"per":"week"}}`)
		a := w.as("lead").post(t, planPreview, `{"channel_id":"{channel}","owner_id":"{editor}","starts_on":"2027-03-01","ends_on":"2027-03-28","cadence":{"quota":1,"per":"week"}}`).want(t, http.StatusOK)
		for field, want := range map[string]any{
			"expected": 4.0, "planned": 2.0, "missing": 3.0, "silent_days": 0.0,
			"weeks": []any{
				map[string]any{"week": "2027-W09", "from": "2027-03-01", "to": "2027-03-07", "expected": 1.0, "planned": 2.0},
				map[string]any{"week": "2027-W10", "from": "2027-03-08", "to": "2027-03-14", "expected": 1.0, "planned": 0.0},
				map[string]any{"week": "2027-W11", "from": "2027-03-15", "to": "2027-03-21", "expected": 1.0, "planned": 0.0},
				map[string]any{"week": "2027-W12", "from": "2027-03-22", "to": "2027-03-28", "expected": 1.0, "planned": 0.0},
			},
			"months": []any{map[string]any{"month": "2027-03", "from": "2027-03-01", "to": "2027-03-28", "expected": 4.0, "planned": 2.0}},
			"people": []any{
				map[string]any{"member_id": w.ids["editor"], "here": 4.0, "elsewhere": 0.0}, // the entry without an owner, and three that are missing
				map[string]any{"member_id": w.ids["lead"], "here": 1.0, "elsewhere": 6.0},
			},
			"overlaps": []any{map[string]any{"plan_id": w.ids["plan"], "name": "Redaktionsplan 2027", "from": "2027-01-01", "to": "2027-12-31"}},
			"first":    map[string]any{"from": "2027-03-01", "to": "2027-03-07", "at": nil},
			"last":     map[string]any{"from": "2027-03-22", "to": "2027-03-28", "at": nil},
		} {
			if diff := cmp.Diff(want, a.json[field]); diff != "" {
				t.Errorf("%s (-want +got):\n%s", field, diff)
			}
		}
	})
}

// A plan is thought out before a channel is active, and over a summer's silence.
func TestAPlanPreviewOfAChannelToBe(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.make(t, "to_be", "/workspaces/{workspace}/channels", `{"name":"Vielleicht","status":"candidate"}`)
		w.make(t, "away", "/workspaces/{workspace}/channels/{to_be}/pauses", `{"starts_on":"2027-07-05","ends_on":"2027-07-18","reason":"Ferien"}`)
		a := w.as("lead").post(t, planPreview, `{"channel_id":"{to_be}","starts_on":"2027-07-01","ends_on":"2027-07-31","cadence":{"rule":"FREQ=WEEKLY;BYDAY=TH","time":"18:00"}}`).want(t, http.StatusOK)
		if a.json["expected"] != 3.0 || a.json["silent_days"] != 14.0 || text(t, a, "first", "at") != "2027-07-01T18:00:00" || text(t, a, "last", "at") != "2027-07-29T18:00:00" {
			t.Errorf("previewed is %s", a.body)
		}
	})
}

func TestAPlanPreviewOfNonsenseIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for body, field := range map[string]string{
			`{"channel_id":"{entry}","starts_on":"2028-01-01","ends_on":"2028-12-31","cadence":{"quota":1,"per":"week"}}`:                        "channel_id",
			`{"channel_id":"{channel}","plan_id":"{entry}","starts_on":"2028-01-01","ends_on":"2028-12-31","cadence":{"quota":1,"per":"week"}}`:  "plan_id",
			`{"channel_id":"{channel}","owner_id":"{entry}","starts_on":"2028-01-01","ends_on":"2028-12-31","cadence":{"quota":1,"per":"week"}}`: "owner_id",
			`{"channel_id":"{channel}","starts_on":"2028-01-01","ends_on":"2027-12-31","cadence":{"quota":1,"per":"week"}}`:                      "ends_on",
			`{"channel_id":"{channel}","starts_on":"2028-01-01","ends_on":"2028-12-31","cadence":{"rule":"FREQ=SOMETIMES","time":"10:00"}}`:      "cadence.rule",
		} {
			w.as("lead").post(t, planPreview, body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, field)
		}
	})
}

// What a preview of a feed says is what the feed holds once it is made.
func TestAFeedPreviewKeepsItsWord(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		for i := range 25 {
			w.make(t, "more", "/workspaces/{workspace}/entries", fmt.Sprintf(`{"channel_id":"{channel}","title":"Beitrag %d","publish_on":"2027-04-%02d"}`, i, i+1))
		}
		w.make(t, "past", "/workspaces/{workspace}/entries", `{"channel_id":"{channel}","title":"Gestern","publish_at":"2027-02-28T10:00:00+01:00"}`)
		for _, draft := range []string{
			`{"name":"Alles","gaps":true}`,
			`{"name":"Ein Kanal","channel_ids":["{channel}"],"language":"en"}`,
			`{"name":"Nichts","states":["cancelled"]}`,
		} {
			preview := w.as("viewer").post(t, feedPreview, draft).want(t, http.StatusOK)
			made := w.as("viewer").post(t, "/workspaces/{workspace}/feeds", draft).want(t, http.StatusCreated)
			calendar := w.fetch(t, "GET", text(t, made, "url")).want(t, http.StatusOK).body
			events := strings.Count(calendar, "BEGIN:VEVENT")
			if preview.json["events"] == 0.0 {
				events = 0 // and a placeholder
			}
			if preview.json["events"] != float64(events) || preview.json["bytes"] != float64(len(calendar)) {
				t.Errorf("%s: told %v events, %v bytes; there are %d and %d", draft, preview.json["events"], preview.json["bytes"], events, len(calendar))
			}
		}
		all := w.as("viewer").post(t, feedPreview, `{"name":"Alles"}`).want(t, http.StatusOK)
		if next := value(t, all, "next").([]any); len(next) != 20 || all.json["from"] != "2027-02-28" || all.json["to"] != "2027-04-25" {
			t.Errorf("previewed are %d events from %v to %v", len(next), all.json["from"], all.json["to"])
		}
		if title := text(t, all, "next", 0, "title"); title != "Frühjahrsputz im Maschinenraum" {
			t.Errorf("next is %s", title)
		}
		w.as("viewer").post(t, feedPreview, `{"name":"x","scope":"channel"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "channel_ids")
	})
}
