package httpapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// openGaps lists what is open of a rule, each as its sentence in English.
func (c caller) openGaps(t *testing.T, rule string) []string {
	t.Helper()
	var sentences []string
	for _, gap := range value(t, c.get(t, gaps+"?state=open&explain=true&lang=en&rule="+rule).want(t, http.StatusOK), "items").([]any) {
		explained := gap.(map[string]any)["explained"].(map[string]any)
		sentences = append(sentences, strings.ReplaceAll(explained["sentence"].(string), "\u00a0", " "))
	}
	return sentences
}

func (c caller) mustBeOpen(t *testing.T, rule string, want ...string) {
	t.Helper()
	got := c.openGaps(t, rule)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s: open are\n%s\nwant\n%s", rule, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const (
	channelPath = "/workspaces/{workspace}/channels/{channel}"
	planPath    = "/workspaces/{workspace}/plans/{plan}"
	topicsPath  = "/workspaces/{workspace}/topics"
)

func TestHolidayRegions(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		viewer := w.as("viewer")
		regions := viewer.get(t, "/holiday-regions").want(t, http.StatusOK)
		if got := len(value(t, regions, "items").([]any)); got != 58 {
			t.Errorf("%d regions, want 58: %s", got, regions.body)
		}
		if text(t, regions, "items", 0, "code") != "DE" || text(t, regions, "items", 0, "name", "en") != "Germany, nationwide" {
			t.Errorf("the first is not Germany: %s", regions.body)
		}
		days := viewer.get(t, "/holiday-regions/DE-BY-AUGSBURG/holidays?year=2027").want(t, http.StatusOK)
		if !strings.Contains(days.body, `{"day":"2027-08-08","name":{"de":"Augsburger Friedensfest","en":"Augsburg Peace Festival"}}`) {
			t.Errorf("Augsburg without its peace: %s", days.body)
		}
		viewer.get(t, "/holiday-regions/DE-XX/holidays?year=2027").refused(t, http.StatusNotFound, "not_found")
		viewer.get(t, "/holiday-regions/DE/holidays?year=1517").refused(t, http.StatusBadRequest, "malformed")
		viewer.get(t, "/holiday-regions/DE/holidays").refused(t, http.StatusBadRequest, "malformed")
	})
}

// Year and month tell the holidays of their rows' regions, each region once, and a week that begins in the year before whole.
func TestHolidaysOfTheYear(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead, viewer := w.as("lead"), w.as("viewer")
		holidays := func(path string) map[string]any {
			t.Helper()
			return value(t, viewer.get(t, "/workspaces/{workspace}"+path).want(t, http.StatusOK), "holidays").(map[string]any)
		}
		if of := holidays("/year?year=2027"); len(of) != 0 {
			t.Errorf("holidays of nowhere: %v", of)
		}
		lead.patch(t, channelPath, `{"region":"DE-BY"}`).want(t, http.StatusOK)
		w.make(t, "second", "/workspaces/{workspace}/channels", `{"name":"Zweiter","region":"DE-BY"}`)
		w.make(t, "retired", "/workspaces/{workspace}/channels", `{"name":"Stillgelegt","region":"AT","status":"retired"}`)
		year := holidays("/year?year=2027")
		if days, _ := year["DE-BY"].([]any); len(year) != 1 || len(days) != 12 {
			t.Errorf("the year of one region has %v", year)
		}
		march := holidays("/month?month=2027-03")
		want := []any{
			map[string]any{"day": "2027-03-26", "name": map[string]any{"de": "Karfreitag", "en": "Good Friday"}},
			map[string]any{"day": "2027-03-29", "name": map[string]any{"de": "Ostermontag", "en": "Easter Monday"}},
		}
		if diff := cmp.Diff(want, march["DE-BY"]); diff != "" {
			t.Errorf("March (-want +got):\n%s", diff)
		}
		if days, _ := holidays("/year?year=2026")["DE-BY"].([]any); len(days) != 13 {
			t.Errorf("2026 and its last week, which ends in 2027, have %d holidays, want 13: %v", len(days), days)
		}
		for _, path := range []string{"/month?month=2027-02", "/month?month=2016-12"} {
			if of := holidays(path); len(of) != 0 {
				t.Errorf("%s: %v", path, of)
			}
		}
		if row := value(t, viewer.get(t, "/workspaces/{workspace}/year?year=2027"), "channels", 0, "region"); row != "DE-BY" {
			t.Errorf("the row's region is %v", row)
		}
	})
}

