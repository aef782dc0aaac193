package app

import (
	"context"
	"slices"
	"strings"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Comments lists the comments of an entry, the oldest first.
func (a *App) Comments(ctx context.Context, by Actor, ws, entryID string, page Page) (comments []plan.Comment, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if _, err := v.Entry(ws, entryID, false); err != nil {
			return err
		}
		comments, next, err = v.Comments(ws, entryID, store.Page(page))
		return err
	})
	return comments, next, err
}

// Comment returns one comment of an entry.
func (a *App) Comment(ctx context.Context, by Actor, ws, entryID, id string) (comment plan.Comment, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		comment, err = v.commentOf(entryID, id)
		return err
	})
	return comment, err
}

// commentOf returns a comment of an entry, neither of which is deleted.
func (v *view) commentOf(entryID, id string) (plan.Comment, error) {
	if _, err := v.Entry(v.ws, entryID, false); err != nil {
		return plan.Comment{}, err
	}
	comment, err := v.Comment(v.ws, id)
	if err == nil && comment.EntryID != entryID {
		err = plan.Errorf(plan.CodeNotFound, "There is no such comment on this entry.")
	}
	return comment, err
}

// AddComment says something about an entry. Contributors may, about any. It
// touches no channel: gaps, feeds and the channel's revision stay as they are.
func (a *App) AddComment(ctx context.Context, by Actor, ws, entryID string, draft CommentDraft) (comment plan.Comment, err error) {
	err = a.change(ctx, by, ws, WriteComments, func(c *change) error {
		if _, err := c.view.Entry(ws, entryID, false); err != nil {
			return err
		}
		comment = plan.Comment{
			ID: newID(), WorkspaceID: ws, EntryID: entryID, AuthorID: c.member.ID,
			Text: draft.Text, Mentions: eachOnce(draft.Mentions), CreatedAt: c.now,
		}
		if err := c.checkComment(comment, nil); err != nil {
			return err
		}
		c.audit("comment", comment.ID, "created", commentDiff(plan.Comment{}, comment))
		if err := c.CreateComment(&comment); err != nil {
			return err
		}
		return a.tellMentioned(c, comment)
	})
	return comment, err
}

// ChangeComment changes the text and the mentions of a comment. Its author may,
// and nobody else.
func (a *App) ChangeComment(ctx context.Context, by Actor, ws, entryID, id string, match *int, patch CommentPatch) (comment plan.Comment, err error) {
	err = a.change(ctx, by, ws, WriteComments, func(c *change) error {
		before, err := c.commentOf(entryID, id)
		if err != nil {
			return err
		}
		if before.AuthorID != c.member.ID {
			return plan.Errorf(plan.CodeForbidden, "Only who wrote a comment may change it.")
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		comment = before
		set(&comment.Text, patch.Text)
		if patch.Mentions != nil {
			comment.Mentions = eachOnce(*patch.Mentions)
		}
		if err := c.checkComment(comment, before.Mentions); err != nil {
			return err
		}
		diff := commentDiff(before, comment)
		if len(diff) == 0 {
			return nil
		}
		c.audit("comment", id, "changed", diff)
		comment.EditedAt = c.now
		if err := c.UpdateComment(&comment); err != nil {
			return err
		}
		return a.tellMentioned(c, comment)
	})
	return comment, err
}

// tellMentioned posts mail to those whom a comment mentions, once to each,
// however often it is edited. Its author knows already.
func (a *App) tellMentioned(c *change, comment plan.Comment) error {
	if !a.MailConfigured() {
		return nil
	}
	for _, id := range comment.Mentions {
		member, err := c.Member(c.ws, id)
		if err != nil {
			return err
		}
		if id == comment.AuthorID || !member.IsActive() || member.Email == "" {
			continue
		}
		told, err := c.HasPosted(mailMention, comment.ID, id)
		if err != nil {
			return err
		}
		if told {
			continue
		}
		if err := post(c.Tx, mailMention, c.ws, comment.ID, id, c.now); err != nil {
			return err
		}
	}
	return nil
}

// DeleteComment takes a comment away; after 30 days it is gone for good. Its
// author and leads may.
func (a *App) DeleteComment(ctx context.Context, by Actor, ws, entryID, id string, match *int) error {
	return a.change(ctx, by, ws, WriteComments, func(c *change) error {
		comment, err := c.commentOf(entryID, id)
		if err != nil {
			return err
		}
		if comment.AuthorID != c.member.ID && !may(c.member.Role, DeleteComments) {
			return plan.Errorf(plan.CodeForbidden, "Only who wrote a comment, or a lead, may delete it.")
		}
		if err := matches(match, comment.Version); err != nil {
			return err
		}
		comment.DeletedAt = c.now
		c.audit("comment", id, "deleted", []store.Change{{Field: "entry_id", From: entryID}})
		return c.UpdateComment(&comment)
	})
}

// checkComment validates a comment; those mentioned before may have gone since.
func (c *change) checkComment(comment plan.Comment, mentioned []string) error {
	var problems plan.Problems
	if err := joinProblems(problems, comment.Validate()); err != nil {
		return err
	}
	for _, id := range comment.Mentions {
		if slices.Contains(mentioned, id) {
			continue
		}
		var problem plan.Problems
		if err := c.requireOwner(&problem, "mentions", id); err != nil {
			return err
		}
		if id == "" || len(problem) > 0 {
			problems.Add("mentions", "names somebody who is no active member of this workspace")
			break
		}
	}
	return problems.Err()
}

// eachOnce returns the ids in their order, each once.
func eachOnce(ids []string) []string {
	var once []string
	for _, id := range ids {
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	return once
}

// commentDiff tells what changed of a comment: of its text only how long it is.
func commentDiff(before, after plan.Comment) []store.Change {
	var diff compare
	diff.text("entry_id", before.EntryID, after.EntryID)
	if before.Text != after.Text {
		diff = append(diff, store.Change{Field: "text", From: lengthOf(before.Text), To: lengthOf(after.Text)})
	}
	diff.text("mentions", strings.Join(before.Mentions, " "), strings.Join(after.Mentions, " "))
	return diff
}
