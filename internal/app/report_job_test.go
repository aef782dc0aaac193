package app

import (
	"testing"
	"time"

	"stetig/internal/plan"
)

func TestDueWeek(t *testing.T) {
	t.Parallel()
	monday6 := plan.Workspace{ReportDay: time.Monday, ReportMinute: 6 * 60}
	for name, test := range map[string]struct {
		workspace plan.Workspace
		zone, now string
		want      string
	}{
		"Monday at six sharp":                       {monday6, "Europe/Berlin", "2026-11-23T06:00:00+01:00", "2026-W47"},
		"a second before six":                       {monday6, "Europe/Berlin", "2026-11-23T05:59:59+01:00", "2026-W46"},
		"Sunday night":                              {monday6, "Europe/Berlin", "2026-11-22T23:59:59+01:00", "2026-W46"},
		"the rest of the week":                      {monday6, "Europe/Berlin", "2026-11-26T12:00:00+01:00", "2026-W47"},
		"the zone's Monday, not UTC's":              {monday6, "Pacific/Auckland", "2026-11-23T06:00:00+13:00", "2026-W47"},
		"week 53":                                   {monday6, "Europe/Berlin", "2027-01-04T06:00:00+01:00", "2026-W53"},
		"Monday after summer time begins":           {monday6, "Europe/Berlin", "2027-03-29T06:00:00+02:00", "2027-W12"},
		"an hour before, on the new clock":          {monday6, "Europe/Berlin", "2027-03-29T05:00:00+02:00", "2027-W11"},
		"Friday reports tell the week before":       {plan.Workspace{ReportDay: time.Friday, ReportMinute: 0}, "Europe/Berlin", "2026-11-27T00:00:00+01:00", "2026-W47"},
		"a time that clocks skip comes at the jump": {plan.Workspace{ReportDay: time.Sunday, ReportMinute: 150}, "Europe/Berlin", "2027-03-28T03:30:00+02:00", "2027-W11"},
		"before the moved time":                     {plan.Workspace{ReportDay: time.Sunday, ReportMinute: 150}, "Europe/Berlin", "2027-03-28T03:29:59+02:00", "2027-W10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			now, err := time.Parse(time.RFC3339, test.now)
			if err != nil {
				t.Fatal(err)
			}
			if got := dueWeek(test.workspace, now, zone).String(); got != test.want {
				t.Errorf("dueWeek = %s, want %s", got, test.want)
			}
		})
	}
}
