package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// CSV renders the report as one table (RFC 4180) for spreadsheets: a row for
// each channel and span, one for each week of its trend, and one for each gap. German is separated by semicolons
// and starts with a byte order mark, as a German Excel wants it; English by
// commas, without. Days are ISO 8601, rates whole per cent, and what cannot be
// said is empty. Names that a spreadsheet would take for a formula get an
// apostrophe in front. lang is "de" or "en", "" for the workspace's; another is
// an Error of plan.CodeInvalid.
func (r Report) CSV(lang string) ([]byte, error) {
	l, err := languageOf(lang, r.Workspace.Language)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if l.code() == "de" {
		b.WriteString("\uFEFF")
		w.Comma = ';'
	}
	for _, record := range r.records(l) {
		if err := w.Write(record); err != nil {
			return nil, fmt.Errorf("writing the report of %s as CSV: %w", r.Week, err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("writing the report of %s as CSV: %w", r.Week, err)
	}
	return b.Bytes(), nil
}

// csvRow is one row of the table; its fields are in the order of csvHeadings.
type csvRow struct {
	section, channel, owner  string
	from, to                 plan.Day
	figures                  *Figures
	trend                    *TrendPoint
	runway                   *Runway
	rule, severity, sentence string
	isAhead, isNew           bool
}

func (r Report) records(l language) [][]string {
	texts := l.labels()
	var rows []csvRow
	figures := func(section string, c Channel, f *Figures) *csvRow {
		rows = append(rows, csvRow{section: section, channel: c.Name, owner: c.OwnerName, from: f.From, to: f.To, figures: f})
		return &rows[len(rows)-1]
	}
	ahead := func(section string, c Channel, f *Figures) {
		if f != nil {
			figures(section, c, f).isAhead = true
		}
	}
	for _, c := range r.Channels {
		row := figures(texts.SectionWeek, c, &c.Week)
		if c.HasPlan {
			row.runway = c.Runway
		}
		if c.Before != nil {
			figures(texts.SectionBefore, c, &c.Before.Figures)
		}
		ahead(texts.Next4, c, c.Next4)
		ahead(texts.Next12, c, c.Next12)
		ahead(texts.Next52, c, c.Next52)
	}
	for _, c := range r.Channels {
		for _, p := range c.Trend {
			week := weekOf(p)
			rows = append(rows, csvRow{section: texts.SectionTrend, channel: c.Name, owner: c.OwnerName, from: week.Monday, to: week.Sunday(), trend: &p})
		}
	}
	gaps := func(section string, list []Gap, explain func(Gap) string) {
		for _, g := range list {
			rows = append(rows, csvRow{
				section: section, channel: g.ChannelName, owner: g.OwnerName, from: g.From, to: g.To,
				rule: l.ruleName(g.Rule), severity: severityName(l, g.Severity), sentence: explain(g), isNew: g.New,
			})
		}
	}
	why := func(g Gap) string { return sentence(l, g) }
	if r.Gaps != nil {
		gaps(texts.SectionOpen, r.Gaps.Open, why)
		gaps(texts.SectionAccepted, r.Gaps.Accepted, func(g Gap) string {
			if g.Acceptance == nil {
				return why(g)
			}
			return why(g) + " " + l.accepted(*g.Acceptance)
		})
	}
	if r.Changes != nil {
		gaps(capital(texts.Resolved), r.Changes.Resolved, l.matter)
		gaps(capital(texts.Merged), r.Changes.Merged, l.matter)
		gaps(capital(texts.Missed), r.Changes.Missed, l.matter)
	}
	records := [][]string{l.csvHeadings()}
	for _, row := range rows {
		records = append(records, row.record(r.Week, texts.New))
	}
	return records
}

func (row csvRow) record(week, newWord string) []string {
	record := []string{week, row.section, unformula(row.channel), unformula(row.owner), row.from.String(), row.to.String()}
	record = append(append(append(record, row.due()...), row.counts()...), row.runwayCells()...)
	isNew := ""
	if row.isNew {
		isNew = newWord
	}
	return append(record, unformula(row.rule), row.severity, isNew, unformula(row.sentence))
}

// due are the cells of what was expected and kept; empty ahead, where nothing has
// ended yet.
func (row csvRow) due() []string {
	cells := []string{"", "", "", ""}
	expected, kept := 0, 0
	switch {
	case row.figures != nil && !row.isAhead:
		expected, kept = row.figures.Expected, row.figures.Kept
		cells[2] = decimal(row.figures.Unconfirmed)
	case row.trend != nil && row.trend.Expected != nil:
		expected, kept, _ = row.trend.due()
	default:
		return cells
	}
	cells[0], cells[1] = decimal(expected), decimal(kept)
	if n, known := continuity.Percent(kept, expected); known {
		cells[3] = decimal(n)
	}
	return cells
}

func (row csvRow) counts() []string {
	f := row.figures
	if f == nil {
		return []string{"", "", "", "", ""}
	}
	return []string{decimal(f.Promised), decimal(f.Covered), decimal(f.Planned), decimal(f.Ready), decimal(f.Published)}
}

func (row csvRow) runwayCells() []string {
	switch {
	case row.runway != nil:
		return []string{decimal(row.runway.Days), row.runway.Until.String()}
	case row.trend != nil && row.trend.Runway != nil:
		return []string{decimal(*row.trend.Runway), ""}
	default:
		return []string{"", ""}
	}
}

// decimal writes a number without any separators.
func decimal(n int) string { return strconv.Itoa(n) }

// unformula keeps a spreadsheet from computing what people typed: an apostrophe
// stands before a sign that begins a formula, at the start of the cell and, for
// a program that splits at another separator, directly behind one.
func unformula(text string) string {
	var b strings.Builder
	mayStart := true
	for _, r := range text {
		if mayStart && strings.ContainsRune("=+-@＝＋－＠", r) {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		mayStart = strings.ContainsRune(";,\t\r\n|\"", r)
	}
	return b.String()
}
