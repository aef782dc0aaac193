package ical

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// EntryDuration is how long an entry with a time of day lasts in a calendar.
const EntryDuration = 30 * time.Minute

// Kind says what an event of a feed stands for. It is part of the event's UID.
type Kind string

// The kinds of event.
const (
	Entry Kind = "entry"
	Gap   Kind = "gap"
)

// Event is one VEVENT of a feed, in the domain's terms. Two events that are
// equal (==) encode to the same bytes under the same Options; so it holds no
// slices and no pointers besides its times, which EntryEvent and GapEvent give
// in UTC and whole seconds.
type Event struct {
	Kind Kind
	ID   string // of the entry or gap; never changes, whatever is moved or renamed

	// Sequence and Stamp move with every change of anything below, names of
	// channel, topic and owner included, and with nothing else. Calendar
	// programs decide by them whether to look at an event again.
	Sequence int       // only ever grows (RFC 5545 §3.8.7.4)
	Stamp    time.Time // of the last such change

	Start time.Time // of a timed event; zero: all day
	Days  plan.Span // of an all-day event: its days, both inclusive

	Title   string // of the entry; of a gap: the title of the entry or plan it is about, "" for none
	Channel string // name
	Topic   string // name, "" for none
	Owner   string // name, "" for none

	// Of an entry.
	State   plan.State
	Excerpt string // beginning of the copy, "" for none

	// Link is where an entry stands, or where something can be done about a gap;
	// shown only if it is an absolute http or https URL.
	Link string

	// Of a gap.
	Rule     continuity.Rule
	Severity continuity.Severity
	Expected int
	Actual   int
	Accepted bool // somebody said why it may stay
}

// Names are what a feed calls the channel, topic and owner of an entry or gap.
type Names struct {
	Channel string
	Topic   string // "" for none
	Owner   string // "" for none
}

// EntryEvent returns the event of an entry: at its published_at, else its
// publish_at, else all day on its date. A deleted entry is shown as cancelled.
// dated is false for an entry with neither time nor date, which no calendar can show.
func EntryEvent(entry *plan.Entry, names Names) (event Event, dated bool) {
	event = Event{
		Kind: Entry, ID: entry.ID,
		Sequence: entry.Sequence, Stamp: lastChange(entry),
		Title: entry.Title, Channel: names.Channel, Topic: names.Topic, Owner: names.Owner,
		State: entry.State, Excerpt: excerpt(entry.Copy), Link: entry.Link,
	}
	if !entry.DeletedAt.IsZero() {
		event.State = plan.Cancelled
	}
	if at, timed := entry.Time(); timed {
		event.Start = wholeSecond(at)
		return event, true
	}
	if entry.PublishOn == nil {
		return Event{}, false
	}
	event.Days = plan.Span{From: *entry.PublishOn, To: *entry.PublishOn}
	return event, true
}

// lastChange is when the entry was last rendered otherwise; an entry that was
// never told so stands as it was made.
func lastChange(entry *plan.Entry) time.Time {
	if entry.RenderedAt.IsZero() {
		return wholeSecond(entry.CreatedAt)
	}
	return wholeSecond(entry.RenderedAt)
}

// GapEvent returns the event of a gap: all day, over the gap's days. subject is
// the title of the entry or plan it is about, "" for none.
//
// Its Stamp and Sequence are the gap's own. Who renames a channel, an owner or
// the subject has to see to it that they move (or Options' do).
func GapEvent(gap *continuity.Gap, names Names, subject string) Event {
	return Event{
		Kind: Gap, ID: gap.ID,
		Sequence: gap.Version, Stamp: wholeSecond(gap.UpdatedAt),
		Days:  gap.Span,
		Title: subject, Channel: names.Channel, Topic: names.Topic, Owner: names.Owner,
		Rule: gap.Rule, Severity: gap.Severity, Expected: gap.Expected, Actual: gap.Actual,
		Accepted: gap.State == continuity.Accepted,
	}
}

// AllDay reports whether the event has no time of day.
func (e Event) AllDay() bool { return e.Start.IsZero() }

// begin returns what the clock in zone reads when the event begins.
func (e Event) begin(zone *time.Location) plan.Wall {
	if e.AllDay() {
		return e.Days.From.Wall()
	}
	return plan.WallOf(e.Start, zone)
}

// endedBefore reports whether the event is over when day begins in zone.
func (e Event) endedBefore(day plan.Day, zone *time.Location) bool {
	if e.AllDay() {
		return e.Days.To < day
	}
	return !e.Start.Add(EntryDuration).After(day.Start(zone))
}

func wholeSecond(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.Unix(t.Unix(), 0).UTC()
}
