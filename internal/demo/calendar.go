package demo

import (
	"slices"
	"time"

	"stetig/internal/plan"
)

// years lists the spans a channel's plans have: the last quarter of the year
// before (only in the first quarter), this calendar year and the next. A channel
// without a plan for the next year ends this one before Christmas.
func (c *composer) years(withNext bool) []plan.Span {
	year, month, _ := c.today.Civil()
	var spans []plan.Span
	if month <= time.March {
		spans = append(spans, plan.Span{From: plan.Date(year-1, time.October, 1), To: plan.Date(year-1, time.December, 31)})
	}
	if !withNext {
		return append(spans, plan.Span{From: plan.Date(year, time.January, 1), To: plan.Date(year, time.December, 23)})
	}
	return append(spans,
		plan.Span{From: plan.Date(year, time.January, 1), To: plan.Date(year, time.December, 31)},
		plan.Span{From: plan.Date(year+1, time.January, 1), To: plan.Date(year+1, time.December, 31)})
}

// promise is a period of a quota, or one slot, that asks for entries.
type promise struct {
	plan  int        // index of its plan in the channel
	span  plan.Span  // inside the plan; of a slot: its day
	days  []plan.Day // those not paused
	count int        // entries asked for, at least 1
	month bool       // of a quota: counts calendar months, not weeks
	last  bool       // nothing is promised after it in its plan
}

// promises lists what a plan asks for, in order; what asks for nothing is left out.
func promises(index int, p plan.Plan, pauses []plan.Pause) []promise {
	var all []promise
	if p.Cadence.IsSlots() {
		all = slotPromises(p, pauses)
	} else {
		all = quotaPromises(p, pauses)
	}
	for i := range all {
		all[i].plan = index
		all[i].last = i == len(all)-1
	}
	return all
}

func slotPromises(p plan.Plan, pauses []plan.Pause) []promise {
	var slots []promise
	for _, day := range p.Cadence.OccurrenceDays(p.Span) {
		span := plan.Span{From: day, To: day}
		if days := activeDays(span, pauses); len(days) > 0 {
			slots = append(slots, promise{span: span, days: days, count: 1})
		}
	}
	return slots
}

func quotaPromises(p plan.Plan, pauses []plan.Pause) []promise {
	var periods []promise
	for first := p.Span.From; first <= p.Span.To; {
		whole := wholePeriod(first, p.Cadence.Per)
		span := whole.Cut(p.Span)
		days := activeDays(span, pauses)
		count := share(p.Cadence.Quota, len(days), whole.Days(), whole.From >= p.Span.From)
		if count > 0 {
			periods = append(periods, promise{span: span, days: days, count: count, month: p.Cadence.Per == plan.PerMonth})
		}
		first = whole.To + 1
	}
	return periods
}

// wholePeriod returns the ISO week or the calendar month that holds the day.
func wholePeriod(day plan.Day, per plan.Period) plan.Span {
	if per == plan.PerMonth {
		return plan.Span{From: day.Month(), To: day.NextMonth() - 1}
	}
	return plan.Span{From: day.Week().Monday, To: day.Week().Sunday()}
}

// share is what a quota asks of a period with active of whole days: its part,
// rounded; an exact half is rounded up only if halfUp.
func share(quota, active, whole int, halfUp bool) int {
	twice := 2 * quota * active
	if twice%(2*whole) == whole && !halfUp {
		return twice / (2 * whole)
	}
	return (twice + whole) / (2 * whole)
}

func activeDays(span plan.Span, pauses []plan.Pause) []plan.Day {
	var days []plan.Day
	for day := span.From; day <= span.To; day++ {
		paused := slices.ContainsFunc(pauses, func(p plan.Pause) bool { return p.Span.Holds(day) })
		if !paused {
			days = append(days, day)
		}
	}
	return days
}
