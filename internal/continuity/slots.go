package continuity

import (
	"fmt"

	"stetig/internal/plan"
)

// placeSlots lays the occurrences of the plan's rule over it and fills them: as
// many as possible with all covering entries, and again with published ones
// alone. An occurrence on a day that is not active promises nothing; it is kept
// as an inactive status so that a gap there is known to be answered.
//
// Everything but a slot's identity is measured at the time its clock really
// shows: an occurrence in the hour that clocks skip moves forward by the jump.
func (a *Assessment) placeSlots(p *planView) {
	var open []plan.Wall // active slots
	var at []int         // their places in p.periods
	for _, day := range p.Cadence.OccurrenceDays(p.Span) {
		named := plan.WallAt(day, p.Cadence.TimeOfDay)
		measured := plan.WallOf(named.In(a.zone), a.zone)
		status := PeriodStatus{
			PlanID: p.ID,
			Span:   plan.Span{From: day, To: day},
			At:     measured,
			Active: !a.silent.holds(day),
		}
		ended, endDay := a.slotEnd(measured + plan.Wall(p.Cadence.Tolerance.Seconds()))
		status.Ended = ended
		if status.Active {
			status.Expected = 1
			open = append(open, measured)
			at = append(at, len(p.periods))
		}
		p.periods = append(p.periods, status)
		p.ended = append(p.ended, endDay)
		p.keys = append(p.keys, fmt.Sprintf("%s:%s:%s", Cadence, p.ID, named))
	}
	covering, published := p.candidates()
	for i, e := range fillSlots(open, covering, p.Cadence.Tolerance) {
		if e != nil {
			p.periods[at[i]].Actual = 1
			p.periods[at[i]].EntryID = e.ID
		}
	}
	for i, e := range fillSlots(open, published, p.Cadence.Tolerance) {
		if e != nil {
			p.periods[at[i]].Kept = 1
		}
	}
}

// slotEnd says whether the clock has read past w and will not read w or earlier
// again, and on which local day that is so.
func (a *Assessment) slotEnd(w plan.Wall) (ended bool, day plan.Day) {
	last, read := w.EndIn(a.zone)
	day = plan.DayOf(last, a.zone)
	if read {
		a.holdsUntil(last.Add(1))
		return a.now.After(last), day
	}
	a.holdsUntil(last)
	return !a.now.Before(last), day
}

// candidates returns the entries that may fill a slot, and the published among them.
func (p *planView) candidates() (covering, published []*datedEntry) {
	for _, e := range p.entries {
		if !e.covers {
			continue
		}
		covering = append(covering, e)
		if e.State == plan.Published {
			published = append(published, e)
		}
	}
	return covering, published
}
