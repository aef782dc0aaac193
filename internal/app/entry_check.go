package app

import (
	"strings"
	"time"

	"stetig/internal/plan"
)

// checkEntry validates an entry that was before, and whether the member may
// write it so. It returns the zone of the entry's channel, which is locked.
func (c *change) checkEntry(e *plan.Entry, before plan.Entry) (*time.Location, error) {
	channel, err := c.Channel(c.ws, e.ChannelID)
	if err != nil {
		return nil, err
	}
	zone, err := channel.Zone()
	if err != nil {
		return nil, err
	}
	var problems plan.Problems
	if e.OwnerID != before.OwnerID {
		if err := c.requireOwner(&problems, "owner_id", e.OwnerID); err != nil {
			return nil, err
		}
	}
	if e.ApproverID != before.ApproverID {
		if err := c.requireApprover(&problems, e.ApproverID); err != nil {
			return nil, err
		}
	}
	if e.TopicID != "" && e.TopicID != before.TopicID {
		if err := c.requireTopic(&problems, e.TopicID); err != nil {
			return nil, err
		}
	}
	e.Title, e.Format, e.Link = strings.TrimSpace(e.Title), strings.TrimSpace(e.Format), strings.TrimSpace(e.Link)
	c.checkPublication(&problems, e, zone)
	if err := joinProblems(problems, e.Validate(zone)); err != nil {
		return nil, err
	}
	if err := c.requireWriter(*e, before); err != nil {
		return nil, err
	}
	return zone, c.judge(e, before)
}

// futureTolerance is how far ahead of our clock another's may be.
const futureTolerance = 5 * time.Minute

// checkPublication keeps published_at to published entries, and to the past. A
// publication that names no time or day is now.
func (c *change) checkPublication(problems *plan.Problems, e *plan.Entry, zone *time.Location) {
	switch {
	case e.State == plan.Published && e.PublishedAt.IsZero() && e.PublishOn != nil && *e.PublishOn > plan.DayOf(c.now, zone):
		problems.Add("publish_on", "lies in the future; what is still to come is not published")
	case e.State != plan.Published && !e.PublishedAt.IsZero():
		problems.Add("published_at", "belongs to published entries only; this one is %s", e.State)
	case e.PublishedAt.After(c.now.Add(futureTolerance)):
		problems.Add("published_at", "lies in the future; set publish_at for what is still to come")
	case e.State == plan.Published && e.PublishedAt.IsZero() && e.PublishOn == nil:
		e.PublishedAt = c.now
		if !e.PublishAt.IsZero() && e.PublishAt.Before(c.now) {
			e.PublishedAt = e.PublishAt
		}
	}
}

// requireWriter refuses contributors what is not theirs: entries of others,
// naming who approves, and changing what has been published. Whether an entry is
// approved by the right person is judge's to say.
func (c *change) requireWriter(e, before plan.Entry) error {
	approves := becomesApproved(e, before) && before.ID != "" && before.State != plan.Published
	if may(c.member.Role, WriteEntries) || approves {
		return nil
	}
	if e.ApproverID != before.ApproverID {
		return plan.Errorf(plan.CodeForbidden, "Who approves an entry is named by editors. Ask one.")
	}
	wasTheirs := before.ID == "" || before.OwnerID == c.member.ID || before.CreatedBy == c.member.ID
	staysTheirs := e.OwnerID == before.OwnerID || e.OwnerID == "" || e.OwnerID == c.member.ID
	publishes := e.State == plan.Published && before.State != plan.Approved
	if !wasTheirs || !staysTheirs || publishes || before.State == plan.Published {
		return plan.Errorf(plan.CodeForbidden, "As a contributor you may write ideas and your own entries, and publish what is approved. Ask an editor.")
	}
	return nil
}

// checkWriter refuses a member who may not write the entry as it stands.
func (c *change) checkWriter(e plan.Entry) (*time.Location, error) {
	if err := c.requireWriter(e, e); err != nil {
		return nil, err
	}
	channel, err := c.Channel(c.ws, e.ChannelID)
	if err != nil {
		return nil, err
	}
	return channel.Zone()
}
