package ical_test

import (
	"testing"
	"time"

	"stetig/internal/ical"
	"stetig/internal/plan"
)

// berlin loads the zone in which most plans stand.
func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := plan.LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func options() ical.Options {
	return ical.Options{
		InstanceID: "0190b6a2-7e11-7c3e-8b52-6f1d2c3b4a59", Language: "de",
		Stamp: time.Date(2026, time.November, 2, 8, 0, 0, 0, time.UTC),
	}
}

func calendar(t testing.TB) ical.Calendar {
	return ical.Calendar{
		Options: options(),
		Name:    "Redaktionsplan Müller & Söhne", Color: "#1e6f5c", Zone: berlin(t),
		Today: plan.Date(2027, time.March, 1),
	}
}

// entryAt returns the event of an entry at a local time in Berlin, "2027-03-02T10:00:00".
func entryAt(t testing.TB, id, wall, title string) ical.Event {
	t.Helper()
	reading, err := time.Parse("2006-01-02T15:04:05", wall)
	if err != nil {
		t.Fatal(err)
	}
	return entry(t, plan.Entry{ID: id, Title: title, State: plan.InReview, PublishAt: plan.WallOf(reading, time.UTC).In(berlin(t))})
}

// entryOn returns the event of a date-only entry.
func entryOn(t testing.TB, id string, day plan.Day, title string) ical.Event {
	t.Helper()
	return entry(t, plan.Entry{ID: id, Title: title, State: plan.Planned, PublishOn: &day})
}

func entry(t testing.TB, e plan.Entry) ical.Event {
	t.Helper()
	e.Sequence = max(e.Sequence, 3)
	if e.RenderedAt.IsZero() {
		e.RenderedAt = time.Date(2026, time.December, 24, 18, 30, 15, 0, time.UTC)
	}
	event, dated := ical.EntryEvent(&e, ical.Names{Channel: "LinkedIn", Topic: "Nachhaltigkeit", Owner: "Jana Öztürk"})
	if !dated {
		t.Fatalf("entry %q has no date", e.Title)
	}
	return event
}

func render(t testing.TB, c ical.Calendar, events ...ical.Event) ical.Rendering {
	t.Helper()
	renderer, err := ical.NewRenderer(1000)
	if err != nil {
		t.Fatal(err)
	}
	rendering, err := renderer.Render(c, events)
	if err != nil {
		t.Fatal(err)
	}
	return rendering
}
