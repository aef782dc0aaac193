package ical_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	goical "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/ical"
	"stetig/internal/plan"
)

// decode reads a feed with go-ical's decoder.
func decode(t interface {
	Helper()
	Fatalf(string, ...any)
}, feed []byte) []goical.Event {
	t.Helper()
	decoded, err := goical.NewDecoder(bytes.NewReader(feed)).Decode()
	if err != nil {
		t.Fatalf("go-ical cannot read the feed: %v\n%s", err, feed)
	}
	return decoded.Events()
}

func TestEncodeRoundTrip(t *testing.T) {
	t.Parallel()
	states := rapid.SampledFrom(plan.States)
	text := rapid.OneOf(rapid.String(), rapid.StringMatching("([a-zäöü;,:\"\\\\\r\n\t|👋]|\\\\n|END:VEVENT\r\n){0,200}"))
	rapid.Check(t, func(t *rapid.T) {
		event := ical.Event{
			Kind: ical.Entry, ID: rapid.StringMatching(`[0-9a-f-]{1,36}`).Draw(t, "id"),
			Sequence: rapid.IntRange(0, 1<<20).Draw(t, "sequence"),
			Stamp:    time.Unix(rapid.Int64Range(1, 1<<33).Draw(t, "stamp"), 0).UTC(),
			Title:    text.Draw(t, "title"), Channel: text.Draw(t, "channel"), Topic: text.Draw(t, "topic"),
			Owner: text.Draw(t, "owner"), Excerpt: text.Draw(t, "excerpt"), State: states.Draw(t, "state"),
			Link: "https://example.com/" + text.Draw(t, "link"),
		}
		if rapid.Bool().Draw(t, "timed") {
			event.Start = time.Unix(rapid.Int64Range(1, 1<<34).Draw(t, "start"), 0).UTC()
		} else {
			first := plan.Day(rapid.Int32Range(0, 200_000).Draw(t, "first"))
			event.Days = plan.Span{From: first, To: first + plan.Day(rapid.Int32Range(0, 400).Draw(t, "days"))}
		}
		o := options()
		renderer, err := ical.NewRenderer(1)
		if err != nil {
			t.Fatal(err)
		}
		feed, err := renderer.Render(ical.Calendar{Options: o, Name: text.Draw(t, "name")}, []ical.Event{event})
		if err != nil {
			t.Fatal(err)
		}
		events := decode(t, feed.Body)
		if len(events) != 1 {
			t.Fatalf("%d events, want 1:\n%s", len(events), feed.Body)
		}
		compare(t, events[0], event, o)
	})
}

// compare compares what go-ical read with the event.
func compare(t *rapid.T, got goical.Event, event ical.Event, o ical.Options) {
	begin, end := event.Start, event.Start.Add(30*time.Minute)
	if event.AllDay() {
		begin, end = event.Days.From.Start(time.UTC), event.Days.To.End(time.UTC)
	}
	texts := map[string]string{
		"UID": event.UID(o), "SUMMARY": event.Summary("de"), "DESCRIPTION": event.Description("de"), "TRANSP": "TRANSPARENT",
	}
	for name, want := range texts {
		if read, err := got.Props.Text(name); err != nil || read != want {
			t.Errorf("%s: %q (%v), want %q", name, read, err, want)
		}
	}
	stamp := event.Stamp
	if o.Stamp.After(stamp) {
		stamp = o.Stamp
	}
	times := map[string]time.Time{"DTSTART": begin, "DTEND": end, "DTSTAMP": stamp, "LAST-MODIFIED": stamp}
	for name, want := range times {
		if read, err := got.Props.DateTime(name, time.UTC); err != nil || !read.Equal(want) {
			t.Errorf("%s: %v (%v), want %v", name, read, err, want)
		}
	}
	for name := range got.Props {
		for _, prop := range got.Props[name] {
			for param, values := range prop.Params {
				if param != "VALUE" || values[0] != "DATE" || name != "DTSTART" && name != "DTEND" {
					t.Errorf("%s has a parameter %s=%v", name, param, values)
				}
			}
		}
	}
}

