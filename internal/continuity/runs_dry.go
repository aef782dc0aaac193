package continuity

import (
	"fmt"
	"math"
	"time"

	"stetig/internal/plan"
)

// markDry marks the tail of a plan in which nothing covers any more: what has
// not ended, expects something, has nothing, and comes after the plan's last
// covering entry (and, for slots, after the last filled slot).
func (a *Assessment) markDry(p *planView) {
	last := p.lastCovering()
	for i := len(p.periods) - 1; i >= 0; i-- {
		status := &p.periods[i]
		if status.Expected == 0 {
			continue
		}
		if status.Ended || status.Actual > 0 || !a.isAfter(*status, p, last) {
			return
		}
		status.Dry = true
	}
}

// coverage is how far a plan's covering entries reach. Where a clock goes back over
// midnight the latest instant need not be on the latest day.
type coverage struct {
	day      plan.Day  // the latest of any entry
	dateOnly plan.Day  // the latest of an entry that has only a date
	instant  time.Time // the latest of a timed entry
}

// isAfter reports whether a period or slot comes after all covering entries. A
// period is after an entry if it begins on a later day; a slot is after a timed
// entry if its instant is, after a date-only one if its day is.
func (a *Assessment) isAfter(status PeriodStatus, p *planView, last coverage) bool {
	if !p.Cadence.IsSlots() {
		return status.Span.From > last.day
	}
	return status.At.In(a.zone).After(last.instant) && status.At.Day() > last.dateOnly
}

func (p *planView) lastCovering() coverage {
	last := coverage{day: math.MinInt32, dateOnly: math.MinInt32}
	for _, e := range p.entries {
		if !e.covers {
			continue
		}
		last.day = max(last.day, e.day)
		switch {
		case !e.timed:
			last.dateOnly = max(last.dateOnly, e.day)
		case e.due.After(last.instant):
			last.instant = e.due
		}
	}
	return last
}

// findRunsDry tells the dry tail of a plan as one matter.
func (a *Assessment) findRunsDry(p *planView) {
	from, expected := plan.Day(0), 0
	for _, status := range p.periods {
		if !status.Dry {
			continue
		}
		if expected == 0 {
			from = status.Span.From
		}
		expected += status.Expected
	}
	if expected == 0 {
		return
	}
	a.add(p, Finding{
		Rule:        RunsDry,
		Span:        plan.Span{From: from, To: p.Span.To},
		Expected:    expected,
		Fingerprint: fmt.Sprintf("%s:%s", RunsDry, p.ID),
	})
}
