package demo

import (
	"cmp"
	"slices"

	"stetig/internal/plan"
)

// sketch is a channel's openings before they become entries.
type sketch struct {
	outlet   outlet
	channel  plan.Channel
	plans    []plan.Plan
	promises []promise
	openings []opening // by day
	emptied  int       // openings ahead that lost their entry
}

// opening is a day on which a channel is to publish something.
type opening struct {
	promise int // its index in the sketch
	day     plan.Day
	fate    fate
}

// fate is what becomes of an opening.
type fate int

const (
	filled    fate = iota
	empty          // nobody thought of anything
	onlyIdea       // there is an idea for the day, no more
	calledOff      // there was an entry, it was cancelled
)

func (c *composer) sketchOf(o outlet, channel plan.Channel, plans []plan.Plan, pauses []plan.Pause) *sketch {
	s := &sketch{outlet: o, channel: channel, plans: plans}
	for i, p := range plans {
		s.promises = append(s.promises, promises(i, p, pauses)...)
	}
	for i, p := range s.promises {
		for _, day := range c.daysFor(o.habit, p) {
			s.openings = append(s.openings, opening{promise: i, day: day})
		}
	}
	slices.SortStableFunc(s.openings, func(a, b opening) int { return cmp.Compare(a.day, b.day) })
	c.tell(s)
	return s
}

// daysFor picks as many active days of a promise as it asks for, each as near
// as can be to where the channel's habit would have it.
func (c *composer) daysFor(h habit, p promise) []plan.Day {
	free := slices.Clone(p.days)
	var picked []plan.Day
	for i := range min(p.count, len(free)) {
		best := p.span.From
		if len(h.days) > 0 {
			best = c.habitualDay(h, p, h.days[i%len(h.days)])
		}
		nearest := slices.MinFunc(free, func(a, b plan.Day) int { return cmp.Compare(distance(a, best), distance(b, best)) })
		picked = append(picked, nearest)
		free = slices.DeleteFunc(free, func(d plan.Day) bool { return d == nearest })
	}
	slices.Sort(picked)
	return picked
}

func (c *composer) habitualDay(h habit, p promise, offset int) plan.Day {
	if !p.month {
		wander := plan.Day(c.chance.IntN(3) - 1)
		return p.span.From.Week().Monday + plan.Day(offset) + wander
	}
	day := p.span.From.Month() + plan.Day(offset)
	for day.Weekday() != h.weekday {
		day++
	}
	return day
}

func distance(a, b plan.Day) plan.Day { return max(a-b, b-a) }

const (
	budget     = 425 // entries of the workspace, at most
	nearDays   = 112 // from today: so far nothing is dropped to keep the budget
	ideasAfter = 3   // ideas that stand, with a date, where a channel's plan has run out
)

// keepBudget lets the channels that plan far ahead do so as far as the budget
// reaches: the farthest openings are dropped first.
func (c *composer) keepBudget(sketches []*sketch) {
	spare := budget
	var far []*opening
	for _, s := range sketches {
		spare -= len(s.outlet.ideas())
		if s.outlet.story.far {
			spare -= ideasAfter
		}
		for i := range s.openings {
			switch o := &s.openings[i]; {
			case o.fate == filled && s.outlet.story.far && o.day > c.today+nearDays:
				far = append(far, o)
			case o.fate != empty:
				spare--
			}
		}
	}
	slices.SortStableFunc(far, func(a, b *opening) int { return cmp.Compare(a.day, b.day) })
	for i, o := range far {
		if i >= spare || o.day > c.today+planFurthest {
			o.fate = empty
		}
	}
	for _, s := range sketches {
		if s.outlet.story.far {
			s.leaveIdeas(c.today + nearDays)
		}
	}
}

// leaveIdeas turns the first empty openings after a day into dated ideas.
func (s *sketch) leaveIdeas(after plan.Day) {
	left := ideasAfter
	for i := range s.openings {
		o := &s.openings[i]
		if left > 0 && o.day > after && o.fate == empty {
			o.fate = onlyIdea
			left--
		}
	}
}
