package ical_test

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"stetig/internal/ical"
	"stetig/internal/ical/icaltest"
	"stetig/internal/plan"
)

// TestReaders has real calendar software read feeds and compares every event
// with what was meant.
func TestReaders(t *testing.T) {
	t.Parallel()
	feeds := map[string][]ical.Event{
		"plan":          plannedEvents(t),
		"gaps":          gapEvents(),
		"clock changes": clockChangeEvents(t),
		"hostile":       hostileEvents(t),
	}
	for name, events := range feeds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := hostileCalendar(t)
			var want []icaltest.Seen
			for _, e := range events {
				want = append(want, icaltest.Meant(e, c.Options))
			}
			icaltest.Check(t, render(t, c, events...).Body, want)
		})
	}
}

// TestReadersSeeEmptyFeed shows that every reader takes the placeholder for one event.
func TestReadersSeeEmptyFeed(t *testing.T) {
	t.Parallel()
	icaltest.Check(t, render(t, calendar(t)).Body, []icaltest.Seen{{
		UID:     "empty@0190b6a2-7e11-7c3e-8b52-6f1d2c3b4a59.stetig",
		Summary: "Keine Beiträge", Start: "2000-01-01", End: "2000-01-02", Status: "CANCELLED",
	}})
}

// TestReadersSeeHostileTitles compares with titles written out, not with what
// the package under test makes of them.
func TestReadersSeeHostileTitles(t *testing.T) {
	t.Parallel()
	titles := hostileTitles()
	feed := render(t, calendar(t), hostileTitleEvents(t)...).Body
	for _, reader := range icaltest.Readers() {
		t.Run(reader.Name, func(t *testing.T) {
			t.Parallel()
			summaries := map[string]string{}
			for _, seen := range reader.Read(t, feed) {
				summaries[seen.UID] = seen.Summary
			}
			if len(summaries) != len(titles) {
				t.Errorf("%d events read, %d written", len(summaries), len(titles))
			}
			for i, name := range slices.Sorted(maps.Keys(titles)) {
				if reader.Name == "khal" && name == escapes {
					continue
				}
				uid := "entry-" + strconv.Itoa(i) + "@" + options().InstanceID + ".stetig"
				if want := "LinkedIn: " + titles[name].read + " (geplant)"; summaries[uid] != want {
					t.Errorf("%s: read %q, want %q", name, summaries[uid], want)
				}
			}
		})
	}
}

// hostileTitleEvents holds one event for each of hostileTitles, in the order of
// their names, numbered by id.
func hostileTitleEvents(t testing.TB) []ical.Event {
	t.Helper()
	titles := hostileTitles()
	var events []ical.Event
	for i, name := range slices.Sorted(maps.Keys(titles)) {
		day := plan.Date(2027, 6, 1) + plan.Day(i)
		events = append(events, entryOn(t, strconv.Itoa(i), day, titles[name].given))
	}
	return events
}
