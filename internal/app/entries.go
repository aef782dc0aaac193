package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Entry returns one entry, a deleted one too while it can be restored.
func (a *App) Entry(ctx context.Context, by Actor, ws, id string) (seen SeenEntry, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		e, err := v.Entry(ws, id, true)
		if err == nil {
			err = requirePresent("entry", e.DeletedAt, v.now)
		}
		if err != nil {
			return err
		}
		seen, err = v.see(e)
		return err
	})
	return seen, err
}

// EntryHistory tells who changed what of an entry, newest first.
func (a *App) EntryHistory(ctx context.Context, by Actor, ws, id string, page Page) (history []Change, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if _, err := v.Entry(ws, id, true); err != nil {
			return err
		}
		rows, n, err := v.History(ws, "entry", id, store.Page(page))
		if err != nil {
			return err
		}
		for _, row := range rows {
			history = append(history, Change{At: row.At, MemberID: row.MemberID, Action: row.Action, Fields: fieldChanges(row.Changes)})
		}
		next = n
		return v.giveReasons(history)
	})
	return history, next, err
}

// CreateEntry makes an entry. Contributors may make ideas and entries of their
// own, editors any.
func (a *App) CreateEntry(ctx context.Context, by Actor, ws string, draft EntryDraft) (seen SeenEntry, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		if err := c.lockNamed(draft.ChannelID); err != nil {
			return err
		}
		e := draft.entry()
		e.ID, e.WorkspaceID, e.CreatedBy = newID(), ws, c.member.ID
		e.CreatedAt, e.UpdatedAt, e.RenderedAt = c.now, c.now, c.now
		zone, err := c.checkEntry(&e, plan.Entry{})
		if err != nil {
			return err
		}
		c.audit("entry", e.ID, "created", entryDiff(plan.Entry{}, e))
		if err := c.view.CreateEntry(&e, zone); err != nil {
			return err
		}
		seen, err = c.see(e)
		return err
	})
	return seen, err
}

func (d EntryDraft) entry() plan.Entry {
	e := plan.Entry{
		ChannelID: d.ChannelID, TopicID: d.TopicID, OwnerID: d.OwnerID, ApproverID: d.ApproverID,
		Title: d.Title, Copy: d.Copy, Link: d.Link, Format: d.Format, State: d.State,
		PublishAt: wholeSecond(d.PublishAt), PublishOn: d.PublishOn, PublishedAt: wholeSecond(d.PublishedAt),
		Checklist: d.Checklist, Curated: d.Curated, SourceURL: d.SourceURL, Effort: d.Effort,
	}
	if e.State == "" {
		e.State = plan.Planned
		if e.PublishAt.IsZero() && e.PublishOn == nil {
			e.State = plan.Idea
		}
	}
	return e
}

func wholeSecond(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Second)
}

// ChangeEntry changes an entry. Contributors may change their own, editors any.
func (a *App) ChangeEntry(ctx context.Context, by Actor, ws, id string, match *int, patch EntryPatch) (seen SeenEntry, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		other := ""
		if patch.ChannelID != nil {
			other = *patch.ChannelID
		}
		before, err := c.lockedEntry(id, match, other)
		if err != nil {
			return err
		}
		e := before
		if err := patch.apply(&e); err != nil {
			return err
		}
		seen, err = c.saveEntry(e, before, "changed")
		return err
	})
	return seen, err
}

// lockedEntry returns an entry with its channel locked, and the other channel
// it may move to; always in the order of their ids, so that two moves never
// wait for each other.
func (c *change) lockedEntry(id string, match *int, other string) (plan.Entry, error) {
	e, err := c.view.Entry(c.ws, id, false)
	if err != nil {
		return plan.Entry{}, err
	}
	first, second := e.ChannelID, other
	if second != "" && second < first {
		first, second = second, first
	}
	for _, channelID := range []string{first, second} {
		if channelID != "" {
			if err := c.lockNamed(channelID); err != nil {
				return plan.Entry{}, err
			}
		}
	}
	channelID := e.ChannelID
	if e, err = c.view.Entry(c.ws, id, false); err != nil { // as it is now that nobody else changes it
		return plan.Entry{}, err
	}
	if e.ChannelID != channelID {
		return plan.Entry{}, plan.Errorf(plan.CodeStale, "The entry was moved to another channel meanwhile. Read it again and repeat your change.")
	}
	return e, matches(match, e.Version)
}

