package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// ApproveEntry approves an entry. The approver it names may; where it names none
// editors may, but with four eyes not its owner. What is approved or published
// already, or cancelled, is CodeConflict.
func (a *App) ApproveEntry(ctx context.Context, by Actor, ws, id string, match *int) (seen SeenEntry, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		before, err := c.lockedEntry(id, match, "")
		if err != nil {
			return err
		}
		if before.State == plan.Published {
			return plan.Errorf(plan.CodeConflict, "This entry is published. To take the publication back, move the entry to approved.")
		}
		e := before
		if err := (Transition{To: plan.Approved}).apply(&e, c.now); err != nil {
			return err
		}
		seen, err = c.saveEntry(e, before, "approved")
		return err
	})
	return seen, err
}

// RejectEntry sends an entry that is in review or approved back to drafting. Who
// may approve it may. The reason is needed; it becomes a comment of theirs, which
// the entry's history shows.
func (a *App) RejectEntry(ctx context.Context, by Actor, ws, id string, match *int, reason string) (seen SeenEntry, err error) {
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		before, err := c.lockedEntry(id, match, "")
		if err != nil {
			return err
		}
		stands, err := c.standing(before)
		if err != nil {
			return err
		}
		if !c.mayApprove(stands, before) {
			return c.refuseApproval(stands.FourEyes())
		}
		if before.State != plan.InReview && before.State != plan.Approved {
			return plan.Errorf(plan.CodeConflict, "An entry that is %s cannot be rejected: only what is in review or approved can.", before.State)
		}
		comment, err := c.rejection(id, reason)
		if err != nil {
			return err
		}
		zone, err := stands.Channel.Zone()
		if err != nil {
			return err
		}
		e := before
		e.State = plan.Drafting
		c.audit("entry", id, "rejected", append(entryDiff(before, e), store.Change{Field: commentField, To: comment.ID}))
		if err := c.writeEntry(&e, zone); err != nil {
			return err
		}
		seen, err = c.see(e)
		return err
	})
	return seen, err
}

// commentField is where the history of a rejected entry names the comment.
const commentField = "comment_id"

// rejection stores why an entry is rejected.
func (c *change) rejection(entryID, reason string) (plan.Comment, error) {
	comment := plan.Comment{
		ID: newID(), WorkspaceID: c.ws, EntryID: entryID, AuthorID: c.member.ID, Text: reason, Rejection: true, CreatedAt: c.now,
	}
	if err := comment.Validate(); err != nil {
		return plan.Comment{}, asField(err, "text", "reason")
	}
	c.audit("comment", comment.ID, "created", commentDiff(plan.Comment{}, comment))
	return comment, c.view.CreateComment(&comment)
}

// asField renames a wrong field to what the caller calls it.
func asField(err error, from, to string) error {
	refusal, ok := err.(*plan.Error)
	if !ok {
		return err
	}
	renamed := *refusal
	renamed.Fields = nil
	for _, field := range refusal.Fields {
		if field.Field == from {
			field.Field = to
		}
		renamed.Fields = append(renamed.Fields, field)
	}
	return &renamed
}

// giveReasons adds to lines of a history what the comment says that they name.
// The audit trail itself holds no free text.
func (v *view) giveReasons(history []Change) error {
	var ids []string
	for _, line := range history {
		for _, field := range line.Fields {
			if field.Field == commentField {
				ids = append(ids, field.To)
			}
		}
	}
	texts, err := v.CommentTexts(v.ws, ids)
	if err != nil {
		return err
	}
	for i := range history {
		for _, field := range history[i].Fields {
			if text := texts[field.To]; field.Field == commentField && text != "" {
				history[i].Fields = append(history[i].Fields, FieldChange{Field: "reason", To: text})
			}
		}
	}
	return nil
}
