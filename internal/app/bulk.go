package app

import (
	"context"
	"errors"
	"maps"
	"slices"

	"stetig/internal/plan"
)

// BulkChange is done to each of many entries: what is not its zero value or nil.
type BulkChange struct {
	MoveDays int // keeps the time of day on the channel's clock
	State    plan.State
	OwnerID  *string // "" takes the owner away
	TopicID  *string // "" takes the topic away
	Delete   bool    // alone
}

// BulkDraft is a change of many entries.
type BulkDraft struct {
	EntryIDs    []string // one that is named twice counts once
	Change      BulkChange
	Apply       bool // else only told what it would do
	SkipRefused bool // the others are changed where some are refused
}

// BulkOutcome says what becomes of an entry.
type BulkOutcome string

// What becomes of an entry in a bulk.
const (
	BulkChanged   BulkOutcome = "changed"
	BulkUnchanged BulkOutcome = "unchanged" // it is so already
	BulkRefused   BulkOutcome = "refused"
)

// BulkItem tells of one entry of a bulk.
type BulkItem struct {
	EntryID string
	Title   string // "" where there is no such entry
	Outcome BulkOutcome
	Fields  []FieldChange // of a changed one
	Code    plan.Code     // of a refused one
	Reason  plan.Text     // of a refused one
	Version int           // as it is now
}

// BulkResult tells what a bulk did or would do, entry by entry, as asked.
type BulkResult struct {
	BulkID  string // to undo it by; "" where nothing was changed
	Applied bool   // false: nothing was changed, because that was only asked, or because some are refused
	Items   []BulkItem
}

// Count returns how many entries have an outcome.
func (r BulkResult) Count(outcome BulkOutcome) (n int) {
	for _, item := range r.Items {
		if item.Outcome == outcome {
			n++
		}
	}
	return n
}

// errRefusedEntries undoes a bulk of which some entries are refused, with the
// claim of its key; the result says which.
var errRefusedEntries = errors.New("some entries are refused")

// ChangeEntries changes many entries as one: all of them, or none where one is
// refused, unless those shall be skipped. Each is judged as if it were changed
// alone. A publication stands where it was planned, if that has passed, else now.
func (a *App) ChangeEntries(ctx context.Context, by Actor, ws string, draft BulkDraft) (result BulkResult, err error) {
	if err := draft.Change.validate(); err != nil {
		return BulkResult{}, err
	}
	ids := withoutRepeats(draft.EntryIDs)
	if !draft.Apply {
		err = a.read(ctx, by, ws, WriteOwnEntries, func(v *view) error {
			entries, err := v.EntriesByID(ws, ids)
			if err != nil {
				return err
			}
			result, _, err = v.tryBulk(ids, entries, draft.Change)
			return err
		})
		return result, err
	}
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		entries, err := c.lockedEntries(ids)
		if err != nil {
			return err
		}
		tried, changed, err := c.tryBulk(ids, entries, draft.Change)
		result = tried
		if err != nil {
			return err
		}
		if result.Count(BulkRefused) > 0 && !draft.SkipRefused {
			return errRefusedEntries
		}
		return c.applyBulk(&result, changed)
	})
	if errors.Is(err, errRefusedEntries) {
		err = nil
	}
	return result, err
}

func (b BulkChange) validate() error {
	var problems plan.Problems
	others := b.MoveDays != 0 || b.State != "" || b.OwnerID != nil || b.TopicID != nil
	switch {
	case b.Delete && others:
		problems.Add("change.deleted", "stands alone; what is deleted is not changed beside")
	case !b.Delete && !others:
		problems.Add("change", "changes nothing; name what is to be changed")
	}
	return problems.Err()
}

// lockedEntries returns those of the entries that there are, with their channels
// locked in the order of their ids. Which of them are scanned is decided later.
func (c *change) lockedEntries(ids []string) (map[string]plan.Entry, error) {
	found, err := c.EntriesByID(c.ws, ids)
	if err != nil {
		return nil, err
	}
	channels := map[string]bool{}
	for _, e := range found {
		channels[e.ChannelID] = true
	}
	for _, id := range slices.Sorted(maps.Keys(channels)) {
		if _, err := c.LockChannel(c.ws, id); err != nil {
			return nil, err
		}
	}
	if found, err = c.EntriesByID(c.ws, ids); err != nil { // as they are now that nobody else changes them
		return nil, err
	}
	for _, e := range found {
		if !channels[e.ChannelID] {
			return nil, plan.Errorf(plan.CodeStale, "An entry was moved to another channel meanwhile. Repeat your change.")
		}
	}
	return found, nil
}
