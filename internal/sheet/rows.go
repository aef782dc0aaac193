package sheet

import (
	"fmt"
	"strings"

	"stetig/internal/plan"
)

// readRows reads everything below the headings into s. The column of dates is
// looked through first, because how some dates read is decided over all of them.
func (t *table) readRows(s *Sheet) error {
	s.Notes = append(s.Notes, t.notes...)
	readings := map[Role]*dateReading{}
	for i, c := range t.columns {
		if c.Role == Date || c.Role == PublishedAt {
			readings[c.Role] = &dateReading{column: i}
		}
	}
	guesses, sources := t.guesses(), sourceDictionary()
	_, err := t.eachRow(func(rec record) {
		t.sample(rec)
		for _, g := range guesses {
			t.see(g, unguard(cellAt(rec.cells, g.column)), sources)
		}
		for _, r := range readings {
			r.see(unguard(cellAt(rec.cells, r.column)))
		}
	})
	if err != nil {
		return err
	}
	for _, g := range guesses {
		t.settle(g, s)
	}
	reader := rowReader{columns: t.columns, states: stateDictionary(), sources: sources, sheet: s}
	if r := readings[PublishedAt]; r != nil {
		reader.publishedOrder = r.decide(s, t.language)
	}
	r := readings[Date]
	reader.order = r.decide(s, t.language)
	reader.midnightIsNoTime = r.onlyMidnights(s)
	if !s.Has(Title) && s.Has(Topic) {
		s.note("", "There is no column of titles; each entry is called by its topic.")
		reader.titleFromTopic = true
	}
	unclosed, err := t.eachRow(reader.read)
	if len(unclosed) > 0 {
		s.note("", "Cells that open with a quotation mark and do not properly end with one are read as they stand (%d, the first in line %d).", len(unclosed), unclosed[0])
	}
	return err
}

// eachRow calls see for each row below the headings that holds anything, and
// returns the lines of quotation marks that are not properly closed.
func (t *table) eachRow(see func(record)) (unclosed []int, err error) {
	in := readRecords(t.text, byte(t.separator))
	for rows := 0; ; {
		rec, more, err := in.next()
		if err != nil || !more {
			return in.unclosed, err
		}
		if rec.line <= t.line || rec.blank() || t.repeatsHeadings(rec.cells) {
			continue
		}
		if rows++; rows > MaxRows {
			return nil, plan.Errorf(plan.CodeTooLarge, "The file has more than %d rows; split it, by year for instance.", MaxRows)
		}
		see(rec)
	}
}

// dateReading gathers over a column how its dates are to be read.
type dateReading struct {
	column     int
	daysFirst  int // 25/03/2027
	monthFirst int // 03/25/2027
	either     int // 03/01/2027
	midnights  int // dates with the time 00:00:00
	otherTimes int
}

func (r *dateReading) see(cell string) {
	text := cutWeekday(tidy(cell))
	if found := slashed.FindStringSubmatch(text); found != nil {
		first, second := number(found[1]), number(found[3])
		switch {
		case first > 12 && second <= 12:
			r.daysFirst++
		case second > 12 && first <= 12:
			r.monthFirst++
		case first != second:
			r.either++
		}
	}
	if !strings.Contains(text, ":") {
		return
	}
	m, err := parseMoment(text, dayFirst)
	if err != nil {
		m, err = parseMoment(text, monthFirst)
	}
	switch {
	case err != nil || m.Second == nil:
	case *m.Second == 0:
		r.midnights++
	default:
		r.otherTimes++
	}
}

// decide says how dates such as 03/01/2027 read: as the column's unambiguous ones
// do; where there are none, or as many of each, by the language of the headings.
func (r *dateReading) decide(s *Sheet, language string) dayOrder {
	heading := s.Columns[r.column].Heading
	order := dayFirst
	var why plan.Text
	switch {
	case r.daysFirst > r.monthFirst:
		why = plan.Textf("%s of the column can only be so", dates(r.daysFirst))
	case r.monthFirst > r.daysFirst:
		order, why = monthFirst, plan.Textf("%s of the column can only be so", dates(r.monthFirst))
	case language == "en":
		order, why = monthFirst, plan.Textf("the headings are English and no date of the column settles it")
	default:
		why = plan.Textf("the headings are German and no date of the column settles it")
	}
	if contrary := min(r.daysFirst, r.monthFirst); contrary > 0 {
		why = plan.Textf("%s, though %d can only be the other way round", why, contrary)
	}
	if r.either > 0 {
		reads := plan.Word("3 January")
		if order == monthFirst {
			reads = "1 March"
		}
		s.note(heading, "Dates like 03/01/2027 are read as %s, because %s (%s).", reads, why, dates(r.either))
	}
	return order
}

func dates(n int) plan.Text {
	if n == 1 {
		return plan.Textf("1 date")
	}
	return plan.Textf("%d dates", n)
}

