package pages

import (
	"fmt"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// channelLine tells how a channel stands today.
type channelLine struct {
	Name, Platform string
	Owner          string
	Asked          string // who was asked to own it, in words; "" where nobody is
	Status         string // what keeps it from promising anything; "" for an active one
	HasPlan        bool
	Runway         string
	Mark           string // how much the runway presses
	Severity       continuity.Severity
	Bar            int    // days of the runway on a scale of 365
	BarTitle       string // the bar in words
	Rate, Counts   string // kept over the last weeks, in per cent and as counts; Rate is "" where nothing was due
	GapsLabel      string // of the link to the channel's gaps
	Gaps           string // its address
}

// Days of a runway below which it presses, as for gaps: a week, six weeks.
const (
	pressingRunway = 7
	closeRunway    = 42
	runwayScale    = 365
)

func (w words) channelLine(c app.ChannelContinuity, owner string, today plan.Day, gaps string) channelLine {
	line := channelLine{
		Name: c.Channel.Name, Platform: c.Channel.Platform, Owner: owner,
		Status: w.status(c.Channel.Status), HasPlan: hasPlan(c),
		GapsLabel: fmt.Sprintf(w.ShowGapsOf, c.Channel.Name), Gaps: gaps,
		Counts: w.RateNone,
	}
	if c.Figures.Expected > 0 {
		line.Rate = w.percent(c.Figures.Kept, c.Figures.Expected)
		line.Counts = fmt.Sprintf(w.RateOf, c.Figures.Kept, c.Figures.Expected)
	}
	switch {
	case line.Status != "":
		line.Runway = w.PromisesNothing
		return line
	case !line.HasPlan:
		line.Runway = w.RunwayNoPlan
	case c.Runway.Days == 0:
		line.Runway = w.RunwayNone
	default:
		line.Runway = fmt.Sprintf(plural(c.Runway.Days, w.RunwayOne, w.RunwayMany), w.dayNear(c.Runway.Until, today))
	}
	switch {
	case c.Runway.Days < pressingRunway:
		line.Severity = continuity.Critical
	case c.Runway.Days < closeRunway:
		line.Severity = continuity.Warning
	}
	line.Mark = severityMark(line.Severity)
	line.Bar = min(c.Runway.Days, runwayScale)
	line.BarTitle = fmt.Sprintf(w.BarOf, line.Bar)
	return line
}

// hasPlan reports whether the channel has a plan today: where an active one has
// none, the engine finds that its horizon begins today, the day from which the
// runway counts.
func hasPlan(c app.ChannelContinuity) bool {
	today := c.Runway.Until - plan.Day(c.Runway.Days)
	for _, f := range c.Findings {
		if f.Rule == continuity.Horizon {
			return f.Span.From > today
		}
	}
	return true
}
