package app

import (
	"slices"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

func zoned(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// Each local day has one digest, at its hour: an hour that a day does not have is
// moved on, one that it has twice is the first.
func TestWhenADigestIsDue(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		zone string
		hour int
		from string
		want []string // the next ones, one after the other
	}{
		"before its hour":               {"Europe/Berlin", 8, "2027-03-01T07:59:59+01:00", []string{"2027-03-01T08:00:00+01:00", "2027-03-02T08:00:00+01:00"}},
		"at its hour":                   {"Europe/Berlin", 8, "2027-03-01T08:00:00+01:00", []string{"2027-03-02T08:00:00+01:00"}},
		"over the beginning of summer":  {"Europe/Berlin", 8, "2027-03-27T08:00:00+01:00", []string{"2027-03-28T08:00:00+02:00", "2027-03-29T08:00:00+02:00"}},
		"an hour that does not exist":   {"Europe/Berlin", 2, "2027-03-27T12:00:00+01:00", []string{"2027-03-28T03:00:00+02:00", "2027-03-29T02:00:00+02:00"}},
		"an hour that exists twice":     {"Europe/Berlin", 2, "2027-10-30T12:00:00+02:00", []string{"2027-10-31T02:00:00+02:00", "2027-11-01T02:00:00+01:00"}},
		"in the hour that comes twice":  {"Europe/Berlin", 2, "2027-10-31T02:30:00+02:00", []string{"2027-11-01T02:00:00+01:00"}},
		"and when it has come twice":    {"Europe/Berlin", 2, "2027-10-31T02:30:00+01:00", []string{"2027-11-01T02:00:00+01:00"}},
		"at midnight that does not be":  {"America/Havana", 0, "2027-03-13T12:00:00-05:00", []string{"2027-03-14T01:00:00-04:00", "2027-03-15T00:00:00-04:00"}},
		"at the edge of the date":       {"Pacific/Kiritimati", 23, "2027-12-31T23:00:00+14:00", []string{"2028-01-01T23:00:00+14:00"}},
		"over a day that was left out":  {"Pacific/Apia", 8, "2011-12-29T09:00:00-10:00", []string{"2011-12-31T08:00:00+14:00"}},
		"on the last day of a leap day": {"Europe/Berlin", 8, "2028-02-28T09:00:00+01:00", []string{"2028-02-29T08:00:00+01:00", "2028-03-01T08:00:00+01:00"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now, err := time.Parse(time.RFC3339, test.from)
			if err != nil {
				t.Fatal(err)
			}
			zone := zoned(t, test.zone)
			var got []string
			for range test.want {
				now = nextDigest(now, store.StoredNews{UserNews: plan.UserNews{DigestHour: test.hour}}, zone)
				got = append(got, now.In(zone).Format(time.RFC3339))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// Whoever changes hour or zone after a day's digest gets the next one on another day.
func TestADayHasOneDigest(t *testing.T) {
	t.Parallel()
	berlin, hawaii := zoned(t, "Europe/Berlin"), zoned(t, "Pacific/Honolulu")
	noon := time.Date(2027, time.March, 1, 12, 0, 0, 0, berlin)
	today := plan.DayOf(noon, berlin)
	later := store.StoredNews{UserNews: plan.UserNews{DigestHour: 18}, LastDay: &today}
	if got := nextDigest(noon, later, berlin); !got.Equal(time.Date(2027, time.March, 2, 18, 0, 0, 0, berlin)) {
		t.Errorf("with a later hour: %s", got)
	}
	if got := nextDigest(noon, later, hawaii); got.Before(time.Date(2027, time.March, 2, 0, 0, 0, 0, hawaii)) || got.Sub(noon) > longestNight {
		t.Errorf("with a zone behind: %s", got)
	}
	ahead := today + 400 // by a clock that ran ahead
	if got := nextDigest(noon, store.StoredNews{UserNews: plan.UserNews{DigestHour: 18}, LastDay: &ahead}, berlin); !got.Equal(time.Date(2027, time.March, 1, 18, 0, 0, 0, berlin)) {
		t.Errorf("after a clock that ran ahead: %s", got)
	}
}
