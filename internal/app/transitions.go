package app

import (
	"context"
	"time"

	"stetig/internal/plan"
)

// MoveEntry moves an entry to another state. Who may approve it, and what may be
// published, is told at judge.
func (a *App) MoveEntry(ctx context.Context, by Actor, ws, id string, match *int, move Transition) (seen SeenEntry, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		before, err := c.lockedEntry(id, match, "")
		if err != nil {
			return err
		}
		e := before
		if err := move.apply(&e, c.now); err != nil {
			return err
		}
		seen, err = c.saveEntry(e, before, "moved")
		return err
	})
	return seen, err
}

func (t Transition) apply(e *plan.Entry, now time.Time) error {
	if !t.To.Valid() {
		var problems plan.Problems
		problems.Add("to", "must be idea, planned, drafting, in_review, approved, published or cancelled")
		return problems.Err()
	}
	if !e.State.CanBecome(t.To) {
		return plan.Errorf(plan.CodeConflict, "An entry that is %s cannot become %s.", e.State, t.To)
	}
	e.State = t.To
	e.PublishedAt = time.Time{}
	if t.To != plan.Published {
		return nil
	}
	switch {
	case t.PublishedAt != nil:
		e.PublishedAt = wholeSecond(*t.PublishedAt)
	case t.PublishedOn != nil:
		e.PublishAt, e.PublishOn = time.Time{}, t.PublishedOn
	default:
		e.PublishedAt = now
	}
	return nil
}
