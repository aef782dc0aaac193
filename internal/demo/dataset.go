// Package demo composes a workspace to try the program on: an invented German
// mid-size company with six channels, two years of plans and some 400 entries,
// laid out around a given day so that there is always something going well,
// something slipping and something missing. It knows no clock, no database and
// no chance: the same input gives the same dataset.
package demo

import (
	"math/rand/v2"
	"time"

	"stetig/internal/plan"
)

// Dataset is a whole workspace, ready to be stored. Everything in it is at
// version 1, carries the workspace's id and refers only to ids within it.
type Dataset struct {
	Workspace plan.Workspace
	Members   []plan.Member  // by falling rights; the first is the lead, one is deactivated, one external
	Channels  []plan.Channel // by position
	Plans     []plan.Plan    // by channel, then first day
	Pauses    []plan.Pause   // by channel, then first day
	Topics    []plan.Topic   // by field
	Themes    []plan.Theme   // by plan, then first day
	Entries   []plan.Entry   // by channel, then date, undated ones last
}

// Company composes the demo workspace around today, the local day of now in
// zone. What lies before now is mostly published, what lies after it is planned
// less firmly the farther it is away. The plans are those of today's calendar
// year and the next; in the first quarter, the last quarter of the year before
// stands in front of them, so that there is always a past to report on.
//
// Ids come from newID, in a fixed order; now, cut to whole seconds, is when
// everything but the members was created. Calling it twice with the same values (and a newID that
// starts over) gives the same dataset.
func Company(today plan.Day, zone *time.Location, now time.Time, newID func() string) Dataset {
	c := &composer{
		today:  today,
		zone:   zone,
		now:    now.UTC().Truncate(time.Second),
		newID:  newID,
		chance: rand.New(rand.NewPCG(seed, seed)),
		people: map[person]string{},
		topics: map[subject]string{},
	}
	c.addWorkspace()
	c.addMembers()
	c.addTopics()
	sketches := make([]*sketch, 0, len(outlets()))
	for _, o := range outlets() {
		sketches = append(sketches, c.addChannel(o))
	}
	c.keepBudget(sketches)
	for _, s := range sketches {
		c.addEntries(s)
	}
	c.shareWork()
	return c.set
}

// seed makes every run draw the same lots.
const seed = 20_260_105

// composer carries what the steps of Company share.
type composer struct {
	today  plan.Day
	zone   *time.Location
	now    time.Time
	newID  func() string
	chance *rand.Rand
	people map[person]string  // to the member's id
	topics map[subject]string // to the topic's id
	set    Dataset
}

func (c *composer) addWorkspace() {
	c.set.Workspace = plan.Workspace{
		ID:           c.newID(),
		Name:         companyName,
		TimeZone:     c.zone.String(),
		Language:     "de",
		ReportDay:    time.Monday,
		ReportMinute: 6 * 60,
		CreatedAt:    c.now,
		UpdatedAt:    c.now,
		Revision:     1,
		Version:      1,
	}
}

func (c *composer) addMembers() {
	joined := (c.today - 400).Start(c.zone).UTC()
	for _, w := range staff() {
		m := plan.Member{
			ID:          c.newID(),
			WorkspaceID: c.set.Workspace.ID,
			UserID:      c.newID(),
			Name:        w.name,
			Email:       w.email,
			Role:        w.role,
			External:    w.external,
			CreatedAt:   joined,
			UpdatedAt:   joined,
			Version:     1,
		}
		if w.leftDaysAgo > 0 {
			m.DeactivatedAt = (c.today - plan.Day(w.leftDaysAgo)).Start(c.zone).UTC()
			m.UpdatedAt = m.DeactivatedAt
		}
		c.people[w.person] = m.ID
		c.set.Members = append(c.set.Members, m)
	}
}

func (c *composer) addTopics() {
	for _, t := range topics() {
		topic := plan.Topic{
			ID:          c.newID(),
			WorkspaceID: c.set.Workspace.ID,
			Field:       t.field,
			Name:        t.name,
			Description: t.description,
			Company:     t.aboutCompany(),
			CreatedAt:   c.now,
			UpdatedAt:   c.now,
			Version:     1,
		}
		c.topics[t.subject] = topic.ID
		c.set.Topics = append(c.set.Topics, topic)
	}
}
