package continuity_test

import (
	"fmt"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// life is a gap as the model keeps it.
type life struct {
	finding    continuity.Finding // as last seen
	state      continuity.GapState
	acceptance *continuity.Acceptance
	openedAt   time.Time
	closedAt   time.Time
	lastSeen   plan.Day
}

// ledger is the model's own memory of a channel's gaps, by what they are about.
type ledger map[string]*life

// scan compares what the model finds now with what it remembers.
func (l ledger) scan(m *model, d drawn) {
	found := map[string]continuity.Finding{}
	var dry []continuity.Finding
	for _, f := range m.findings() {
		found[identity(d, f)] = f
		if f.Rule == continuity.RunsDry {
			dry = append(dry, f)
		}
	}
	for matter, g := range l {
		if _, still := found[matter]; !still {
			g.vanish(m, matter, dry, d.now)
		}
	}
	for matter, f := range found {
		if l[matter] == nil {
			l[matter] = &life{}
		}
		l[matter].seen(f, m.today, d.now)
	}
}

// seen lets a gap follow its finding.
func (g *life) seen(f continuity.Finding, today plan.Day, now time.Time) {
	was := g.state
	g.finding, g.lastSeen = f, today
	g.judgeAcceptance(f, today)
	switch {
	case f.Severity == continuity.Missed:
		g.state = continuity.GapMissed
	case g.acceptance != nil:
		g.state = continuity.Accepted
	default:
		g.state = continuity.Open
	}
	if !was.Live() && was != g.state {
		g.openedAt, g.closedAt = now, time.Time{}
	}
	if g.state == continuity.GapMissed && was != continuity.GapMissed {
		g.closedAt = now
	}
}

// judgeAcceptance ends an acceptance whose last day is over, before the gap's own
// days were, or that was given for less than is missing now.
func (g *life) judgeAcceptance(f continuity.Finding, today plan.Day) {
	a := g.acceptance
	if a == nil {
		return
	}
	lastAsked := today
	if f.Severity == continuity.Missed {
		lastAsked = min(today, f.Span.To)
	}
	if lastAsked > a.Until || f.Span.From < a.From || lacking(f) > a.Shortfall {
		g.acceptance = nil
	}
}

// lacking is what is missing to the promise, or too much where it is a limit: of a
// silence the days, of a mix the percent, of an overload the minutes.
func lacking(f continuity.Finding) int {
	if f.Actual > f.Expected {
		return f.Actual - f.Expected
	}
	return f.Expected - f.Actual
}

// vanish says what becomes of a gap that is not found any more.
func (g *life) vanish(m *model, matter string, dry []continuity.Finding, now time.Time) {
	f := g.finding
	was := g.state
	passes := f.Rule == continuity.Cadence || f.Rule == continuity.Silence
	switch {
	case was == continuity.GapMissed && m.isMade(matter, f):
		g.state = continuity.Resolved
	case !was.Live():
		return
	case passes && m.isInDry(matter, f, dry):
		g.state = continuity.Merged
	case passes && f.Span.To < m.today && !m.isMade(matter, f):
		g.state = continuity.GapMissed
		if g.acceptance != nil && g.acceptance.Until < f.Span.To {
			g.acceptance = nil
		}
	default:
		g.state = continuity.Resolved
	}
	if g.state != was {
		g.closedAt = now
	}
}

// promise is a period or slot of a plan as it stands now.
type promise struct {
	made bool // it has what it expects, or expects nothing
	dry  bool // part of a runs_dry
}

// promises lists what the channel promises now, by matter.
func (m *model) promises() map[string]promise {
	if m.promised != nil {
		return m.promised
	}
	found := map[string]promise{}
	m.promised = found
	if m.snapshot.Channel.Status != plan.Active {
		return found
	}
	for _, p := range m.plans {
		dryFrom, isDry := plan.Day(0), false
		planFindings := m.quotaFindings
		if p.Cadence.IsSlots() {
			planFindings = m.slotFindings
		}
		for _, f := range planFindings(p) {
			if f.Rule == continuity.RunsDry {
				dryFrom, isDry = f.Span.From, true
			}
		}
		if p.Cadence.IsSlots() {
			for _, s := range m.slots(p) {
				found[fmt.Sprintf("slot %s %s %d", p.ID, s.day, p.Cadence.TimeOfDay)] = promise{made: s.filled || !s.active, dry: isDry && s.day >= dryFrom && s.active}
			}
			continue
		}
		for _, period := range m.periods(p) {
			actual := len(m.entriesIn(period.span, counted))
			found[fmt.Sprintf("period %s %s", p.ID, period.span.From)] = promise{made: actual >= period.expected, dry: isDry && period.span.From >= dryFrom && period.expected > 0}
		}
	}
	return found
}

// isMade reports whether facts have answered a gap: its period or slot stands
// and has what it expects; something covers within its silent days, or they are
// not too many any more for a plan that still asks.
func (m *model) isMade(matter string, f continuity.Finding) bool {
	if f.Rule == continuity.Cadence {
		return m.promises()[matter].made
	}
	if f.Rule != continuity.Silence {
		return false
	}
	silent := 0
	for day := f.Span.From; day <= f.Span.To; day++ {
		if !m.isPaused(day) {
			silent++
		}
	}
	for _, p := range m.plans {
		if p.ID == f.PlanID && p.MaxSilence > 0 && silent <= p.MaxSilence {
			return true
		}
	}
	return len(m.entriesIn(f.Span, counted)) > 0
}

// isInDry reports whether a runs_dry of the gap's plan holds it now.
func (m *model) isInDry(matter string, f continuity.Finding, dry []continuity.Finding) bool {
	for _, tail := range dry {
		if tail.PlanID != f.PlanID {
			continue
		}
		if stands, ok := m.promises()[matter]; ok && f.Rule == continuity.Cadence {
			return stands.dry
		}
		return tail.Span.From <= f.Span.From && f.Span.To <= tail.Span.To
	}
	return false
}

// accept notes somebody's word on a gap.
func (g *life) accept(a continuity.Acceptance) {
	a.From, a.Shortfall = g.finding.Span.From, lacking(g.finding)
	g.acceptance, g.state = &a, continuity.Accepted
}
