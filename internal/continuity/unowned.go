package continuity

import (
	"cmp"
	"fmt"

	"stetig/internal/plan"
)

// findUnownedPlan tells a plan that is not over and whose owner is missing or
// deactivated, for the days it still has.
func (a *Assessment) findUnownedPlan(p *planView) {
	if p.Span.To < a.today || a.isOwner(a.ownerOfPlan(p)) {
		return
	}
	a.add(p, Finding{
		Rule:        Unowned,
		SubjectKind: AboutPlan,
		SubjectID:   p.ID,
		OwnerID:     a.ownerOfPlan(p),
		Span:        plan.Span{From: max(a.today, p.Span.From), To: p.Span.To},
		Expected:    1,
		Fingerprint: fmt.Sprintf("%s:%s:%s", Unowned, AboutPlan, p.ID),
	})
}

// findUnownedEntry tells a covering entry still ahead (a date-only one until the
// end of its day) whose owner is missing or deactivated.
func (a *Assessment) findUnownedEntry(e *datedEntry) {
	p := a.planOf(e.day)
	if !e.covers || !e.due.After(a.now) || a.isOwner(a.ownerOf(e, p)) {
		return
	}
	a.add(p, Finding{
		Rule:        Unowned,
		SubjectKind: AboutEntry,
		SubjectID:   e.ID,
		OwnerID:     a.ownerOf(e, p),
		Span:        plan.Span{From: e.day, To: e.day},
		Expected:    1,
		Fingerprint: fmt.Sprintf("%s:%s:%s", Unowned, AboutEntry, e.ID),
	})
}

// isOwner reports whether a member can have something; everybody can where
// the snapshot does not say who is active.
func (a *Assessment) isOwner(memberID string) bool {
	return a.members == nil || a.members[memberID]
}

// ownerOf returns an entry's owner: its own, else its plan's, else its channel's.
func (a *Assessment) ownerOf(e *datedEntry, p *planView) string {
	return cmp.Or(e.OwnerID, a.ownerOfPlan(p))
}

// ownerOfPlan returns a plan's owner, else the channel's.
func (a *Assessment) ownerOfPlan(p *planView) string {
	if p == nil {
		return a.channel.OwnerID
	}
	return cmp.Or(p.OwnerID, a.channel.OwnerID)
}
