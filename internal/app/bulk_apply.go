package app

import (
	"strconv"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// bulkField is where the history of an entry names the bulk that changed it.
const bulkField = "bulk_id"

// applyBulk writes what was tried, and keeps what was, for undoing it.
func (c *change) applyBulk(result *BulkResult, changed []bulkEntry) error {
	result.Applied = true
	if len(changed) == 0 {
		return nil
	}
	result.BulkID = newID()
	kept := make([]store.BulkEntry, len(changed))
	for i, e := range changed {
		if err := c.writeOfBulk(&e, result.BulkID, actionOf(e)); err != nil {
			return err
		}
		kept[i] = store.BulkEntry{EntryID: e.after.ID, Version: e.after.Version, Was: beforeOf(e.before)}
	}
	c.audit("bulk", result.BulkID, actionCreated, []store.Change{{Field: "entries", To: strconv.Itoa(len(changed))}})
	return c.CreateBulk(store.Bulk{ID: result.BulkID, WorkspaceID: c.ws, MemberID: c.member.ID, At: c.now}, kept)
}

// writeOfBulk writes one entry of a bulk, and has its channel scanned.
func (c *change) writeOfBulk(e *bulkEntry, bulkID, action string) error {
	at, err := c.placeOf(e.after.ChannelID)
	if err != nil {
		return err
	}
	c.channels[e.after.ChannelID] = true
	c.audit("entry", e.after.ID, action, append(entryDiff(e.before, e.after), store.Change{Field: bulkField, To: bulkID}))
	if err := c.writeEntry(&e.after, at.zone); err != nil {
		return err
	}
	e.item.Version = e.after.Version
	return nil
}

// actionOf names what a bulk did to an entry as if it had been done alone.
func actionOf(e bulkEntry) string {
	switch {
	case !e.after.DeletedAt.IsZero():
		return "deleted"
	case e.after.State != e.before.State:
		return "moved"
	}
	return "changed"
}

func beforeOf(e plan.Entry) store.EntryBefore {
	return store.EntryBefore{
		State: e.State, PublishAt: e.PublishAt, PublishOn: e.PublishOn, PublishedAt: e.PublishedAt,
		OwnerID: e.OwnerID, TopicID: e.TopicID, DeletedAt: e.DeletedAt,
	}
}
