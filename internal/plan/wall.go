package plan

import (
	"time"
)

// Wall is a reading of a wall clock, in seconds since 1970-01-01 00:00 on that
// same clock. It carries no zone: 10:00 to the next day's 10:00 is always 24
// hours of Wall, in every night of the year. It is how an entry's local intent
// ("Tuesday at ten") is kept when the rules of a zone change.
type Wall int64

// WallOf returns what the wall clock in zone reads at t.
func WallOf(t time.Time, zone *time.Location) Wall {
	_, offset := t.In(zone).Zone()
	return Wall(t.Unix() + int64(offset))
}

// WallAt returns the reading at the given seconds after midnight of a day.
func WallAt(d Day, secondOfDay int) Wall { return d.Wall() + Wall(secondOfDay) }

// Day returns the day the clock shows.
func (w Wall) Day() Day { return Day(floorDiv(int64(w), secondsPerDay)) }

// SecondOfDay returns the seconds since the shown day's midnight.
func (w Wall) SecondOfDay() int { return int(int64(w) - int64(w.Day())*secondsPerDay) }

// String formats the reading without a zone, "2027-03-01T10:00:00".
func (w Wall) String() string { return time.Unix(int64(w), 0).UTC().Format("2006-01-02T15:04:05") }

// In returns the instant at which the clock in zone reads w. A reading that
// occurs twice (clocks set back) means the first; one that does not exist
// (clocks set forward) is moved forward by the jump: 02:30 becomes 03:30.
// This is RFC 5545 §3.3.5's rule for local times.
func (w Wall) In(zone *time.Location) time.Time {
	for _, p := range w.offsetsNear(zone) {
		if t := w.at(p.offset); p.holds(t) {
			return t.In(zone)
		}
	}
	return w.at(w.offsetBeforeGap(zone)).In(zone)
}

// EndIn returns the instant from which on the clock in zone reads w or later for
// good, and whether it ever reads exactly w. Where w occurs twice the second
// occurrence counts; where w falls into a gap it is the end of the gap.
func (w Wall) EndIn(zone *time.Location) (end time.Time, read bool) {
	near := w.offsetsNear(zone)
	for i := len(near) - 1; i >= 0; i-- {
		if t := w.at(near[i].offset); near[i].holds(t) {
			return t.In(zone), true
		}
	}
	return w.first(zone), false
}

// first returns the first instant at which the clock in zone reads w or, where
// w falls into a gap, the first reading after it.
func (w Wall) first(zone *time.Location) time.Time {
	near := w.offsetsNear(zone)
	for _, p := range near {
		if t := w.at(p.offset); p.holds(t) {
			return t.In(zone)
		}
	}
	for _, p := range near[1:] {
		if WallOf(p.start, zone) > w {
			return p.start.In(zone)
		}
	}
	return w.at(near[0].offset).In(zone)
}

func (w Wall) offsetBeforeGap(zone *time.Location) int {
	near := w.offsetsNear(zone)
	for i, p := range near[1:] {
		if WallOf(p.start, zone) > w {
			return near[i].offset
		}
	}
	return near[0].offset
}

func (w Wall) at(offset int) time.Time { return time.Unix(int64(w)-int64(offset), 0) }

// offsetPeriod is a stretch of time in which a zone keeps one offset from UTC.
type offsetPeriod struct {
	start, end time.Time // zero: unbounded
	offset     int       // seconds east of UTC
}

func (p offsetPeriod) holds(t time.Time) bool {
	return (p.start.IsZero() || !t.Before(p.start)) && (p.end.IsZero() || t.Before(p.end))
}

// maxOffset bounds how far any zone's clock is from UTC, plus a day for zones
// that changed sides of the date line.
const maxOffset = 50 * 60 * 60

// offsetsNear lists, in order, the periods of zone that may read w.
func (w Wall) offsetsNear(zone *time.Location) []offsetPeriod {
	last := time.Unix(int64(w)+maxOffset, 0).In(zone)
	at := time.Unix(int64(w)-maxOffset, 0).In(zone)
	var near []offsetPeriod
	for {
		start, end := at.ZoneBounds()
		if !end.IsZero() && !end.After(at) {
			// Beyond the zone's table, ZoneBounds lets the last day of a leap
			// year lie behind the period it returns. The offset is right.
			end = at.Add(secondsPerDay * time.Second)
		}
		_, offset := at.Zone()
		near = append(near, offsetPeriod{start: start, end: end, offset: offset})
		if end.IsZero() || end.After(last) {
			return near
		}
		at = end
	}
}
