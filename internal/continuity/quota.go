package continuity

import (
	"fmt"

	"stetig/internal/plan"
)

// placePeriods lays a quota's ISO weeks or calendar months over the plan.
func (a *Assessment) placePeriods(p *planView) {
	next := 0
	for whole := periodOf(p.Cadence.Per, p.Span.From); whole.From <= p.Span.To; whole = periodOf(p.Cadence.Per, whole.To+1) {
		inside := whole.Cut(p.Span)
		status := PeriodStatus{
			PlanID:   p.ID,
			Span:     inside,
			Expected: a.expected(p.Plan, whole, inside),
			Ended:    inside.To < a.today,
			Active:   true,
		}
		published := 0
		for ; next < len(p.entries) && p.entries[next].day <= inside.To; next++ {
			if e := p.entries[next]; e.covers {
				status.Actual++
				if e.State == plan.Published {
					published++
				}
			}
		}
		status.Kept = min(published, status.Expected)
		p.periods = append(p.periods, status)
		p.ended = append(p.ended, inside.To)
		p.keys = append(p.keys, fmt.Sprintf("%s:%s:%s", Cadence, p.ID, inside.From))
	}
}

// expected returns n·a/d for a period of d calendar days with a active ones
// inside the plan, rounded half up; an exact half rounds up only if the plan
// holds the period's first day, so that a period cut in two counts it once.
func (a *Assessment) expected(p *plan.Plan, whole, inside plan.Span) int {
	active := inside.Days() - a.silent.count(inside)
	d := whole.Days()
	quotient, rest := p.Cadence.Quota*active/d, p.Cadence.Quota*active%d
	if 2*rest > d || 2*rest == d && p.Span.Holds(whole.From) {
		quotient++
	}
	return quotient
}

// periodOf returns the ISO week or calendar month that holds a day.
func periodOf(per plan.Period, d plan.Day) plan.Span {
	if per == plan.PerMonth {
		return plan.Span{From: d.Month(), To: d.NextMonth() - 1}
	}
	week := d.Week()
	return plan.Span{From: week.Monday, To: week.Sunday()}
}
