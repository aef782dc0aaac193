package pages

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/report"
)

// yearCell is a channel's week.
type yearCell struct {
	Title   string // all of it, in words
	Number  string // entries planned; "" for none, where none is missing
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

// channelWeek is all that a cell of the year tells.
type channelWeek struct {
	app.YearCell
	channel plan.Channel
	week    plan.Week
	head    weekHead
	pauses  []plan.Pause
}

func (c channelWeek) days() plan.Span { return plan.Span{From: c.week.Monday, To: c.week.Sunday()} }

func (g yearGrid) cell(c channelWeek) yearCell {
	out := yearCell{Title: c.channel.Name + ", " + g.weekTitle(c.week) + ": " + strings.Join(g.tell(c), ", ")}
	classes := []string{"cell"}
	if c.head.Now {
		classes = append(classes, "now")
	}
	if c.head.Starts {
		classes = append(classes, "starts")
	}
	switch _, days := c.paused(); {
	case days == 7:
		classes = append(classes, "paused")
	case days > 0:
		classes = append(classes, "paused-partly")
	case g.isPlanless(c):
		classes = append(classes, "planless")
	}
	if c.Gap != "" {
		out.Mark = severityMark(c.Gap)
		out.Address = g.gapsOf(c.channel.ID)
		classes = append(classes, "gap", string(c.Gap))
	}
	out.Class = strings.Join(classes, " ")
	if c.Planned > 0 || c.Expected > 0 && c.Gap != "" {
		out.Number = strconv.Itoa(c.Planned)
	}
	if c.Expected > 0 {
		out.Of = strconv.Itoa(c.Expected)
	}
	out.draw(c.YearCell)
	return out
}

// isPlanless reports whether the week lies ahead, no plan holds it all, and
// nothing else is told of it.
func (g yearGrid) isPlanless(c channelWeek) bool {
	without, known := g.planless[c.channel.ID]
	return known && without.Overlaps(c.days()) && c.Expected == 0 && c.Planned == 0 && c.Gap == ""
}

// tell says in words what a cell draws.
func (g yearGrid) tell(c channelWeek) []string {
	var parts []string
	switch {
	case c.Expected > 0:
		parts = append(parts, fmt.Sprintf(g.CellPlanned, c.Planned, c.Expected))
	case c.Planned > 0:
		parts = append(parts, fmt.Sprintf(g.CellUnpromised, c.Planned))
	default:
		parts = append(parts, g.CellNothing)
	}
	if c.Planned > 0 {
		parts = append(parts, fmt.Sprintf(g.CellReady, c.Ready), fmt.Sprintf(g.CellPublished, c.Published))
	}
	if c.Gap != "" {
		parts = append(parts, fmt.Sprintf(g.CellGap, report.SeverityName(c.Gap, g.Code)))
	}
	if g.isPlanless(c) {
		parts = append(parts, g.CellPlanless)
	}
	switch reason, days := c.paused(); {
	case days == 7:
		parts = append(parts, fmt.Sprintf(g.CellPause, reason))
	case days > 0:
		parts = append(parts, fmt.Sprintf(g.CellPausePartly, reason))
	}
	return parts
}

// paused counts the days of the week on which the channel pauses, and says why.
func (c channelWeek) paused() (reason string, days int) {
	for day := c.week.Monday; day <= c.week.Sunday(); day++ {
		for _, pause := range c.pauses {
			if pause.Span.Holds(day) {
				reason = cmp.Or(reason, pause.Reason)
				days++
				break
			}
		}
	}
	return reason, days
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
