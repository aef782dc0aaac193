package continuity

import (
	"cmp"
	"fmt"

	"stetig/internal/plan"
)

// placeAbsences keeps who is away, and on which days each member is.
func (a *Assessment) placeAbsences(absences []plan.Absence) {
	a.absences = absences
	spans := map[string][]plan.Span{}
	for _, absence := range absences {
		spans[absence.MemberID] = append(spans[absence.MemberID], absence.Span)
	}
	a.away = make(map[string]daySet, len(spans))
	for member, days := range spans {
		a.away[member] = newDaySet(days)
	}
}

// findUncoveredAbsences tells, for each absence and plan, that somebody is
// needed and nobody stands in: one finding from the first to the last such day.
//
//   - Somebody is needed on a day on which an entry of who is away is due (one
//     that is planned to approved, whatever its hour, and not published), and on
//     each active day of a plan they own whose period or slot expects something,
//     be it filled already: what is planned has to be written, too.
//   - Nobody stands in where the deputy – the absence's, else the plan's, else the
//     channel's – is missing, deactivated or away on that day themselves.
//   - Days before today alarm nobody, so the first day is today at the earliest,
//     and an absence that is over has no finding.
//   - Entries in no plan are a matter of their own, without a plan.
//   - A deactivated member is not away but gone, which is for unowned to tell.
//     Where the snapshot does not say who is active, nothing is told.
func (a *Assessment) findUncoveredAbsences() {
	if a.members == nil {
		return
	}
	for i := range a.absences {
		absence := &a.absences[i]
		if absence.Span.To < a.today || !a.isOwner(absence.MemberID) {
			continue
		}
		for _, p := range a.plans {
			a.findUncoveredAbsence(absence, p)
		}
		a.findUncoveredAbsence(absence, nil)
	}
}

func (a *Assessment) findUncoveredAbsence(absence *plan.Absence, p *planView) {
	deputy := cmp.Or(absence.DeputyID, a.deputyOf(p))
	var uncovered []plan.Span // unordered
	for _, day := range a.daysInNeed(absence, p) {
		if !a.isOwner(deputy) || a.away[deputy].holds(day) {
			uncovered = append(uncovered, plan.Span{From: day, To: day})
		}
	}
	days := newDaySet(uncovered)
	if len(days) == 0 {
		return
	}
	a.add(p, Finding{
		Rule:        UncoveredAbsence,
		OwnerID:     absence.MemberID,
		Span:        plan.Span{From: days[0].From, To: days[len(days)-1].To},
		Expected:    1,
		Fingerprint: fmt.Sprintf("%s:%s:%s", UncoveredAbsence, absence.ID, p.id()),
	})
}

// daysInNeed returns the days from today on, in no order and some twice, on
// which a plan needs who is away.
func (a *Assessment) daysInNeed(absence *plan.Absence, p *planView) []plan.Day {
	ahead := plan.Span{From: max(a.today, absence.Span.From), To: absence.Span.To}
	var days []plan.Day
	for _, e := range a.entriesIn(ahead) {
		if e.State.Pending() && a.planOf(e.day) == p && a.ownerOf(&e, p) == absence.MemberID {
			days = append(days, e.day)
		}
	}
	if p == nil || a.ownerOfPlan(p) != absence.MemberID {
		return days
	}
	for _, status := range p.periods {
		if status.Expected == 0 {
			continue
		}
		inside := status.Span.Cut(ahead)
		for day := inside.From; day <= inside.To; day++ {
			if !a.silent.holds(day) {
				days = append(days, day)
			}
		}
	}
	return days
}

// deputyOf returns a plan's deputy, else the channel's.
func (a *Assessment) deputyOf(p *planView) string {
	if p == nil {
		return a.channel.DeputyID
	}
	return cmp.Or(p.DeputyID, a.channel.DeputyID)
}

// id returns the plan's id, "" for no plan.
func (p *planView) id() string {
	if p == nil {
		return ""
	}
	return p.ID
}
