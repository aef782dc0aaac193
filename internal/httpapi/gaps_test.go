package httpapi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

const gaps = "/workspaces/{workspace}/gaps"

// A change and its effect on the gaps are one.
func TestAGapClosesWithTheEntryThatFillsIt(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		open := func() string {
			t.Helper()
			return lead.get(t, gaps+"?state=open&rule=cadence&rule=runs_dry").want(t, http.StatusOK).body
		}
		w.make(t, "far", entries, `{"channel_id":"{channel}","title":"Im April","publish_on":"2027-04-20"}`)
		if !strings.Contains(open(), `"from":"2027-03-08"`) {
			t.Fatalf("the empty week of 8 March is no gap: %s", open())
		}
		w.make(t, "near", entries, `{"channel_id":"{channel}","title":"Im März","publish_on":"2027-03-10"}`)
		if strings.Contains(open(), `"from":"2027-03-08"`) {
			t.Errorf("the filled week is still a gap: %s", open())
		}
		lead.post(t, entries+"/{near}/transitions", `{"to":"cancelled"}`).want(t, http.StatusOK)
		if !strings.Contains(open(), `"from":"2027-03-08"`) {
			t.Errorf("the week that is empty again is no gap: %s", open())
		}
		resolved := lead.get(t, gaps+"?rule=cadence&state=open").want(t, http.StatusOK)
		w.ids["g"] = text(t, resolved, "items", 0, "id")
		gap := lead.get(t, gaps+"/{g}").want(t, http.StatusOK)
		for _, kind := range []string{"opened", "resolved", "returned"} {
			if !strings.Contains(gap.body, `"kind":"`+kind+`"`) {
				t.Errorf("%q is not in its history: %s", kind, gap.body)
			}
		}
	})
}

func TestGapsAreFiltered(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		total := len(value(t, lead.get(t, gaps).want(t, http.StatusOK), "items").([]any))
		if total < 3 {
			t.Fatalf("there are %d gaps, too few to filter", total)
		}
		for query, holds := range map[string]func(gap map[string]any) bool{
			"?channel={channel}":             func(g map[string]any) bool { return g["channel_id"] == w.ids["channel"] },
			"?owner={editor}":                func(g map[string]any) bool { return g["owner_id"] == w.ids["editor"] },
			"?rule=runs_dry":                 func(g map[string]any) bool { return g["rule"] == "runs_dry" },
			"?rule=cadence&rule=horizon":     func(g map[string]any) bool { return g["rule"] == "cadence" || g["rule"] == "horizon" },
			"?severity=missed":               func(g map[string]any) bool { return g["severity"] == "missed" },
			"?state=open":                    func(g map[string]any) bool { return g["state"] == "open" },
			"?state=open&severity=critical":  func(g map[string]any) bool { return g["state"] == "open" && g["severity"] == "critical" },
			"?state=missed&rule=cadence":     func(g map[string]any) bool { return g["state"] == "missed" && g["rule"] == "cadence" },
			"?owner={viewer}":                func(map[string]any) bool { return false },
			"?state=accepted&state=resolved": func(g map[string]any) bool { return g["state"] == "accepted" || g["state"] == "resolved" },
		} {
			t.Run(query, func(t *testing.T) {
				var want int
				for _, g := range value(t, lead.get(t, gaps), "items").([]any) {
					if holds(g.(map[string]any)) {
						want++
					}
				}
				got := value(t, lead.get(t, gaps+query).want(t, http.StatusOK), "items").([]any)
				for _, g := range got {
					if !holds(g.(map[string]any)) {
						t.Errorf("%v does not belong here", g)
					}
				}
				if len(got) != want {
					t.Errorf("%d gaps, want %d", len(got), want)
				}
			})
		}
	})
}

func TestAcceptingAGap(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		const path = gaps + "/{gap}/acceptance"
		for name, tc := range map[string]struct{ body, field string }{
			"no reason":   {`{"reason":"","until":"2027-03-12"}`, "reason"},
			"no last day": {`{"reason":"x"}`, "until"},
			"a past day":  {`{"reason":"x","until":"2027-02-01"}`, "until"},
		} {
			t.Run(name, func(t *testing.T) {
				lead.put(t, path, tc.body).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, tc.field)
			})
		}
		accepted := lead.put(t, path, `{"reason":"Messewoche","until":"2027-12-31"}`).want(t, http.StatusOK)
		if text(t, accepted, "state") != "accepted" || text(t, accepted, "acceptance", "reason") != "Messewoche" ||
			text(t, accepted, "acceptance", "by") != w.ids["lead"] || text(t, accepted, "acceptance", "until") != "2027-12-31" {
			t.Errorf("accepted: %s", accepted.body)
		}
		withdrawn := lead.remove(t, path).want(t, http.StatusOK)
		if text(t, withdrawn, "state") != "open" || value(t, withdrawn, "acceptance") != nil {
			t.Errorf("withdrawn: %s", withdrawn.body)
		}
		lead.remove(t, path).refused(t, http.StatusConflict, "conflict")
	})
}

