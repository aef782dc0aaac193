package continuity_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
)

// secondsOfDay is the length of a day on the wall clock.
const secondsOfDay = 24 * 60 * 60

// clock is the model's own idea of a zone's wall clock. It asks the zone for one
// thing only, the offset at an instant, and finds all else by looking.
type clock struct {
	zone  *time.Location
	jumps map[int][]int64 // instants at which the offset changes, by year (UTC)
}

func newClock(zone *time.Location) *clock {
	return &clock{zone: zone, jumps: map[int][]int64{}}
}

// reads returns what the clock on the wall shows at an instant, in seconds since
// 1970-01-01 00:00 on that clock.
func (c *clock) reads(at int64) int64 {
	_, offset := time.Unix(at, 0).In(c.zone).Zone()
	return at + int64(offset)
}

func (c *clock) offset(at int64) int64 { return c.reads(at) - at }

// day returns the calendar day the clock shows at an instant.
func (c *clock) day(at int64) plan.Day { return dayOfReading(c.reads(at)) }

func dayOfReading(reading int64) plan.Day {
	day := reading / secondsOfDay
	if reading%secondsOfDay < 0 {
		day--
	}
	return plan.Day(day)
}

// jumpsIn lists the instants in from … to at which the clock jumps.
func (c *clock) jumpsIn(from, to int64) []int64 {
	var found []int64
	for year := time.Unix(from, 0).UTC().Year(); year <= time.Unix(to, 0).UTC().Year(); year++ {
		for _, jump := range c.jumpsOf(year) {
			if from <= jump && jump <= to {
				found = append(found, jump)
			}
		}
	}
	return found
}

// jumpsOf looks at every quarter of an hour of a year and, where the offset
// changed within one, at every second of it.
func (c *clock) jumpsOf(year int) []int64 {
	if known, ok := c.jumps[year]; ok {
		return known
	}
	var found []int64
	end := time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for quarter := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); quarter < end; quarter += 900 {
		if c.offset(quarter-1) == c.offset(quarter+899) {
			continue
		}
		for second := quarter; second < quarter+900; second++ {
			if c.offset(second) != c.offset(second-1) {
				found = append(found, second)
			}
		}
	}
	c.jumps[year] = found
	return found
}

const twoDays = 2 * secondsOfDay

// readingAt lists, in order, every instant at which the clock shows the reading:
// one as a rule, two where clocks were set back, none where they were set forward.
func (c *clock) readingAt(reading int64) []int64 {
	starts := append([]int64{reading - twoDays}, c.jumpsIn(reading-twoDays+1, reading+twoDays)...)
	var found []int64
	for i, start := range starts {
		end := reading + twoDays
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if at := reading - c.offset(start); start <= at && at < end {
			found = append(found, at)
		}
	}
	return found
}

// settle returns when a local time comes and what the clock shows then: its
// first occurrence or, where it does not exist, as far behind the jump as the
// jump is wide.
func (c *clock) settle(reading int64) (at, shown int64) {
	if found := c.readingAt(reading); len(found) > 0 {
		return found[0], reading
	}
	at = reading - c.offset(c.skips(reading)-1)
	return at, c.reads(at)
}

// skips returns the jump that leaves the reading out.
func (c *clock) skips(reading int64) int64 {
	for _, jump := range c.jumpsIn(reading-twoDays, reading+twoDays) {
		if c.reads(jump-1) < reading && reading < c.reads(jump) {
			return jump
		}
	}
	return reading // no zone leaves out a reading without a jump
}

// dayStart returns the first instant of a day.
func (c *clock) dayStart(day plan.Day) int64 {
	if found := c.readingAt(int64(day) * secondsOfDay); len(found) > 0 {
		return found[0]
	}
	return c.skips(int64(day) * secondsOfDay)
}

// isPast reports whether the clock shows more than the reading at now and will
// never again show it or less.
func (c *clock) isPast(reading, now int64) bool {
	if c.reads(now) <= reading {
		return false
	}
	for _, jump := range c.jumpsIn(now, now+twoDays) {
		if c.reads(jump) <= reading {
			return false
		}
	}
	return true
}

func TestModelClock(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, zone, local string
		instants          []string // at which the clock shows local
		settled           string   // the instant a slot of that local time stands for
		shown             string   // what the clock shows then
	}{
		{"an ordinary morning", "Europe/Berlin", "2027-03-01T10:00:00", []string{"2027-03-01T09:00:00Z"}, "2027-03-01T09:00:00Z", "2027-03-01T10:00:00"},
		{"skipped in spring", "Europe/Berlin", "2027-03-28T02:30:00", nil, "2027-03-28T01:30:00Z", "2027-03-28T03:30:00"},
		{"twice in autumn", "Europe/Berlin", "2027-10-31T02:30:00", []string{"2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"}, "2027-10-31T00:30:00Z", "2027-10-31T02:30:00"},
		{"half an hour skipped", "Australia/Lord_Howe", "2027-10-03T02:15:00", nil, "2027-10-02T15:45:00Z", "2027-10-03T02:45:00"},
		{"midnight skipped", "America/Sao_Paulo", "2018-11-04T00:00:00", nil, "2018-11-04T03:00:00Z", "2018-11-04T01:00:00"},
		{"no summer time", "Asia/Kolkata", "2027-03-28T02:30:00", []string{"2027-03-27T21:00:00Z"}, "2027-03-27T21:00:00Z", "2027-03-28T02:30:00"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := newClock(zoneOf(t, tc.zone))
			local, err := time.Parse("2006-01-02T15:04:05", tc.local)
			if err != nil {
				t.Fatal(err)
			}
			var instants []string
			for _, at := range c.readingAt(local.Unix()) {
				instants = append(instants, time.Unix(at, 0).UTC().Format(time.RFC3339))
			}
			at, shown := c.settle(local.Unix())
			diff(t, tc.instants, instants)
			diff(t, tc.settled, time.Unix(at, 0).UTC().Format(time.RFC3339))
			diff(t, tc.shown, time.Unix(shown, 0).UTC().Format("2006-01-02T15:04:05"))
		})
	}
}
