package pages

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/report"
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

// yearCell is a channel's week.
type yearCell struct {
	Title   string // all of it, in words
	Number  string // entries planned; "" for none, where none is promised
	Of      string // entries promised; "" for none
	Mark    string // of the gap
	Address string // of the channel's gaps; "" without a gap
	Class   string
	Columns []column
	Width   int // of the columns' drawing
}

// column stands for one entry in a cell's drawing: the higher and fuller, the
// farther it is.
type column struct {
	X    int
	Kind string // published, ready, planned, missing
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

// yearGrid lays out the rows from..to of a year, today marked.
type yearGrid struct {
	words
	today    plan.Day
	gapsOf   func(channelID string) string // address of the channel's gaps
	year     int
	monday   plan.Day
	thisWeek plan.Week
}

func (w words) yearGrid(year int, today plan.Day, gapsOf func(string) string) yearGrid {
	return yearGrid{
		words: w, today: today, gapsOf: gapsOf, year: year,
		monday: plan.ISOWeek(year, 1).Monday, thisWeek: today.Week(),
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
		out.Cells = append(out.Cells, g.cell(row, i, cell, heads[i]))
	}
	for _, lane := range lanesOf(row.Themes, g.monday, len(row.Cells)) {
		out.Lanes = append(out.Lanes, g.bars(lane, len(row.Cells)))
	}
	out.Lines = 1 + len(out.Lanes)
	return out
}

// cell tells one week of one channel.
func (g yearGrid) cell(row app.YearRow, i int, cell app.YearCell, head weekHead) yearCell {
	week := g.week(i)
	pause, paused := pausedDays(row.Pauses, plan.Span{From: week.Monday, To: week.Sunday()})
	out := yearCell{Title: g.cellTitle(row.Channel.Name, week, cell, pause, paused)}
	classes := []string{"cell"}
	if head.Now {
		classes = append(classes, "now")
	}
	if head.Starts {
		classes = append(classes, "starts")
	}
	switch {
	case paused == 7:
		classes = append(classes, "paused")
	case paused > 0:
		classes = append(classes, "paused-partly")
	}
	if cell.Gap != "" {
		out.Mark = severityMark(cell.Gap)
		out.Address = g.gapsOf(row.Channel.ID)
		classes = append(classes, "gap", string(cell.Gap))
	}
	out.Class = strings.Join(classes, " ")
	if cell.Expected > 0 || cell.Planned > 0 || cell.Gap != "" {
		out.Number = strconv.Itoa(cell.Planned)
	}
	if cell.Expected > 0 {
		out.Of = strconv.Itoa(cell.Expected)
	}
	out.draw(cell)
	return out
}

// mostColumns is how many entries a cell draws one by one; of more, the shares are drawn.
const mostColumns = 8

func (c *yearCell) draw(cell app.YearCell) {
	missing := 0
	if cell.Gap != "" {
		missing = max(0, cell.Expected-cell.Planned)
	}
	counts := []struct {
		kind string
		n    int
	}{
		{"published", cell.Published}, {"ready", cell.Ready - cell.Published},
		{"planned", cell.Planned - cell.Ready}, {"missing", missing},
	}
	all := cell.Planned + missing
	for _, count := range counts {
		n := count.n
		if all > mostColumns && n > 0 {
			n = max(1, n*mostColumns/all)
		}
		for range n {
			c.Columns = append(c.Columns, column{X: 5 * len(c.Columns), Kind: count.kind})
		}
	}
	c.Width = max(5*len(c.Columns)-1, 1)
}

func (g yearGrid) cellTitle(channel string, week plan.Week, cell app.YearCell, pause string, paused int) string {
	var parts []string
	switch {
	case cell.Expected > 0:
		parts = append(parts, fmt.Sprintf(g.CellPlanned, cell.Planned, cell.Expected))
	case cell.Planned > 0:
		parts = append(parts, fmt.Sprintf(g.CellUnpromised, cell.Planned))
	default:
		parts = append(parts, g.CellNothing)
	}
	if cell.Planned > 0 {
		parts = append(parts, fmt.Sprintf(g.CellReady, cell.Ready), fmt.Sprintf(g.CellPublished, cell.Published))
	}
	if cell.Gap != "" {
		parts = append(parts, fmt.Sprintf(g.CellGap, report.SeverityName(cell.Gap, g.Code)))
	}
	switch {
	case paused == 7:
		parts = append(parts, fmt.Sprintf(g.CellPause, pause))
	case paused > 0:
		parts = append(parts, fmt.Sprintf(g.CellPausePartly, pause))
	}
	return channel + ", " + g.weekTitle(week) + ": " + strings.Join(parts, ", ")
}

// pausedDays counts the days of the week on which the channel pauses, and says why.
func pausedDays(pauses []plan.Pause, week plan.Span) (reason string, days int) {
	for day := week.From; day <= week.To; day++ {
		for _, pause := range pauses {
			if pause.Span.Holds(day) {
				reason = cmp.Or(reason, pause.Reason)
				days++
				break
			}
		}
	}
	return reason, days
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
