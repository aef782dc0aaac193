// Package check says, without a server or a store, where the plan in a sheet
// goes quiet: it lays one plan over each channel of the sheet, has it assessed
// by the rules of package continuity, and writes what was found for people and
// for programs. It reads no clock and no file.
package check

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// Ahead is how many days after today a span reaches, where nothing else is said.
const Ahead = 365

// Options say what is promised and how it is looked at.
type Options struct {
	Cadence    plan.Cadence  // what every channel promises
	MaxSilence int           // most days without an entry; 0: silence is not looked for
	From       *plan.Day     // first day of the span; nil: each channel's first good date
	To         *plan.Day     // last day of the span; nil: the later of each channel's last good date and today + Ahead
	Pauses     []plan.Span   // days on which all channels are silent on purpose
	TimeZone   string        // IANA name: of the days, and of times without an offset
	Now        time.Time     // the moment from which is looked
	Grace      time.Duration // how long after its time an unpublished entry still counts
	Channels   []string      // only these, as folded by ChannelKey; none: all
	Unnamed    string        // name of the channel in a sheet without a column of channels
}

// Result is what was found.
type Result struct {
	Today    plan.Day // in the options' zone
	Cadence  plan.Cadence
	Channels []Channel // in the order of the sheet
	Notes    []string  // what had to be decided, one sentence each, for people
}

// Channel is one channel's part of the result.
type Channel struct {
	Name       string
	Span       plan.Span // that was looked at
	Expected   int       // over the periods or slots that have ended
	Kept       int       // of those, with published entries: at most what was expected of each
	RunwayDays int       // from today to the day before the first finding that is not missed
	Findings   []continuity.Finding
	Periods    []continuity.PeriodStatus // of the whole span, in order
}

// Rate returns kept / expected; known is false where nothing was expected.
func (c *Channel) Rate() (rate float64, known bool) {
	return continuity.Figures{Expected: c.Expected, Kept: c.Kept}.Rate()
}

// Alarms returns how many findings are not past.
func (c *Channel) Alarms() int {
	alarms := 0
	for _, f := range c.Findings {
		if f.Severity != continuity.Missed {
			alarms++
		}
	}
	return alarms
}

// Alarms returns how many findings of all channels are not past.
func (r *Result) Alarms() int {
	alarms := 0
	for i := range r.Channels {
		alarms += r.Channels[i].Alarms()
	}
	return alarms
}

// Run checks the plan in a sheet. Options that cannot be, and a sheet in which
// nothing is left to look at, are a *plan.Error of CodeInvalid.
//
// A row that tells no state counts as published once its time has passed, and
// as planned before, if no row of the sheet tells a state; in a sheet that does
// tell states it counts as planned, for nobody has said that it appeared.
func Run(s *sheet.Sheet, o Options) (*Result, error) {
	zone, err := o.validate()
	if err != nil {
		return nil, err
	}
	r := &Result{Today: plan.DayOf(o.Now, zone), Cadence: o.Cadence}
	outlets, err := r.outletsOf(s, o, zone)
	if err != nil {
		return nil, err
	}
	for _, outlet := range outlets {
		span := outlet.span(o, r.Today)
		if span.Days() == 0 {
			r.note("%s begins on %s, after the last day asked for, and is left out.", quoteName(outlet.name), span.From)
			continue
		}
		channel, err := outlet.assess(span, o)
		if err != nil {
			return nil, err
		}
		r.Channels = append(r.Channels, channel)
	}
	if len(r.Channels) == 0 {
		return nil, plan.Errorf(plan.CodeInvalid, "Nothing is left to look at: every channel begins after %s.", o.To)
	}
	return r, nil
}

// validate checks the options and returns their zone.
func (o *Options) validate() (*time.Location, error) {
	var problems plan.Problems
	zone, err := plan.LoadZone(o.TimeZone)
	if err != nil {
		return nil, err
	}
	if err := o.Cadence.Validate(); err != nil {
		return nil, err
	}
	if o.MaxSilence < 0 {
		problems.Add("max-silence", "must be at least 1 day, not %d", o.MaxSilence)
	}
	if o.Grace < 0 || o.Grace > plan.MaxGrace {
		problems.Add("grace", "must be 0 to %d hours", int(plan.MaxGrace/time.Hour))
	}
	checkDay := func(field string, day plan.Day) {
		if year, _, _ := day.Civil(); year < sheet.FirstYear || year > sheet.LastYear {
			problems.Add(field, "%s lies outside the years %d to %d", day, sheet.FirstYear, sheet.LastYear)
		}
	}
	checkDay("now", plan.DayOf(o.Now, zone))
	if o.From != nil {
		checkDay("from", *o.From)
	}
	if o.To != nil {
		checkDay("to", *o.To)
	}
	if o.From != nil && o.To != nil && *o.To < *o.From {
		problems.Add("to", "%s lies before the first day, %s", *o.To, *o.From)
	}
	for _, p := range o.Pauses {
		if p.Days() == 0 {
			problems.Add("pause", "%s..%s ends before it begins", p.From, p.To)
		}
	}
	return zone, problems.Err()
}
