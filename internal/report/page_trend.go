package report

import (
	"slices"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// trendTable is how the channels went over the weeks of the trend.
type trendTable struct {
	Caption string
	Bars    string // how to read it where it is drawn
	Marks   string // how to read it where it is written
	Rows    []trendRow
}

// trendRow is how one channel, or all of them, went.
type trendRow struct {
	Channel string
	Kept    chart
	Runway  *chart // nil for all channels, which have none together
	Weeks   []trendWeek

	OffPaper bool
}

// trendWeek is one week of a trend in figures.
type trendWeek struct{ Week, Kept, Runway string }

// chart draws one figure of a channel week by week: as bars, and as characters
// for mails, where drawings get lost.
type chart struct {
	ID     string // of this chart on the page
	Title  string // what is drawn
	Detail string // what the bars show, for who does not see them
	Text   string // what it comes to, shown beside it
	Marks  string // a character for each week
	Bars   []column
}

// Width is how wide a chart is: that of a whole trend, so that the same week of
// another channel or report stands in the same place, and the last on the right.
func (chart) Width() int { return TrendWeeks * chartStep }

// column is one rectangle of a chart.
type column struct {
	Class     string
	X, Y      int
	W, Height int
}

// Measures of a chart, in its own units.
const (
	chartHeight = 20
	chartStep   = 5 // from one week to the next
	columnWidth = 4
	lineHeight  = 2 // of the line where nothing was due
)

// recentWeeks are set apart from the rest of a trend.
const recentWeeks = 4

// marks draw a share in characters, from nothing to all.
var marks = []rune("▁▂▃▄▅▆▇█")

const (
	markNone = '·' // nothing due
	markHole = '?' // not told
	markNew  = '–' // not told yet: the channel came later
)

func (r Report) trendTable(l language) *trendTable {
	weeks := r.Total.Trend
	if len(weeks) == 0 {
		return nil
	}
	t := &trendTable{Caption: l.trendCaption(weekOf(weeks[0]), r.ISOWeek(), len(weeks)), Bars: l.labels().TrendBars, Marks: l.labels().TrendMarks}
	further := r.offPaper(byRunway)
	for i, c := range r.Channels {
		row := trendRow{Channel: c.Name, OffPaper: further[i], Kept: keptChart(l, c.Trend, c.Week.Unconfirmed), Weeks: trendWeeks(l, c.Trend)}
		row.Kept.ID, row.Kept.Title = "kept-"+decimal(i), l.chartTitle(c.Name, l.labels().Rate)
		runway := runwayChart(l, c.Trend)
		if c.Runway != nil && !c.HasPlan {
			runway.Text = l.labels().NoPlan
		}
		runway.ID, runway.Title = "runway-"+decimal(i), l.chartTitle(c.Name, l.labels().Runway)
		row.Runway = &runway
		t.Rows = append(t.Rows, row)
	}
	if len(r.Channels) > 1 {
		row := trendRow{Channel: l.labels().AllChannels, Kept: keptChart(l, weeks, r.Total.Week.Unconfirmed), Weeks: trendWeeks(l, weeks)}
		row.Kept.ID, row.Kept.Title = "kept-all", l.chartTitle(row.Channel, l.labels().Rate)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// weekOf returns the week of a point; the zero week for one that has none.
func weekOf(p TrendPoint) plan.Week {
	week, err := plan.ParseWeek(p.Week)
	if err != nil {
		return plan.Week{}
	}
	return week
}

// keptChart draws which part of what was due was kept. Of the last week so many
// entries may still be confirmed.
func keptChart(l language, points []TrendPoint, unconfirmed int) chart {
	var c chart
	from := TrendWeeks - len(points)
	var broken []string
	var written strings.Builder
	for i, p := range points {
		expected, kept, known := p.due()
		switch {
		case !known:
			written.WriteRune(holeMark(points[:i], func(p TrendPoint) bool { return p.Expected != nil }))
		case expected == 0:
			written.WriteRune(markNone)
			c.add("none", from+i, lineHeight)
		default:
			kept = min(kept, expected)
			written.WriteRune(markOf(kept, expected))
			c.add("promised", from+i, chartHeight)
			c.add("ready", from+i, share(kept, expected, chartHeight))
			if kept < expected && (i < len(points)-1 || unconfirmed == 0) {
				broken = append(broken, l.week(weekOf(p)))
			}
		}
	}
	sum, recent := sumOf(points), sumOf(points[max(0, len(points)-recentWeeks):])
	c.Marks, c.Text, c.Detail = written.String(), l.keptOver(sum, recent), l.brokenWeeks(broken, unconfirmed)
	return c
}

// runwayChart draws the runway, the longest as the highest bar.
func runwayChart(l language, points []TrendPoint) chart {
	var c chart
	from := TrendWeeks - len(points)
	sum := runwaysOf(points)
	var written strings.Builder
	for i, p := range points {
		if p.Runway == nil {
			written.WriteRune(holeMark(points[:i], func(p TrendPoint) bool { return p.Runway != nil }))
			continue
		}
		written.WriteRune(markOf(*p.Runway, max(sum.most, 1)))
		c.add("none", from+i, lineHeight)
		c.add("planned", from+i, share(*p.Runway, max(sum.most, 1), chartHeight))
	}
	c.Marks, c.Text, c.Detail = written.String(), l.runwayOver(points[len(points)-1].Runway, sum), l.runwayRange(sum)
	return c
}

// add draws a bar; its place is counted from the left.
func (c *chart) add(class string, place, height int) {
	if height > 0 {
		c.Bars = append(c.Bars, column{Class: class, X: place * chartStep, Y: chartHeight - height, W: columnWidth, Height: height})
	}
}

// share returns part of whole in so many steps; only nothing is 0, and only all
// is all of them.
func share(part, whole, steps int) int {
	if part == 0 || part == whole {
		return part / whole * steps
	}
	return min(max(steps*part/whole, 1), steps-1)
}

// holeMark is the mark of a hole behind the points before it.
func holeMark(before []TrendPoint, isTold func(TrendPoint) bool) rune {
	if slices.ContainsFunc(before, isTold) {
		return markHole
	}
	return markNew
}

func markOf(part, whole int) rune { return marks[share(part, whole, len(marks)-1)] }

// trendWeeks are the figures of a trend, the latest week first.
func trendWeeks(l language, points []TrendPoint) []trendWeek {
	rows := make([]trendWeek, 0, len(points))
	for _, p := range slices.Backward(points) {
		row := trendWeek{Week: capital(l.weekOfYear(weekOf(p))), Kept: "?", Runway: "?"}
		if expected, kept, known := p.due(); known {
			row.Kept = keptOf(l, Figures{Expected: expected, Kept: kept})
		}
		if p.Runway != nil {
			row.Runway = decimal(*p.Runway)
		}
		rows = append(rows, row)
	}
	return rows
}

// percentOf writes a share of what was due in brackets.
func percentOf(l language, kept, expected int) string {
	n, known := continuity.Percent(kept, expected)
	if !known {
		return ""
	}
	return " (" + l.percent(n) + ")"
}
