package continuity

import (
	"strings"
	"time"

	"stetig/internal/plan"
)

// Shortfall returns by how much a finding is off: what is missing to expected, or
// what is too much of it where it is a limit.
func (f Finding) Shortfall() int { return max(f.Expected-f.Actual, f.Actual-f.Expected) }

// maxReason bounds the reason of an acceptance, in bytes.
const maxReason = 2000

// Accept lets a gap stay until a last day, on the word of the member by. Only
// an open gap can be accepted, and an accepted one again; anything else is
// CodeConflict. A reason is needed and the last day must not be before today
// (the channel's); otherwise CodeInvalid.
func Accept(g Gap, by, reason string, until, today plan.Day, at time.Time) (Gap, Event, error) {
	reason = strings.TrimSpace(reason)
	var problems plan.Problems
	if reason == "" || len(reason) > maxReason {
		problems.Add("reason", "say in 1 to %d characters why the gap may stay", maxReason)
	}
	if until < today {
		problems.Add("until", "must be today (%s) or later", today)
	}
	if err := problems.Err(); err != nil {
		return Gap{}, Event{}, err
	}
	if !g.State.Live() {
		return Gap{}, Event{}, plan.Errorf(plan.CodeConflict, "This gap is %s; only an open gap can be accepted.", g.State)
	}
	next := g
	next.State = Accepted
	next.UpdatedAt = at
	next.Acceptance = &Acceptance{By: by, At: at, Reason: reason, Until: until, From: g.Span.From, Shortfall: g.Shortfall()}
	return next, Event{GapID: g.ID, At: at, By: by, Kind: EventAccepted, From: g.State, To: Accepted, Note: reason, Until: until, Seen: g.Finding}, nil
}

// Withdraw takes an acceptance back: the gap is open again. A gap that is not
// accepted is CodeConflict.
func Withdraw(g Gap, by string, at time.Time) (Gap, Event, error) {
	if g.State != Accepted {
		return Gap{}, Event{}, plan.Errorf(plan.CodeConflict, "This gap is %s, not accepted; there is nothing to take back.", g.State)
	}
	next := g
	next.State, next.Acceptance, next.UpdatedAt = Open, nil, at
	return next, Event{GapID: g.ID, At: at, By: by, Kind: EventEnded, From: Accepted, To: Open, Seen: g.Finding}, nil
}

// Restore gives an accepted gap the acceptance that it had before, on the word of
// the member by; nil opens it. A gap that is not accepted is CodeConflict.
func Restore(g Gap, was *Acceptance, by string, at time.Time) (Gap, Event, error) {
	if was == nil || g.State != Accepted {
		return Withdraw(g, by, at)
	}
	next := g
	next.Acceptance, next.UpdatedAt = was, at
	return next, Event{GapID: g.ID, At: at, By: by, Kind: EventAccepted, From: g.State, To: Accepted, Note: was.Reason, Until: was.Until, Seen: g.Finding}, nil
}

// Filled is the line of a gap's history that says who made an entry for it.
func Filled(g Gap, by, title string, at time.Time) Event {
	return Event{GapID: g.ID, At: at, By: by, Kind: EventFilled, From: g.State, To: g.State, Note: title, Seen: g.Finding}
}
