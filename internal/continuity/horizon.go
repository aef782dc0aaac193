package continuity

import (
	"fmt"

	"stetig/internal/plan"
)

// horizonDays is how far ahead a channel's plans should reach.
const horizonDays = 365

// findHorizon tells where the plans of an active channel, joined without a hole
// from today, end before a year is planned. It expects one plan more and has
// none: its figures do not grow with the days, so that an acceptance holds.
func (a *Assessment) findHorizon() {
	last, end := a.joinedPlans()
	if end >= a.today+horizonDays {
		return
	}
	from := a.today
	if last != nil {
		from = end + 1
	}
	f := Finding{
		Rule:        Horizon,
		Span:        plan.Span{From: from, To: a.today + horizonDays},
		Expected:    1,
		OwnerID:     a.channel.OwnerID,
		Fingerprint: fmt.Sprintf("%s:%s", Horizon, a.channel.ID),
		Severity:    a.severity(from, leadTime(last)),
	}
	a.add(nil, f)
}

// joinedPlans returns the last of the plans that follow each other without a
// hole from today on, and its last day; nil and yesterday where today has no plan.
func (a *Assessment) joinedPlans() (last *planView, end plan.Day) {
	end = a.today - 1
	for p := a.planOf(a.today); p != nil; p = a.planOf(end + 1) {
		last, end = p, p.Span.To
	}
	return last, end
}

// Runway returns how long the channel's plan still carries: to the day before
// its first cadence, silence or runs_dry finding that is not missed, wherever it
// lies; where there is none, to the last day of the plans joined from today. A
// channel without a plan today has none.
func (a *Assessment) Runway() Runway {
	last, end := a.joinedPlans()
	if last == nil {
		return Runway{Until: a.today}
	}
	found := false
	for _, f := range a.result.Findings {
		if f.Severity == Missed || f.Rule != Cadence && f.Rule != Silence && f.Rule != RunsDry {
			continue
		}
		if before := f.Span.From - 1; !found || before < end {
			end, found = before, true
		}
	}
	end = max(end, a.today)
	return Runway{Days: int(end - a.today), Until: end}
}