func TestContinuityYearAndSlots(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("viewer")
		a := lead.get(t, "/workspaces/{workspace}/continuity?channel={channel}&from=2027-01-01&to=2027-12-31").want(t, http.StatusOK)
		periods := value(t, a, "items", 0, "periods").([]any)
		slots := value(t, lead.get(t, "/workspaces/{workspace}/plans/{plan}/slots").want(t, http.StatusOK), "items").([]any)
		if len(periods) != 53 || len(slots) != 53 {
			t.Errorf("2027 touches 53 weeks, not %d and %d", len(periods), len(slots))
		}
		// Weeks 53 of 2026 (cut by the plan) to 8 have ended; the first promises nothing.
		if got := value(t, a, "items", 0, "figures", "expected"); got != 8.0 {
			t.Errorf("expected = %v, want 8", got)
		}
		if got := value(t, a, "items", 0, "figures", "rate"); got != 0.0 {
			t.Errorf("rate = %v, want 0", got)
		}
		lead.get(t, "/workspaces/{workspace}/continuity?channel={foreign}").refused(t, http.StatusNotFound, "not_found")

		year := lead.get(t, "/workspaces/{workspace}/year?year=2027").want(t, http.StatusOK)
		if weeks := value(t, year, "weeks").([]any); len(weeks) != 52 {
			t.Errorf("2027 has 52 weeks, not %d", len(weeks))
		}
		if cells := value(t, year, "channels", 0, "cells").([]any); len(cells) != 52 {
			t.Errorf("the channel has %d cells", len(cells))
		}
		if got := value(t, year, "channels", 0, "cells", 8, "planned"); got != 1.0 { // 3 March is in week 9
			t.Errorf("planned in week 9 = %v, want 1", got)
		}
		if got := text(t, year, "channels", 0, "themes", 0, "label"); got != "Werkstattwochen" {
			t.Errorf("theme = %s", got)
		}
		if got := text(t, year, "channels", 0, "pauses", 0, "label"); got != "Betriebsferien" {
			t.Errorf("pause = %s", got)
		}
		if got := text(t, year, "channels", 0, "plans", 0, "ends_on"); got != "2027-12-31" {
			t.Errorf("the plan ends on %s", got)
		}
		if got := value(t, year, "channels", 0, "themes", 0, "version"); got != 1.0 {
			t.Errorf("version of the theme = %v", got)
		}
		if weeks := value(t, lead.get(t, "/workspaces/{workspace}/year?year=2026").want(t, http.StatusOK), "weeks").([]any); len(weeks) != 53 {
			t.Errorf("2026 has 53 weeks, not %d", len(weeks))
		}
	})
}

// A gap stands where something is missing, not on each day that its span passes.
func TestAGapIsShownOnlyWhereSomethingIsMissing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		lead.post(t, "/workspaces/{workspace}/channels/{channel}/pauses", `{"starts_on":"2027-04-12","ends_on":"2027-04-18","reason":"Umzug"}`).want(t, http.StatusCreated)
		lead.patch(t, "/workspaces/{workspace}/plans/{plan}", `{"cadence":{"quota":2,"per":"week"}}`).want(t, http.StatusOK)
		year := lead.get(t, "/workspaces/{workspace}/year?year=2027").want(t, http.StatusOK)
		for week, want := range map[int]any{9: "critical", 14: "critical", 15: nil, 16: "critical"} {
			if got := value(t, year, "channels", 0, "cells", week-1, "gap"); got != want {
				t.Errorf("gap of week %d = %v, want %v", week, got, want)
			}
		}
		// Of its two, the week from 1 March has one, on Wednesday.
		march := lead.get(t, "/workspaces/{workspace}/month?month=2027-03").want(t, http.StatusOK)
		for day, want := range map[int]any{2: "critical", 3: nil, 4: "critical", 7: "critical"} {
			if got := value(t, march, "channels", 0, "cells", day-1, "gap"); got != want {
				t.Errorf("gap of 3/%d = %v, want %v", day, got, want)
			}
		}
		april := lead.get(t, "/workspaces/{workspace}/month?month=2027-04").want(t, http.StatusOK)
		for day, want := range map[int]any{11: "critical", 12: nil, 18: nil, 19: "critical"} {
			if got := value(t, april, "channels", 0, "cells", day-1, "gap"); got != want {
				t.Errorf("gap of 4/%d = %v, want %v", day, got, want)
			}
		}
	})
}

