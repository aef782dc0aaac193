package continuity

import (
	"cmp"
	"slices"

	"stetig/internal/plan"
)

// daySet is a set of days: spans in order, none touching another.
type daySet []plan.Span

func newDaySet(spans []plan.Span) daySet {
	ordered := slices.Clone(spans)
	slices.SortFunc(ordered, func(s, t plan.Span) int { return cmp.Compare(s.From, t.From) })
	var set daySet
	for _, s := range ordered {
		switch last := len(set) - 1; {
		case s.Days() == 0:
		case last >= 0 && s.From <= set[last].To+1:
			set[last].To = max(set[last].To, s.To)
		default:
			set = append(set, s)
		}
	}
	return set
}

// startingFrom returns the spans that end on day or later.
func (set daySet) startingFrom(day plan.Day) daySet {
	i, _ := slices.BinarySearchFunc(set, day, func(s plan.Span, d plan.Day) int { return cmp.Compare(s.To, d) })
	return set[i:]
}

// holds reports whether the day is in the set.
func (set daySet) holds(day plan.Day) bool {
	rest := set.startingFrom(day)
	return len(rest) > 0 && rest[0].From <= day
}

// count returns how many days of span are in the set.
func (set daySet) count(span plan.Span) int {
	days := 0
	for _, s := range set.startingFrom(span.From) {
		if s.From > span.To {
			break
		}
		days += s.Cut(span).Days()
	}
	return days
}

// singly returns days as spans, one for each.
func singly(days []plan.Day) []plan.Span {
	spans := make([]plan.Span, len(days))
	for i, day := range days {
		spans[i] = plan.Span{From: day, To: day}
	}
	return spans
}

func daysIn(days []plan.Day) daySet { return newDaySet(singly(days)) }
