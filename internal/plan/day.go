package plan

import (
	"fmt"
	"strings"
	"time"
)

// Day is a calendar day without a time zone: the number of days since
// 1970-01-01 in the proleptic Gregorian calendar (ISO 8601). Days are compared
// and counted as plain integers; a zone is needed only to say when a Day starts.
type Day int32

const secondsPerDay = 24 * 60 * 60

// Date returns the Day of the given year, month and day of the month.
// Values out of range are normalised as by time.Date (32 January is 1 February).
func Date(year int, month time.Month, day int) Day {
	return Day(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), secondsPerDay))
}

// DayOf returns the local day of t in zone.
func DayOf(t time.Time, zone *time.Location) Day {
	return WallOf(t, zone).Day()
}

// ParseDay reads an ISO 8601 calendar date, "2027-03-01".
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, Textf("%q is not a date like 2027-03-01", text)
	}
	return Date(t.Date()), nil
}

// Civil returns year, month and day of the month.
func (d Day) Civil() (year int, month time.Month, day int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// Week returns the ISO 8601 week that holds the day.
func (d Day) Week() Week { return Week{Monday: d - Day((int(d.Weekday())+6)%7)} }

// Month returns the first day of the day's calendar month.
func (d Day) Month() Day {
	year, month, _ := d.Civil()
	return Date(year, month, 1)
}

// NextMonth returns the first day of the calendar month after the day's.
func (d Day) NextMonth() Day {
	year, month, _ := d.Civil()
	return Date(year, month+1, 1)
}

// Start returns the first instant of the day in zone: midnight, or the end of
// the gap where the zone's clocks skip midnight.
func (d Day) Start(zone *time.Location) time.Time { return Wall(int64(d) * secondsPerDay).first(zone) }

// End returns the end of the day in zone: the first instant of the next day.
// A day is 23, 24 or 25 hours long where clocks change.
func (d Day) End(zone *time.Location) time.Time { return (d + 1).Start(zone) }

// Wall returns the reading of the wall clock at the day's midnight.
func (d Day) Wall() Wall { return Wall(int64(d) * secondsPerDay) }

// String formats the day as an ISO 8601 calendar date, "2027-03-01".
func (d Day) String() string { return d.utc().Format(time.DateOnly) }

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the day as ParseDay does.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, err := ParseDay(strings.TrimSpace(string(text)))
	if err == nil {
		*d = parsed
	}
	return err
}

func (d Day) utc() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// Week is an ISO 8601 week: seven days from a Monday.
type Week struct {
	Monday Day
}

// ISOWeek returns week number (1 to 53) of the ISO 8601 year. Years have 52 or 53 weeks.
func ISOWeek(year, number int) Week {
	return Week{Monday: Date(year, time.January, 4).Week().Monday + Day(7*(number-1))}
}

// Number returns the ISO 8601 week-numbering year and the number of the week in it.
func (w Week) Number() (year, number int) { return w.Monday.utc().ISOWeek() }

// Sunday returns the last day of the week.
func (w Week) Sunday() Day { return w.Monday + 6 }

// Next returns the week after.
func (w Week) Next() Week { return Week{Monday: w.Monday + 7} }

// Code returns the week as one sortable integer, year*100 + number: 202653.
func (w Week) Code() int {
	year, number := w.Number()
	return year*100 + number
}

// String formats the week as in ISO 8601, "2026-W53".
func (w Week) String() string {
	year, number := w.Number()
	return fmt.Sprintf("%04d-W%02d", year, number)
}

// ParseWeek reads an ISO 8601 week, "2026-W53".
func ParseWeek(text string) (Week, error) {
	var year, number int
	if n, err := fmt.Sscanf(text, "%4d-W%2d", &year, &number); n == 2 && err == nil && number >= 1 {
		if week := ISOWeek(year, number); week.String() == text {
			return week, nil
		}
	}
	return Week{}, Textf("%q is not a week like 2027-W14", text)
}

// Weeks returns the number of ISO 8601 weeks in the week-numbering year: 52 or 53.
func Weeks(year int) int {
	_, number := Date(year, time.December, 28).Week().Number()
	return number
}

// Span is a run of days, both ends inclusive.
type Span struct {
	From, To Day
}

// Days returns the number of days in the span, 0 where it ends before it begins.
func (s Span) Days() int { return max(0, int(s.To-s.From)+1) }

// Holds reports whether the day lies in the span.
func (s Span) Holds(d Day) bool { return s.From <= d && d <= s.To }

// Overlaps reports whether the spans share a day.
func (s Span) Overlaps(other Span) bool { return s.From <= other.To && other.From <= s.To }

// Cut returns the days the spans share; it is empty (Days() == 0) where they share none.
func (s Span) Cut(other Span) Span {
	return Span{From: max(s.From, other.From), To: min(s.To, other.To)}
}
