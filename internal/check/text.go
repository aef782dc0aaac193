package check

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// WriteText writes the result for people: for each channel what was kept, a strip
// of the span, and the findings as a table, the past ones last and, where they
// follow each other, in one line.
func (r *Result) WriteText(w io.Writer) error {
	var out bytes.Buffer
	for i := range r.Channels {
		if i > 0 {
			out.WriteString("\n\n")
		}
		r.writeChannel(&out, &r.Channels[i])
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

func (r *Result) writeChannel(out *bytes.Buffer, c *Channel) {
	fmt.Fprintf(out, "%s, %s to %s, %s, seen on %s\n", printable(c.Name), c.Span.From, c.Span.To, r.Cadence, r.Today)
	fmt.Fprintf(out, "%s; %s\n\n", c.keptText(), c.aheadText())
	s := newStrip(c.Periods, r.Cadence)
	for _, line := range s.lines() {
		out.WriteString(line + "\n")
	}
	if legend := s.legend(); legend != "" {
		out.WriteString("\n" + legend + "\n")
	}
	lines := c.findingLines()
	if len(lines) == 0 {
		out.WriteString("\nNo gaps.\n")
		return
	}
	out.WriteString("\n")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SEVERITY\tRULE\tFROM\tTO\tEXPECTED\tACTUAL\tWHAT")
	for _, l := range lines {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%8d\t%6d\t%s\n", l.Severity, l.Rule, l.Span.From, l.Span.To, l.Expected, l.Actual, l.what(r.Cadence))
	}
	table.Flush() // writes to a buffer, which takes everything
}

// keptText says what was kept of what has ended.
func (c *Channel) keptText() string {
	percent, known := continuity.Percent(c.Kept, c.Expected)
	if !known {
		return "nothing was promised until today"
	}
	return fmt.Sprintf("kept %d of %d (%d %%)", c.Kept, c.Expected, percent)
}

// aheadText says how long the plan carries and what is wrong with it.
func (c *Channel) aheadText() string {
	gaps := "no gap ahead"
	switch n := c.Alarms(); {
	case n == 1:
		gaps = "1 gap ahead"
	case n > 1:
		gaps = fmt.Sprintf("%d gaps ahead", n)
	}
	days := "days"
	if c.RunwayDays == 1 {
		days = "day"
	}
	return fmt.Sprintf("runway %d %s, %s", c.RunwayDays, days, gaps)
}

// findingLine is a finding, or several missed ones that follow each other.
type findingLine struct {
	continuity.Finding
	run int       // how many
	at  plan.Wall // of a slot: its local date and time
}

// findingLines returns the findings in order, missed periods or slots that
// follow each other as one.
func (c *Channel) findingLines() []findingLine {
	place := map[plan.Day]int{} // of a period that promises something, among those that do
	at := map[plan.Day]plan.Wall{}
	for _, p := range c.Periods {
		if p.Expected > 0 {
			place[p.Span.From], at[p.Span.From] = len(place), p.At
		}
	}
	var lines []findingLine
	last := -1 // line of the last missed cadence finding
	for _, f := range c.Findings {
		if f.Rule != continuity.Cadence || f.Severity != continuity.Missed {
			lines = append(lines, findingLine{Finding: f, run: 1, at: at[f.Span.From]})
			continue
		}
		if last >= 0 && place[f.Span.From] == place[lines[last].Span.From]+lines[last].run {
			lines[last].run++
			lines[last].Span.To = f.Span.To
			lines[last].Expected += f.Expected
			lines[last].Actual += f.Actual
			continue
		}
		last = len(lines)
		lines = append(lines, findingLine{Finding: f, run: 1, at: at[f.Span.From]})
	}
	slices.SortStableFunc(lines, func(a, b findingLine) int {
		return cmp.Compare(slices.Index(continuity.Severities, a.Severity), slices.Index(continuity.Severities, b.Severity))
	})
	return lines
}

// what says in words what a line is about.
func (l findingLine) what(cadence plan.Cadence) string {
	unit := string(cadence.Per)
	if cadence.IsSlots() {
		unit = "slot"
	}
	switch {
	case l.Rule == continuity.RunsDry:
		return fmt.Sprintf("nothing planned from %s on", l.Span.From)
	case l.Rule == continuity.Silence:
		return fmt.Sprintf("%d days without an entry, %d at most", l.Actual, l.Expected)
	case l.run > 1:
		return fmt.Sprintf("%d %ss in a row", l.run, unit)
	case cadence.IsSlots():
		return l.Span.From.Weekday().String()[:3] + " " + plan.FormatTimeOfDay(l.at.SecondOfDay())
	case cadence.Per == plan.PerMonth:
		year, month, _ := l.Span.From.Civil()
		return fmt.Sprintf("%s %d", month, year)
	}
	return "week " + l.Span.From.Week().String()
}

// printable leaves out of a name what a terminal would obey.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, name)
}
