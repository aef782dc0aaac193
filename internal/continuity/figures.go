package continuity

import "stetig/internal/plan"

// Figures counts what a channel promised and kept over a span.
type Figures struct {
	Span        plan.Span
	Expected    int // over the periods or slots that ended in the span
	Kept        int // of those, with published entries: at most what was expected of each
	Unconfirmed int // of those, covered but not published: at most what is missing to expected
	Planned     int // entries dated in the span that cover (planned to published)
	Ready       int // of those, approved or published
	Published   int // of those, published
	Promised    int // expected over all periods or slots whose last day is in the span, ended or not
	Covered     int // of those, with covering entries: at most what was expected of each
}

// Rate returns kept / expected; known is false where nothing was expected,
// which is not the same as 100 %.
func (f Figures) Rate() (rate float64, known bool) {
	if f.Expected == 0 {
		return 0, false
	}
	return float64(f.Kept) / float64(f.Expected), true
}

// Percent returns kept of expected in whole percent, as people should read it:
// 100 only if all was kept and 0 only if nothing was. known is false where nothing
// was expected.
func Percent(kept, expected int) (percent int, known bool) {
	if expected == 0 {
		return 0, false
	}
	percent = (200*kept + expected) / (2 * expected)
	if kept < expected {
		percent = min(percent, 99)
	}
	if kept > 0 {
		percent = max(percent, 1)
	}
	return percent, true
}

// Runway is how long a channel's plan still carries. A hole between plans does
// not end it where something is missing behind the hole: of the hole itself the
// horizon tells.
type Runway struct {
	Days  int      // from today to Until, 0 at least: 0 where the first alarm is tomorrow
	Until plan.Day // the day before the first alarm, or the last planned day
}

// PeriodStatus is one period of a quota, or one slot, with what it has.
type PeriodStatus struct {
	PlanID   string
	Span     plan.Span // of a slot: its day
	At       plan.Wall // of a slot: its local date and time, moved out of a clock change; 0 for a period
	Expected int
	Actual   int    // entries that cover; of a slot at most 1
	Kept     int    // with published entries alone, at most Expected
	EntryID  string // of a slot: the entry that fills it, "" for none
	Ended    bool
	Active   bool // of a slot: false where a pause or holiday takes the promise away
	Dry      bool // part of a runs_dry
}

// Figures counts over a span what ended in it and what is dated in it. A period
// ends on its last day inside its plan, a slot on the local day on which its
// tolerance is over.
func (a *Assessment) Figures(span plan.Span) Figures {
	figures := Figures{Span: span}
	for _, p := range a.plans {
		for i, status := range p.periods {
			if span.Holds(status.Span.To) {
				figures.Promised += status.Expected
				figures.Covered += min(status.Actual, status.Expected)
			}
			if !status.Ended || !span.Holds(p.ended[i]) {
				continue
			}
			figures.Expected += status.Expected
			figures.Kept += status.Kept
			figures.Unconfirmed += min(status.Actual, status.Expected) - status.Kept
		}
	}
	for _, e := range a.entriesIn(span) {
		figures.count(e)
	}
	return figures
}

func (f *Figures) count(e datedEntry) {
	if !e.covers {
		return
	}
	f.Planned++
	if e.State.Ready() {
		f.Ready++
	}
	if e.State == plan.Published {
		f.Published++
	}
}

// AllPeriods returns the periods and slots of all plans, in order.
func (a *Assessment) AllPeriods() []PeriodStatus {
	var all []PeriodStatus
	for _, p := range a.plans {
		all = append(all, p.periods...)
	}
	return all
}

// EachCovering calls use with day and state of every covering entry in span, in order of time.
func (a *Assessment) EachCovering(span plan.Span, use func(plan.Day, plan.State)) {
	for _, e := range a.entriesIn(span) {
		if e.covers {
			use(e.day, e.State)
		}
	}
}

// SilentDays counts the days of a span that promise nothing: in pauses, and
// holidays that the channel skips.
func (a *Assessment) SilentDays(span plan.Span) int { return a.silent.count(span) }

// Work returns what each member has to do in a span: the covering entries that
// are theirs and, for whoever has a plan, what periods and slots that have not
// ended and whose last day is in the span still lack. "" stands for nobody.
func (a *Assessment) Work(span plan.Span) map[string]int {
	work := map[string]int{}
	entries := a.entriesIn(span)
	for i := range entries {
		if e := &entries[i]; e.covers {
			work[a.ownerOf(e, a.planOf(e.day))]++
		}
	}
	for _, p := range a.plans {
		for _, status := range p.periods {
			if missing := status.Expected - status.Actual; missing > 0 && !status.Ended && span.Holds(status.Span.To) {
				work[a.ownerOfPlan(p)] += missing
			}
		}
	}
	return work
}

// HasPlan reports whether a plan holds a day of the span.
func (a *Assessment) HasPlan(span plan.Span) bool {
	for _, p := range a.plans {
		if p.Span.Overlaps(span) {
			return true
		}
	}
	return false
}