func TestGapsAreExplained(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.as("lead").patch(t, "/workspaces/{workspace}/entries/{entry}", `{"publish_at":"2027-02-26T10:00:00+01:00"}`).want(t, http.StatusOK)
		w.wait(48 * time.Hour) // longer than any grace
		if _, err := w.app.ScanDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		german := w.as("viewer").get(t, "/workspaces/{workspace}/gaps?rule=overdue&explain=true").want(t, http.StatusOK)
		explained := value(t, german, "items", 0, "explained").(map[string]any)
		for field, want := range map[string]string{
			"language": "de", "channel_name": "Werkblog", "owner_name": "Name of editor", "subject_title": "Frühjahrsputz im Maschinenraum",
		} {
			if explained[field] != want {
				t.Errorf("%s is %v, want %q", field, explained[field], want)
			}
		}
		if sentence := explained["sentence"].(string); !strings.Contains(sentence, "Frühjahrsputz") {
			t.Errorf("the sentence does not say what it is about: %s", sentence)
		}
		w.ids["explained"] = text(t, german, "items", 0, "id")
		english := w.as("viewer").get(t, "/workspaces/{workspace}/gaps/{explained}?explain=true&lang=en").want(t, http.StatusOK)
		if text(t, english, "explained", "language") != "en" || text(t, english, "explained", "sentence") == explained["sentence"] {
			t.Errorf("in English: %s", english.body)
		}
		plain := w.as("viewer").get(t, "/workspaces/{workspace}/gaps/{explained}").want(t, http.StatusOK)
		if strings.Contains(plain.body, `"explained"`) {
			t.Errorf("explained without being asked: %s", plain.body)
		}
	})
}

// A bar of the year can be moved without asking for anything else.
func TestBarsOfTheYearCanBeMoved(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		year := w.as("lead").get(t, "/workspaces/{workspace}/year?year=2027").want(t, http.StatusOK)
		theme := value(t, year, "channels", 0, "themes", 0).(map[string]any)
		if theme["plan_id"] != w.ids["plan"] || theme["topic_id"] != w.ids["topic"] {
			t.Errorf("the theme is %v", theme)
		}
		w.as("lead").with("If-Match", fmt.Sprintf(`"%v"`, theme["version"])).patch(t, "/workspaces/{workspace}/themes/{theme}", `{"ends_on":"2027-03-28"}`).want(t, http.StatusOK)
		pause := value(t, year, "channels", 0, "pauses", 0).(map[string]any)
		if _, told := pause["plan_id"]; told {
			t.Errorf("the pause is %v", pause)
		}
		w.as("lead").with("If-Match", fmt.Sprintf(`"%v"`, pause["version"])).patch(t, "/workspaces/{workspace}/channels/{channel}/pauses/{pause}", `{"ends_on":"2027-08-22"}`).want(t, http.StatusOK)
	})
}

func TestMonth(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		viewer := w.as("viewer")
		march := viewer.get(t, "/workspaces/{workspace}/month?month=2027-03").want(t, http.StatusOK)
		if cells := value(t, march, "channels", 0, "cells").([]any); len(cells) != 31 {
			t.Errorf("March has %d cells", len(cells))
		}
		for day, want := range map[int]map[string]any{
			3:  {"planned": 1.0, "expected": 1.0}, // keeps its week
			7:  {"planned": 0.0, "expected": 0.0},
			14: {"planned": 0.0, "expected": 1.0}, // what is missing stands on Sunday
		} {
			for field, wanted := range want {
				if got := value(t, march, "channels", 0, "cells", day-1, field); got != wanted {
					t.Errorf("%s on 3/%d = %v, want %v", field, day, got, wanted)
				}
			}
		}
		if got := text(t, march, "channels", 0, "themes", 0, "label"); got != "Werkstattwochen" {
			t.Errorf("theme = %s", got)
		}
		february := viewer.get(t, "/workspaces/{workspace}/month?month=2028-02").want(t, http.StatusOK)
		if cells := value(t, february, "channels", 0, "cells").([]any); len(cells) != 29 {
			t.Errorf("February of 2028 has %d cells", len(cells))
		}
		if plans := value(t, february, "channels", 0, "plans").([]any); len(plans) != 0 {
			t.Errorf("2028 has a plan: %v", plans)
		}
	})
}
