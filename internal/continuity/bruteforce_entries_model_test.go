package continuity_test

import (
	"cmp"
	"slices"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// silences looks, before each day of the plan on which something covers, back to
// the nearest earlier such day of the channel.
func (m *model) silences(p plan.Plan) []continuity.Finding {
	if p.MaxSilence < 1 {
		return nil
	}
	var found []continuity.Finding
	for day := p.Span.From; day <= p.Span.To; day++ {
		later := m.entriesIn(plan.Span{From: day, To: day}, counted)
		if len(later) == 0 {
			continue
		}
		span := plan.Span{From: p.Span.From, To: day - 1}
		if before, ok := m.lastCoveringBefore(day); ok {
			span.From = before + 1
		}
		silent := 0
		for d := span.From; d <= span.To; d++ {
			if !m.isPaused(d) {
				silent++
			}
		}
		if silent <= p.MaxSilence {
			continue
		}
		subject := slices.MinFunc(later, standing)
		f := m.about(continuity.Silence, p)
		f.SubjectKind, f.SubjectID = continuity.AboutEntry, subject.ID
		f.Span, f.Expected, f.Actual = span, p.MaxSilence, silent
		f.Severity = m.pressing(span.From, p.LeadTime)
		if span.To < m.today {
			f.Severity = continuity.Missed
		}
		found = append(found, f)
	}
	return found
}

func (m *model) lastCoveringBefore(limit plan.Day) (last plan.Day, ok bool) {
	for _, e := range m.entries {
		if e.covers && e.day < limit && (!ok || e.day > last) {
			last, ok = e.day, true
		}
	}
	return last, ok
}

// standing orders the entries of one day: timed ones first, as they come, then
// those that have only a date, then by id.
func standing(a, b known) int {
	atA, timedA := instantOf(a.Entry)
	atB, timedB := instantOf(b.Entry)
	switch {
	case timedA && !timedB:
		return -1
	case timedB && !timedA:
		return 1
	}
	return cmp.Or(cmp.Compare(atA, atB), cmp.Compare(a.ID, b.ID))
}

// planOn returns the plan that holds the day.
func (m *model) planOn(day plan.Day) (plan.Plan, bool) {
	for _, p := range m.plans {
		if p.Span.From <= day && day <= p.Span.To {
			return p, true
		}
	}
	return plan.Plan{}, false
}

// isMissing reports whether nobody who may own something stands behind the id.
func (m *model) isMissing(memberID string) bool {
	return m.snapshot.ActiveMembers != nil && !m.snapshot.ActiveMembers[memberID]
}

func (m *model) unownedPlan(p plan.Plan) []continuity.Finding {
	f := m.about(continuity.Unowned, p)
	if p.Span.To < m.today || !m.isMissing(f.OwnerID) {
		return nil
	}
	f.SubjectKind, f.SubjectID = continuity.AboutPlan, p.ID
	f.Span = plan.Span{From: max(m.today, p.Span.From), To: p.Span.To}
	f.Expected = 1
	f.Severity = m.pressing(f.Span.From, p.LeadTime)
	return []continuity.Finding{f}
}

// entryFindings are what is wrong with one entry alone: overdue, not ready, without an
// owner, on a holiday.
func (m *model) entryFindings(e known) []continuity.Finding {
	p, inPlan := m.planOn(e.day)
	if !inPlan {
		p.LeadTime = plan.DefaultLeadTime
	}
	f := m.about("", p)
	f.SubjectKind, f.SubjectID, f.OwnerID = continuity.AboutEntry, e.ID, cmp.Or(e.OwnerID, f.OwnerID)
	f.Span, f.Expected = plan.Span{From: e.day, To: e.day}, 1
	var found []continuity.Finding
	switch {
	case m.isOverdue(e.Entry):
		found = append(found, as(f, continuity.Overdue, continuity.Critical))
	case isPending(e.Entry) && e.State != plan.Approved && int(e.day-m.today) <= p.LeadTime:
		found = append(found, as(f, continuity.NotReady, m.pressing(e.day, p.LeadTime)))
	}
	if e.covers && e.due > m.now && m.isMissing(f.OwnerID) {
		found = append(found, as(f, continuity.Unowned, m.pressing(e.day, p.LeadTime)))
	}
	if m.snapshot.Channel.WarnOnHolidays && m.isComing(e) && m.isHoliday(e.day) {
		found = append(found, as(f, continuity.OnHoliday, m.mildly(e.day, p.LeadTime)))
	}
	return found
}

func as(f continuity.Finding, rule continuity.Rule, severity continuity.Severity) continuity.Finding {
	f.Rule, f.Severity = rule, severity
	return f
}

// plannedUntil walks on from today as long as a plan holds the day.
func (m *model) plannedUntil() (last plan.Plan, ok bool) {
	for day := m.today; ; day++ {
		p, planned := m.planOn(day)
		if !planned {
			return last, ok
		}
		last, ok = p, true
	}
}

func (m *model) horizon() []continuity.Finding {
	f := continuity.Finding{Rule: continuity.Horizon, ChannelID: m.snapshot.Channel.ID, OwnerID: m.snapshot.Channel.OwnerID}
	f.Span, f.Expected = plan.Span{From: m.today, To: m.today + 365}, 1
	leadTime := plan.DefaultLeadTime
	if last, ok := m.plannedUntil(); ok {
		f.Span.From, leadTime = last.Span.To+1, last.LeadTime
	}
	if f.Span.From > f.Span.To {
		return nil
	}
	f.Severity = m.pressing(f.Span.From, leadTime)
	return []continuity.Finding{f}
}

// runway counts the days from today to the day before the first alarm or, where
// there is none, to the end of the joined plans.
func (m *model) runway() int {
	first, alarmed := plan.Day(0), false
	for _, f := range m.findings() {
		quiet := f.Rule == continuity.Cadence || f.Rule == continuity.Silence || f.Rule == continuity.RunsDry
		if quiet && f.Severity != continuity.Missed && (!alarmed || f.Span.From < first) {
			first, alarmed = f.Span.From, true
		}
	}
	if alarmed {
		return max(0, int(first-1-m.today))
	}
	if last, ok := m.plannedUntil(); ok {
		return max(0, int(last.Span.To-m.today))
	}
	return 0
}

// figures counts what the plans expected and kept over the periods and slots that
// ended in a span. A channel that is not active has promised nothing.
func (m *model) figures(span plan.Span) (expected, kept int) {
	if m.snapshot.Channel.Status != plan.Active {
		return 0, 0
	}
	for _, p := range m.plans {
		if p.Cadence.IsSlots() {
			for _, s := range m.slots(p) {
				if s.active && s.ended && span.From <= s.endDay && s.endDay <= span.To {
					expected++
					kept += s.kept
				}
			}
			continue
		}
		for _, period := range m.periods(p) {
			if period.ended && span.From <= period.span.To && period.span.To <= span.To {
				expected += period.expected
				kept += min(len(m.entriesIn(period.span, isPublished)), period.expected)
			}
		}
	}
	return expected, kept
}
