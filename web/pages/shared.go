package pages

import (
	"fmt"
	"strings"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// SharedFrame is what stands around a page for people without an account.
type SharedFrame struct {
	Language   string // "de" or "en"; any other is English
	Stylesheet string // its address
	Icon       string // its address
}

// T returns the texts of the frame's language.
func (f SharedFrame) T() words { return wordsIn(f.Language) }

// sharedView is a page that leads nowhere else: a channel's year, or that a link is
// no good.
type sharedView struct {
	SharedFrame
	Title, Lead string
	Names       bool
	Themes      []sharedSpan
	Pauses      []string
	Months      []sharedMonth
}

type sharedSpan struct{ Title, Days string }

type sharedMonth struct {
	Name    string
	Entries []sharedEntry
}

type sharedEntry struct {
	Day, Title, Topic, Owner, State, Mark string
}

func (sharedView) file() string { return "shared.html" }

// SharedYear writes the page of a channel's year.
func (p *Pages) SharedYear(frame SharedFrame, year app.SharedYear, withNames bool) ([]byte, error) {
	w := frame.T()
	v := sharedView{
		SharedFrame: frame, Names: withNames,
		Title: fmt.Sprintf(w.SharedYearTitle, undirected(year.Channel), year.Year),
		Lead:  fmt.Sprintf(w.SharedYearLead, undirected(year.Workspace), w.day(year.Today)),
	}
	for _, theme := range year.Themes {
		v.Themes = append(v.Themes, sharedSpan{theme.Title, w.span(theme.Span)})
	}
	for _, pause := range year.Pauses {
		v.Pauses = append(v.Pauses, w.span(pause))
	}
	for month := time.January; month <= time.December; month++ {
		v.Months = append(v.Months, sharedMonth{Name: w.month(month)})
	}
	for _, e := range year.Entries {
		_, month, _ := e.Day.Civil()
		in := &v.Months[month-1]
		in.Entries = append(in.Entries, w.sharedEntry(e))
	}
	return p.write(v)
}

// undirected leaves out of a name the marks that set the direction of text: they would
// turn around what stands behind it.
func undirected(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, name)
}

func (w words) sharedEntry(e app.SharedEntry) sharedEntry {
	row := sharedEntry{Day: w.dayOfMonth(e.Day), Title: e.Title, Topic: e.Topic, Owner: e.Owner}
	if row.Title == "" {
		row.Title = w.Untitled
	}
	row.State, row.Mark = w.sharedState(e.State)
	return row
}

// sharedState names a state, with a mark that tells how far it has come.
func (w words) sharedState(s plan.State) (name, mark string) {
	switch s {
	case plan.Published:
		return w.StatePublished, "●"
	case plan.Approved:
		return w.StateApproved, "◕"
	case plan.InReview:
		return w.StateInReview, "◑"
	case plan.Drafting:
		return w.StateDrafting, "◔"
	default:
		return w.StatePlanned, "○"
	}
}

// AwaitedReport writes the page for a link to the latest report before there is one.
func (p *Pages) AwaitedReport(frame SharedFrame, ws plan.Workspace) ([]byte, error) {
	w := frame.T()
	return p.write(sharedView{SharedFrame: frame, Title: fmt.Sprintf("%s – %s", w.Report, undirected(ws.Name)), Lead: w.noReportYet(ws)})
}

// DeadShared writes the page for a link that is not good, or no longer, whatever
// the reason.
func (p *Pages) DeadShared(frame SharedFrame) ([]byte, error) {
	w := frame.T()
	return p.write(sharedView{SharedFrame: frame, Title: w.DeadSharedTitle, Lead: w.DeadSharedText})
}
