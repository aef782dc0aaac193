package continuity

import (
	"errors"
	"time"

	"stetig/internal/plan"
)

// Why a gap has no vacancy.
var (
	// ErrNoEntryHelps says that no new entry answers a gap of this rule, whenever it is asked.
	ErrNoEntryHelps = errors.New("no new entry answers this gap")
	// ErrNoDayLeft says that the gap has no day any more on which an entry could stand.
	ErrNoDayLeft = errors.New("no day is left for an entry")
)

// Vacancy is where a new entry answers a gap, or a part of it: at a slot, or on a
// day that suits the channel.
type Vacancy struct {
	PlanID  string // "" in a silence before a plan
	Day     plan.Day
	Timed   bool      // else it stands for the whole day
	Instant time.Time // whole second, UTC; only where Timed
	IsSlot  bool      // the plan says when; else the day was chosen
}

// Fillable reports whether a new entry can answer gaps of the rule: there is too
// little of something, not too much, nor something wrong with what is there.
func (r Rule) Fillable() bool { return r == Cadence || r == RunsDry || r == Silence }

// Vacancy returns where a new entry answers a gap, not before now, which is of
// the assessment's day or a moment later:
//
//   - in a period of a quota on an active day of those that are left, see suits;
//     of a plan that runs dry in the first period of the dry tail with such a day;
//   - at a slot; where its time has passed and its tolerance has not, all day today;
//   - in a silence around the middle of what is left of it.
//
// Holidays are the public ones of the channel's region: a day that is chosen is none
// of them if there is another, whether or not the channel asks for its holidays.
//
// ErrNoEntryHelps for other rules, ErrNoDayLeft where time, pauses or holidays
// have left nothing, or the gap's period, slot or plan is gone.
func (a *Assessment) Vacancy(g Gap, holidays []plan.Day, now time.Time) (Vacancy, error) {
	w := wish{holidays: daysIn(holidays), planID: g.PlanID, now: now}
	switch g.Rule {
	case Cadence, RunsDry:
		for _, p := range a.plans {
			if p.ID != g.PlanID {
				continue
			}
			for i := range p.periods {
				if !a.isShort(p, i, g) {
					continue
				}
				if vacancy, ok := a.vacancyIn(p, p.periods[i], w); ok {
					return vacancy, nil
				}
			}
		}
		return Vacancy{}, ErrNoDayLeft
	case Silence:
		return a.vacancyInSilence(g.Span, w)
	default:
		return Vacancy{}, ErrNoEntryHelps
	}
}

// isShort reports whether a period or slot is what the gap is about, or of its
// dry tail, and still wants an entry.
func (a *Assessment) isShort(p *planView, i int, g Gap) bool {
	status := &p.periods[i]
	if status.Ended || status.Actual >= status.Expected {
		return false
	}
	if g.Rule == RunsDry {
		return status.Dry
	}
	return p.keys[i] == g.Fingerprint
}

func (a *Assessment) vacancyIn(p *planView, status PeriodStatus, w wish) (Vacancy, bool) {
	if !p.Cadence.IsSlots() {
		w.days, w.spacing = status.Span, spacing(p.Cadence)
		return a.dayFor(w)
	}
	if status.At.In(a.zone).After(w.now) {
		return Vacancy{PlanID: p.ID, Day: status.At.Day(), Timed: true, Instant: status.At.In(a.zone).UTC(), IsSlot: true}, true
	}
	// Within its tolerance: all of today is near enough, if today is the plan's.
	return Vacancy{PlanID: p.ID, Day: a.today, IsSlot: true}, p.Span.Holds(a.today) && a.isFree(a.today, w.now)
}

// isFree reports whether an entry may be given a day, and covers then: it is active,
// and its end is not further back than the grace. Today's can be, in a night in which
// the date goes back: a day ends when the next one first begins.
func (a *Assessment) isFree(day plan.Day, now time.Time) bool {
	return !a.silent.holds(day) && (day != a.today || !now.After(day.End(a.zone).Add(a.channel.Grace)))
}

// spacing is how many days lie between the entries of a quota that are spread evenly.
func spacing(c plan.Cadence) int {
	days := 7
	if c.Per == plan.PerMonth {
		days = 28
	}
	return max(1, days/max(1, c.Quota))
}

// vacancyInSilence looks first in the week around the middle of what is left,
// then on all days that are left.
func (a *Assessment) vacancyInSilence(days plan.Span, w wish) (Vacancy, error) {
	left := plan.Span{From: max(days.From, a.today), To: days.To}
	if left.Days() == 0 {
		return Vacancy{}, ErrNoDayLeft
	}
	w.near = left.From + (left.To-left.From)/2
	for _, w.days = range []plan.Span{(plan.Span{From: w.near - 3, To: w.near + 3}).Cut(left), left} {
		if vacancy, ok := a.dayFor(w); ok {
			return vacancy, nil
		}
	}
	return Vacancy{}, ErrNoDayLeft
}
