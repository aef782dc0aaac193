package report

import (
	"bytes"
	_ "embed" // the mail's template
	"fmt"
	"html/template"
	"strings"

	"stetig/internal/continuity"
)

//go:embed mail.gohtml
var mailTemplate string

// MailOptions says where a mail about a report leads.
type MailOptions struct {
	ReportURL      string // to the report itself
	GapsURL        string // to where gaps are mended; one is named by ?gap=
	SettingsURL    string // to where its reader says what they are sent
	UnsubscribeURL string // ends it, without signing in
}

// Mail is a report as a mail, without its addresses.
type Mail struct {
	Subject string // one line
	Text    string // the whole report; lines of at most 76 columns, but for links
	HTML    string // the report's main lines, on a page that loads nothing
}

// mailGaps is how many gaps of each severity a mail tells of; the rest is counted,
// and stands in the report.
var mailGaps = map[continuity.Severity]int{continuity.Critical: 10, continuity.Warning: 5, continuity.Notice: 3}

// mailChannels is how many channels a mail tells of, in the workspace's order.
const mailChannels = 20

// firstChannels leaves all channels but the first out of the tables, though not out
// of what is said of all of them.
func (p page) firstChannels(count int) page {
	p.Week = p.Week[:min(count, len(p.Week))]
	p.Ahead = p.Ahead[:min(count, len(p.Ahead))]
	if p.Trend != nil && len(p.Trend.Rows) > count+1 {
		trend := *p.Trend
		trend.Rows = append(trend.Rows[:count:count], trend.Rows[len(trend.Rows)-1])
		p.Trend = &trend
	}
	return p
}

// mailGroup is the gaps of one severity, as far as a mail tells of them.
type mailGroup struct {
	gapGroup
	Edge string // colour of the line beside them, to be seen on light and on dark
	Rest string // how many more there are; "" for none
}

// Mail writes the report as a mail. Mail programs drop drawings, style sheets and
// much else that a page may have: it is tables and paragraphs, styled at the
// elements, in the colours of the reader's program; how channels went is written
// in characters. lang is "de" or "en", "" for the workspace's; another is an Error
// of plan.CodeInvalid.
func (r Report) Mail(lang string, o MailOptions) (Mail, error) {
	l, err := languageOf(lang, r.Workspace.Language)
	if err != nil {
		return Mail{}, err
	}
	parsed, err := template.New("mail").Parse(mailTemplate)
	if err != nil {
		return Mail{}, fmt.Errorf("parsing the template of the report's mail: %w", err)
	}
	view := struct {
		page
		MailOptions
		Words        mailWords
		Why          string
		Groups       []mailGroup
		MoreChannels string // how many channels are left to the report; "" for none
	}{page: r.page(l), MailOptions: o, Words: l.mailWords()}
	view.Why = fmt.Sprintf(view.Words.Why, view.Workspace)
	for _, g := range view.page.Groups {
		view.Groups = append(view.Groups, newMailGroup(l, g))
	}
	text := mailText(view.page, view.Words, view.Why, o)
	if rest := len(view.Week) - mailChannels; rest > 0 {
		view.MoreChannels = l.more(rest)
		view.page = view.page.firstChannels(mailChannels)
	}
	var b bytes.Buffer
	if err := parsed.Execute(&b, view); err != nil {
		return Mail{}, fmt.Errorf("rendering the mail about the report of %s: %w", r.Week, err)
	}
	return Mail{Subject: r.subject(l), Text: text, HTML: b.String()}, nil
}

func newMailGroup(l language, g gapGroup) mailGroup {
	group := mailGroup{gapGroup: g, Edge: map[continuity.Severity]string{
		continuity.Critical: "#d33f3f", continuity.Warning: "#c07a00", continuity.Notice: "#808080",
	}[g.Severity]}
	if rest := len(g.Gaps) - mailGaps[g.Severity]; rest > 0 {
		group.Gaps = g.Gaps[:mailGaps[g.Severity]]
		group.Rest = l.more(rest)
	}
	return group
}

// subject names the week, the workspace and, in a few words, how it stands.
func (r Report) subject(l language) string {
	text := l.title(r.ISOWeek()) + " – " + oneLine(r.Workspace.Name)
	if r.Gaps == nil {
		return text
	}
	return text + ": " + l.pressingGaps(r.Gaps.Counts.Critical)
}

// mailText is the report as text, with where it leads.
func mailText(p page, words mailWords, why string, o MailOptions) string {
	var t textWriter
	t.page(p)
	t.line("")
	t.line(words.InBrowser + ":")
	t.line(o.ReportURL)
	t.line("")
	t.WriteString("-- \n") // what follows, mail programs take for a signature (RFC 3676 §4.3)
	t.paragraph("", why)
	t.line(words.Settings + ":")
	t.line(o.SettingsURL)
	t.line(words.Unsubscribe + ":")
	t.line(o.UnsubscribeURL)
	return t.String()
}

// Summary is a report in a few lines, for chats.
type Summary struct {
	Title  string
	Lines  []string // what matters most first; plain text
	ReadOn string   // label of the link to the report
}

// Summary says in a few lines what a report comes to, in "de" or "en" (any other
// language is English).
func (r Report) Summary(lang string) Summary {
	l := spoken(lang)
	p, words := r.page(l), l.mailWords()
	s := Summary{Title: p.Title + " – " + p.Workspace, Lines: []string{p.Headline}, ReadOn: words.Open}
	if week := r.Total.Week; week.Expected > 0 {
		s.Lines = append(s.Lines, fmt.Sprintf("%s: %s (%s)", p.L.Kept, l.of(week.Kept, week.Expected), rate(l, week)))
	}
	if r.Gaps != nil {
		counts := make([]string, 0, len(p.Groups))
		for _, g := range p.Groups {
			counts = append(counts, fmt.Sprintf("%d %s", g.Count, g.Name))
		}
		s.Lines = append(s.Lines, words.OpenGaps+": "+strings.Join(counts, ", "), p.Changes)
	}
	return s
}

// TrialSummary is what a chat room is told to see whether that works.
func TrialSummary(lang, workspace string) Summary {
	words := spoken(lang).mailWords()
	return Summary{Title: words.Trial, Lines: []string{fmt.Sprintf(words.TrialText, oneLine(workspace))}, ReadOn: words.OpenWorkspace}
}

// IsEmpty reports whether a report has nothing to tell: no channel is active and
// no gap is open.
func (r Report) IsEmpty() bool {
	return len(r.Channels) == 0 && (r.Gaps == nil || r.Gaps.Counts.Total == 0)
}
