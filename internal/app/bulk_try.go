package app

import (
	"time"

	"stetig/internal/plan"
)

// bulkEntry is an entry that a bulk changes.
type bulkEntry struct {
	item          *BulkItem
	before, after plan.Entry
}

// tryBulk says of each entry what a change makes of it, and writes nothing.
func (v *view) tryBulk(ids []string, entries map[string]plan.Entry, change BulkChange) (BulkResult, []bulkEntry, error) {
	result := BulkResult{Items: make([]BulkItem, len(ids))}
	var changed []bulkEntry
	if v.readOnly {
		return result, nil, plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	}
	if err := v.checkBulkReferences(change); err != nil {
		return result, nil, err
	}
	for i, id := range ids {
		item := &result.Items[i]
		before, found := entries[id]
		*item = BulkItem{EntryID: id, Title: before.Title, Version: before.Version}
		if !found || !before.DeletedAt.IsZero() {
			item.refuse(plan.Errorf(plan.CodeNotFound, "There is no such entry."))
			continue
		}
		after, err := v.changeOne(before, change)
		switch isAllowed, fault := allowed(err); {
		case fault != nil:
			return result, nil, fault
		case !isAllowed:
			item.refuse(err)
		default:
			item.tell(before, after)
		}
		if item.Outcome == BulkChanged {
			changed = append(changed, bulkEntry{item, before, after})
		}
	}
	return result, changed, nil
}

// checkBulkReferences looks once whether owner and topic can be named.
func (v *view) checkBulkReferences(change BulkChange) error {
	var problems plan.Problems
	if change.OwnerID != nil {
		if err := v.requireOwner(&problems, "change.owner_id", *change.OwnerID); err != nil {
			return err
		}
	}
	if change.TopicID == nil || *change.TopicID == "" {
		return problems.Err()
	}
	if _, err := v.Topic(v.ws, *change.TopicID, false); plan.CodeOf(err) == plan.CodeNotFound {
		problems.Add("change.topic_id", "is no topic of this workspace")
	} else if err != nil {
		return err
	}
	return problems.Err()
}

// refuse notes why an entry is not changed.
func (b *BulkItem) refuse(err error) {
	b.Outcome, b.Code, b.Reason = BulkRefused, plan.CodeOf(err), plan.Textf("%v", err)
	if fields := plan.FieldsOf(err); len(fields) > 0 {
		b.Reason = plan.Textf("%s %s", plan.Word(fields[0].Field), fields[0].Message)
	}
}

// tell notes what becomes of an entry.
func (b *BulkItem) tell(before, after plan.Entry) {
	b.Fields = fieldChanges(entryDiff(before, after))
	if before.DeletedAt.IsZero() != after.DeletedAt.IsZero() {
		b.Fields = append(b.Fields, FieldChange{Field: "deleted_at", From: formatInstant(before.DeletedAt), To: formatInstant(after.DeletedAt)})
	}
	b.Outcome = BulkUnchanged
	if len(b.Fields) > 0 {
		b.Outcome = BulkChanged
	}
}

// changeOne is what a change makes of one entry, or why it may not be.
func (v *view) changeOne(before plan.Entry, change BulkChange) (plan.Entry, error) {
	after := before
	if change.Delete {
		after.DeletedAt = v.now
		return after, v.requireWriter(before, before)
	}
	set(&after.OwnerID, change.OwnerID)
	set(&after.TopicID, change.TopicID)
	if change.MoveDays != 0 {
		at, err := v.placeOf(before.ChannelID)
		if err != nil {
			return after, err
		}
		if err := shift(&after, change.MoveDays, at); err != nil {
			return after, err
		}
	}
	if change.State != "" && change.State != before.State {
		if err := (Transition{To: change.State}).apply(&after, v.now); err != nil {
			return after, err
		}
		after.PublishedAt = time.Time{} // a publication stands where it was planned, or now: checkPublication's to say
	}
	_, err := v.settle(nil, &after, before)
	return after, err
}

// shift moves a date by days; a time keeps what the channel's clock shows, and is
// moved on by the jump where clocks are set forward over it.
func shift(e *plan.Entry, days int, at *place) error {
	switch {
	case e.State == plan.Published:
		return plan.Errorf(plan.CodeConflict, "This entry is published and stands where it appeared.")
	case e.PublishOn != nil:
		day := *e.PublishOn + plan.Day(days)
		e.PublishOn = &day
	case !e.PublishAt.IsZero():
		wall := plan.WallOf(e.PublishAt, at.zone)
		e.PublishAt = wholeSecond(plan.WallAt(wall.Day()+plan.Day(days), wall.SecondOfDay()).In(at.zone))
	default:
		return plan.Errorf(plan.CodeConflict, "This entry has no date that could be moved.")
	}
	return nil
}
