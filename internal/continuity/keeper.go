package continuity

import (
	"cmp"

	"stetig/internal/plan"
)

// Keeper is who has an entry on a day that names nobody itself.
type Keeper struct {
	OwnerID   string // the plan's, else the channel's; "" for nobody, or somebody who has left
	OfChannel bool   // the plan has no owner of its own
	DeputyID  string // who takes over, where the owner is away on that day; "" for nobody
	IsAway    bool   // the owner is away on that day
}

// Keeper tells who has an entry on a day: the absence's deputy, else the plan's,
// else the channel's, stands in for an owner who is away, unless away as well.
func (a *Assessment) Keeper(day plan.Day) Keeper {
	p := a.planOf(day)
	k := Keeper{OwnerID: a.ownerOfPlan(p), OfChannel: p == nil || p.OwnerID == ""}
	if !a.isOwner(k.OwnerID) || k.OwnerID == "" {
		return Keeper{}
	}
	if !a.away[k.OwnerID].holds(day) {
		return k
	}
	k.IsAway = true
	for i := range a.absences {
		absence := &a.absences[i]
		if absence.MemberID != k.OwnerID || !absence.Span.Holds(day) {
			continue
		}
		deputy := cmp.Or(absence.DeputyID, a.deputyOf(p))
		if deputy != "" && a.isOwner(deputy) && !a.away[deputy].holds(day) {
			k.DeputyID = deputy
			return k
		}
	}
	return k
}
