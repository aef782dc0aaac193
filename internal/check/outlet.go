package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// outlet is a channel as the sheet has it.
type outlet struct {
	name    string
	entries []plan.Entry
	days    []plan.Day // of the entries that have a date
}

// nameless is the name of a channel for rows whose cell of the channel is empty.
const nameless = "(no channel)"

// ChannelKey folds a channel's name so that spellings people take for the same
// are the same: case and white space do not matter.
func ChannelKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// outletsOf groups the good rows by channel, in order of appearance.
func (r *Result) outletsOf(s *sheet.Sheet, o Options, zone *time.Location) ([]*outlet, error) {
	if len(s.Rows) == 0 {
		return nil, plan.Errorf(plan.CodeInvalid, "No row of the sheet can be used; each needs a date such as 01.03.2027 or 2027-03-01.")
	}
	reading := entryReading{zone: zone, now: o.Now, byDate: !s.TellsStates()}
	var all []*outlet
	byKey := map[string]*outlet{}
	for _, row := range s.Rows {
		name := row.Channel
		switch {
		case !s.Has(sheet.Channel):
			name = o.Unnamed
		case name == "":
			name = nameless
		}
		found := byKey[ChannelKey(name)]
		if found == nil {
			found = &outlet{name: strings.Join(strings.Fields(name), " ")}
			byKey[ChannelKey(name)] = found
			all = append(all, found)
		}
		found.add(reading.entry(row), zone)
	}
	chosen, err := choose(all, o.Channels)
	if err != nil {
		return nil, err
	}
	r.noteReading(reading, chosen, o, zone)
	return chosen, nil
}

// choose keeps the channels asked for; one that the sheet does not have is an error.
func choose(all []*outlet, names []string) ([]*outlet, error) {
	if len(names) == 0 {
		return all, nil
	}
	var chosen []*outlet
	for _, name := range names {
		i := slices.IndexFunc(all, func(c *outlet) bool { return ChannelKey(c.name) == ChannelKey(name) })
		if i < 0 {
			known := make([]string, len(all))
			for j, c := range all {
				known[j] = quoteName(c.name)
			}
			return nil, plan.Errorf(plan.CodeInvalid, "The sheet has no channel %s; it has %s.", quoteName(name), strings.Join(known, ", "))
		}
		if !slices.Contains(chosen, all[i]) {
			chosen = append(chosen, all[i])
		}
	}
	return chosen, nil
}

func (c *outlet) add(e plan.Entry, zone *time.Location) {
	c.entries = append(c.entries, e)
	if day, dated := e.Day(zone); dated {
		c.days = append(c.days, day)
	}
}

// span returns the days to look at; it is empty for a channel that begins after them.
func (c *outlet) span(o Options, today plan.Day) plan.Span {
	span := plan.Span{From: today, To: today + Ahead}
	if len(c.days) > 0 {
		span.From = slices.Min(c.days)
		span.To = max(span.To, slices.Max(c.days))
	}
	if o.From != nil {
		span.From = *o.From
	}
	if o.To != nil {
		span.To = *o.To
	}
	return span
}

// assess lays one plan over the span, however long that is, and has it assessed.
func (c *outlet) assess(span plan.Span, o Options) (Channel, error) {
	const channelID, planID = "channel", "plan"
	snapshot := continuity.Snapshot{
		Channel: plan.Channel{ID: channelID, Name: c.name, Status: plan.Active, TimeZone: o.TimeZone, Grace: o.Grace},
		Plans: []plan.Plan{{
			ID: planID, ChannelID: channelID, Span: span, Cadence: o.Cadence,
			LeadTime: plan.DefaultLeadTime, MaxSilence: o.MaxSilence,
		}},
		Entries: c.entries,
	}
	for _, p := range o.Pauses {
		snapshot.Pauses = append(snapshot.Pauses, plan.Pause{ChannelID: channelID, Span: p})
	}
	assessment, err := continuity.Assess(snapshot, o.Now)
	if err != nil {
		return Channel{}, fmt.Errorf("assess channel %s: %w", quoteName(c.name), err)
	}
	checked := Channel{
		Name:       c.name,
		Span:       span,
		RunwayDays: assessment.Runway().Days,
		Periods:    assessment.Periods(planID),
	}
	for _, f := range assessment.Result().Findings {
		if f.Rule == continuity.Cadence || f.Rule == continuity.RunsDry || f.Rule == continuity.Silence {
			checked.Findings = append(checked.Findings, f)
		}
	}
	for _, p := range checked.Periods {
		if p.Ended {
			checked.Expected += p.Expected
			checked.Kept += p.Kept
		}
	}
	return checked, nil
}

// entryReading is how rows become entries.
type entryReading struct {
	zone   *time.Location
	now    time.Time
	byDate bool // no row tells its state: what has passed is published
	silent int  // dated rows without a state so far
}

// entry makes an entry of a row.
func (r *entryReading) entry(row sheet.Row) plan.Entry {
	e := plan.Entry{ID: fmt.Sprintf("%012d", row.Line), Title: row.Title, State: row.State}
	moment := row.Moment
	if !row.Published.IsNone() && (e.State == plan.Published || e.State == "") {
		e.State, moment = plan.Published, row.Published
	}
	day, at, timed := moment.In(r.zone)
	switch {
	case timed:
		e.PublishAt = at
	case !moment.IsNone():
		e.PublishOn = &day
	}
	if e.State == "" {
		e.State = r.stateOf(&e)
	}
	if e.State == plan.Published {
		e.PublishedAt = e.PublishAt
	}
	return e
}

// stateOf decides for a row that tells no state; see Run.
func (r *entryReading) stateOf(e *plan.Entry) plan.State {
	due, dated := e.Due(r.zone)
	if dated {
		r.silent++
	}
	if r.byDate && dated && !due.After(r.now) {
		return plan.Published
	}
	return plan.Planned
}

// noteReading tells what was decided about the chosen channels' rows.
func (r *Result) noteReading(reading entryReading, chosen []*outlet, o Options, zone *time.Location) {
	switch {
	case reading.silent == 0:
	case reading.byDate:
		r.note("No row tells a state: what lies before %s counts as published, the rest as planned.", plan.WallOf(o.Now, zone))
	default:
		r.note("Rows without a state count as planned (%d).", reading.silent)
	}
	overdue, undated := 0, 0
	for _, c := range chosen {
		undated += len(c.entries) - len(c.days)
		for i := range c.entries {
			if c.entries[i].Overdue(o.Now, o.Grace, zone) {
				overdue++
			}
		}
	}
	if undated > 0 {
		r.note("Ideas and cancelled entries without a date are left out (%d).", undated)
	}
	if overdue > 0 {
		r.note("Entries past their time and not marked as published cover nothing (%d).", overdue)
	}
}

func (r *Result) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// quoteName shows a channel's name so that no terminal obeys what is in it.
func quoteName(name string) string { return strconv.Quote(name) }
