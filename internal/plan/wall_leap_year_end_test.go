package plan_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
)

// Far in the future time.Time.ZoneBounds errs on the last day of leap years; a
// wall clock must come to an end there, and read right.
func TestWallOnTheLastDaysOfLeapYears(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Sydney", "Pacific/Auckland", "UTC"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for year := 2036; year <= 2100; year += 4 {
			for hour := range 96 {
				at := time.Date(year, time.December, 30, hour, 30, 0, 0, zone)
				wall := plan.WallOf(at, zone)
				if got := wall.In(zone); !got.Equal(at) {
					t.Errorf("%s: %s In = %s, want %s", name, wall, got, at)
				}
				if got, read := wall.EndIn(zone); !read || !got.Equal(at) {
					t.Errorf("%s: %s EndIn = %s, %t, want %s", name, wall, got, read, at)
				}
				if got, want := wall.Day().Start(zone), time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, zone); !got.Equal(want) {
					t.Errorf("%s: %s starts %s, want %s", name, wall.Day(), got, want)
				}
			}
		}
	}
}
