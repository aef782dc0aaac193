package ical_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/continuity"
	"stetig/internal/ical"
	"stetig/internal/plan"
)

var update = flag.Bool("update", false, "rewrite the golden feeds")

// TestGoldenFeeds compares whole feeds with what was once read line by line.
func TestGoldenFeeds(t *testing.T) {
	t.Parallel()
	english := calendar(t)
	english.Language, english.Name, english.Color = "en", "Editorial plan", ""
	feeds := map[string]struct {
		calendar ical.Calendar
		events   []ical.Event
	}{
		"plan-de":  {calendar(t), plannedEvents(t)},
		"plan-en":  {english, plannedEvents(t)},
		"gaps-de":  {calendar(t), gapEvents()},
		"gaps-en":  {english, gapEvents()},
		"empty-de": {calendar(t), nil},
		"empty-en": {english, nil},
		"hostile":  {hostileCalendar(t), hostileEvents(t)},
		"clocks":   {calendar(t), clockChangeEvents(t)},
	}
	for name, feed := range feeds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := render(t, feed.calendar, feed.events...).Body
			path := filepath.Join("..", "..", "testdata", "feeds", name+".ics")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\r\n"), strings.Split(string(got), "\r\n")); diff != "" {
				t.Errorf("feed differs from %s (-want +got):\n%s", path, diff)
			}
		})
	}
}

// plannedEvents holds an entry in each state, with and without time, link and copy.
func plannedEvents(t testing.TB) []ical.Event {
	zone := berlin(t)
	at := func(month time.Month, day, hour int) time.Time {
		return plan.WallAt(plan.Date(2027, month, day), hour*3600).In(zone)
	}
	on := func(month time.Month, day int) *plan.Day {
		d := plan.Date(2027, month, day)
		return &d
	}
	entries := []plan.Entry{
		{ID: "01", State: plan.Idea, Title: "Werkstattführung", PublishOn: on(time.May, 3)},
		{ID: "02", State: plan.Planned, Title: "Zahlen des Jahres; was sie, kurz, bedeuten", PublishOn: on(time.December, 31)},
		{ID: "03", State: plan.Drafting, Title: "Interview: 3 Fragen an die Fertigung", PublishAt: at(time.March, 9, 10)},
		{
			ID: "04", State: plan.InReview, Title: "Grüße aus Köln", PublishAt: at(time.July, 6, 10),
			Copy: "Sommerzeit in Köln.\r\n\r\nWir zeigen, wie aus Altholz neue Möbel werden: Schritt für Schritt, mit Zahlen.",
			Link: "https://www.example.com/blog/grüße?ref=plan&x=1,2;3#oben",
		},
		{ID: "05", State: plan.Approved, Title: "Messe in Hannover", PublishAt: at(time.April, 20, 9), Sequence: 12},
		{
			ID: "06", State: plan.Published, Title: "Jahresrückblick", PublishAt: at(time.January, 5, 10),
			PublishedAt: at(time.January, 7, 14).Add(7*time.Minute + 8*time.Second), Link: "http://example.com/",
		},
		{ID: "07", State: plan.Cancelled, Title: "Gewinnspiel", PublishAt: at(time.February, 2, 10)},
		{ID: "08", State: plan.Planned, Title: "Verworfen", PublishAt: at(time.February, 3, 10), DeletedAt: at(time.January, 8, 12)},
	}
	events := make([]ical.Event, len(entries))
	for i, e := range entries {
		events[i] = entry(t, e)
	}
	return events
}

func gapEvents() []ical.Event {
	span := plan.Span{From: plan.Date(2027, time.March, 8), To: plan.Date(2027, time.March, 14)}
	rest := plan.Span{From: plan.Date(2027, time.November, 1), To: plan.Date(2027, time.December, 31)}
	on := func(day int) plan.Span {
		d := plan.Date(2027, time.March, day)
		return plan.Span{From: d, To: d}
	}
	gaps := []struct {
		finding continuity.Finding
		state   continuity.GapState
		subject string
	}{
		{continuity.Finding{Rule: continuity.Cadence, Severity: continuity.Critical, Span: span, Expected: 2, Actual: 1}, continuity.Open, ""},
		{continuity.Finding{Rule: continuity.Cadence, Severity: continuity.Missed, Span: on(1), Expected: 1}, continuity.GapMissed, ""},
		{continuity.Finding{Rule: continuity.RunsDry, Severity: continuity.Notice, Span: rest, Expected: 18}, continuity.Accepted, ""},
		{continuity.Finding{Rule: continuity.Silence, Severity: continuity.Warning, Span: span, Expected: 5, Actual: 7}, continuity.Open, ""},
		{continuity.Finding{Rule: continuity.Horizon, Severity: continuity.Notice, Span: rest}, continuity.Open, ""},
		{continuity.Finding{Rule: continuity.NotReady, Severity: continuity.Critical, Span: on(9), Expected: 1}, continuity.Open, "Interview: 3 Fragen"},
		{continuity.Finding{Rule: continuity.Overdue, Severity: continuity.Critical, Span: on(3), Expected: 1}, continuity.Open, "Grüße aus Köln"},
		{continuity.Finding{Rule: continuity.Unowned, Severity: continuity.Warning, Span: rest}, continuity.Open, "Plan 2027"},
		{continuity.Finding{Rule: continuity.UncoveredAbsence, Severity: continuity.Critical, Span: span, Expected: 1}, continuity.Open, ""},
	}
	events := make([]ical.Event, len(gaps))
	for i, g := range gaps {
		gap := continuity.Gap{
			ID: string(rune('a' + i)), Finding: g.finding, State: g.state, Version: i + 1,
			UpdatedAt: time.Date(2027, time.March, 1, 6, i, 0, 0, time.UTC),
		}
		events[i] = ical.GapEvent(&gap, ical.Names{Channel: "Blog", Owner: "Jana Öztürk"}, g.subject)
		events[i].Link = "https://plan.example.org/w/1/gaps?gap=" + gap.ID + "&fill=" + gap.ID
	}
	return events
}

// clockChangeEvents stand around both nights of 2027 in which clocks change in Berlin.
func clockChangeEvents(t testing.TB) []ical.Event {
	return []ical.Event{
		entryAt(t, "s1", "2027-03-27T23:45:00", "über Mitternacht"),
		entryAt(t, "s2", "2027-03-28T01:45:00", "in die Lücke hinein"),
		entryAt(t, "s3", "2027-03-28T02:30:00", "in der Lücke"),
		entryAt(t, "s4", "2027-03-28T03:00:00", "nach der Lücke"),
		entryOn(t, "s5", plan.Date(2027, time.March, 28), "Tag mit 23 Stunden"),
		entryAt(t, "h1", "2027-10-31T01:45:00", "in die doppelte Stunde hinein"),
		entryAt(t, "h2", "2027-10-31T02:30:00", "in der doppelten Stunde"),
		entry(t, plan.Entry{ID: "h3", Title: "in der zweiten 02:30", State: plan.Approved, PublishAt: time.Date(2027, time.October, 31, 1, 30, 0, 0, time.UTC)}),
		entryAt(t, "h4", "2027-10-31T03:00:00", "nach der doppelten Stunde"),
		entryOn(t, "h5", plan.Date(2027, time.October, 31), "Tag mit 25 Stunden"),
		entryOn(t, "y1", plan.Date(2027, time.December, 31), "letzter Tag"),
		entryOn(t, "y2", plan.Date(2028, time.February, 29), "Schalttag"),
	}
}