// onlyMidnights reports whether every time in the column is 00:00, as where a
// database wrote dates with a time that means nothing.
func (r *dateReading) onlyMidnights(s *Sheet) bool {
	if r.midnights == 0 || r.otherTimes > 0 {
		return false
	}
	s.note(s.Columns[r.column].Heading, "Every time in this column is 00:00, so the dates are read without one.")
	return true
}

// rowReader turns records into rows of its sheet, or into problems.
type rowReader struct {
	sheet            *Sheet
	columns          []Column
	states           map[string]plan.State
	sources          map[string]bool
	order            dayOrder
	publishedOrder   dayOrder
	midnightIsNoTime bool
	titleFromTopic   bool
}

func (r *rowReader) read(rec record) {
	row := Row{Line: rec.line}
	known := len(r.sheet.Problems)
	problem := func(column int, format string, args ...any) {
		heading := fmt.Sprintf("Column %d", column+1)
		if column < len(r.columns) {
			heading = r.columns[column].Heading
		}
		r.sheet.Problems = append(r.sheet.Problems, Problem{Line: rec.line, Column: heading, Reason: plan.Textf(format, args...)})
	}
	dateColumn, timeColumn, clock := 0, 0, ""
	for i, c := range r.columns {
		cell := unguard(cellAt(rec.cells, i))
		var err error
		switch c.Role {
		case Date:
			dateColumn = i
			row.Moment, err = r.moment(cell, r.order)
		case Time:
			timeColumn, clock = i, cell
		case PublishedAt:
			row.Published, err = r.moment(cell, r.publishedOrder)
		case State:
			row.State, err = parseState(cell, r.states)
		case Source:
			row.Curated, err = parseSource(cell, r.sources)
		case SourceURL:
			row.SourceURL, err = tidy(cell), checkLink(cell)
		case Effort:
			row.Effort, err = parseEffort(cell)
		default:
			row.setText(c, cell)
		}
		if err != nil {
			problem(i, "%v", err)
		}
	}
	for i := len(r.columns); i < len(rec.cells); i++ {
		if cell := strings.TrimSpace(rec.cells[i]); cell != "" {
			problem(i, "%s stands beyond the last heading; is there a %q within a text that should be in quotation marks?", quote(cell), r.sheet.Separator)
			break
		}
	}
	if r.midnightIsNoTime {
		row.Second = nil
	}
	if r.titleFromTopic {
		row.Title = row.Topic
	}
	isBad := len(r.sheet.Problems) > known
	if err := row.addClock(clock); err != nil && !isBad {
		problem(timeColumn, "%v", err)
		isBad = true
	}
	if !isBad && row.IsNone() && row.Published.IsNone() && row.State != plan.Idea && row.State != plan.Cancelled {
		problem(dateColumn, "has no date; only an idea or a cancelled entry may go without")
		isBad = true
	}
	if isBad {
		r.sheet.Bad = append(r.sheet.Bad, row)
		return
	}
	r.sheet.Rows = append(r.sheet.Rows, row)
}

// moment reads a cell that may be empty.
func (r *rowReader) moment(cell string, order dayOrder) (Moment, error) {
	if fold(cell) == "" && saysNoTime(cell) {
		return Moment{}, nil
	}
	return parseMoment(cell, order)
}

// addClock adds the time of day that a column of its own tells.
func (row *Row) addClock(cell string) error {
	if saysNoTime(cell) {
		return nil
	}
	second, err := parseClock(cell)
	switch {
	case err != nil:
		return err
	case row.Instant != nil:
		return plan.Textf("%s stands beside a date that has a time and an offset already", quote(tidy(cell)))
	case row.Day == nil:
		return plan.Textf("%s stands alone, without a date", quote(tidy(cell)))
	case row.Second != nil && *row.Second != 0 && *row.Second != second:
		return plan.Textf("%s contradicts the time %s that stands with the date", quote(tidy(cell)), plan.FormatTimeOfDay(*row.Second))
	}
	row.Second = &second
	return nil
}

// setText keeps a cell of text in its place.
func (row *Row) setText(c Column, cell string) {
	trimmed := strings.TrimSpace(cell)
	switch c.Role {
	case ID:
		row.ID = trimmed
	case Channel:
		row.Channel = trimmed
	case Field:
		row.Field = trimmed
	case Topic:
		row.Topic = trimmed
	case Title:
		row.Title = trimmed
	case Format:
		row.Format = trimmed
	case Owner:
		row.Owner = trimmed
	case Link:
		row.Link = trimmed
	case Copy:
		row.Copy = cell
	case Checklist:
		row.Checklist = plan.ParseChecklist(cell)
	default:
		if trimmed == "" {
			return
		}
		if row.Extra == nil {
			row.Extra = map[string]string{}
		}
		row.Extra[c.Heading] = cell
	}
}
