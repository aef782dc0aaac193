package demo

import (
	"time"

	"stetig/internal/plan"
)

// trouble lets the channel's story happen to its dated entries, which come by date.
func (c *composer) trouble(s *sketch, entries []plan.Entry) {
	told := s.outlet.story
	if told.overdue > 0 {
		c.forget(entries, c.today-plan.Day(told.overdue))
	}
	ahead := c.ahead(entries)
	behind := []plan.State{plan.Drafting, plan.InReview, plan.Planned}
	for i, e := range ahead[:min(told.notReady, len(ahead))] {
		e.State = behind[i%len(behind)]
	}
	if told.notReady < len(ahead) {
		ahead[told.notReady].State = plan.Approved // there is always something ready
	}
	for i := range told.orphans {
		if at := 1 + 3*i; at < len(ahead) {
			ahead[at].OwnerID = c.people[svenja]
		}
	}
}

// forget makes the latest entry published on a day or before one that never appeared.
func (c *composer) forget(entries []plan.Entry, by plan.Day) {
	for i := len(entries) - 1; i >= 0; i-- {
		e := &entries[i]
		if day, _ := e.Day(c.zone); e.State == plan.Published && day <= by {
			e.State = plan.InReview
			e.PublishedAt = time.Time{}
			e.Link = ""
			return
		}
	}
}

// ahead returns the pending entries that are not due yet.
func (c *composer) ahead(entries []plan.Entry) []*plan.Entry {
	var pending []*plan.Entry
	for i := range entries {
		e := &entries[i]
		if due, dated := e.Due(c.zone); dated && e.State.Pending() && due.After(c.now) {
			pending = append(pending, e)
		}
	}
	return pending
}
