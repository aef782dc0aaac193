package continuity

import (
	"cmp"
	"slices"
	"time"

	"stetig/internal/plan"
)

// Assessment is a snapshot looked at from one moment: its findings, its figures
// and how long it carries.
type Assessment struct {
	channel plan.Channel
	zone    *time.Location
	now     time.Time
	today   plan.Day

	entries  []datedEntry  // every entry that has a date, in order of time
	covers   []*datedEntry // those of entries that cover, in the same order
	paused   daySet
	holidays daySet
	silent   daySet            // paused days, and holidays that the channel skips: no day in it is active
	themed   map[string]daySet // by plan: the days on which a theme lies
	company  map[string]bool   // topics centred on the company
	members  map[string]bool
	absences []plan.Absence
	away     map[string]daySet // by member: the days of their absences
	plans    []*planView       // by first day

	result Result
}

// datedEntry is an entry placed on its channel's calendar.
type datedEntry struct {
	*plan.Entry
	day    plan.Day
	wall   plan.Wall // of a timed entry: what the clock reads; of a date-only one: its day's midnight
	timed  bool
	due    time.Time // its instant, or the end of its day
	covers bool
}

// planView is a plan with what it promises and has.
type planView struct {
	*plan.Plan
	entries []*datedEntry // all whose day lies in the plan, in order of time
	periods []PeriodStatus
	ended   []plan.Day // by period: the local day on which it ends, or will
	keys    []string   // by period: fingerprint of its cadence finding
}

// Assess looks at a snapshot as it stands at now. It fails only where the
// channel's time zone is unknown.
func Assess(s Snapshot, now time.Time) (*Assessment, error) {
	zone, err := s.Channel.Zone()
	if err != nil {
		return nil, err
	}
	a := &Assessment{
		channel: s.Channel,
		zone:    zone,
		now:     now,
		today:   plan.DayOf(now, zone),
		members: s.ActiveMembers,
		company: s.CompanyTopics,
	}
	a.result.HoldsUntil = a.tomorrow()
	a.placeDays(s.Pauses, s.Holidays)
	a.placeThemes(s.Themes)
	a.placeAbsences(s.Absences)
	a.placeEntries(s.Entries)
	a.placePlans(s.Plans)
	if s.Channel.Status == plan.Active {
		a.find()
	}
	return a, nil
}

// Result returns the findings, in order, and until when they hold.
func (a *Assessment) Result() Result { return a.result }

// Today returns the local day of the moment of assessment.
func (a *Assessment) Today() plan.Day { return a.today }

// Periods returns what a plan promises, period by period or slot by slot, in
// order; nil for a plan outside the snapshot or a channel that is not active.
func (a *Assessment) Periods(planID string) []PeriodStatus {
	for _, p := range a.plans {
		if p.ID == planID {
			return slices.Clone(p.periods)
		}
	}
	return nil
}

func (a *Assessment) placeDays(pauses []plan.Pause, holidays []plan.Day) {
	spans := make([]plan.Span, 0, len(pauses)+len(holidays))
	for _, p := range pauses {
		spans = append(spans, p.Span)
	}
	a.paused = newDaySet(spans)
	a.holidays = daysIn(holidays)
	a.silent = a.paused
	if a.channel.SkipHolidays {
		a.silent = newDaySet(append(spans, singly(holidays)...))
	}
}

func (a *Assessment) placeEntries(entries []plan.Entry) {
	for i := range entries {
		if placed, dated := a.place(&entries[i]); dated {
			a.entries = append(a.entries, placed)
		}
	}
	slices.SortFunc(a.entries, compareEntries)
	for i := range a.entries {
		if a.entries[i].covers {
			a.covers = append(a.covers, &a.entries[i])
		}
	}
}

func (a *Assessment) place(e *plan.Entry) (datedEntry, bool) {
	at, timed := e.Time()
	placed := datedEntry{Entry: e, timed: timed, due: at}
	switch {
	case timed:
		placed.wall = plan.WallOf(at, a.zone)
		placed.day = placed.wall.Day()
	case e.PublishOn != nil:
		placed.day = *e.PublishOn
		placed.wall = placed.day.Wall()
		placed.due = placed.day.End(a.zone)
	default:
		return datedEntry{}, false
	}
	overdueFrom := placed.due.Add(a.channel.Grace)
	placed.covers = e.State == plan.Published || e.State.Pending() && !a.now.After(overdueFrom)
	if e.State.Pending() {
		a.holdsUntil(overdueFrom.Add(1))
	}
	a.holdsUntil(placed.due) // no longer ahead
	return placed, true
}