func TestSummaryHoldsTitleWhole(t *testing.T) {
	t.Parallel()
	for _, letter := range []string{"a", "ö", "€", "👋", ",", ";", `\`} {
		title := strings.Repeat(letter, 10_000)
		events := decode(t, render(t, calendar(t), entryAt(t, "1", "2027-03-02T10:00:00", title)).Body)
		if len(events) != 1 {
			t.Fatalf("%d events, want 1", len(events))
		}
		if got, err := events[0].Props.Text("SUMMARY"); err != nil || got != "LinkedIn: "+title+" (in Prüfung)" {
			t.Errorf("10,000 times %q: read %d bytes (%v)", letter, len(got), err)
		}
	}
}

func TestEntryEvent(t *testing.T) {
	t.Parallel()
	planned := time.Date(2027, time.March, 2, 9, 0, 0, 5, time.UTC)
	published := time.Date(2027, time.March, 4, 13, 7, 8, 9, time.FixedZone("", 3600))
	day := plan.Date(2027, time.March, 2)
	tests := map[string]struct {
		entry plan.Entry
		start time.Time
		days  plan.Span
		state plan.State
		dated bool
	}{
		"at its publish_at":                      {plan.Entry{State: plan.Planned, PublishAt: planned}, planned.Truncate(time.Second), plan.Span{}, plan.Planned, true},
		"at its published_at":                    {plan.Entry{State: plan.Published, PublishAt: planned, PublishedAt: published}, published.UTC().Truncate(time.Second), plan.Span{}, plan.Published, true},
		"planned for a day, published at a time": {plan.Entry{State: plan.Published, PublishOn: &day, PublishedAt: published}, published.UTC().Truncate(time.Second), plan.Span{}, plan.Published, true},
		"on a day":                               {plan.Entry{State: plan.Approved, PublishOn: &day}, time.Time{}, plan.Span{From: day, To: day}, plan.Approved, true},
		"deleted":                                {plan.Entry{State: plan.Approved, PublishOn: &day, DeletedAt: planned}, time.Time{}, plan.Span{From: day, To: day}, plan.Cancelled, true},
		"undated":                                {plan.Entry{State: plan.Idea}, time.Time{}, plan.Span{}, "", false},
	}
	for name, test := range tests {
		event, dated := ical.EntryEvent(&test.entry, ical.Names{})
		if dated != test.dated || event.Start != test.start || event.Days != test.days || event.State != test.state {
			t.Errorf("%s: %v at %v or %v, %s; want %v at %v or %v, %s", name,
				dated, event.Start, event.Days, event.State, test.dated, test.start, test.days, test.state)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	good := entryOn(t, "1", plan.Date(2027, time.March, 2), "x")
	tests := map[string]func(*ical.Event){
		"no id":           func(e *ical.Event) { e.ID = "" },
		"no stamp":        func(e *ical.Event) { e.Stamp = time.Time{} },
		"backwards":       func(e *ical.Event) { e.Days.To = e.Days.From - 1 },
		"year 10000":      func(e *ical.Event) { e.Days.To = plan.Date(9999, time.December, 31) },
		"late year":       func(e *ical.Event) { e.Start = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"before Christ":   func(e *ical.Event) { e.Start = time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC) },
		"far before that": func(e *ical.Event) { e.Days = plan.Span{From: -2_000_000_000, To: -2_000_000_000} },
	}
	for name, spoil := range tests {
		event := good
		spoil(&event)
		if lines, err := event.Encode(options()); !errors.Is(err, ical.ErrUnencodable) {
			t.Errorf("%s: %v\n%s", name, err, lines)
		}
	}
	if _, err := good.Encode(options()); err != nil {
		t.Errorf("the unspoilt event: %v", err)
	}
}

// TestStampsMoveWithTheFeed shows that altered options reach programs that
// look at an event again only when its stamp or sequence moved.
func TestStampsMoveWithTheFeed(t *testing.T) {
	t.Parallel()
	event := entryOn(t, "1", plan.Date(2027, time.March, 2), "x")
	before, after := options(), options()
	after.Language, after.Sequence, after.Stamp = "en", 2, event.Stamp.Add(time.Hour)
	read := func(o ical.Options) map[string]string {
		c := calendar(t)
		c.Options = o
		props := decode(t, render(t, c, event).Body)[0].Props
		values := map[string]string{}
		for _, name := range []string{"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY"} {
			values[name] = props.Get(name).Value
		}
		return values
	}
	uid := "entry-1@0190b6a2-7e11-7c3e-8b52-6f1d2c3b4a59.stetig"
	want := map[string]string{
		"UID": uid, "SEQUENCE": "3", "DTSTAMP": "20261224T183015Z",
		"LAST-MODIFIED": "20261224T183015Z", "SUMMARY": "LinkedIn: x (geplant)",
	}
	if diff := cmp.Diff(want, read(before)); diff != "" {
		t.Errorf("before (-want +got):\n%s", diff)
	}
	want = map[string]string{
		"UID": uid, "SEQUENCE": "5", "DTSTAMP": "20261224T193015Z",
		"LAST-MODIFIED": "20261224T193015Z", "SUMMARY": "LinkedIn: x (planned)",
	}
	if diff := cmp.Diff(want, read(after)); diff != "" {
		t.Errorf("after (-want +got):\n%s", diff)
	}
}
