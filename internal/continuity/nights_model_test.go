package continuity_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// drawNight draws a channel of which everything happens within hours of one
// midnight: slots, entries, tolerances and now. At the anchors of most places
// clocks change then.
func drawNight(t *rapid.T, c *clock, at place, anchor plan.Day) drawn {
	d := drawn{clock: c}
	d.snapshot.Channel = plan.Channel{ID: "channel", Name: "Blog", Status: plan.Active, TimeZone: at.zone, Grace: drawQuarters(t, "grace", 12)}
	first := anchor - plan.Day(rapid.IntRange(0, 2).Draw(t, "days before"))
	for i := range rapid.IntRange(1, 2).Draw(t, "plans") {
		p := plan.Plan{ID: string(rune('p' + i)), ChannelID: "channel", LeadTime: 1, Cadence: drawNightCadence(t)}
		p.Span = plan.Span{From: first, To: first + plan.Day(rapid.IntRange(0, 3).Draw(t, "days"))}
		first = p.Span.To + 1
		d.snapshot.Plans = append(d.snapshot.Plans, p)
	}
	midnight := c.dayStart(anchor)
	near := func(label string) time.Time {
		quarter := rapid.IntRange(-30, 30).Draw(t, label)
		second := rapid.SampledFrom([]int{0, 0, 0, 1, -1}).Draw(t, "second of "+label)
		return time.Unix(midnight+int64(quarter)*900+int64(second), 0).UTC()
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "entries") {
		e := plan.Entry{ID: fmt.Sprintf("e%d", i), ChannelID: "channel", State: rapid.SampledFrom([]plan.State{plan.Approved, plan.Published}).Draw(t, "state")}
		if rapid.IntRange(0, 4).Draw(t, "date only") == 4 {
			day := anchor + plan.Day(rapid.IntRange(-1, 1).Draw(t, "day"))
			e.PublishOn = &day
		} else {
			e.PublishAt = near("entry")
		}
		d.snapshot.Entries = append(d.snapshot.Entries, e)
	}
	d.now = near("now")
	d.span = plan.Span{From: anchor - 1, To: anchor + plan.Day(rapid.IntRange(-1, 1).Draw(t, "to"))}
	return d
}

func drawNightCadence(t *rapid.T) plan.Cadence {
	if rapid.IntRange(0, 4).Draw(t, "quota") == 4 {
		return plan.Cadence{Quota: 7, Per: plan.PerWeek}
	}
	return plan.Cadence{
		Rule:      "FREQ=DAILY",
		TimeOfDay: rapid.IntRange(0, 95).Draw(t, "quarter") % 20 * 900, // midnight to a quarter to five
		Tolerance: drawQuarters(t, "tolerance", 12),
	}
}

func drawQuarters(t *rapid.T, label string, most int) time.Duration {
	return time.Duration(rapid.IntRange(0, most).Draw(t, label)) * 15 * time.Minute
}

// The kinds of night stand as cases too, so that each is met in every run.
func nightCases() []contractCase {
	return []contractCase{
		{"a slot that comes twice is before an entry between", scene{
			plans: []string{"p 2027-10-25..2027-10-31 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-10-30T12:00", entries: []string{"a approved 2027-10-31T02:45:00+02:00"},
		}, promises, []string{"cadence p - 2027-10-31..2027-10-31 0/1 critical"}},
		{"a slot in the skipped hour is after an entry before", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-03-27T12:00", entries: []string{"a approved 2027-03-28T03:15"},
		}, promises, []string{"runs_dry p - 2027-03-28..2027-03-28 0/1 critical"}},
		{"a skipped slot's tolerance is counted from where it moved", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=1h"}, now: "2027-03-28T04:30",
		}, []continuity.Rule{continuity.RunsDry}, []string{"runs_dry p - 2027-03-28..2027-03-28 0/1 critical"}},
		{"the day in which midnight comes twice begins with the first", scene{
			zone: "America/St_Johns", grace: "0s", plans: []string{"p 2010-11-01..2010-11-06 1/week"}, now: "2010-11-07T02:30:01Z", entries: []string{"a approved 2010-11-06"},
		}, []continuity.Rule{continuity.Overdue}, []string{"overdue p entry:a 2010-11-06..2010-11-06 0/1 critical"}},
	}
}
