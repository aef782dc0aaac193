package demo

import (
	"time"

	"stetig/internal/plan"
)

// addEntries makes a sketch's entries, by date, and then the channel's undated ideas.
func (c *composer) addEntries(s *sketch) {
	lineup := c.lineupOf(s.outlet.lines())
	start := len(c.set.Entries)
	for _, o := range s.openings {
		if o.fate != empty {
			c.set.Entries = append(c.set.Entries, c.entryAt(s, o, lineup.next(o.day)))
		}
	}
	c.trouble(s, c.set.Entries[start:])
	c.meetHoliday(s, c.set.Entries[start:])
	for _, l := range s.outlet.ideas() {
		e := c.blank(s, l.headlines()[0])
		e.State = plan.Idea
		c.set.Entries = append(c.set.Entries, e)
	}
}

// blank returns an entry of the channel that has a title and no date yet.
func (c *composer) blank(s *sketch, h headline) plan.Entry {
	format := h.format
	if format == "" {
		format = s.outlet.habit.formats[c.chance.IntN(len(s.outlet.habit.formats))]
	}
	e := plan.Entry{
		ID:          c.newID(),
		WorkspaceID: c.set.Workspace.ID,
		ChannelID:   s.channel.ID,
		TopicID:     c.topics[h.subject],
		Title:       h.text,
		Format:      format,
		CreatedBy:   s.channel.OwnerID,
		CreatedAt:   c.now,
		UpdatedAt:   c.now,
		RenderedAt:  c.now,
		Version:     1,
		Effort:      ownEffort(format),
	}
	s.passOn(&e, h)
	return e
}

func (c *composer) entryAt(s *sketch, o opening, h headline) plan.Entry {
	e := c.blank(s, h)
	c.date(&e, s, o)
	switch o.fate {
	case onlyIdea:
		e.State = plan.Idea
	case calledOff:
		e.State = plan.Cancelled
	default:
		c.progress(&e, s, o)
	}
	c.handOver(&e, h)
	c.write(&e, s, h)
	return e
}

// date gives the entry its time or, where the channel is loose about it, its day alone.
func (c *composer) date(e *plan.Entry, s *sketch, o opening) {
	h := s.outlet.habit
	farAhead := o.day > c.today+8*7
	if o.fate == onlyIdea || h.loose && (farAhead || o.day < c.today && c.chance.IntN(10) == 0) {
		day := o.day
		e.PublishOn = &day
		return
	}
	at, _ := plan.ParseTimeOfDay(h.times[c.chance.IntN(len(h.times))]) // a test holds that every habit's times are some
	e.PublishAt = plan.WallAt(o.day, at).In(c.zone).UTC()
}

// progress sets how far the entry has come: what lies in the past is published,
// what is due soon approved, and the rest the less far the later it is due.
func (c *composer) progress(e *plan.Entry, s *sketch, o opening) {
	due, _ := e.Due(c.zone)
	lead := s.plans[s.promises[o.promise].plan].LeadTime
	ahead := int(o.day - c.today)
	switch {
	case !due.After(c.now):
		c.publish(e, s, o)
	case ahead <= lead+1:
		e.State = plan.Approved
	case ahead <= lead+14:
		e.State = c.oneOf(plan.Approved, plan.InReview, plan.InReview, plan.Drafting)
	case ahead <= lead+45:
		e.State = c.oneOf(plan.InReview, plan.Drafting, plan.Drafting, plan.Planned)
	default:
		e.State = c.oneOf(plan.Drafting, plan.Planned, plan.Planned, plan.Planned, plan.Planned, plan.Planned)
	}
}

func (c *composer) oneOf(states ...plan.State) plan.State {
	return states[c.chance.IntN(len(states))]
}

// publish records that the entry appeared: minutes after its time, or, on a
// channel with that habit, a day late, if that is not just now.
func (c *composer) publish(e *plan.Entry, s *sketch, o opening) {
	e.State = plan.Published
	if e.PublishAt.IsZero() {
		return
	}
	delay := time.Duration(c.chance.IntN(9*60)) * time.Second
	if c.chance.Float64() < s.outlet.story.late && o.day < c.today-7 {
		delay += 24*time.Hour + time.Duration(1+c.chance.IntN(3))*time.Hour
	}
	e.PublishedAt = e.PublishAt.Add(delay)
	if e.PublishedAt.After(c.now) {
		e.PublishedAt = e.PublishAt
	}
}

// handOver gives some entries to somebody other than the channel's owner.
func (c *composer) handOver(e *plan.Entry, h headline) {
	if c.chance.IntN(6) > 0 {
		return
	}
	e.OwnerID = c.people[jonas]
	switch h.subject {
	case training, team, careers, worklife:
		e.OwnerID = c.people[ayse]
	case hannover, openDay, talks:
		e.OwnerID = c.people[wiebke]
	}
}
