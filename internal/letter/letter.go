// Package letter is what a mail says, in German and English, as a page of HTML
// and as plain text from one source. It knows no addresses and sends nothing.
package letter

import (
	"strings"
	"time"

	"stetig/internal/plan"
)

// Letter is a mail without its addresses.
type Letter struct {
	Subject string // one line
	Text    string // lines of at most 72 columns, but for links; each ends with \n
	HTML    string // a whole page that loads nothing
}

// Invitation asks somebody into a workspace.
type Invitation struct {
	Name      string // of who is invited; "" where nobody knows it yet
	Inviter   string
	Workspace string
	Role      plan.Role
	Link      string
	Until     time.Time // when the link ends, in the zone in which it is told
}

// PasswordReset leads to where a password is set anew.
type PasswordReset struct {
	Name     string
	Link     string
	ValidFor time.Duration // of the link, from now on; whole minutes
}

// Mention tells somebody that a comment names them.
type Mention struct {
	Name      string // of who is mentioned
	Author    string
	Entry     string // title
	Channel   string
	Workspace string
	Comment   string // as it was written
	Link      string // to the entry
}

// Ownership asks somebody to own a channel.
type Ownership struct {
	Name      string // of who is asked
	By        string // who asks; "" where nobody knows any more
	Channel   string
	Workspace string
	Link      string // to where they say yes
}

// Trial shows whoever sets mail up that it works.
type Trial struct {
	Server string // host and port of the mail server
}

// In writes the invitation in "de" or "en"; any other language is German.
func (i Invitation) In(lang string) (Letter, error) {
	return write(spoken(lang), func(l language) page { return l.invitation(i) })
}

// In writes the letter in "de" or "en"; any other language is German.
func (r PasswordReset) In(lang string) (Letter, error) {
	return write(spoken(lang), func(l language) page { return l.passwordReset(r) })
}

// In writes the letter in "de" or "en"; any other language is German.
func (m Mention) In(lang string) (Letter, error) {
	return write(spoken(lang), func(l language) page { return l.mention(m) })
}

// In writes the request in "de" or "en"; any other language is German.
func (o Ownership) In(lang string) (Letter, error) {
	return write(spoken(lang), func(l language) page { return l.ownership(o) })
}

// In writes the letter in "de" or "en"; any other language is German.
func (t Trial) In(lang string) (Letter, error) {
	return write(spoken(lang), func(l language) page { return l.trial(t) })
}

// language is everything that letters say, in one language. german.go and
// english.go are the catalogues.
type language interface {
	code() string // of BCP 47
	greeting(name string) string
	pasteHint() string // before a link that is written out

	invitation(Invitation) page
	passwordReset(PasswordReset) page
	mention(Mention) page
	ownership(Ownership) page
	trial(Trial) page

	digestWords() digestWords
	digestSubject(critical, waiting int) string
	weekday(plan.Day) string // with the day of the month
	by(name string) string
	more(n int) string
}

func spoken(lang string) language {
	if lang == "en" {
		return english{}
	}
	return german{}
}

// page is a letter before it is laid out, from top to bottom.
type page struct {
	Subject string
	Name    string   // of who is greeted
	Before  []string // paragraphs
	Quote   string   // what somebody wrote; its lines stay as they are
	Label   string   // of the link
	Link    string
	After   []string // paragraphs
	Why     string   // why one gets this letter
}

// Lines returns the quote line by line.
func (p page) Lines() []string {
	if p.Quote == "" {
		return nil
	}
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(p.Quote, "\r\n", "\n")), "\n")
}

func write(l language, compose func(language) page) (Letter, error) {
	p := compose(l)
	html, err := p.html(l)
	return Letter{Subject: strings.Join(strings.Fields(p.Subject), " "), Text: p.text(l), HTML: html}, err
}
