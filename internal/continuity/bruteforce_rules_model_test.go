package continuity_test

import (
	"cmp"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func (m *model) isHoliday(day plan.Day) bool { return slices.Contains(m.snapshot.Holidays, day) }

// isComing reports whether the entry is to be published and its time or day is not over.
func (m *model) isComing(e known) bool { return isPending(e.Entry) && e.due > m.now }

// mildly is the severity of what is at most a warning.
func (m *model) mildly(from plan.Day, leadTime int) continuity.Severity {
	if severity := m.pressing(from, leadTime); severity != continuity.Critical {
		return severity
	}
	return continuity.Warning
}

// monthsWithoutTheme walks through the plan's days and judges at the end of each month.
func (m *model) monthsWithoutTheme(p plan.Plan) []continuity.Finding {
	if !p.ThemeEachMonth {
		return nil
	}
	var found []continuity.Finding
	first, themed, active := p.Span.From, false, false
	for day := p.Span.From; day <= p.Span.To; day++ {
		active = active || m.isActive(day)
		for _, theme := range m.snapshot.Themes {
			themed = themed || theme.PlanID == p.ID && theme.Span.From <= day && day <= theme.Span.To
		}
		if day < p.Span.To && day+1 != (day+1).Month() {
			continue
		}
		if active && !themed && day >= m.today {
			f := m.about(continuity.ThemeMissing, p)
			f.Span, f.Expected = plan.Span{From: first, To: day}, 1
			f.Severity = m.mildly(first, p.LeadTime)
			found = append(found, f)
		}
		first, themed, active = day+1, false, false
	}
	return found
}

// mixes counts day by day, up to the ninetieth from today.
func (m *model) mixes(p plan.Plan) []continuity.Finding {
	var days []plan.Day
	for day := m.today; day < m.today+90; day++ {
		if p.Span.From <= day && day <= p.Span.To {
			days = append(days, day)
		}
	}
	if len(days) == 0 {
		return nil
	}
	span := plan.Span{From: days[0], To: days[len(days)-1]}
	all := m.entriesIn(span, counted)
	if len(all) < 5 {
		return nil
	}
	company := m.entriesIn(span, func(e known) bool { return e.covers && m.snapshot.CompanyTopics[e.TopicID] })
	curated := m.entriesIn(span, func(e known) bool { return e.covers && e.Curated })
	var found []continuity.Finding
	for _, side := range []struct {
		kind  continuity.SubjectKind
		bound *plan.Share
		share float64
	}{
		{continuity.AboutCompany, p.CompanyShare, float64(len(company)) * 100 / float64(len(all))},
		{continuity.AboutCurated, p.CuratedShare, float64(len(curated)) * 100 / float64(len(all))},
	} {
		if side.bound == nil || float64(side.bound.AtLeast) <= side.share && side.share <= float64(side.bound.AtMost) {
			continue
		}
		f := m.about(continuity.Mix, p)
		f.SubjectKind, f.SubjectID, f.Span = side.kind, p.ID, span
		f.Expected, f.Actual = side.bound.AtLeast, int(side.share)
		if side.share > float64(side.bound.AtMost) {
			f.Expected = side.bound.AtMost
			if float64(f.Actual) < side.share {
				f.Actual++
			}
		}
		f.Severity = m.mildly(span.From, p.LeadTime)
		found = append(found, f)
	}
	return found
}

// reach is when an entry may appear: nanoseconds, both ends included.
func (m *model) reach(e known) (first, last int64) {
	if at, timed := instantOf(e.Entry); timed {
		return at * 1e9, at * 1e9
	}
	return m.clock.dayStart(e.day) * 1e9, m.clock.dayStart(e.day+1)*1e9 - 1
}

// byReach orders by when entries may appear at the earliest, at the latest, and by id.
func (m *model) byReach(a, b known) int {
	firstA, lastA := m.reach(a)
	firstB, lastB := m.reach(b)
	return cmp.Or(cmp.Compare(firstA, firstB), cmp.Compare(lastA, lastB), cmp.Compare(a.ID, b.ID))
}

// farthest is how far apart two entries can still be.
func (m *model) farthest(a, b known) time.Duration {
	firstA, lastA := m.reach(a)
	firstB, lastB := m.reach(b)
	return time.Duration(max(lastB-firstA, lastA-firstB))
}

// clashes compares each entry that covers with all of those before it.
func (m *model) clashes() []continuity.Finding {
	spacing := m.snapshot.Channel.MinSpacing
	if spacing == 0 {
		return nil
	}
	var found []continuity.Finding
	for _, later := range m.entries {
		var nearest known
		for _, other := range m.entries {
			if !later.covers || !other.covers || m.byReach(other, later) >= 0 || m.farthest(other, later) >= spacing {
				continue
			}
			closer := cmp.Compare(m.farthest(other, later), m.farthest(nearest, later))
			if nearest.ID == "" || closer < 0 || closer == 0 && m.byReach(other, nearest) > 0 {
				nearest = other
			}
		}
		if nearest.ID != "" && (m.isComing(nearest) || m.isComing(later)) {
			found = append(found, m.clash(nearest, later, spacing))
		}
	}
	return found
}

// clash names the pair in its fingerprint: nothing else of a finding tells both.
func (m *model) clash(earlier, later known, spacing time.Duration) continuity.Finding {
	p, inPlan := m.planOn(later.day)
	if !inPlan {
		p.LeadTime = plan.DefaultLeadTime
	}
	f := m.about(continuity.Clash, p)
	f.SubjectKind, f.SubjectID, f.OwnerID = continuity.AboutEntry, later.ID, cmp.Or(later.OwnerID, f.OwnerID)
	f.Span = plan.Span{From: min(earlier.day, later.day), To: max(earlier.day, later.day)}
	f.Expected, f.Actual = int(spacing.Minutes()), int(m.farthest(earlier, later)/time.Minute)
	f.Severity = m.mildly(f.Span.From, p.LeadTime)
	pair := []string{earlier.ID, later.ID}
	slices.Sort(pair)
	f.Fingerprint = "clash:" + pair[0] + ":" + pair[1]
	return f
}
