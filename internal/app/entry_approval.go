package app

import (
	"stetig/internal/plan"
)

// becomesApproved reports whether a change approves the entry.
func becomesApproved(e, before plan.Entry) bool {
	return e.State == plan.Approved && before.State != plan.Approved
}

// rewrites reports whether an entry is another now: its words, its time or its
// place.
func rewrites(e, before plan.Entry) bool {
	return e.Title != before.Title || e.Copy != before.Copy || e.Link != before.Link || replaces(e, before)
}

// replaces reports whether an entry stands elsewhere now.
func replaces(e, before plan.Entry) bool {
	return e.ChannelID != before.ChannelID ||
		!e.PublishAt.Equal(before.PublishAt) || formatOptionalDay(e.PublishOn) != formatOptionalDay(before.PublishOn)
}

// judge is the one rule of approval, for every change of an entry that was
// before. Only who may approve an entry makes it approved. Who may not and
// rewrites what is approved sends it back to review. Where four eyes are
// demanded, only what is approved is published. Whoever changes the entry has to
// be allowed it both where and as it stood and where and as it stands now, so
// that nobody approves by changing owner or place on the way; nor do they by
// giving the entry away before or taking it afterwards.
func (v *view) judge(e *plan.Entry, before plan.Entry) error {
	isNew := before.ID == ""
	approves := becomesApproved(*e, before)
	reworks := !approves && e.State == plan.Approved && rewrites(*e, before)
	publishes := e.State == plan.Published && before.State != plan.Approved &&
		(before.State != plan.Published || replaces(*e, before) || !e.PublishedAt.Equal(before.PublishedAt))
	names := e.ApproverID != "" && e.State != plan.Published && e.State != plan.Cancelled &&
		(e.ApproverID != before.ApproverID || e.OwnerID != before.OwnerID || replaces(*e, before))
	passes := !approves && e.State == plan.Approved && (e.OwnerID != before.OwnerID || replaces(*e, before))
	if !approves && !reworks && !publishes && !names && !passes {
		return nil
	}
	stands, err := v.standing(*e)
	if err != nil {
		return err
	}
	stood, was := stands, *e
	if !isNew {
		was = before
		if stood, err = v.standing(before); err != nil {
			return err
		}
	}
	allowed := v.mayApprove(stands, *e) && v.mayApprove(stood, was)
	switch {
	case names && stands.FourEyes() && e.ApproverID == stands.FirstEyes(*e):
		var problems plan.Problems
		problems.Add("approver_id", "has the entry themselves; with four eyes somebody else approves it")
		return problems.Err()
	case approves && !allowed:
		return v.refuseApproval(stands.FourEyes() || stood.FourEyes())
	case approves && stands.FourEyes() && !isNew:
		return v.refuseGiver(stood, before)
	case reworks && !allowed:
		e.State = plan.InReview
	case passes && stands.FourEyes() && !v.mayApprove(stands, *e):
		return v.reviewTaken(e, stands)
	case publishes && unapproved(stands, stood, before):
		return plan.Errorf(plan.CodeConflict, "With four eyes, only what is approved is published. Have the entry approved first.")
	}
	return nil
}

// unapproved reports whether a publication lacks the approval that four eyes
// demand, where the entry stands or where it stood. What was published where
// they are demanded had it.
func unapproved(stands, stood plan.Standing, before plan.Entry) bool {
	if before.State == plan.Published {
		return stands.FourEyes() && !stood.FourEyes()
	}
	return stands.FourEyes() || stood.FourEyes()
}

func (v *view) mayApprove(s plan.Standing, e plan.Entry) bool {
	return s.MayApprove(v.member.ID, may(v.member.Role, ApproveEntries), e)
}

func (v *view) refuseApproval(fourEyes bool) error {
	if fourEyes {
		return plan.Errorf(plan.CodeForbidden, "With four eyes, an entry is judged by somebody other than its owner: by the approver it names or, where it names none, by an editor.")
	}
	return allow(v.member.Role, ApproveEntries)
}

// requireApprover refuses a member who could not approve: unknown, deactivated,
// or a viewer; "" means nobody by name.
func (v *view) requireApprover(problems *plan.Problems, memberID string) error {
	const field = "approver_id"
	if err := v.requireOwner(problems, field, memberID); err != nil || memberID == "" {
		return err
	}
	member, err := v.Member(v.ws, memberID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return nil // said already
	}
	if err == nil && !may(member.Role, WriteOwnEntries) {
		problems.Add(field, "is a viewer, who cannot approve; give them the role contributor first")
	}
	return err
}
