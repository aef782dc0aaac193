package letter

import (
	"strings"
	"unicode/utf8"
)

// textWidth is how many columns a line of text takes at most (RFC 5322 §2.1.1
// asks for at most 78), so that it can be quoted in an answer.
const textWidth = 72

// text lays a page out as plain text.
func (p page) text(l language) string {
	var t textWriter
	t.paragraph(l.greeting(p.Name))
	for _, paragraph := range p.Before {
		t.paragraph(paragraph)
	}
	t.quote(p.Lines())
	if p.Link != "" {
		t.block(p.Label+":", p.Link)
	}
	for _, paragraph := range p.After {
		t.paragraph(paragraph)
	}
	t.block("-- ") // what follows, mail programs take for a signature (RFC 3676 §4.3)
	t.wrap("", p.Why)
	return t.String()
}

// textWriter lays out blocks with an empty line between them.
type textWriter struct{ strings.Builder }

func (t *textWriter) line(text string) {
	t.WriteString(text)
	t.WriteByte('\n')
}

func (t *textWriter) gap() {
	if t.Len() > 0 {
		t.line("")
	}
}

// block writes lines as they are.
func (t *textWriter) block(lines ...string) {
	t.gap()
	for _, line := range lines {
		t.line(line)
	}
}

func (t *textWriter) paragraph(text string) {
	t.gap()
	t.wrap("", text)
}

func (t *textWriter) quote(lines []string) {
	if len(lines) > 0 {
		t.gap()
	}
	for _, line := range lines {
		t.wrap("> ", line)
	}
}

// wrap breaks a text at blanks into lines behind a mark. A word that is longer
// than a line, such as a link, stays whole.
func (t *textWriter) wrap(mark, text string) {
	line := mark
	for word := range strings.FieldsSeq(text) {
		if line != mark && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > textWidth {
			t.line(line)
			line = mark
		}
		if line != mark {
			line += " "
		}
		line += word
	}
	t.line(strings.TrimRight(line, " "))
}