// compareEntries orders by day; on one day timed entries by their instant, then
// date-only ones; then by id.
func compareEntries(a, b datedEntry) int {
	if c := cmp.Compare(a.day, b.day); c != 0 {
		return c
	}
	if a.timed != b.timed {
		if a.timed {
			return -1
		}
		return 1
	}
	return cmp.Or(a.due.Compare(b.due), cmp.Compare(a.ID, b.ID))
}

func (a *Assessment) placePlans(plans []plan.Plan) {
	for i := range plans {
		a.plans = append(a.plans, &planView{Plan: &plans[i]})
	}
	slices.SortFunc(a.plans, func(p, q *planView) int {
		return cmp.Or(cmp.Compare(p.Span.From, q.Span.From), cmp.Compare(p.ID, q.ID))
	})
	for _, p := range a.plans {
		inside := a.entriesIn(p.Span)
		for i := range inside {
			p.entries = append(p.entries, &inside[i])
		}
		if a.channel.Status != plan.Active {
			continue
		}
		if p.Cadence.IsSlots() {
			a.placeSlots(p)
		} else {
			a.placePeriods(p)
		}
		a.markDry(p)
	}
}

// entriesIn returns the run of entries dated in span.
func (a *Assessment) entriesIn(span plan.Span) []datedEntry {
	from, _ := slices.BinarySearchFunc(a.entries, span.From, func(e datedEntry, d plan.Day) int { return cmp.Compare(e.day, d) })
	to, _ := slices.BinarySearchFunc(a.entries, span.To+1, func(e datedEntry, d plan.Day) int { return cmp.Compare(e.day, d) })
	return a.entries[from:max(from, to)]
}

// planOf returns the plan that holds a day, nil for none.
func (a *Assessment) planOf(d plan.Day) *planView {
	for _, p := range a.plans {
		if p.Span.Holds(d) {
			return p
		}
	}
	return nil
}

// tomorrow returns the next instant at which the local day may be another. Where
// clocks are set back over midnight a day begins twice, or gives way to the one
// before; so a change of clocks counts as well.
func (a *Assessment) tomorrow() time.Time {
	next := (a.today + 1).Start(a.zone)
	if !next.After(a.now) {
		next, _ = (a.today + 1).Wall().EndIn(a.zone)
	}
	if _, change := a.now.In(a.zone).ZoneBounds(); !change.IsZero() && change.Before(next) {
		return change
	}
	return next
}

// holdsUntil notes a later instant at which the findings may change.
func (a *Assessment) holdsUntil(t time.Time) {
	if t.After(a.now) && t.Before(a.result.HoldsUntil) {
		a.result.HoldsUntil = t
	}
}

func (a *Assessment) find() {
	for _, p := range a.plans {
		a.findCadence(p)
		a.findRunsDry(p)
		a.findSilence(p)
		a.findUnownedPlan(p)
		a.findThemeMissing(p)
		a.findMix(p)
	}
	a.findHorizon()
	for i := range a.entries {
		a.findOverdue(&a.entries[i])
		a.findNotReady(&a.entries[i])
		a.findUnownedEntry(&a.entries[i])
		a.findOnHoliday(&a.entries[i])
	}
	a.findClashes()
	a.findUncoveredAbsences()
	slices.SortFunc(a.result.Findings, CompareFindings)
}

// CompareFindings orders the findings of one channel: critical, warning,
// notice, missed; then by first day, rule and fingerprint. Across channels the
// channel's name comes before the rule.
func CompareFindings(f, g Finding) int {
	return cmp.Or(
		cmp.Compare(slices.Index(Severities, f.Severity), slices.Index(Severities, g.Severity)),
		cmp.Compare(f.Span.From, g.Span.From),
		cmp.Compare(f.Rule, g.Rule),
		cmp.Compare(f.Fingerprint, g.Fingerprint),
	)
}
