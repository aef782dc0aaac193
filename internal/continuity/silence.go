package continuity

import (
	"cmp"
	"fmt"
	"slices"

	"stetig/internal/plan"
)

// findSilence asks before each day of a plan on which something covers how many
// non-paused days lie since the channel's covering entry before it, in any plan
// or none. Where there is none, the silence begins with the plan. Of several
// entries on a day the first in order of time has the finding.
func (a *Assessment) findSilence(p *planView) {
	if p.MaxSilence < 1 {
		return
	}
	start, _ := slices.BinarySearchFunc(a.covers, p.Span.From, func(e *datedEntry, d plan.Day) int { return cmp.Compare(e.day, d) })
	for i := start; i < len(a.covers) && a.covers[i].day <= p.Span.To; i++ {
		quiet := plan.Span{From: p.Span.From, To: a.covers[i].day - 1}
		if i > 0 {
			quiet.From = a.covers[i-1].day + 1
		}
		if days := a.unpaused(quiet); days > p.MaxSilence {
			a.addSilence(p, a.covers[i], quiet, days)
		}
	}
}

func (a *Assessment) addSilence(p *planView, later *datedEntry, quiet plan.Span, days int) {
	f := Finding{
		Rule:        Silence,
		SubjectKind: AboutEntry,
		SubjectID:   later.ID,
		OwnerID:     a.ownerOfPlan(p),
		Span:        quiet,
		Expected:    p.MaxSilence,
		Actual:      days,
		Fingerprint: fmt.Sprintf("%s:%s", Silence, later.ID),
	}
	if quiet.To < a.today {
		f.Severity = Missed
	}
	a.add(p, f)
}

// unpaused returns the non-paused days of a span; public holidays count.
func (a *Assessment) unpaused(span plan.Span) int { return span.Days() - a.paused.count(span) }
