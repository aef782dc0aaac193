package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// status is what became of a channel's promise.
type status string

const (
	promiseKept   status = "kept"
	promiseOpen   status = "open"   // all planned, not all known to be published
	promiseBroken status = "broken" // less was planned than promised
	nothingDue    status = "none"   // no period or slot ended
	withoutPlan   status = "noplan"
)

// dryChannel is a channel whose plan runs dry soon.
type dryChannel struct {
	name string
	from plan.Day
	was  *plan.Day // its first dry day in the report before, where that was another
}

// promises counts channels by what became of what was due.
type promises struct {
	channels    int // all of them
	due         int // those with something due
	kept        int // of those, all published
	unconfirmed int // entries planned and not known to be published
}

const (
	namedInHeadline = 2  // channels of one kind; the others are counted
	maxAlarms       = 2  // clauses on what presses
	nameWidth       = 40 // of a channel's name, in columns
)

// Headline says in one sentence what matters most, computed from the figures:
// what presses first, and then whether promises were kept. lang is "de" or "en"
// (any other language is English).
func (r Report) Headline(lang string) string { return r.headline(spoken(lang)) }

func (r Report) headline(l language) string {
	if len(r.Channels) == 0 {
		return l.labels().NoChannels
	}
	clauses := r.alarms(l)
	if r.Gaps != nil && r.Gaps.Counts.Critical > 0 && len(clauses) == 0 {
		clauses = append(clauses, clause{text: l.pressing(r.Gaps.Counts.Critical)})
	}
	clauses = clauses[:min(len(clauses), maxAlarms)]
	isCalm := len(clauses) == 0
	clauses = append(clauses, clause{text: l.promises(r.promises(), r.ISOWeek())})
	if r.Gaps != nil && isCalm {
		clauses = append(clauses, clause{text: l.noAlarm(r.Gaps.Counts.Total)})
	}
	return joinClauses(clauses)
}

// clause is a part of the headline.
type clause struct {
	text    string
	isNamed bool // begins with a channel's name, which keeps its spelling
}

func joinClauses(clauses []clause) string {
	texts := make([]string, len(clauses))
	for i, c := range clauses {
		texts[i] = c.text
		if i == 0 && !c.isNamed {
			texts[i] = capital(c.text)
		}
	}
	return strings.Join(texts, "; ") + "."
}

// alarms returns the clauses on what presses, the weightiest first.
func (r Report) alarms(l language) []clause {
	if r.Gaps == nil {
		return nil
	}
	var clauses []clause
	if dry := r.dryChannels(); len(dry) > 0 {
		named := dry[:min(len(dry), namedInHeadline)]
		clauses = append(clauses, clause{l.dry(named, len(dry)-len(named), r.today(), r.sinceName(l)), true})
	}
	if names := r.planlessChannels(); len(names) > 0 {
		named := names[:min(len(names), namedInHeadline)]
		clauses = append(clauses, clause{l.planless(named, len(names)-len(named)), true})
	}
	overdue := 0
	for _, g := range r.Gaps.Open {
		if g.Rule == continuity.Overdue {
			overdue++
		}
	}
	if overdue > 0 {
		clauses = append(clauses, clause{text: l.overdueEntries(overdue)})
	}
	return clauses
}

// dryChannels returns the channels that run dry soon enough to alarm, each by
// its first such day, the nearest first.
func (r Report) dryChannels() []dryChannel {
	var dry []dryChannel
	seen := map[string]bool{}
	for _, g := range r.Gaps.Open { // by severity, then by day
		if g.Rule != continuity.RunsDry || g.Severity == continuity.Notice || seen[g.ChannelID] {
			continue
		}
		seen[g.ChannelID] = true
		dry = append(dry, dryChannel{name: clip(g.ChannelName, nameWidth), from: g.From, was: g.PreviousFrom})
	}
	slices.SortStableFunc(dry, func(a, b dryChannel) int { return cmp.Compare(a.from, b.from) })
	return dry
}

// planlessChannels names the channels that have no plan today, where nobody has
// accepted that.
func (r Report) planlessChannels() []string {
	var names []string
	for _, g := range r.Gaps.Open {
		if g.Rule == continuity.Horizon && g.From <= r.today() {
			names = append(names, clip(g.ChannelName, nameWidth))
		}
	}
	return names
}

func (r Report) promises() promises {
	p := promises{channels: len(r.Channels), unconfirmed: r.Total.Week.Unconfirmed}
	for _, c := range r.Channels {
		if c.Week.Expected > 0 {
			p.due++
		}
		if c.status() == promiseKept {
			p.kept++
		}
	}
	return p
}

// status returns what became of the channel's promise in the week.
func (c Channel) status() status {
	switch w := c.Week; {
	case w.Expected == 0 && !c.HasPlan:
		return withoutPlan
	case w.Expected == 0:
		return nothingDue
	case w.Kept >= w.Expected:
		return promiseKept
	case w.Kept+w.Unconfirmed >= w.Expected:
		return promiseOpen
	default:
		return promiseBroken
	}
}

// today returns the day on which the report was made, in the workspace's zone.
func (r Report) today() plan.Day { return plan.DayOf(r.MadeAt, r.MadeAt.Location()) }

// sinceName names the report that this one is compared with: "" where that was
// of the week before, else its week.
func (r Report) sinceName(l language) string {
	if r.Changes == nil || r.Changes.SinceWeek == (plan.Week{Monday: r.From - 7}).String() {
		return ""
	}
	week, err := plan.ParseWeek(r.Changes.SinceWeek)
	if err != nil {
		return r.Changes.SinceWeek
	}
	return l.week(week)
}

// capital makes the first letter of a sentence a capital one.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
