package check

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// glyph is how a strip shows a period or slot.
type glyph struct {
	char    rune
	meaning string
}

// glyphs are in the order of the legend.
var (
	kept        = glyph{'█', "kept"}
	keptInPart  = glyph{'▄', "kept in part"}
	unconfirmed = glyph{'?', "not marked as published"}
	missed      = glyph{'·', "missed"}
	covered     = glyph{'o', "planned"}
	coveredPart = glyph{'/', "planned in part"}
	open        = glyph{'!', "nothing planned"}
	dry         = glyph{'~', "dry"}
	unpromised  = glyph{'-', "nothing promised"}
	glyphs      = []glyph{kept, keptInPart, unconfirmed, missed, covered, coveredPart, open, dry, unpromised}
)

// glyphOf says how a period or slot is shown.
func glyphOf(p continuity.PeriodStatus) glyph {
	switch {
	case p.Expected == 0:
		return unpromised
	case p.Dry:
		return dry
	case p.Kept >= p.Expected:
		return kept
	case p.Ended && p.Actual >= p.Expected:
		return unconfirmed
	case p.Ended && p.Actual > 0:
		return keptInPart
	case p.Ended:
		return missed
	case p.Actual >= p.Expected:
		return covered
	case p.Actual > 0:
		return coveredPart
	}
	return open
}

// stripWidth is how many characters a line of the strip may take beside its label.
const stripWidth = 72

// strip draws periods or slots, one character each, a group a month and so many
// months a line as fit: all lines begin in the same month of a year, so that the
// years stand below each other.
type strip struct {
	byMonth map[plan.Day][]rune // by the month's first day
	from    plan.Day            // first month
	to      plan.Day            // last month
	width   int                 // characters of the fullest month
	months  int                 // a line
	used    map[glyph]bool
}

func newStrip(periods []continuity.PeriodStatus, cadence plan.Cadence) strip {
	s := strip{byMonth: map[plan.Day][]rune{}, months: 12, used: map[glyph]bool{}}
	for i, p := range periods {
		month := p.Span.From.Month()
		if cadence.Per == plan.PerWeek {
			month = (p.Span.From.Week().Monday + 3).Month() // a week is of the month and year of its Thursday (ISO 8601)
		}
		if i == 0 {
			s.from = month
		}
		s.to = month
		g := glyphOf(p)
		s.used[g] = true
		s.byMonth[month] = append(s.byMonth[month], g.char)
		s.width = max(s.width, len(s.byMonth[month]))
	}
	for s.months > 1 && s.months*(s.width+1) > stripWidth {
		s.months = map[int]int{12: 6, 6: 4, 4: 3, 3: 2, 2: 1}[s.months]
	}
	return s
}

// lines returns the strip, a ruler of months first where a line is a year.
func (s strip) lines() []string {
	if s.width == 0 {
		return nil
	}
	var lines []string
	if s.months == 12 {
		lines = append(lines, s.ruler())
	}
	year, month, _ := s.from.Civil()
	first := plan.Date(year, month-(month-1)%time.Month(s.months), 1)
	for first <= s.to {
		line := fmt.Sprintf("%-14s", s.label(first))
		if s.months == 12 {
			line = fmt.Sprintf("%-6s", s.label(first))
		}
		for range s.months {
			group := string(s.byMonth[first])
			line += group + strings.Repeat(" ", s.width+1-utf8.RuneCountInString(group))
			first = first.NextMonth()
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

func (s strip) ruler() string {
	line, letters := strings.Repeat(" ", 6), 3
	if s.width < letters {
		letters = 1
	}
	for month := time.January; month <= time.December; month++ {
		line += fmt.Sprintf("%-*s", s.width+1, month.String()[:letters])
	}
	return strings.TrimRight(line, " ")
}

// label names the months of a line: "2027", "2027 Jan–Jun", "2027 Mar".
func (s strip) label(first plan.Day) string {
	year, month, _ := first.Civil()
	short := func(m time.Month) string { return m.String()[:3] }
	switch s.months {
	case 12:
		return fmt.Sprint(year)
	case 1:
		return fmt.Sprintf("%d %s", year, short(month))
	}
	return fmt.Sprintf("%d %s–%s", year, short(month), short(month+time.Month(s.months)-1))
}

// legend explains the characters that occur.
func (s strip) legend() string {
	var parts []string
	for _, g := range glyphs {
		if s.used[g] {
			parts = append(parts, fmt.Sprintf("%c %s", g.char, g.meaning))
		}
	}
	return strings.Join(parts, "   ")
}
