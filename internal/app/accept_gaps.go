package app

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// GapBulkDraft accepts many gaps as one, for one reason and until one day.
type GapBulkDraft struct {
	GapIDs      []string // one that is named twice counts once
	Acceptance  AcceptanceDraft
	Apply       bool // else only told what it would do
	SkipRefused bool // the others are accepted where some are refused
}

// GapBulkItem tells of one gap of a bulk.
type GapBulkItem struct {
	GapID   string
	Outcome BulkOutcome
	Code    plan.Code      // of a refused one
	Reason  plan.Text      // of a refused one
	Gap     continuity.Gap // as it is now; its zero value where there is no such gap
}

// GapBulkResult tells what a bulk did or would do, gap by gap, as asked.
type GapBulkResult struct {
	BulkID  string // to undo it by; "" where nothing was changed
	Applied bool   // false: nothing was changed, because that was only asked, or because some are refused
	Items   []GapBulkItem
}

// Count returns how many gaps have an outcome.
func (r GapBulkResult) Count(outcome BulkOutcome) (n int) {
	for _, item := range r.Items {
		if item.Outcome == outcome {
			n++
		}
	}
	return n
}

// AcceptGaps lets many gaps stay as one: all of them, or none where one is
// refused, unless those shall be skipped. Each is judged as AcceptGap would; the
// last day is one of each gap's channel. Leads may.
func (a *App) AcceptGaps(ctx context.Context, by Actor, ws string, draft GapBulkDraft) (result GapBulkResult, err error) {
	if strings.TrimSpace(draft.Acceptance.Reason) == "" {
		var problems plan.Problems
		problems.Add("reason", "say why the gaps may stay")
		return result, problems.Err()
	}
	ids := withoutRepeats(draft.GapIDs)
	if !draft.Apply {
		err = a.read(ctx, by, ws, AcceptGaps, func(v *view) error {
			gaps, err := v.GapsByID(ws, ids)
			if err != nil {
				return err
			}
			result, _, err = v.tryAccepting(ids, gaps, draft.Acceptance)
			return err
		})
		return result, err
	}
	err = a.change(ctx, by, ws, AcceptGaps, func(c *change) error {
		gaps, err := c.scannedGaps(ids)
		if err != nil {
			return err
		}
		tried, steps, err := c.tryAccepting(ids, gaps, draft.Acceptance)
		result = tried
		if err != nil {
			return err
		}
		if result.Count(BulkRefused) > 0 && !draft.SkipRefused {
			return errRefusedEntries
		}
		return c.applyAccepting(&result, steps)
	})
	if errors.Is(err, errRefusedEntries) {
		err = nil
	}
	return result, err
}

