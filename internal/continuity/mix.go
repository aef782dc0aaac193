package continuity

import (
	"fmt"

	"stetig/internal/plan"
)

const (
	mixDays    = 90 // how far a plan's mix is looked at, from today on
	mixEntries = 5  // with fewer a share says nothing
)

// Mixture counts what the covering entries of some days are about and where they come from.
type Mixture struct {
	Entries int
	Company int // on topics centred on the company
	Curated int
}

// Mixture counts the covering entries of a span. company holds the ids of the
// topics that are centred on the company.
func (a *Assessment) Mixture(span plan.Span, company map[string]bool) Mixture {
	var m Mixture
	for _, e := range a.entriesIn(span) {
		if !e.covers {
			continue
		}
		m.Entries++
		if company[e.TopicID] {
			m.Company++
		}
		if e.Curated {
			m.Curated++
		}
	}
	return m
}

// findMix tells where the mixture of a plan's days among the next 90 is outside
// the plan's bounds. An entry without a topic is not about the company.
func (a *Assessment) findMix(p *planView) {
	ahead := plan.Span{From: a.today, To: a.today + mixDays - 1}.Cut(p.Span)
	if ahead.Days() == 0 || p.CompanyShare == nil && p.CuratedShare == nil {
		return
	}
	m := a.Mixture(ahead, a.company)
	if m.Entries < mixEntries {
		return
	}
	a.findShare(p, ahead, AboutCompany, p.CompanyShare, m.Company, m.Entries)
	a.findShare(p, ahead, AboutCurated, p.CuratedShare, m.Curated, m.Entries)
}

// findShare compares part of whole with a bound of the plan. The percent told is
// rounded away from the bound, so that it never reads as if it were kept.
func (a *Assessment) findShare(p *planView, ahead plan.Span, kind SubjectKind, bound *plan.Share, part, whole int) {
	f := Finding{Rule: Mix, SubjectKind: kind, SubjectID: p.ID, OwnerID: a.ownerOfPlan(p), Span: ahead}
	switch {
	case bound == nil:
		return
	case 100*part < bound.AtLeast*whole:
		f.Expected, f.Actual = bound.AtLeast, 100*part/whole
		f.Fingerprint = fmt.Sprintf("%s:%s:%s:at_least", Mix, p.ID, kind)
	case 100*part > bound.AtMost*whole:
		f.Expected, f.Actual = bound.AtMost, (100*part+whole-1)/whole
		f.Fingerprint = fmt.Sprintf("%s:%s:%s:at_most", Mix, p.ID, kind)
	default:
		return
	}
	a.add(p, f)
}