func TestEntriesOnHolidays(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "friday", entries, `{"channel_id":"{channel}","title":"Karfreitag","publish_on":"2027-03-26"}`)
		w.make(t, "late", entries, `{"channel_id":"{channel}","title":"Neujahr","publish_at":"2028-12-31T23:30:00Z"}`)
		lead.mustBeOpen(t, "holiday") // nobody asked
		lead.patch(t, channelPath, `{"region":"DE-XX"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "region")
		lead.patch(t, channelPath, `{"warn_on_holidays":true}`).want(t, http.StatusOK)
		lead.mustBeOpen(t, "holiday") // of nowhere
		changed := lead.patch(t, channelPath, `{"region":"DE-BY"}`).want(t, http.StatusOK)
		if text(t, changed, "region") != "DE-BY" || value(t, changed, "warn_on_holidays") != true || value(t, changed, "skip_holidays") != false {
			t.Errorf("changed: %s", changed.body)
		}
		lead.mustBeOpen(t, "holiday",
			"“Karfreitag” is planned for 26 March 2027, a public holiday.", "“Neujahr” is planned for 1 January 2029, a public holiday.")
		lead.patch(t, entries+"/{friday}", `{"publish_on":"2027-03-25"}`).want(t, http.StatusOK)
		lead.mustBeOpen(t, "holiday", "“Neujahr” is planned for 1 January 2029, a public holiday.")
		if cleared := lead.patch(t, channelPath, `{"region":null}`).want(t, http.StatusOK); value(t, cleared, "region") != nil {
			t.Errorf("cleared: %s", cleared.body)
		}
		lead.mustBeOpen(t, "holiday")
	})
}

// What a channel skips promises nothing, in a plan that is only being thought of, too.
func TestSkippedHolidaysAreSilent(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		silent := func() any {
			t.Helper()
			preview := lead.post(t, "/workspaces/{workspace}/plans:preview", `{"channel_id":"{channel}","starts_on":"2031-01-01","ends_on":"2031-12-31","cadence":{"quota":1,"per":"week"}}`)
			return value(t, preview.want(t, http.StatusOK), "silent_days")
		}
		lead.patch(t, channelPath, `{"region":"DE-BY"}`).want(t, http.StatusOK)
		before := silent()
		lead.patch(t, channelPath, `{"skip_holidays":true}`).want(t, http.StatusOK)
		if after := silent(); before != 0.0 || after != 12.0 {
			t.Errorf("%v silent days, with holidays skipped %v; want 0 and 12", before, after)
		}
	})
}

func TestEntriesTooClose(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		w.make(t, "ten", entries, `{"channel_id":"{channel}","title":"Um zehn","publish_at":"2027-03-20T10:00:00Z"}`)
		w.make(t, "noon", entries, `{"channel_id":"{channel}","title":"Um zwölf","publish_at":"2027-03-20T12:00:00Z"}`)
		lead.mustBeOpen(t, "clash")
		lead.patch(t, channelPath, `{"min_spacing_minutes":44641}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "min_spacing_minutes")
		lead.patch(t, channelPath, `{"min_spacing_minutes":240}`).want(t, http.StatusOK)
		lead.mustBeOpen(t, "clash", "“Um zwölf” on 20 March 2027 is 2 h at most after “Um zehn”; 4 h are asked for.")
		explained := lead.get(t, gaps+"?state=open&explain=true&rule=clash").want(t, http.StatusOK)
		if other := value(t, explained, "items", 0, "explained", "other"); cmp.Diff(map[string]any{"id": w.ids["ten"], "title": "Um zehn"}, other) != "" {
			t.Errorf("too close to %v", other)
		}
		w.wait(7 * 24 * time.Hour)
		if _, err := w.app.MakeDueReports(context.Background()); err != nil {
			t.Fatal(err)
		}
		told := lead.get(t, "/workspaces/{workspace}/reports/latest").want(t, http.StatusOK).body
		if want := `"other":{"kind":"entry","id":"` + w.ids["ten"] + `","title":"Um zehn"}`; !strings.Contains(told, want) {
			t.Errorf("the report has no %s: %s", want, told)
		}
		lead.patch(t, entries+"/{noon}", `{"publish_at":"2027-03-20T14:00:00Z"}`).want(t, http.StatusOK)
		lead.mustBeOpen(t, "clash")
	})
}

