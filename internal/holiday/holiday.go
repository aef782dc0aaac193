// Package holiday says which days are public holidays where: by statute, in
// Germany's states, in Austria and in Switzerland's cantons. A day is one of the
// calendar; no time zone and no clock comes into it. The answers are right for
// the years from 2017 on and follow the law as it stood in 2026; docs/holidays.md
// names the statutes and what was decided where sources differ.
//
// Holidays of half a day, days on which only schools, offices or banks close, and
// Sundays that the law protects only as Sundays are none.
package holiday

import "stetig/internal/plan"

// FirstYear is the first year that the answers are right for.
const FirstYear = 2017

// Name is what people call something.
type Name struct {
	DE, EN string
}

// Holiday is a public holiday in one year.
type Holiday struct {
	Day  plan.Day
	Name Name
}

// Days returns a region's public holidays of a year, by day; nil for None and for
// an unknown region. Two feasts may share a day. The slice is the caller's.
func Days(code string, year int) []Holiday {
	t := tableOf(code)
	if t == nil {
		return nil
	}
	return append([]Holiday(nil), t.year(year)...)
}

// In returns a region's public holidays in a span, by day.
func In(code string, span plan.Span) []Holiday {
	t := tableOf(code)
	if t == nil || span.Days() == 0 {
		return nil
	}
	var found []Holiday
	first, _, _ := span.From.Civil()
	last, _, _ := span.To.Civil()
	for year := first; year <= last; year++ {
		for _, h := range t.year(year) {
			if span.Holds(h.Day) {
				found = append(found, h)
			}
		}
	}
	return found
}
