package continuity_test

import (
	"cmp"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// model reads the rules of continuity a second time, slowly: day by day, with
// plain loops, sharing nothing with the engine but the types.
type model struct {
	snapshot continuity.Snapshot
	clock    *clock
	now      int64
	today    plan.Day
	plans    []plan.Plan // by first day
	entries  []known
	matched  map[string][]slot
	promised map[string]promise // nil until asked for
}

// known is an entry that has a day, with what the model found out about it.
type known struct {
	plan.Entry
	day    plan.Day
	due    int64
	covers bool
}

func newModel(s continuity.Snapshot, c *clock, now time.Time) *model {
	m := &model{snapshot: s, clock: c, now: now.Unix(), today: c.day(now.Unix()), matched: map[string][]slot{}}
	m.plans = slices.Clone(s.Plans)
	slices.SortFunc(m.plans, func(a, b plan.Plan) int { return cmp.Compare(a.Span.From, b.Span.From) })
	for _, e := range s.Entries {
		if day, dated := m.dayOf(e); dated {
			due, _ := m.dueAt(e)
			m.entries = append(m.entries, known{Entry: e, day: day, due: due, covers: m.covers(e)})
		}
	}
	return m
}

// findings computes everything the model knows a rule for, in no order and
// without fingerprints.
func (m *model) findings() []continuity.Finding {
	if m.snapshot.Channel.Status != plan.Active {
		return nil
	}
	var found []continuity.Finding
	for _, p := range m.plans {
		if p.Cadence.IsSlots() {
			found = append(found, m.slotFindings(p)...)
		} else {
			found = append(found, m.quotaFindings(p)...)
		}
		found = append(found, m.silences(p)...)
		found = append(found, m.unownedPlan(p)...)
		found = append(found, m.monthsWithoutTheme(p)...)
		found = append(found, m.mixes(p)...)
	}
	for _, e := range m.entries {
		found = append(found, m.entryFindings(e)...)
	}
	found = append(found, m.uncoveredAbsences()...)
	found = append(found, m.clashes()...)
	return append(found, m.horizon()...)
}

// instantOf returns the entry's time; timed is false for one that has only a
// date, or nothing.
func instantOf(e plan.Entry) (at int64, timed bool) {
	switch {
	case !e.PublishedAt.IsZero():
		return e.PublishedAt.Unix(), true
	case !e.PublishAt.IsZero():
		return e.PublishAt.Unix(), true
	}
	return 0, false
}

func (m *model) dayOf(e plan.Entry) (day plan.Day, dated bool) {
	if at, timed := instantOf(e); timed {
		return m.clock.day(at), true
	}
	if e.PublishOn == nil {
		return 0, false
	}
	return *e.PublishOn, true
}

// dueAt returns the entry's time or the first instant after its day.
func (m *model) dueAt(e plan.Entry) (at int64, dated bool) {
	if at, timed := instantOf(e); timed {
		return at, true
	}
	if e.PublishOn == nil {
		return 0, false
	}
	return m.clock.dayStart(*e.PublishOn + 1), true
}

func isPending(e plan.Entry) bool {
	return slices.Contains([]plan.State{plan.Planned, plan.Drafting, plan.InReview, plan.Approved}, e.State)
}

func (m *model) isOverdue(e plan.Entry) bool {
	due, dated := m.dueAt(e)
	return dated && isPending(e) && m.now-due > int64(m.snapshot.Channel.Grace/time.Second)
}

func (m *model) covers(e plan.Entry) bool {
	_, dated := m.dueAt(e)
	return dated && (e.State == plan.Published || isPending(e) && !m.isOverdue(e))
}

func counted(e known) bool     { return e.covers }
func isPublished(e known) bool { return e.State == plan.Published }

// entriesIn lists the entries that count, by the given measure, on days of span.
func (m *model) entriesIn(span plan.Span, counts func(known) bool) []known {
	var found []known
	for _, e := range m.entries {
		if span.From <= e.day && e.day <= span.To && counts(e) {
			found = append(found, e)
		}
	}
	return found
}

func (m *model) isPaused(day plan.Day) bool {
	for _, p := range m.snapshot.Pauses {
		if p.Span.From <= day && day <= p.Span.To {
			return true
		}
	}
	return false
}

func (m *model) isActive(day plan.Day) bool {
	return !m.isPaused(day) && !(m.snapshot.Channel.SkipHolidays && m.isHoliday(day))
}

// period is a week or month of a quota, cut to its plan.
type period struct {
	span     plan.Span
	expected int
	ended    bool
}

// periods walks through the plan's days and closes a period wherever a Monday
// or the first of a month comes next.
func (m *model) periods(p plan.Plan) []period {
	startsPeriod := func(day plan.Day) bool { return day.Weekday() == time.Monday }
	if p.Cadence.Per == plan.PerMonth {
		startsPeriod = func(day plan.Day) bool { return day == day.Month() }
	}
	var found []period
	first := p.Span.From
	active := 0
	for day := p.Span.From; day <= p.Span.To; day++ {
		if m.isActive(day) {
			active++
		}
		if day < p.Span.To && !startsPeriod(day+1) {
			continue
		}
		length := 7
		if p.Cadence.Per == plan.PerMonth {
			length = lengthOfMonth(day)
		}
		share := p.Cadence.Quota * active
		expected := share / length
		if rest := share % length; 2*rest > length || 2*rest == length && startsPeriod(first) {
			expected++
		}
		found = append(found, period{span: plan.Span{From: first, To: day}, expected: expected, ended: day < m.today})
		first, active = day+1, 0
	}
	return found
}

func (m *model) quotaFindings(p plan.Plan) []continuity.Finding {
	covering := m.entriesIn(p.Span, counted)
	var found []continuity.Finding
	dry := m.about(continuity.RunsDry, p)
	for _, period := range m.periods(p) {
		actual := len(m.entriesIn(period.span, counted))
		afterAll := !slices.ContainsFunc(covering, func(e known) bool { return e.day >= period.span.From })
		switch {
		case !period.ended && period.expected > 0 && actual == 0 && afterAll:
			if dry.Expected == 0 {
				dry.Span = plan.Span{From: period.span.From, To: p.Span.To}
			}
			dry.Expected += period.expected
		case actual < period.expected:
			f := m.about(continuity.Cadence, p)
			f.Span, f.Expected, f.Actual = period.span, period.expected, actual
			f.Severity = m.pressing(f.Span.From, p.LeadTime)
			if f.Span.To < m.today {
				f.Severity = continuity.Missed
			}
			found = append(found, f)
		}
	}
	return append(found, m.dryTail(dry, p)...)
}

// dryTail is the runs_dry of a plan, if anything went into it.
func (m *model) dryTail(dry continuity.Finding, p plan.Plan) []continuity.Finding {
	if dry.Expected == 0 {
		return nil
	}
	dry.Severity = m.pressing(dry.Span.From, p.LeadTime)
	return []continuity.Finding{dry}
}

// about begins a finding that concerns a plan as a whole.
func (m *model) about(rule continuity.Rule, p plan.Plan) continuity.Finding {
	return continuity.Finding{Rule: rule, ChannelID: m.snapshot.Channel.ID, PlanID: p.ID, OwnerID: cmp.Or(p.OwnerID, m.snapshot.Channel.OwnerID)}
}

// pressing is the severity of what is not missed.
func (m *model) pressing(from plan.Day, leadTime int) continuity.Severity {
	switch days := int(from - m.today); {
	case days <= leadTime:
		return continuity.Critical
	case days <= 42:
		return continuity.Warning
	}
	return continuity.Notice
}
