package demo

import (
	"strconv"
	"strings"
	"time"

	"stetig/internal/plan"
)

// line is something to write about: a headline, or one for each fill with the
// fill in place of its %s. {monat}, {jahr}, {folgejahr} and {kw} stand for month,
// year, next year and ISO week of the day.
type line struct {
	subject  subject
	from, to date // of each year; 0: always in season
	text     string
	fills    []string
	format   string // "": one the channel often uses
}

// as gives the line a format of its own.
func (l line) as(format string) line {
	l.format = format
	return l
}

// always is a line that is never out of season.
func always(s subject, text string, fills ...string) line {
	return line{subject: s, text: text, fills: fills}
}

// from is a line for the days of a year from one date to another.
func from(first, last date, s subject, text string, fills ...string) line {
	return line{subject: s, from: first, to: last, text: text, fills: fills}
}

// headlines lists what the line can become.
func (l line) headlines() []headline {
	if len(l.fills) == 0 {
		return []headline{{l.subject, l.text, l.format}}
	}
	var all []headline
	for _, fill := range l.fills {
		all = append(all, headline{l.subject, strings.Replace(l.text, "%s", fill, 1), l.format})
	}
	return all
}

// headline is a title, what it is about and in which form.
type headline struct {
	subject subject
	text    string
	format  string // "": none of its own
}

// lineup hands out a channel's headlines, day by day.
type lineup struct {
	seasonal  []inSeason
	evergreen []headline
	used      int // of evergreen
}

// inSeason is a seasonal line that is used once a year.
type inSeason struct {
	line     line
	all      []headline
	lastYear int
	used     int
}

// lineupOf orders the lines: seasonal ones as they come, of the others first
// one headline of each in mixed order, then a second of each, and so on, so
// that those of one line stand far apart.
func (c *composer) lineupOf(lines []line) *lineup {
	var l lineup
	var rounds [][]headline
	for _, line := range lines {
		if line.from > 0 {
			l.seasonal = append(l.seasonal, inSeason{line: line, all: line.headlines()})
			continue
		}
		for round, h := range line.headlines() {
			if round == len(rounds) {
				rounds = append(rounds, nil)
			}
			rounds[round] = append(rounds[round], h)
		}
	}
	for _, round := range rounds {
		c.chance.Shuffle(len(round), func(i, j int) { round[i], round[j] = round[j], round[i] })
		l.evergreen = append(l.evergreen, round...)
	}
	return &l
}

// next returns the headline for a day: one in season that this year has not had, else the
// next evergreen; when all are used they begin again.
func (l *lineup) next(day plan.Day) headline {
	year, _, _ := day.Civil()
	for i := range l.seasonal {
		s := &l.seasonal[i]
		if dateOf(day) < s.line.from || dateOf(day) > s.line.to || s.lastYear == year || s.used == len(s.all) {
			continue
		}
		h := s.all[s.used]
		s.lastYear = year
		s.used++
		return h.on(day)
	}
	h := l.evergreen[l.used%len(l.evergreen)]
	l.used++
	return h.on(day)
}

// on fills in what depends on the day.
func (h headline) on(day plan.Day) headline {
	year, month, _ := day.Civil()
	_, week := day.Week().Number()
	h.text = strings.NewReplacer(
		"{monat}", monthName(month),
		"{jahr}", strconv.Itoa(year),
		"{folgejahr}", strconv.Itoa(year+1),
		"{kw}", strconv.Itoa(week),
	).Replace(h.text)
	return h
}

func monthName(month time.Month) string {
	return [...]string{
		"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember",
	}[month-1]
}
