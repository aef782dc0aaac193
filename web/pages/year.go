package pages

import (
	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// yearView is the year grid: channels by ISO weeks.
type yearView struct {
	Year           int
	Months         []monthHead
	Weeks          []weekHead
	Rows           []yearRow
	HasNow         bool
	Previous, Next *yearLink // nil where the years end
	Present        string    // address of this year; "" where it is shown
}

type yearLink struct {
	Label, Address string
}

// monthHead is a month over the weeks whose Thursday lies in it, as ISO 8601
// gives a week to the year of its Thursday.
type monthHead struct {
	Name, Short string
	Weeks       int
}

type weekHead struct {
	Number int
	Title  string
	Now    bool
	Starts bool // a month
}

// yearRow is a channel's year.
type yearRow struct {
	Name   string
	Status string // "" for an active channel
	Lines  int    // of the table: one for the cells, one for each lane of themes
	Cells  []yearCell
	Lanes  [][]themeBar
}

// severityMark draws how much a gap presses; the report draws it alike.
func severityMark(s continuity.Severity) string {
	switch s {
	case continuity.Critical:
		return "!!"
	case continuity.Warning:
		return "!"
	case continuity.Notice:
		return "·"
	case continuity.Missed:
		return "×"
	}
	return ""
}

// yearGrid lays out a year.
type yearGrid struct {
	words
	year     int
	monday   plan.Day // of the first week
	thisWeek plan.Week
	gapsOf   func(channelID string) string // address of the channel's gaps
	planless map[string]plan.Span          // by channel's id: days of the year ahead without a plan
}

func (w words) yearGrid(year int, today plan.Day, gapsOf func(string) string) yearGrid {
	return yearGrid{
		words: w, year: year, monday: plan.ISOWeek(year, 1).Monday, thisWeek: today.Week(),
		gapsOf: gapsOf, planless: map[string]plan.Span{},
	}
}

func (g yearGrid) view(rows []app.YearRow) yearView {
	v := yearView{Year: g.year}
	var month plan.Day
	for i := range plan.Weeks(g.year) {
		week := g.week(i)
		_, number := week.Number()
		thursday := week.Monday + 3
		head := weekHead{Number: number, Title: g.weekTitle(week), Now: week == g.thisWeek, Starts: thursday.Month() != month}
		if head.Starts {
			month = thursday.Month()
			_, m, _ := month.Civil()
			v.Months = append(v.Months, monthHead{Name: g.month(m), Short: g.monthShort(m)})
		}
		v.Months[len(v.Months)-1].Weeks++
		v.HasNow = v.HasNow || head.Now
		v.Weeks = append(v.Weeks, head)
	}
	for _, row := range rows {
		v.Rows = append(v.Rows, g.row(row, v.Weeks))
	}
	return v
}

func (g yearGrid) week(i int) plan.Week { return plan.Week{Monday: g.monday + plan.Day(7*i)} }

func (g yearGrid) weekTitle(week plan.Week) string {
	title := g.weekOfYear(week) + ": " + g.span(plan.Span{From: week.Monday, To: week.Sunday()})
	if week == g.thisWeek {
		title += " (" + g.ThisWeek + ")"
	}
	return title
}

func (g yearGrid) row(row app.YearRow, heads []weekHead) yearRow {
	out := yearRow{Name: row.Channel.Name, Status: g.status(row.Channel.Status)}
	for i, cell := range row.Cells {
		out.Cells = append(out.Cells, g.cell(channelWeek{
			YearCell: cell, channel: row.Channel, week: g.week(i), head: heads[i], pauses: row.Pauses,
		}))
	}
	for _, lane := range lanesOf(row.Themes, g.monday, len(row.Cells)) {
		out.Lanes = append(out.Lanes, g.bars(lane, len(row.Cells)))
	}
	out.Lines = 1 + len(out.Lanes)
	return out
}

// status names what keeps a channel from promising anything; "" for an active one.
func (w words) status(s plan.ChannelStatus) string {
	switch s {
	case plan.Candidate:
		return w.StatusCandidate
	case plan.Listening:
		return w.StatusListening
	case plan.Retired:
		return w.StatusRetired
	}
	return ""
}
