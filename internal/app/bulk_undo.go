package app

import (
	"context"
	"errors"
	"strconv"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// UndoBulk takes a change of many entries back, as one: each becomes what it was.
// Who made it may, and editors, for 30 days. Where an entry has been changed
// since, nothing is taken back, unless those shall be skipped; what they are now
// is somebody's later decision. What was undone cannot be undone again.
func (a *App) UndoBulk(ctx context.Context, by Actor, ws, id string, skipChanged bool) (result BulkResult, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		kept, err := c.takeBulk(id)
		if err != nil {
			return err
		}
		ids := make([]string, len(kept))
		for i, e := range kept {
			ids[i] = e.EntryID
		}
		entries, err := c.lockedEntries(ids)
		if err != nil {
			return err
		}
		var undone []bulkEntry
		if result, undone, err = c.tryUndo(kept, entries); err != nil {
			return err
		}
		if result.Count(BulkRefused) > 0 && !skipChanged {
			return errRefusedEntries
		}
		for _, e := range undone {
			if err := c.writeOfBulk(&e, id, "undone"); err != nil {
				return err
			}
		}
		result.BulkID, result.Applied = id, true
		c.audit("bulk", id, "undone", []store.Change{{Field: "entries", To: strconv.Itoa(len(undone))}})
		return nil
	})
	if errors.Is(err, errRefusedEntries) {
		err = nil
	}
	return result, err
}

// takeBulk returns the entries of a bulk that the member may undo, and marks it
// undone: of two who do so at once, one comes late.
func (c *change) takeBulk(id string) ([]store.BulkEntry, error) {
	bulk, kept, err := c.Bulk(c.ws, id)
	switch {
	case err != nil:
		return nil, err
	case c.now.Sub(bulk.At) > undoFor:
		return nil, plan.Errorf(plan.CodeNotFound, "This change was made more than 30 days ago and cannot be undone.")
	case bulk.MemberID != c.member.ID && !may(c.member.Role, WriteEntries):
		return nil, plan.Errorf(plan.CodeForbidden, "A change of many entries is undone by who made it, or by an editor.")
	case !bulk.UndoneAt.IsZero():
		return nil, plan.Errorf(plan.CodeConflict, "This change has been undone already.")
	}
	err = c.MarkBulkUndone(c.ws, id, c.now)
	if plan.CodeOf(err) == plan.CodeStale {
		err = plan.Errorf(plan.CodeConflict, "This change has been undone already.")
	}
	return kept, err
}

// tryUndo says of each entry what undoing makes of it, and writes nothing.
func (v *view) tryUndo(kept []store.BulkEntry, entries map[string]plan.Entry) (BulkResult, []bulkEntry, error) {
	result := BulkResult{Items: make([]BulkItem, len(kept))}
	var undone []bulkEntry
	known := map[[4]string]plan.Problems{} // by owners and topics: whether they can be named again
	for i, k := range kept {
		item := &result.Items[i]
		before, found := entries[k.EntryID]
		*item = BulkItem{EntryID: k.EntryID, Title: before.Title, Version: before.Version}
		switch {
		case !found:
			item.refuse(plan.Errorf(plan.CodeNotFound, "There is no such entry any more."))
			continue
		case before.Version != k.Version:
			item.refuse(plan.Errorf(plan.CodeStale, "This entry has been changed since."))
			continue
		}
		after := restored(before, k.Was)
		names := [4]string{before.OwnerID, after.OwnerID, before.TopicID, after.TopicID}
		problems, asked := known[names]
		if !asked {
			if err := v.checkReferences(&problems, after, before); err != nil {
				return result, nil, err
			}
			known[names] = problems
		}
		if err := problems.Err(); err != nil {
			item.refuse(err)
			continue
		}
		item.tell(before, after)
		undone = append(undone, bulkEntry{item, before, after})
	}
	return result, undone, nil
}

// restored is an entry as it was before a bulk. Nobody judges it again: what was
// approved then is approved now, for not a word of it is another.
func restored(e plan.Entry, was store.EntryBefore) plan.Entry {
	e.State, e.PublishAt, e.PublishOn, e.PublishedAt = was.State, was.PublishAt, was.PublishOn, was.PublishedAt
	e.OwnerID, e.TopicID, e.DeletedAt = was.OwnerID, was.TopicID, was.DeletedAt
	return e
}
