// Package report composes the weekly report of a workspace and renders it, as an
// HTML page, as text and as CSV, in German and in English. A report is an
// immutable snapshot: it is composed once, kept as JSON, and says the same ever
// after. Nothing here reads a clock, a database or a configuration.
package report

import (
	"encoding/json"
	"fmt"
	"time"

	"stetig/internal/plan"
)

// Schema is the number of the JSON form that this program writes. It grows only
// when a reader of the form before would misunderstand; fields may be added
// without. Every form ever written stays readable.
const Schema = 1

// Report tells what a workspace's channels promised and kept in one ISO week
// and, unless it was made up late, what lies ahead.
type Report struct {
	Schema    int       `json:"schema"`
	Workspace Workspace `json:"workspace"`
	Week      string    `json:"week"` // the ISO 8601 week that ended, "2027-W14"
	From      plan.Day  `json:"from"` // its Monday
	To        plan.Day  `json:"to"`   // its Sunday
	MadeAt    time.Time `json:"made_at"`
	Late      bool      `json:"late"`              // made up after its time: tells its own week and nothing of what is ahead
	Total     Total     `json:"total"`             // over all channels
	Channels  []Channel `json:"channels"`          // in the workspace's order
	Gaps      *Gaps     `json:"gaps,omitempty"`    // nil in a late report
	Changes   *Changes  `json:"changes,omitempty"` // nil in a late report and in a workspace's first one
}

// Workspace is whom a report is about.
type Workspace struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	TimeZone string `json:"time_zone"`
	Language string `json:"language"`
}

// Total is what all channels together promised and kept.
type Total struct {
	Week   Figures      `json:"week"`
	Before *Figures     `json:"before,omitempty"` // the week before, over the channels that tell of it; nil where none does
	Trend  []TrendPoint `json:"trend,omitempty"`  // the weeks up to this one; none in a workspace's first report
}

// Channel is one channel's part of a report.
type Channel struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	OwnerName string   `json:"owner_name"` // "" for nobody
	HasPlan   bool     `json:"has_plan"`
	Week      Figures  `json:"week"`
	Before    *Before  `json:"before,omitempty"`  // the week before, restated for good
	Next4     *Figures `json:"next_4,omitempty"`  // the next 4 weeks; nil in a late report, as are those below
	Next12    *Figures `json:"next_12,omitempty"` // the next 12 weeks, the 4 among them
	Next52    *Figures `json:"next_52,omitempty"` // the next 52 weeks, the 12 among them
	Runway    *Runway  `json:"runway,omitempty"`

	Trend []TrendPoint `json:"trend,omitempty"` // the weeks up to this one, oldest first; as Total has it
}

// Before is a week restated: what was unconfirmed when it was first told may
// have been published since, or not.
type Before struct {
	Figures
	Told *Figures `json:"told,omitempty"` // as the report of that week had it; nil where there is none
}

// Figures counts what was promised and kept over a span, as continuity.Figures
// has it.
type Figures struct {
	From        plan.Day `json:"from"`
	To          plan.Day `json:"to"`
	Expected    int      `json:"expected"`    // over the periods or slots that ended in the span
	Kept        int      `json:"kept"`        // of those, published
	Unconfirmed int      `json:"unconfirmed"` // of those, planned but not known to be published; never counted as kept
	Rate        *float64 `json:"rate"`        // kept / expected, to four decimals; null where nothing was expected
	Promised    int      `json:"promised"`    // over all periods or slots whose last day is in the span, ended or not
	Covered     int      `json:"covered"`     // of those, with entries: what an entry of another period cannot make up for
	Planned     int      `json:"planned"`     // entries that cover, planned to published
	Ready       int      `json:"ready"`       // of those, approved or published
	Published   int      `json:"published"`   // of those, published
}

// Runway is how long a channel's plan still carried on the day of the report.
type Runway struct {
	Days     int      `json:"days"`
	Until    plan.Day `json:"until"`
	Previous *Runway  `json:"previous,omitempty"` // as the report before had it; nil where it had none
}

// Gaps are what is coming loose: the open gaps and those accepted.
type Gaps struct {
	Counts   Counts        `json:"counts"`   // of the open ones; accepted gaps alarm nobody
	ByRule   []RuleCounts  `json:"by_rule"`  // most pressing first; no row without a gap
	ByOwner  []OwnerCounts `json:"by_owner"` // who has most that presses first; no row without a gap
	Open     []Gap         `json:"open"`     // most pressing first
	Accepted []Gap         `json:"accepted"`
}

// Changes is what happened to gaps since the report before that looked ahead.
type Changes struct {
	SinceWeek string    `json:"since_week"`         // the week of that report
	Since     time.Time `json:"since"`              // when it was made
	New       int       `json:"new"`                // open or accepted now and not then
	Carried   int       `json:"carried"`            // open or accepted now as then
	Accepted  *int      `json:"accepted,omitempty"` // of those two, accepted since; nil in reports that did not count them
	Resolved  []Gap     `json:"resolved"`
	Merged    []Gap     `json:"merged"` // held by a runs_dry of their plan now
	Missed    []Gap     `json:"missed"` // their days passed
}

// accepted is how many gaps were accepted; 0 where they were not counted.
func (c Changes) accepted() int {
	if c.Accepted == nil {
		return 0
	}
	return *c.Accepted
}

// ISOWeek returns the week that the report tells of.
func (r Report) ISOWeek() plan.Week { return plan.Week{Monday: r.From} }

// Decode reads a stored report of any schema ever written. A report of a newer
// program is refused with plan.CodeUnavailable.
func Decode(data []byte) (Report, error) {
	var r Report
	if err := json.Unmarshal(data, &r); err != nil {
		return Report{}, fmt.Errorf("decoding a report: %w", err)
	}
	return r, nil
}

// UnmarshalJSON reads a report as Decode does.
func (r *Report) UnmarshalJSON(data []byte) error {
	type stored Report // without this method
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return err
	}
	switch {
	case s.Schema < 1:
		return fmt.Errorf("a report needs a schema of 1 or more, not %d", s.Schema)
	case s.Schema > Schema:
		return plan.Errorf(plan.CodeUnavailable, "This report was written by a newer version of the program (schema %d); this one reads up to %d.", s.Schema, Schema)
	}
	*r = Report(s)
	return nil
}
