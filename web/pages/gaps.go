package pages

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/report"
)

// gapList is a part of the open gaps, or of the accepted ones.
type gapList struct {
	Groups []gapGroup
	More   string // address of the next part; "" at the end
	First  string // address of the first part; "" where this is it
}

// gapGroup is the gaps that press alike.
type gapGroup struct {
	Severity    continuity.Severity
	Mark        string
	Name, Means string
	Gaps        []gapLine
}

type gapLine struct {
	ID       string
	Channel  string
	Rule     string
	Sentence string
	Owner    string
	Accepted string // until when, by whom and why; "" for an open gap
	Opened   string
}

func (w words) gapLine(g report.Gap) gapLine {
	line := gapLine{
		ID: g.ID, Channel: g.ChannelName, Rule: report.RuleName(g.Rule, w.Code),
		Sentence: report.Sentence(g, w.Code), Owner: g.OwnerName,
	}
	if line.Owner == "" {
		line.Owner = w.Nobody
	}
	if a := g.Acceptance; a != nil && g.State == continuity.Accepted {
		parts := []string{fmt.Sprintf(w.AcceptedUntil, w.day(a.Until))}
		if a.ByName != "" {
			parts = append(parts, fmt.Sprintf(w.AcceptedBy, a.ByName))
		}
		line.Accepted = strings.Join(parts, " ") + ": " + a.Reason
	}
	return line
}

// gapOnPage is a gap with the page it stands on.
type gapOnPage struct {
	Page workspaceView
	Gap  gapLine
}

// With gives a gap to a template together with its page.
func (v workspaceView) With(gap gapLine) gapOnPage { return gapOnPage{v, gap} }

// Severities lists what the legend explains.
func (v workspaceView) Severities() []gapGroup {
	var all []gapGroup
	for _, s := range continuity.Severities {
		all = append(all, gapGroup{Severity: s, Mark: severityMark(s), Name: report.SeverityName(s, v.Lang())})
	}
	return all
}

// groups puts gaps that press alike together, in the order they come.
func (w words) groups(gaps []report.Gap) []gapGroup {
	var groups []gapGroup
	for _, g := range gaps {
		if len(groups) == 0 || groups[len(groups)-1].Severity != g.Severity {
			groups = append(groups, gapGroup{
				Severity: g.Severity, Mark: severityMark(g.Severity),
				Name: capital(report.SeverityName(g.Severity, w.Code)), Means: w.means(g.Severity),
			})
		}
		last := &groups[len(groups)-1]
		last.Gaps = append(last.Gaps, w.gapLine(g))
	}
	return groups
}

// capital makes the first letter of a heading a capital one.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func (w words) means(s continuity.Severity) string {
	switch s {
	case continuity.Critical:
		return w.CriticalMeans
	case continuity.Warning:
		return w.WarningMeans
	case continuity.Notice:
		return w.NoticeMeans
	}
	return ""
}

// option is one choice of a form's list.
type option struct {
	Value, Name string
	Chosen      bool
}

// gapFilter is the form that narrows the gaps.
type gapFilter struct {
	Channels, Rules, Severities []option
	Year                        int    // kept by the form; 0 for this year
	Unapply                     string // address without the filter; "" where there is none
}

func (w words) gapFilter(q Query, channels []plan.Channel, path string) gapFilter {
	f := gapFilter{
		Channels:   []option{{Name: w.AllChannels}},
		Rules:      []option{{Name: w.AllRules}},
		Severities: []option{{Name: w.AllSeverities}},
		Year:       q.Year,
	}
	for _, c := range channels {
		f.Channels = append(f.Channels, option{c.ID, c.Name, c.ID == q.Channel})
	}
	for _, rule := range continuity.Rules {
		f.Rules = append(f.Rules, option{string(rule), report.RuleName(rule, w.Code), rule == q.Rule})
	}
	for _, severity := range openSeverities() {
		f.Severities = append(f.Severities, option{string(severity), report.SeverityName(severity, w.Code), severity == q.Severity})
	}
	if q.IsFiltered() {
		f.Unapply = Query{Year: q.Year}.In(path) + "#gaps"
	}
	return f
}
