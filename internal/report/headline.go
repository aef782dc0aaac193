package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// promises counts channels by what became of what was due.
type promises struct {
	channels    int // all of them
	due         int // those with something due
	kept        int // of those, all published
	unconfirmed int // entries planned and not known to be published
	inARow      int // reports of weeks with something due, this one the last, in which all was kept
}

const (
	namedInHeadline = 2  // channels of one kind; the others are counted
	maxAlarms       = 2  // clauses on what presses
	nameWidth       = 40 // of a channel's name, in columns
)

// Headline says in one sentence what matters most, computed from the figures:
// what presses first, in the order of decision 25, and then whether promises were
// kept. lang is "de" or "en"
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
	p.inARow = streak(r.Total.Trend, func(expected, kept int) bool { return kept >= expected })
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
