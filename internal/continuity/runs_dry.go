package continuity

import (
	"fmt"

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

// isAfter reports whether a period or slot comes after an entry. A period is
// after it if it begins on a later day; a slot is after a timed entry if its
// instant is, after a date-only one if its day is.
func (a *Assessment) isAfter(status PeriodStatus, p *planView, e *datedEntry) bool {
	switch {
	case e == nil:
		return true
	case p.Cadence.IsSlots() && e.timed:
		return status.At.In(a.zone).After(e.due)
	case p.Cadence.IsSlots():
		return status.At.Day() > e.day
	default:
		return status.Span.From > e.day
	}
}

func (p *planView) lastCovering() *datedEntry {
	for i := len(p.entries) - 1; i >= 0; i-- {
		if p.entries[i].covers {
			return p.entries[i]
		}
	}
	return nil
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
