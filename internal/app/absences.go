package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// AbsenceDraft is an absence to be noted.
type AbsenceDraft struct {
	MemberID string // who is away; "": who asks
	DeputyID string // "": the plan's deputy, else the channel's
	Span     plan.Span
	Reason   string // "" for none
}

// AbsencePatch changes what is not nil; "" takes the deputy or the reason away.
type AbsencePatch struct {
	DeputyID *string
	StartsOn *plan.Day
	EndsOn   *plan.Day
	Reason   *string
}

// AbsenceFilter narrows a list of absences.
type AbsenceFilter struct {
	MemberIDs []string  // of who is away; empty: all
	From, To  *plan.Day // absences that have a day in the span; nil: open
}

// Absences lists who is away, by first day.
func (a *App) Absences(ctx context.Context, by Actor, ws string, filter AbsenceFilter, page Page) (absences []plan.Absence, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		absences, next, err = v.Absences(ws, store.AbsenceFilter{
			MemberIDs: filter.MemberIDs, Overlaps: openSpan(filter.From, filter.To),
		}, store.Page(page))
		return err
	})
	return absences, next, err
}

// Absence returns one absence.
func (a *App) Absence(ctx context.Context, by Actor, ws, id string) (absence plan.Absence, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		absence, err = v.Absence(ws, id)
		return err
	})
	return absence, err
}

// AddAbsence notes that a member is away. Members may for themselves, leads for
// anybody. A day on which the member is away already is CodeConflict. Who is
// away, or stands in, may concern any channel: all are locked and scanned.
func (a *App) AddAbsence(ctx context.Context, by Actor, ws string, draft AbsenceDraft) (absence plan.Absence, err error) {
	err = a.change(ctx, by, ws, WriteOwnAbsences, func(c *change) error {
		absence = plan.Absence{
			ID: newID(), WorkspaceID: ws, MemberID: draft.MemberID, DeputyID: draft.DeputyID, Span: draft.Span, Reason: draft.Reason,
			CreatedAt: c.now, UpdatedAt: c.now,
		}
		if absence.MemberID == "" {
			absence.MemberID = c.member.ID
		}
		if err := c.allowAbsenceOf(absence.MemberID); err != nil {
			return err
		}
		if err := c.lockEverything(); err != nil {
			return err
		}
		if err := c.checkAbsence(plan.Absence{}, absence); err != nil {
			return err
		}
		c.audit("absence", absence.ID, "created", absenceDiff(plan.Absence{}, absence))
		c.members.look(absence.MemberID)
		return c.CreateAbsence(&absence)
	})
	return absence, err
}

// ChangeAbsence changes an absence's days, deputy or reason. Members may change
// their own, leads anybody's.
func (a *App) ChangeAbsence(ctx context.Context, by Actor, ws, id string, match *int, patch AbsencePatch) (absence plan.Absence, err error) {
	err = a.change(ctx, by, ws, WriteOwnAbsences, func(c *change) error {
		before, err := c.absenceToChange(id, match)
		if err != nil {
			return err
		}
		absence = before
		set(&absence.DeputyID, patch.DeputyID)
		set(&absence.Span.From, patch.StartsOn)
		set(&absence.Span.To, patch.EndsOn)
		set(&absence.Reason, patch.Reason)
		diff := absenceDiff(before, absence)
		if len(diff) == 0 {
			return nil
		}
		if err := c.checkAbsence(before, absence); err != nil {
			return err
		}
		c.audit("absence", id, "changed", diff)
		absence.UpdatedAt = c.now
		return c.UpdateAbsence(&absence)
	})
	return absence, err
}

// RemoveAbsence takes an absence back for good. Members may remove their own,
// leads anybody's.
func (a *App) RemoveAbsence(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, WriteOwnAbsences, func(c *change) error {
		absence, err := c.absenceToChange(id, match)
		if err != nil {
			return err
		}
		c.audit("absence", id, "deleted", absenceDiff(absence, plan.Absence{}))
		return c.DeleteAbsence(ws, id, absence.Version)
	})
}

// absenceToChange locks every channel and returns an absence that the member may
// change.
func (c *change) absenceToChange(id string, match *int) (plan.Absence, error) {
	if err := c.lockEverything(); err != nil {
		return plan.Absence{}, err
	}
	absence, err := c.Absence(c.ws, id)
	if err != nil {
		return plan.Absence{}, err
	}
	if err := c.allowAbsenceOf(absence.MemberID); err != nil {
		return plan.Absence{}, err
	}
	c.members.look(absence.MemberID)
	return absence, matches(match, absence.Version)
}

// allowAbsenceOf refuses whoever writes somebody else's absence and is no lead.
func (c *change) allowAbsenceOf(memberID string) error {
	if memberID == c.member.ID {
		return nil
	}
	if !may(c.member.Role, ManageMembers) {
		return plan.Errorf(plan.CodeForbidden, "You may write your own absences; those of others need the role %s.", Permissions()[ManageMembers])
	}
	return nil
}

func (c *change) checkAbsence(before, after plan.Absence) error {
	if err := after.Validate(); err != nil {
		return err
	}
	var problems plan.Problems
	if before.MemberID == "" {
		if err := c.requireOwner(&problems, "member_id", after.MemberID); err != nil {
			return err
		}
	}
	if before.DeputyID != after.DeputyID {
		if err := c.requireOwner(&problems, "deputy_id", after.DeputyID); err != nil {
			return err
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	filter := store.AbsenceFilter{MemberIDs: []string{after.MemberID}, Overlaps: &after.Span}
	others, _, err := c.Absences(c.ws, filter, store.Page{Limit: 2})
	for _, other := range others {
		if other.ID != after.ID {
			return plan.Errorf(plan.CodeConflict, "Already away from %s to %s; change that absence instead.", other.Span.From, other.Span.To)
		}
	}
	return err
}

// absenceDiff tells what changed of an absence. Its reason is told by its length:
// the audit trail holds no free text about people.
func absenceDiff(before, after plan.Absence) []store.Change {
	var diff compare
	diff.text("member_id", before.MemberID, after.MemberID)
	diff.text("deputy_id", before.DeputyID, after.DeputyID)
	diff.day("starts_on", before.Span.From, after.Span.From)
	diff.day("ends_on", before.Span.To, after.Span.To)
	if before.Reason != after.Reason {
		diff = append(diff, store.Change{Field: "reason", From: lengthOf(before.Reason), To: lengthOf(after.Reason)})
	}
	return diff
}
