package app

import (
	"strings"
	"time"

	"stetig/internal/plan"
)

// checkEntry validates an entry that was before, and whether the member may
// write it so. It returns the zone of the entry's channel, which is locked.
func (v *view) checkEntry(e *plan.Entry, before plan.Entry) (*time.Location, error) {
	var problems plan.Problems
	if err := v.checkReferences(&problems, *e, before); err != nil {
		return nil, err
	}
	return v.settle(problems, e, before)
}

// checkReferences looks whether the members and the topic that an entry newly
// names can be named.
func (v *view) checkReferences(problems *plan.Problems, e, before plan.Entry) error {
	if e.OwnerID != before.OwnerID {
		if err := v.requireOwner(problems, "owner_id", e.OwnerID); err != nil {
			return err
		}
	}
	if e.ApproverID != before.ApproverID {
		if err := v.requireApprover(problems, e.ApproverID); err != nil {
			return err
		}
	}
	if e.TopicID == "" || e.TopicID == before.TopicID {
		return nil
	}
	return v.requireTopic(problems, e.TopicID)
}

// settle is checkEntry but for what the entry names, which has shown problems.
func (v *view) settle(problems plan.Problems, e *plan.Entry, before plan.Entry) (*time.Location, error) {
	at, err := v.placeOf(e.ChannelID)
	if err != nil {
		return nil, err
	}
	e.Title, e.Format, e.Link = strings.TrimSpace(e.Title), strings.TrimSpace(e.Format), strings.TrimSpace(e.Link)
	for i := range e.Checklist {
		e.Checklist[i].Text = strings.TrimSpace(e.Checklist[i].Text)
	}
	v.checkPublication(&problems, e, at.zone)
	if err := joinProblems(problems, e.Validate(at.zone)); err != nil {
		return nil, err
	}
	if err := v.requireWriter(*e, before); err != nil {
		return nil, err
	}
	return at.zone, v.judge(e, before)
}

// futureTolerance is how far ahead of our clock another's may be.
const futureTolerance = 5 * time.Minute

// checkPublication keeps published_at to published entries, and to the past. A
// publication that names no time or day is now.
func (v *view) checkPublication(problems *plan.Problems, e *plan.Entry, zone *time.Location) {
	switch {
	case e.State == plan.Published && e.PublishedAt.IsZero() && e.PublishOn != nil && *e.PublishOn > plan.DayOf(v.now, zone):
		problems.Add("publish_on", "lies in the future; what is still to come is not published")
	case e.State != plan.Published && !e.PublishedAt.IsZero():
		problems.Add("published_at", "belongs to published entries only; this one is %s", e.State)
	case e.PublishedAt.After(v.now.Add(futureTolerance)):
		problems.Add("published_at", "lies in the future; set publish_at for what is still to come")
	case e.State == plan.Published && e.PublishedAt.IsZero() && e.PublishOn == nil:
		e.PublishedAt = v.now
		if !e.PublishAt.IsZero() && e.PublishAt.Before(v.now) {
			e.PublishedAt = e.PublishAt
		}
	}
}

// requireWriter refuses contributors what is not theirs: entries of others,
// naming who approves, and changing what has been published. Whether an entry is
// approved by the right person is judge's to say.
func (v *view) requireWriter(e, before plan.Entry) error {
	approves := becomesApproved(e, before) && before.ID != "" && before.State != plan.Published
	if may(v.member.Role, WriteEntries) || approves {
		return nil
	}
	if e.ApproverID != before.ApproverID {
		return plan.Errorf(plan.CodeForbidden, "Who approves an entry is named by editors. Ask one.")
	}
	wasTheirs := before.ID == "" || before.OwnerID == v.member.ID || before.CreatedBy == v.member.ID
	staysTheirs := e.OwnerID == before.OwnerID || e.OwnerID == "" || e.OwnerID == v.member.ID
	publishes := e.State == plan.Published && before.State != plan.Approved
	if !wasTheirs || !staysTheirs || publishes || before.State == plan.Published {
		return plan.Errorf(plan.CodeForbidden, "As a contributor you may write ideas and your own entries, and publish what is approved. Ask an editor.")
	}
	return nil
}

// checkWriter refuses a member who may not write the entry as it stands.
func (v *view) checkWriter(e plan.Entry) (*time.Location, error) {
	if err := v.requireWriter(e, e); err != nil {
		return nil, err
	}
	at, err := v.placeOf(e.ChannelID)
	if err != nil {
		return nil, err
	}
	return at.zone, nil
}