// scannedGaps returns those of the gaps that there are, as they are after what they
// are of was scanned: their channels, locked in the order of their ids, then members.
func (c *change) scannedGaps(ids []string) (map[string]continuity.Gap, error) {
	found, err := c.GapsByID(c.ws, ids)
	if err != nil {
		return nil, err
	}
	around := map[[2]string]continuity.Gap{} // one for each channel, then for each member
	for _, gap := range found {
		place := [2]string{"channel", gap.ChannelID}
		if gap.ChannelID == "" {
			place = [2]string{"member", gap.SubjectID}
		}
		around[place] = gap
	}
	places := slices.SortedFunc(maps.Keys(around), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	for _, place := range places {
		if _, err := c.scanAround(around[place]); err != nil {
			return nil, err
		}
	}
	return c.GapsByID(c.ws, ids)
}

// todayFor is the day it is where a gap's days are counted: in its channel's zone,
// else the workspace's.
func (v *view) todayFor(gap continuity.Gap) (plan.Day, error) {
	if gap.ChannelID != "" {
		at, err := v.placeOf(gap.ChannelID)
		if err != nil {
			return 0, err
		}
		return plan.DayOf(v.now, at.zone), nil
	}
	workspace, err := v.Workspace(v.ws)
	if err != nil {
		return 0, err
	}
	zone, err := plan.LoadZone(workspace.TimeZone)
	if err != nil {
		return 0, err
	}
	return plan.DayOf(v.now, zone), nil
}

// gapBulkStep is what a bulk does to one gap.
type gapBulkStep struct {
	item   *GapBulkItem
	before continuity.Gap
	event  continuity.Event
}

// tryAccepting says of each gap what becomes of it, and writes nothing.
func (v *view) tryAccepting(ids []string, gaps map[string]continuity.Gap, draft AcceptanceDraft) (GapBulkResult, []gapBulkStep, error) {
	return v.tryGaps(ids, gaps, func(gap continuity.Gap) (continuity.Gap, continuity.Event, error) {
		if a := gap.Acceptance; gap.State == continuity.Accepted && a.Reason == strings.TrimSpace(draft.Reason) && a.Until == draft.Until {
			return gap, continuity.Event{}, nil
		}
		today, err := v.todayFor(gap)
		if err != nil {
			return gap, continuity.Event{}, err
		}
		return continuity.Accept(gap, v.member.ID, draft.Reason, draft.Until, today, v.now)
	})
}

// tryGaps takes a step with each gap, and says what came of it. A step without
// an event changes nothing.
func (v *view) tryGaps(ids []string, gaps map[string]continuity.Gap, step func(continuity.Gap) (continuity.Gap, continuity.Event, error)) (GapBulkResult, []gapBulkStep, error) {
	result := GapBulkResult{Items: make([]GapBulkItem, len(ids))}
	var steps []gapBulkStep
	if v.readOnly {
		return result, nil, plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	}
	for i, id := range ids {
		item := &result.Items[i]
		gap, found := gaps[id]
		*item = GapBulkItem{GapID: id, Gap: gap, Outcome: BulkUnchanged}
		if !found {
			item.refuse(plan.Errorf(plan.CodeNotFound, "There is no such gap."))
			continue
		}
		next, event, err := step(gap)
		switch code := plan.CodeOf(err); {
		case code == plan.CodeConflict || code == plan.CodeInvalid || code == plan.CodeStale:
			item.refuse(err)
		case err != nil:
			return result, nil, err
		case event.Kind != "":
			item.Outcome, item.Gap = BulkChanged, next
			steps = append(steps, gapBulkStep{item: item, before: gap, event: event})
		}
	}
	return result, steps, nil
}

// refuse notes why a gap is not changed.
func (b *GapBulkItem) refuse(err error) {
	b.Outcome, b.Code, b.Reason = BulkRefused, plan.CodeOf(err), plan.Textf("%v", err)
	if fields := plan.FieldsOf(err); len(fields) > 0 {
		b.Reason = plan.Textf("%s %s", plan.Word(fields[0].Field), fields[0].Message)
	}
}

// applyAccepting writes what was tried, and keeps what was, for undoing it.
func (c *change) applyAccepting(result *GapBulkResult, steps []gapBulkStep) error {
	result.Applied = true
	if len(steps) == 0 {
		return nil
	}
	result.BulkID = newID()
	kept := make([]store.GapBefore, len(steps))
	for i, step := range steps {
		kept[i] = store.GapBefore{GapID: step.before.ID, Was: step.before.Acceptance}
	}
	if err := c.writeGapBulk(steps, result.BulkID); err != nil {
		return err
	}
	c.audit(subjectGapBulk, result.BulkID, actionCreated, []store.Change{{Field: "gaps", To: strconv.Itoa(len(steps))}})
	return c.CreateGapBulk(store.GapBulk{ID: result.BulkID, WorkspaceID: c.ws, MemberID: c.member.ID, At: c.now}, kept)
}

// subjectGapBulk is what the audit trail calls many gaps that were accepted as one.
const subjectGapBulk = "gap_bulk"

// writeGapBulk writes what a bulk, or undoing it, does to its gaps.
func (c *change) writeGapBulk(steps []gapBulkStep, bulkID string) error {
	events := make([]continuity.Event, len(steps))
	for i, step := range steps {
		diff := append(gapDiff(step.before, step.item.Gap), store.Change{Field: bulkField, To: bulkID})
		c.audit("gap", step.before.ID, string(step.event.Kind), diff)
		if err := c.SaveGap(&step.item.Gap); err != nil {
			return err
		}
		events[i] = step.event
	}
	return addGapEvents(c.Tx, c.ws, events)
}
