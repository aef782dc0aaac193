package continuity_test

import (
	"cmp"
	"slices"
	"strconv"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// uncoveredAbsences asks on each day of each absence, for each plan and for
// none, whether who is away is needed there and whether anybody stands in.
func (m *model) uncoveredAbsences() []continuity.Finding {
	var found []continuity.Finding
	if m.snapshot.ActiveMembers == nil {
		return nil
	}
	for _, absence := range m.snapshot.Absences {
		if m.isMissing(absence.MemberID) {
			continue
		}
		for _, p := range append(slices.Clone(m.plans), plan.Plan{LeadTime: plan.DefaultLeadTime}) {
			f := m.about(continuity.UncoveredAbsence, p)
			f.OwnerID, f.Expected = absence.MemberID, 1
			deputy := cmp.Or(absence.DeputyID, p.DeputyID, m.snapshot.Channel.DeputyID)
			first := true
			for day := absence.Span.From; day <= absence.Span.To; day++ {
				if day < m.today || !m.needs(p, day, absence.MemberID) || !m.isMissing(deputy) && !m.isAway(deputy, day) {
					continue
				}
				if first {
					f.Span.From, first = day, false
				}
				f.Span.To = day
			}
			if !first {
				f.Severity = m.pressing(f.Span.From, p.LeadTime)
				found = append(found, f)
			}
		}
	}
	return found
}

func (m *model) isAway(memberID string, day plan.Day) bool {
	for _, absence := range m.snapshot.Absences {
		if absence.MemberID == memberID && absence.Span.From <= day && day <= absence.Span.To {
			return true
		}
	}
	return false
}

// needs reports whether a plan (or, with the empty plan, what lies in none) has
// something for a member to do on a day.
func (m *model) needs(p plan.Plan, day plan.Day, memberID string) bool {
	on, _ := m.planOn(day)
	if on.ID != p.ID {
		return false
	}
	planOwner := cmp.Or(p.OwnerID, m.snapshot.Channel.OwnerID)
	for _, e := range m.entries {
		if e.day == day && isPending(e.Entry) && cmp.Or(e.OwnerID, planOwner) == memberID {
			return true
		}
	}
	return p.ID != "" && planOwner == memberID && m.isActive(day) && m.promisesOn(p, day)
}

func (m *model) promisesOn(p plan.Plan, day plan.Day) bool {
	if p.Cadence.IsSlots() {
		return slices.ContainsFunc(m.slots(p), func(s slot) bool { return s.day == day })
	}
	return slices.ContainsFunc(m.periods(p), func(q period) bool {
		return q.span.From <= day && day <= q.span.To && q.expected > 0
	})
}

// drawAbsences draws who is away in a span: up to four absences, of anybody and
// with anybody as deputy; those of one member share no day.
func drawAbsences(t *rapid.T, wide plan.Span) []plan.Absence {
	var absences []plan.Absence
	for i := range rapid.IntRange(0, 4).Draw(t, "absences") {
		from := drawDay(t, "away from", wide)
		drawn := plan.Absence{
			ID: "x" + strconv.Itoa(i), MemberID: rapid.SampledFrom([]string{"anna", "ben", "gone"}).Draw(t, "away"), DeputyID: drawOwner(t),
			Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 40).Draw(t, "days away"))},
		}
		if !slices.ContainsFunc(absences, func(x plan.Absence) bool {
			return x.MemberID == drawn.MemberID && x.Span.From <= drawn.Span.To && drawn.Span.From <= x.Span.To
		}) {
			absences = append(absences, drawn)
		}
	}
	return absences
}
