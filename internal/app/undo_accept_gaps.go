package app

import (
	"context"
	"errors"
	"strconv"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// UndoGapBulk takes back that many gaps were accepted, as one: each is open
// again, or has the acceptance it had before. Leads may, for 30 days. Where a gap
// was closed, or its acceptance ended or was replaced since, nothing is taken
// back, unless those shall be skipped. What was undone cannot be undone again.
func (a *App) UndoGapBulk(ctx context.Context, by Actor, ws, id string, skipChanged bool) (result GapBulkResult, err error) {
	err = a.change(ctx, by, ws, AcceptGaps, func(c *change) error {
		bulk, kept, err := c.takeGapBulk(id)
		if err != nil {
			return err
		}
		ids, was := make([]string, len(kept)), map[string]*continuity.Acceptance{}
		for i, g := range kept {
			ids[i], was[g.GapID] = g.GapID, g.Was
		}
		gaps, err := c.scannedGaps(ids)
		if err != nil {
			return err
		}
		var steps []gapBulkStep
		result, steps, err = c.tryGaps(ids, gaps, func(gap continuity.Gap) (continuity.Gap, continuity.Event, error) {
			if a := gap.Acceptance; gap.State != continuity.Accepted || a.By != bulk.MemberID || !a.At.Equal(bulk.At) {
				return gap, continuity.Event{}, plan.Errorf(plan.CodeStale, "This gap is not what it was made then: somebody has accepted it anew or opened it since, or it is closed.")
			}
			return continuity.Restore(gap, was[gap.ID], c.member.ID, c.now)
		})
		if err != nil {
			return err
		}
		if result.Count(BulkRefused) > 0 && !skipChanged {
			return errRefusedEntries
		}
		result.BulkID, result.Applied = id, true
		c.audit(subjectGapBulk, id, "undone", []store.Change{{Field: "gaps", To: strconv.Itoa(len(steps))}})
		return c.writeGapBulk(steps, id)
	})
	if errors.Is(err, errRefusedEntries) {
		err = nil
	}
	return result, err
}

// takeGapBulk returns a bulk with what its gaps were, and marks it undone: of two
// who do so at once, one comes late.
func (c *change) takeGapBulk(id string) (store.GapBulk, []store.GapBefore, error) {
	bulk, kept, err := c.GapBulk(c.ws, id)
	switch {
	case err != nil:
		return bulk, nil, err
	case c.now.Sub(bulk.At) > undoFor:
		return bulk, nil, plan.Errorf(plan.CodeNotFound, "These gaps were accepted more than 30 days ago, which cannot be undone as one.")
	case !bulk.UndoneAt.IsZero():
		return bulk, nil, plan.Errorf(plan.CodeConflict, "This has been undone already.")
	}
	err = c.MarkGapBulkUndone(c.ws, id, c.now)
	if plan.CodeOf(err) == plan.CodeStale {
		err = plan.Errorf(plan.CodeConflict, "This has been undone already.")
	}
	return bulk, kept, err
}
