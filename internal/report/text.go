package report

import (
	"cmp"
	"strings"
)

// textWidth is how many columns the text takes at most: a plain mail's.
const textWidth = 76

// Text renders the report as plain text of at most 76 columns, in UTF-8 with
// \n at the ends of lines, to be read in a mail. lang is "de" or "en", "" for the
// workspace's; another is an Error of plan.CodeInvalid.
func (r Report) Text(lang string) ([]byte, error) {
	l, err := languageOf(lang, r.Workspace.Language)
	if err != nil {
		return nil, err
	}
	var t textWriter
	t.page(r.page(l))
	return []byte(t.String()), nil
}

// textWriter lays out text in lines of at most textWidth columns.
type textWriter struct{ strings.Builder }

func (t *textWriter) page(p page) {
	t.paragraph("", p.Title+" – "+p.Workspace)
	t.paragraph("", p.Days)
	t.line(strings.Repeat("=", textWidth))
	t.line("")
	t.paragraph("", p.Headline)
	if p.Late != "" {
		t.line("")
		t.paragraph("", p.Late)
	}
	if !p.Empty {
		t.week(p)
		if p.HasGaps {
			t.gaps(p)
			t.ahead(p)
		}
		t.trend(p)
		if p.HasGaps {
			t.changes(p)
			t.accepted(p)
		}
		t.heading(p.L.LegendHeading)
		for _, item := range p.Legend {
			t.item("- ", item)
		}
	}
	t.line("")
	t.paragraph("", p.L.Made+": "+p.Made)
}

// Columns of the table of the week; what is left is the result's.
const (
	channelColumn = 20
	keptColumn    = 11
	rateColumn    = 8
	beforeColumn  = 11
)

func (t *textWriter) week(p page) {
	t.heading(p.WeekHeading)
	t.weekLine(p.L.Channel, p.L.Kept, p.L.Rate, p.Before, p.L.Result)
	rows := p.Week
	if p.Total != nil {
		rows = append(rows[:len(rows):len(rows)], *p.Total)
	}
	for i, row := range rows {
		if p.Total != nil && i == len(rows)-1 {
			t.line(strings.Repeat("-", textWidth))
		}
		before := row.Before
		if row.TrendMark == "▲" || row.TrendMark == "▼" {
			before += " " + row.TrendMark
		}
		t.weekLine(row.Channel, row.Kept, row.Rate, before, strings.TrimSpace(row.Mark+" "+row.Result))
		if row.Told != "" {
			t.paragraph(strings.Repeat(" ", channelColumn+keptColumn+rateColumn), row.Told)
		}
	}
}

func (t *textWriter) weekLine(channel, kept, rate, before, result string) {
	head := pad(channel, channelColumn) + pad(kept, keptColumn) + pad(rate, rateColumn) + pad(before, beforeColumn)
	t.hanging(head, strings.Repeat(" ", columns(head)), result)
}

func (t *textWriter) gaps(p page) {
	t.heading(p.L.GapsHeading)
	isEmpty := true
	for _, group := range p.Groups {
		if len(group.Gaps) == 0 {
			continue
		}
		if !isEmpty {
			t.line("")
		}
		isEmpty = false
		t.paragraph("", group.Heading+" ("+group.Means+"): "+decimal(group.Count))
		for _, gap := range group.Gaps {
			t.item(pad(group.Mark, 3), gap.Channel+": "+gap.Sentence)
			t.paragraph("   ", gap.notes(p.L, false))
		}
	}
	if isEmpty {
		t.line(p.L.NoGaps)
	}
	if p.MostOpen != "" {
		t.line("")
		t.paragraph("", p.MostOpen)
	}
	for _, table := range p.Counts {
		t.line("")
		t.countLine(table.Caption, p.L.Critical, p.L.Warning, p.L.Notice, p.L.Total)
		for _, row := range table.Rows {
			c := row.Counts
			t.countLine("  "+row.Name, decimal(c.Critical), decimal(c.Warning), decimal(c.Notice), decimal(c.Total))
		}
	}
}

// notes says who has a gap, and whether it is new, moved or accepted.
func (g gapRow) notes(texts labels, withAcceptance bool) string {
	parts := []string{texts.Owner + ": " + g.Owner}
	if withAcceptance {
		parts = []string{g.Accepted, parts[0]}
	}
	if g.New {
		parts = append(parts, texts.New)
	}
	if g.Moved != "" {
		parts = append(parts, g.Moved)
	}
	return strings.Join(parts, " · ")
}

