package continuity

import (
	"cmp"
	"slices"
	"time"
)

// Reconciliation is what a scan changes in the stored gaps of one channel.
type Reconciliation struct {
	Changed []Gap    // new gaps and those whose state, span, figures, severity or owner changed
	Seen    []string // ids of gaps found again just as they stand
	Events  []Event  // the history of Changed, in its order
}

// Reconcile compares an assessment's findings with all stored gaps of the same
// channel. Doing so a second time on one day, with the first time's changes
// stored, changes nothing.
func Reconcile(a *Assessment, gaps []Gap, newID func() string) Reconciliation {
	stored := make(map[string]Gap, len(gaps))
	for _, g := range gaps {
		stored[g.Fingerprint] = g
	}
	var r Reconciliation
	for _, f := range a.result.Findings {
		g, known := stored[f.Fingerprint]
		delete(stored, f.Fingerprint)
		if known {
			r.seeAgain(a, g, f)
		} else {
			r.open(a, f, newID())
		}
	}
	vanished := make([]Gap, 0, len(stored))
	for _, g := range stored {
		vanished = append(vanished, g)
	}
	slices.SortFunc(vanished, func(g, h Gap) int { return cmp.Compare(g.Fingerprint, h.Fingerprint) })
	for _, g := range vanished {
		r.close(a, g)
	}
	return r
}

// open stores a finding never seen before.
func (r *Reconciliation) open(a *Assessment, f Finding, id string) {
	g := Gap{ID: id, WorkspaceID: a.channel.WorkspaceID, Finding: f, State: Open, OpenedAt: a.now, LastSeen: a.today, CreatedAt: a.now}
	if f.Severity == Missed {
		g.State, g.ClosedAt = GapMissed, a.now
	}
	r.keep(a, Gap{}, g, EventOpened)
}

// seeAgain lets a stored gap follow its finding.
func (r *Reconciliation) seeAgain(a *Assessment, g Gap, f Finding) {
	next := g
	next.Finding, next.LastSeen = f, a.today
	ended := g.Acceptance != nil && a.endsAcceptance(*g.Acceptance, f)
	if ended {
		next.Acceptance = nil
		if g.State == Accepted {
			g.State = Open
			r.Events = append(r.Events, Event{GapID: g.ID, At: a.now, Kind: EventEnded, From: Accepted, To: Open, Seen: f})
		}
	}
	switch {
	case f.Severity == Missed:
		next.State = GapMissed
	case next.Acceptance != nil:
		next.State = Accepted
	default:
		next.State = Open
	}
	kind := EventMoved
	switch {
	case next.State == GapMissed && g.State != GapMissed:
		kind, next.ClosedAt = EventMissed, a.now
		if !g.State.Live() {
			next.OpenedAt = a.now // seen again after it was closed
		}
	case next.State.Live() && !g.State.Live():
		kind, next.OpenedAt, next.ClosedAt = EventReturned, a.now, time.Time{}
	case next.Finding != g.Finding:
	case ended:
		kind = ""
	default:
		r.Seen = append(r.Seen, g.ID)
		return
	}
	r.keep(a, g, next, kind)
}

// endsAcceptance reports whether an acceptance ends: its last day is over (or
// ended before the gap's own days did), or the gap begins earlier or lacks more
// than when it was accepted.
func (a *Assessment) endsAcceptance(acceptance Acceptance, f Finding) bool {
	over := acceptance.Until < a.today
	if f.Severity == Missed {
		over = acceptance.Until < f.Span.To
	}
	return over || f.Span.From < acceptance.From || f.Shortfall() > acceptance.Shortfall
}

// close decides what becomes of a gap that is not found any more.
func (r *Reconciliation) close(a *Assessment, g Gap) {
	next, kind := g, EventResolved
	isPast := (g.Rule == Cadence || g.Rule == Silence) && g.Span.To < a.today
	switch {
	case g.State == GapMissed && a.answered(g):
		next.State = Resolved
	case !g.State.Live():
		return
	case a.heldByDry(g):
		next.State, kind = Merged, EventMerged
	case isPast && !a.answered(g):
		next.State, kind = GapMissed, EventMissed
		if g.Acceptance != nil && g.Acceptance.Until < g.Span.To {
			next.Acceptance = nil
		}
	default:
		next.State = Resolved
	}
	next.ClosedAt = a.now
	r.keep(a, g, next, kind)
}

// keep has a gap stored as it is after the scan, with the event that made it
// so; "" where that is told already.
func (r *Reconciliation) keep(a *Assessment, before, after Gap, kind EventKind) {
	after.UpdatedAt = a.now
	r.Changed = append(r.Changed, after)
	if kind != "" {
		r.Events = append(r.Events, Event{GapID: after.ID, At: a.now, Kind: kind, From: before.State, To: after.State, Seen: after.Finding})
	}
}

// heldByDry reports whether a runs_dry of the gap's plan now holds it.
func (a *Assessment) heldByDry(g Gap) bool {
	if g.Rule != Cadence && g.Rule != Silence {
		return false
	}
	if status, exists := a.statusOf(g); exists {
		return status.Dry
	}
	for _, f := range a.result.Findings {
		if f.Rule == RunsDry && f.PlanID == g.PlanID {
			return f.Span.From <= g.Span.From && g.Span.To <= f.Span.To
		}
	}
	return false
}

// answered reports whether facts, not time, took a gap's finding away: its
// period or slot has what it expects, or its silence is broken or short enough.
// What vanished with its plan or channel is not answered.
func (a *Assessment) answered(g Gap) bool {
	if g.Rule == Silence {
		return a.isBroken(g)
	}
	status, exists := a.statusOf(g)
	return exists && status.Actual >= status.Expected
}

// isBroken reports whether something covers in a silence's days after all, or
// whether its plan now allows that many.
func (a *Assessment) isBroken(silence Gap) bool {
	for _, e := range a.covers {
		if silence.Span.Holds(e.day) {
			return true
		}
	}
	for _, p := range a.plans {
		if p.ID == silence.PlanID && p.MaxSilence >= 1 {
			return a.unpaused(silence.Span) <= p.MaxSilence
		}
	}
	return false
}

// statusOf returns the period or slot that a cadence gap is about.
func (a *Assessment) statusOf(g Gap) (PeriodStatus, bool) {
	if g.Rule != Cadence {
		return PeriodStatus{}, false
	}
	for _, p := range a.plans {
		if p.ID == g.PlanID {
			if i := slices.Index(p.keys, g.Fingerprint); i >= 0 {
				return p.periods[i], true
			}
		}
	}
	return PeriodStatus{}, false
}
