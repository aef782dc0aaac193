package continuity

import (
	"stetig/internal/plan"
)

// findCadence tells every period or slot that has less than was promised and is
// not part of the plan's dry tail.
func (a *Assessment) findCadence(p *planView) {
	for i, status := range p.periods {
		if status.Actual >= status.Expected || status.Dry {
			continue
		}
		f := Finding{
			Rule:        Cadence,
			Span:        status.Span,
			Expected:    status.Expected,
			Actual:      status.Actual,
			Fingerprint: p.keys[i],
		}
		if status.Ended {
			f.Severity = Missed
		}
		a.add(p, f)
	}
}

// add completes a finding that is about a plan (nil: about none) and keeps it.
// A severity already set stands.
func (a *Assessment) add(p *planView, f Finding) {
	f.ChannelID = a.channel.ID
	if p != nil {
		f.PlanID = p.ID
	}
	if f.SubjectKind == AboutNothing && f.OwnerID == "" {
		f.OwnerID = a.ownerOfPlan(p)
	}
	if f.Severity == "" {
		f.Severity = a.severity(f.Span.From, leadTime(p))
	}
	if f.Rule.IsMild() && f.Severity == Critical {
		f.Severity = Warning
	}
	a.result.Findings = append(a.result.Findings, f)
}

// warningDays is how near a finding is a warning.
const warningDays = 42

func (a *Assessment) severity(from plan.Day, leadTime int) Severity {
	switch ahead := int(from - a.today); {
	case ahead <= leadTime:
		return Critical
	case ahead <= warningDays:
		return Warning
	default:
		return Notice
	}
}

func leadTime(p *planView) int {
	if p == nil {
		return plan.DefaultLeadTime
	}
	return p.LeadTime
}