func (p EntryPatch) apply(e *plan.Entry) error {
	set(&e.ChannelID, p.ChannelID)
	set(&e.TopicID, p.TopicID)
	set(&e.OwnerID, p.OwnerID)
	set(&e.ApproverID, p.ApproverID)
	set(&e.Title, p.Title)
	set(&e.Copy, p.Copy)
	set(&e.Link, p.Link)
	set(&e.Format, p.Format)
	set(&e.Checklist, p.Checklist)
	set(&e.Curated, p.Curated)
	if !e.Curated {
		e.SourceURL = ""
	}
	set(&e.SourceURL, p.SourceURL)
	set(&e.Effort, p.Effort)
	if p.PublishedAt != nil {
		e.PublishedAt = wholeSecond(*p.PublishedAt)
	}
	setsTime := p.PublishAt != nil && !p.PublishAt.IsZero()
	setsDay := p.PublishOn != nil && *p.PublishOn != NoDay
	switch {
	case setsTime && setsDay:
		var problems plan.Problems
		problems.Add("publish_on", "stands beside a time; give a time or a date, not both")
		return problems.Err()
	case setsTime:
		e.PublishAt, e.PublishOn = wholeSecond(*p.PublishAt), nil
	case setsDay:
		e.PublishAt, e.PublishOn = time.Time{}, p.PublishOn
	default:
		if p.PublishAt != nil {
			e.PublishAt = time.Time{}
		}
		if p.PublishOn != nil {
			e.PublishOn = nil
		}
	}
	return nil
}

// saveEntry validates and stores a changed entry; one that is as it was is left alone.
func (c *change) saveEntry(e, before plan.Entry, action string) (SeenEntry, error) {
	zone, err := c.checkEntry(&e, before)
	if err != nil {
		return SeenEntry{}, err
	}
	if diff := entryDiff(before, e); len(diff) > 0 {
		c.audit("entry", e.ID, action, diff)
		if err := c.writeChanged(&e, zone, diff); err != nil {
			return SeenEntry{}, err
		}
	}
	return c.see(e)
}

// writeChanged stores a changed entry. No feed shows a checklist: where nothing
// else was changed, calendar programs have nothing to look at again.
func (c *change) writeChanged(e *plan.Entry, zone *time.Location, diff []store.Change) error {
	if len(diff) > 1 || diff[0].Field != checklistField {
		return c.writeEntry(e, zone)
	}
	e.UpdatedAt = c.now
	return c.UpdateEntry(e, zone)
}

func (c *change) writeEntry(e *plan.Entry, zone *time.Location) error {
	e.UpdatedAt, e.RenderedAt = c.now, c.now
	e.Sequence++
	return c.UpdateEntry(e, zone)
}

// DeleteEntry takes an entry away; for 30 days it can be restored.
func (a *App) DeleteEntry(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		e, err := c.lockedEntry(id, match, "")
		if err != nil {
			return err
		}
		zone, err := c.checkWriter(e)
		if err != nil {
			return err
		}
		e.DeletedAt = c.now
		c.audit("entry", id, "deleted", nil)
		return c.writeEntry(&e, zone)
	})
}

// RestoreEntry brings a deleted entry back.
func (a *App) RestoreEntry(ctx context.Context, by Actor, ws, id string) (seen SeenEntry, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		e, err := c.view.Entry(ws, id, true)
		if err != nil {
			return err
		}
		if err := requireUndoable("entry", e.DeletedAt, c.now); err != nil {
			return err
		}
		if _, err := c.lock(e.ChannelID); err != nil {
			return err
		}
		zone, err := c.checkWriter(e)
		if err != nil {
			return err
		}
		e.DeletedAt = time.Time{}
		c.audit("entry", id, "restored", nil)
		if err := c.writeEntry(&e, zone); err != nil {
			return err
		}
		seen, err = c.see(e)
		return err
	})
	return seen, err
}
