package demo

import (
	"slices"

	"stetig/internal/holiday"
	"stetig/internal/plan"
)

// meetHoliday moves one entry ahead of a channel that warns of it, and that is
// free in which days of a week it publishes, onto a public holiday of its week.
// So there is always one to notice, and what the plan promises stays as kept as it was.
func (c *composer) meetHoliday(s *sketch, entries []plan.Entry) {
	if !s.outlet.warns || s.plans[0].Cadence.IsSlots() {
		return
	}
	next := 0
	for _, o := range s.openings {
		if o.fate == empty {
			continue
		}
		e := &entries[next]
		next++
		p := s.promises[o.promise]
		firm := c.today + plan.Day(s.plans[p.plan].LeadTime) + 7 // what is nearer has its own story
		if !e.State.Pending() || o.day <= firm {
			continue
		}
		for _, free := range holiday.In(s.outlet.region, p.span) {
			if free.Day > firm && slices.Contains(p.days, free.Day) {
				c.moveTo(e, free.Day)
				return
			}
		}
	}
}

// moveTo gives an entry another day, at the same time of day.
func (c *composer) moveTo(e *plan.Entry, day plan.Day) {
	if e.PublishOn != nil {
		e.PublishOn = &day
		return
	}
	e.PublishAt = plan.WallAt(day, plan.WallOf(e.PublishAt, c.zone).SecondOfDay()).In(c.zone).UTC()
}
