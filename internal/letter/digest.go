package letter

import (
	"bytes"
	_ "embed" // the digest's template
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"stetig/internal/plan"
)

//go:embed digest.gohtml
var digestTemplate string

// Digest tells somebody once a day what has become pressing of theirs, and what
// waits for their approval, in all of their workspaces.
type Digest struct {
	Name           string
	Day            plan.Day // theirs
	Parts          []DigestPart
	SettingsURL    string // to where they say what they are sent
	UnsubscribeURL string // ends it, without signing in
}

// DigestPart is what a digest tells of one workspace.
type DigestPart struct {
	Workspace    string
	Critical     []CriticalLine
	MoreCritical int    // how many more there are
	GapsURL      string // to all of them
	Waiting      []WaitingLine
	MoreWaiting  int
	WaitingURL   string // to all of them
}

// CriticalLine is a gap of the reader's that has become critical.
type CriticalLine struct {
	Channel string // "" where it is about no single one
	Text    string // a sentence, in the letter's language
	URL     string
}

// WaitingLine is an entry that waits for the reader's approval.
type WaitingLine struct {
	Channel string
	Title   string    // "" for none
	Day     *plan.Day // on which it is to appear; nil: not known yet
	Owner   string    // "" for nobody
	IsNew   bool      // it waits since the last digest
	Presses bool      // its lead time has begun
	URL     string
}

// In writes the digest in "de" or "en"; any other language is German.
func (d Digest) In(lang string) (Letter, error) {
	p := d.page(spoken(lang))
	parsed, err := template.New("digest").Parse(digestTemplate)
	if err != nil {
		return Letter{}, fmt.Errorf("parsing the digest's template: %w", err)
	}
	var b bytes.Buffer
	if err := parsed.Execute(&b, p); err != nil {
		return Letter{}, fmt.Errorf("laying out the digest: %w", err)
	}
	return Letter{Subject: strings.Join(strings.Fields(p.Subject), " "), Text: p.text(), HTML: b.String()}, nil
}

// digestWords are what digests say, in one language.
type digestWords struct {
	Intro                  string
	Critical, Waiting      string // headings
	New, Undated, Untitled string
	Why, Settings, Stop    string
}

// digestPage is a digest before it is laid out.
type digestPage struct {
	Digest
	Code, Subject, Greeting string
	W                       digestWords
	Sections                []digestSection
}

type digestSection struct {
	Workspace        string
	Critical         []digestItem
	Waiting          []digestItem
	AllGaps, AllRest string // "" where all are told
	GapsURL, RestURL string
}

// digestItem is one line: what it leads to, and what is said of it.
type digestItem struct {
	Before, Link, After string // "Blog: ", "Was Pumpen kosten", ", 3. April, von Björn Gräf"
	IsNew               bool
	URL                 string
}

func (d Digest) page(l language) digestPage {
	w := l.digestWords()
	p := digestPage{Digest: d, Code: l.code(), Greeting: l.greeting(d.Name), W: w}
	critical, waiting := 0, 0
	for _, part := range d.Parts {
		critical += len(part.Critical) + part.MoreCritical
		waiting += len(part.Waiting) + part.MoreWaiting
		section := digestSection{Workspace: part.Workspace, GapsURL: part.GapsURL, RestURL: part.WaitingURL}
		for _, line := range part.Critical {
			item := digestItem{Link: line.Text, URL: line.URL}
			if line.Channel != "" {
				item.Before = line.Channel + ": "
			}
			section.Critical = append(section.Critical, item)
		}
		for _, line := range part.Waiting {
			section.Waiting = append(section.Waiting, waitingItem(l, w, line))
		}
		if part.MoreCritical > 0 {
			section.AllGaps = l.more(part.MoreCritical)
		}
		if part.MoreWaiting > 0 {
			section.AllRest = l.more(part.MoreWaiting)
		}
		p.Sections = append(p.Sections, section)
	}
	p.Subject = l.digestSubject(critical, waiting)
	return p
}

func waitingItem(l language, w digestWords, line WaitingLine) digestItem {
	item := digestItem{Before: line.Channel + ": ", Link: line.Title, IsNew: line.IsNew, URL: line.URL}
	if item.Link == "" {
		item.Link = w.Untitled
	}
	item.After = ", " + w.Undated
	if line.Day != nil {
		item.After = ", " + l.weekday(*line.Day)
	}
	if line.Owner != "" {
		item.After += ", " + l.by(line.Owner)
	}
	return item
}

func (p digestPage) text() string {
	var t textWriter
	t.paragraph(p.Greeting)
	t.paragraph(p.W.Intro)
	for _, section := range p.Sections {
		name := strings.Join(strings.Fields(section.Workspace), " ")
		t.block(name, strings.Repeat("=", min(textWidth, utf8.RuneCountInString(name))))
		p.list(&t, p.W.Critical, section.Critical, section.AllGaps, section.GapsURL)
		p.list(&t, p.W.Waiting, section.Waiting, section.AllRest, section.RestURL)
	}
	t.block("-- ") // what follows, mail programs take for a signature (RFC 3676 §4.3)
	t.wrap("", p.W.Why)
	t.line(p.W.Settings + ":")
	t.line(p.SettingsURL)
	t.line(p.W.Stop + ":")
	t.line(p.UnsubscribeURL)
	return t.String()
}

func (p digestPage) list(t *textWriter, heading string, items []digestItem, rest, url string) {
	if len(items) == 0 {
		return
	}
	t.block(heading)
	for _, item := range items {
		text := item.Before + item.Link + item.After
		if item.IsNew {
			text += " (" + p.W.New + ")"
		}
		t.gap()
		t.hang("- ", text)
		t.line("  " + item.URL)
	}
	if rest != "" {
		t.block("- "+rest+":", "  "+url)
	}
}

// hang writes a text behind a mark; the lines after the first are set in as far.
func (t *textWriter) hang(mark, text string) {
	var lines textWriter
	lines.wrap(strings.Repeat(" ", len(mark)), text)
	t.WriteString(mark + lines.String()[len(mark):])
}