func TestMonthsWithoutATheme(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		lead.mustBeOpen(t, "theme_missing")
		lead.patch(t, planPath, `{"theme_each_month":true}`).want(t, http.StatusOK)
		before := lead.openGaps(t, "theme_missing")
		const april = "In April 2027 the plan has no theme."
		if !strings.Contains(strings.Join(before, "\n"), april) {
			t.Fatalf("%q is not among %q", april, before)
		}
		w.make(t, "spring", topicsPath, `{"name":"Frühling"}`)
		w.make(t, "blossom", "/workspaces/{workspace}/themes", `{"plan_id":"{plan}","topic_id":"{spring}","starts_on":"2027-04-05","ends_on":"2027-04-11"}`)
		if after := lead.openGaps(t, "theme_missing"); len(after) != len(before)-1 || strings.Contains(strings.Join(after, "\n"), april) {
			t.Errorf("with a theme in April: %q", after)
		}
		lead.remove(t, "/workspaces/{workspace}/themes/{blossom}").want(t, http.StatusNoContent)
		lead.mustBeOpen(t, "theme_missing", before...)
	})
}

func TestTheMixOfAPlan(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		us := w.make(t, "us", topicsPath, `{"name":"Wir über uns","centre":"company"}`)
		if text(t, us, "centre") != "company" {
			t.Errorf("made: %s", us.body)
		}
		for _, day := range []string{"08", "09", "10", "11"} {
			w.make(t, "e"+day, entries, `{"channel_id":"{channel}","title":"Wir","topic_id":"{us}","publish_on":"2027-03-`+day+`"}`)
		}
		w.make(t, "other", entries, `{"channel_id":"{channel}","title":"Gefunden","publish_on":"2027-03-12","source":"curated","source_url":"https://example.org/a"}`)
		lead.mustBeOpen(t, "mix")
		lead.patch(t, planPath, `{"company_share":{"at_least":50,"at_most":40}}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "company_share")
		bounded := lead.patch(t, planPath, `{"company_share":{"at_least":0,"at_most":50},"curated_share":{"at_least":30,"at_most":100}}`).want(t, http.StatusOK)
		if value(t, bounded, "company_share", "at_most") != 50.0 || value(t, bounded, "curated_share", "at_least") != 30.0 {
			t.Errorf("bounded: %s", bounded.body)
		}
		found := lead.get(t, gaps+"?state=open&rule=mix").want(t, http.StatusOK)
		if !strings.Contains(found.body, `"subject":{"id":"`+w.ids["plan"]+`","kind":"company"}`) {
			t.Errorf("the gap says not what is wrong with which plan: %s", found.body)
		}
		if got := lead.openGaps(t, "mix"); len(got) != 2 {
			t.Errorf("two bounds are missed, told are %q", got)
		}
		lead.patch(t, topicsPath+"/{us}", `{"centre":"audience"}`).want(t, http.StatusOK)
		if got := lead.openGaps(t, "mix"); len(got) != 1 || !strings.Contains(got[0], "curated") {
			t.Errorf("about nothing of ours: %q", got)
		}
		if asked := lead.patch(t, planPath, `{"curated_share":null}`).want(t, http.StatusOK); value(t, asked, "curated_share") != nil {
			t.Errorf("not asked any more: %s", asked.body)
		}
		lead.mustBeOpen(t, "mix")
	})
}

func TestWhatAnEntryTakesAndWhereItIsFrom(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		lead := w.as("lead")
		e := w.make(t, "mine", entries, `{"channel_id":"{channel}","title":"Selbst","effort_hours":2.25}`)
		if text(t, e, "source") != "own" || value(t, e, "source_url") != nil || value(t, e, "effort_hours") != 2.25 {
			t.Errorf("made: %s", e.body)
		}
		const path = entries + "/{mine}"
		lead.patch(t, path, `{"source_url":"https://example.org/a"}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "source_url")
		lead.patch(t, path, `{"effort_hours":1001}`).refused(t, http.StatusUnprocessableEntity, "invalid").names(t, "effort_hours")
		e = lead.patch(t, path, `{"source":"curated","source_url":"https://example.org/a","effort_hours":0.1}`).want(t, http.StatusOK)
		if text(t, e, "source") != "curated" || text(t, e, "source_url") != "https://example.org/a" || value(t, e, "effort_hours") != 0.1 {
			t.Errorf("curated: %s", e.body)
		}
		e = lead.patch(t, path, `{"source":"own","effort_hours":null}`).want(t, http.StatusOK)
		if text(t, e, "source") != "own" || value(t, e, "source_url") != nil || value(t, e, "effort_hours") != nil {
			t.Errorf("own again: %s", e.body)
		}
		history := lead.get(t, path+"/history").want(t, http.StatusOK).body
		for _, field := range []string{`"field":"source_url","from":null,"to":"https://example.org/a"`, `"field":"effort_hours","from":"2.25","to":"0.1"`, `"field":"curated"`} {
			if !strings.Contains(history, field) {
				t.Errorf("the history does not tell %s: %s", field, history)
			}
		}
	})
}
