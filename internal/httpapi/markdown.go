package httpapi

import (
	"html/template"
	"regexp"
	"strings"
)

// markdown renders the little Markdown that the contract's descriptions use:
// paragraphs, tables, `code`, **strong** and *emphasis*. Everything else, HTML
// too, is shown as it is written.
type markdown struct {
	code     *regexp.Regexp
	strong   *regexp.Regexp
	emphasis *regexp.Regexp
	named    *regexp.Regexp // a table row's cell that is nothing but code
}

func newMarkdown() *markdown {
	return &markdown{
		code:     regexp.MustCompile("`([^`]+)`"),
		strong:   regexp.MustCompile(`\*\*([^*]+)\*\*`),
		emphasis: regexp.MustCompile(`\*([^*]+)\*`),
		named:    regexp.MustCompile("\\| `([a-z_]+)` \\|"),
	}
}

// blocks renders a whole description.
func (m *markdown) blocks(text string) template.HTML {
	var out strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if strings.HasPrefix(block, "|") {
			m.table(&out, strings.Split(block, "\n"))
			continue
		}
		out.WriteString("<p>" + string(m.inline(block)) + "</p>\n")
	}
	return template.HTML(out.String()) // #nosec G203: inline has escaped it
}

// inline renders a line without a paragraph around it.
func (m *markdown) inline(text string) template.HTML {
	text = template.HTMLEscapeString(text)
	var out strings.Builder
	last := 0
	for _, at := range m.code.FindAllStringSubmatchIndex(text, -1) {
		out.WriteString(m.phrases(text[last:at[0]]))
		out.WriteString("<code>" + text[at[2]:at[3]] + "</code>")
		last = at[1]
	}
	out.WriteString(m.phrases(text[last:]))
	return template.HTML(out.String()) // #nosec G203: escaped above
}

func (m *markdown) phrases(escaped string) string {
	return m.emphasis.ReplaceAllString(m.strong.ReplaceAllString(escaped, "<strong>$1</strong>"), "<em>$1</em>")
}

// table renders a table with a heading row and a rule below it. A row can be
// linked to by the code in it.
func (m *markdown) table(out *strings.Builder, lines []string) {
	out.WriteString("<table>\n")
	for i, line := range lines {
		switch {
		case i == 0:
			m.row(out, line, "th")
		case i > 1:
			m.row(out, line, "td")
		}
	}
	out.WriteString("</table>\n")
}

func (m *markdown) row(out *strings.Builder, line, cell string) {
	if name := m.named.FindStringSubmatch(line); name != nil {
		out.WriteString(`<tr id="` + name[1] + `">`)
	} else {
		out.WriteString("<tr>")
	}
	for text := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
		out.WriteString("<" + cell + ">" + string(m.inline(strings.TrimSpace(text))) + "</" + cell + ">")
	}
	out.WriteString("</tr>\n")
}