func (t *textWriter) countLine(name string, counts ...string) {
	const nameColumn, countColumn = 36, 10
	line := pad(name, nameColumn)
	for _, c := range counts {
		line += strings.Repeat(" ", max(1, countColumn-columns(c))) + c
	}
	t.line(line)
}

func (t *textWriter) ahead(p page) {
	t.heading(p.L.AheadHeading)
	for i, row := range p.Ahead {
		if i > 0 {
			t.line("")
		}
		t.paragraph("", nameAndOwner(row.Channel, row.Owner))
		t.labelled(p.L.Runway, strings.TrimSuffix(row.Runway+" ("+strings.TrimSpace(row.TrendMark+" "+row.Trend)+")", " ()"))
		for _, w := range row.Windows {
			t.labelled(w.Name, strings.TrimSuffix(w.Planned+", "+w.Ready, ", "))
		}
	}
}

func (t *textWriter) trend(p page) {
	if p.Trend == nil {
		return
	}
	t.heading(p.L.TrendHeading)
	t.paragraph("", p.Trend.Caption+". "+p.Trend.Marks)
	for _, row := range p.Trend.Rows {
		t.line("")
		t.line(clip(row.Channel, textWidth))
		t.labelled(p.L.Rate, row.Kept.Marks)
		t.labelled("", row.Kept.Text)
		if row.Runway != nil {
			t.labelled(p.L.Runway, row.Runway.Marks)
			t.labelled("", row.Runway.Text)
		}
	}
}

func nameAndOwner(name, owner string) string {
	if owner == "" {
		return name
	}
	return name + " (" + owner + ")"
}

func (t *textWriter) labelled(label, text string) {
	if label != "" {
		label += ":"
	}
	head := pad("  "+label, 22)
	t.hanging(head, strings.Repeat(" ", columns(head)), text)
}

func (t *textWriter) changes(p page) {
	t.heading(p.L.ChangesHeading)
	t.paragraph("", p.Changes)
	for _, group := range p.Closed {
		t.line("")
		t.line(group.Name + ":")
		for _, gap := range group.Gaps {
			t.item("- ", gap.Channel+": "+gap.Sentence)
		}
		if group.Rest != "" {
			t.item("- ", "… "+group.Rest+", "+p.L.InCSV)
		}
	}
}

func (t *textWriter) accepted(p page) {
	if len(p.Accepted) == 0 {
		return
	}
	t.heading(p.L.AcceptedHeading)
	for _, gap := range p.Accepted {
		t.item("- ", gap.Channel+": "+gap.Sentence)
		t.paragraph("  ", gap.notes(p.L, true))
	}
}

func (t *textWriter) heading(text string) {
	t.line("")
	t.line("")
	t.line(text)
	t.line(strings.Repeat("-", columns(text)))
}

func (t *textWriter) line(text string) {
	t.WriteString(strings.TrimRight(text, " "))
	t.WriteByte('\n')
}

// item writes a paragraph behind a mark, its other lines indented as far.
func (t *textWriter) item(mark, text string) {
	t.hanging(mark, strings.Repeat(" ", columns(mark)), text)
}

func (t *textWriter) paragraph(indent, text string) { t.hanging(indent, indent, text) }

// hanging wraps text at blanks, the first line behind head and the others
// behind indent. A word longer than a line is cut.
func (t *textWriter) hanging(head, indent, text string) {
	line, isFresh := head, true
	for word := range strings.SplitSeq(text, " ") {
		if !isFresh && columns(line)+1+columns(word) > textWidth {
			t.line(line)
			line, isFresh = indent, true
		}
		if !isFresh {
			line += " "
		}
		for columns(line)+columns(word) > textWidth {
			fits := fit(word, textWidth-columns(line))
			t.line(line + word[:fits])
			line, word = indent, word[fits:]
		}
		line += word
		isFresh = false
	}
	t.line(line)
}

// pad fills a text up to a width, or clips it so that a blank stays behind it.
func pad(text string, width int) string {
	text = clip(cmp.Or(text, "–"), width-1)
	return text + strings.Repeat(" ", width-columns(text))
}
