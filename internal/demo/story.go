package demo

import (
	"slices"

	"stetig/internal/plan"
)

// tell lets the outlet's story happen to the sketch's openings.
func (c *composer) tell(s *sketch) {
	told := s.outlet.story
	c.letSlip(s, told.slips)
	running := slices.IndexFunc(s.promises, func(p promise) bool { return p.span.To >= c.today })
	if running < 0 {
		running = len(s.promises)
	}
	if told.missedAgo > 0 && running >= told.missedAgo {
		s.empty(running-told.missedAgo, s.promises[running-told.missedAgo].count, empty)
	}
	if told.current {
		c.shorten(s, plan.Span{From: c.today - 7, To: c.today + 7})
	}
	for _, ahead := range told.short {
		c.shorten(s, plan.Span{From: c.today + plan.Day(ahead.from), To: c.today + plan.Day(ahead.to)})
	}
	if told.dryAfter > 0 {
		c.runDry(s, c.today+plan.Day(told.dryAfter))
	}
}

// letSlip empties some openings of promises that are over.
func (c *composer) letSlip(s *sketch, share float64) {
	if share == 0 {
		return
	}
	for i := range s.openings {
		o := &s.openings[i]
		if s.promises[o.promise].span.To >= c.today || c.chance.Float64() >= share {
			continue
		}
		o.fate = empty
		if c.chance.IntN(2) == 0 {
			o.fate = calledOff
		}
	}
}

// shorten takes an entry from the first promise that is not over and begins
// within the span. An empty last promise of a plan would be a plan that runs
// dry, no single gap; so that one is passed over unless another entry is left to it.
func (c *composer) shorten(s *sketch, within plan.Span) {
	i := slices.IndexFunc(s.promises, func(p promise) bool {
		return (!p.last || p.count > 1) && p.span.To >= c.today && within.Holds(p.span.From)
	})
	if i < 0 {
		return
	}
	fates := []fate{calledOff, onlyIdea, empty}
	s.empty(i, 1, fates[s.emptied%len(fates)])
	s.emptied++
}

// empty takes the last count entries from the promise at an index.
func (s *sketch) empty(promise, count int, to fate) {
	for i := len(s.openings) - 1; i >= 0 && count > 0; i-- {
		if o := &s.openings[i]; o.promise == promise {
			o.fate = to
			count--
		}
	}
}

// runDry leaves nothing in the promises that begin on a day or later, but for a
// few ideas.
func (c *composer) runDry(s *sketch, from plan.Day) {
	for i := range s.openings {
		if o := &s.openings[i]; s.promises[o.promise].span.From >= from {
			o.fate = empty
		}
	}
	s.leaveIdeas(from)
}
