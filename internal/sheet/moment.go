package sheet

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

// Moment is a point in time as a cell tells it: a day, a day and a time on the
// local wall clock, or an instant. The zero Moment is none.
type Moment struct {
	Day     *plan.Day  // nil for none, and where Instant is set
	Second  *int       // of the local day, nil for a day alone
	Instant *time.Time // UTC, whole seconds; set where the cell gave an offset
}

// IsNone reports whether the moment tells nothing.
func (m Moment) IsNone() bool { return m.Day == nil && m.Instant == nil }

// In returns the moment in a zone: its local day and, where it has a time, the
// instant. A local time that clocks skip or show twice is read as plan.Wall.In does.
func (m Moment) In(zone *time.Location) (day plan.Day, at time.Time, timed bool) {
	switch {
	case m.Instant != nil:
		return plan.DayOf(*m.Instant, zone), *m.Instant, true
	case m.Day == nil:
		return 0, time.Time{}, false
	case m.Second == nil:
		return *m.Day, time.Time{}, false
	}
	at = plan.WallAt(*m.Day, *m.Second).In(zone).UTC()
	return plan.DayOf(at, zone), at, true
}

// At returns the moment of an instant.
func At(instant time.Time) Moment {
	instant = instant.UTC().Truncate(time.Second)
	return Moment{Instant: &instant}
}

// On returns the moment of a day alone.
func On(day plan.Day) Moment { return Moment{Day: &day} }

// OnAt returns the moment of a local day and seconds after its midnight.
func OnAt(day plan.Day, second int) Moment { return Moment{Day: &day, Second: &second} }

// text writes a moment as parseMoment reads it.
func (m Moment) text(language string) string {
	switch {
	case m.Instant != nil:
		return m.Instant.UTC().Format(time.RFC3339)
	case m.Day == nil:
		return ""
	}
	text := m.Day.String()
	if language != "en" {
		year, month, day := m.Day.Civil()
		text = fmt.Sprintf("%02d.%02d.%04d", day, int(month), year)
	}
	if m.Second != nil {
		text += " " + plan.FormatTimeOfDay(*m.Second)
	}
	return text
}
