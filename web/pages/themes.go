package pages

import (
	"cmp"
	"fmt"
	"slices"

	"stetig/internal/plan"
)

// themeBar is a part of a lane: a theme, or the empty weeks before one.
type themeBar struct {
	Weeks int
	Title string // with its days; "" for empty weeks
	Name  string
}

// placedTheme is a theme over the weeks it is drawn in, counted from 0, both inclusive.
type placedTheme struct {
	plan.Theme
	first, last int
}

// lanesOf lays themes on as few lanes as their weeks allow, each theme where it
// fits first. A theme is drawn in the weeks whose Thursday it holds, so that two
// that follow each other within a week stand in one lane; one that holds no
// Thursday is drawn in the week of its first day.
func lanesOf(themes []plan.Theme, monday plan.Day, weeks int) [][]placedTheme {
	var placed []placedTheme
	for _, theme := range themes {
		first, last := (theme.Span.From + 3).Week(), (theme.Span.To - 3).Week()
		if last.Monday < first.Monday {
			first = theme.Span.From.Week()
			last = first
		}
		from, to := int(first.Monday-monday)/7, int(last.Monday-monday)/7
		if to >= 0 && from < weeks {
			placed = append(placed, placedTheme{theme, max(from, 0), min(to, weeks-1)})
		}
	}
	slices.SortStableFunc(placed, func(a, b placedTheme) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), cmp.Compare(a.ID, b.ID))
	})
	var lanes [][]placedTheme
next:
	for _, theme := range placed {
		for i, lane := range lanes {
			if lane[len(lane)-1].last < theme.first {
				lanes[i] = append(lane, theme)
				continue next
			}
		}
		lanes = append(lanes, []placedTheme{theme})
	}
	return lanes
}

// bars fills a lane up with the weeks between its themes.
func (w words) bars(lane []placedTheme, weeks int) []themeBar {
	var bars []themeBar
	at := 0
	for _, theme := range lane {
		if theme.first > at {
			bars = append(bars, themeBar{Weeks: theme.first - at})
		}
		bars = append(bars, themeBar{
			Weeks: theme.last - theme.first + 1, Name: theme.Title,
			Title: fmt.Sprintf(w.ThemeOf, theme.Title, w.span(theme.Span)),
		})
		at = theme.last + 1
	}
	if at < weeks {
		bars = append(bars, themeBar{Weeks: weeks - at})
	}
	return bars
}
