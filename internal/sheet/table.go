package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"stetig/internal/plan"
)

// headingsWithin is how many records may stand above the headings: a title, a
// legend, empty lines.
const headingsWithin = 50

// table is a text whose separator and headings are known.
type table struct {
	text      string
	separator rune
	columns   []Column
	headings  []string // cells of the row of headings, to know it when it is repeated
	language  string
	line      int // physical line of the headings
	known     int // columns that play a role
	notes     []Note
	first     string // first record that holds anything, for the error text
	width     int    // its cells
}

// findTable finds the separator and the row of headings: those with which the
// most columns are understood. Without a column of dates there is no plan.
func findTable(text string) (*table, error) {
	words := newDictionary()
	var best, widest *table
	var refusal error
	for _, separator := range separatorsOf(text) {
		t := &table{text: text, separator: separator}
		found, err := t.findHeadings(words)
		if err != nil {
			refusal = err
			continue
		}
		if found && (best == nil || t.known > best.known) {
			best = t
		}
		if widest == nil || t.width > widest.width {
			widest = t
		}
	}
	switch {
	case best != nil:
		return best, nil
	case refusal != nil:
		return nil, refusal
	}
	return nil, plan.Errorf(plan.CodeMalformed,
		"No column of dates was found. The headings must name one, such as Datum or Date. The first row reads: %s.", widest.first)
}

// separatorsOf returns the separators that may part the cells: the one named in
// a first line such as "sep=;", by which Excel goes too, else all.
func separatorsOf(text string) []rune {
	directive, _, _ := strings.Cut(text, "\n")
	directive = strings.ToLower(strings.Trim(strings.TrimRight(directive, "\r"), `"`))
	for _, separator := range []rune{';', ',', '\t'} {
		if directive == "sep="+string(separator) {
			return []rune{separator}
		}
	}
	return []rune{';', ',', '\t'}
}

// findHeadings looks for the row of headings among the first records: the first
// with a date and another known column, else the first with a date.
func (t *table) findHeadings(words dictionary) (found bool, err error) {
	in := readRecords(t.text, byte(t.separator))
	for range headingsWithin {
		rec, more, err := in.next()
		if err != nil || !more {
			return found, err
		}
		if rec.blank() {
			continue
		}
		if t.first == "" {
			t.first, t.width = quoteCells(rec.cells), len(rec.cells)
		}
		columns, notes := assignRoles(rec.cells, words)
		candidate := table{columns: columns, notes: notes}
		if !candidate.hasDate() {
			continue
		}
		candidate.countKnown()
		if found && candidate.known < 2 {
			continue
		}
		t.columns, t.notes, t.known, t.line = columns, notes, candidate.known, rec.line
		t.headings = append([]string(nil), rec.cells...)
		t.language = languageOf(rec.cells, words)
		found = true
		if t.known >= 2 {
			return true, nil
		}
	}
	return found, nil
}

func (t *table) hasDate() bool {
	for _, c := range t.columns {
		if c.Role == Date {
			return true
		}
	}
	return false
}

func (t *table) countKnown() {
	t.known = 0
	for _, c := range t.columns {
		if c.Role != Aside {
			t.known++
		}
	}
}

// repeatsHeadings reports whether a record is the row of headings over again, as
// where months were pasted below each other.
func (t *table) repeatsHeadings(cells []string) bool {
	for i := range max(len(cells), len(t.headings)) {
		if strings.TrimSpace(cellAt(cells, i)) != strings.TrimSpace(cellAt(t.headings, i)) {
			return false
		}
	}
	return true
}

func cellAt(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

// assignRoles says what each heading is taken for. A role is played by one
// column: the first that is surely meant, else the first that may be.
func assignRoles(headings []string, words dictionary) ([]Column, []Note) {
	columns := nameColumns(headings)
	playedBy := map[Role]int{}
	for _, weak := range []bool{false, true} {
		for i, heading := range headings {
			if columns[i].Role != Aside {
				continue
			}
			for _, m := range words.lookUp(heading) {
				if _, taken := playedBy[m.role]; m.weak == weak && !taken {
					playedBy[m.role], columns[i].Role = i, m.role
					break
				}
			}
		}
	}
	var notes []Note
	if _, ok := playedBy[Date]; !ok {
		if i, ok := dateByEnding(columns, playedBy); ok {
			columns[i].Role = Date
			notes = append(notes, Note{Column: columns[i].Heading, Text: "This column is taken for the date of each entry."})
		}
	}
	return columns, append(notes, repeatedRoles(columns, playedBy, words)...)
}

// dateByEnding finds a column of dates under a heading nobody foresaw: when the
// entry appeared, else a word that ends like a date and means no other day.
func dateByEnding(columns []Column, playedBy map[Role]int) (int, bool) {
	if i, ok := playedBy[PublishedAt]; ok {
		return i, true
	}
	for i, c := range columns {
		heading, _, _ := strings.Cut(c.Heading, "(")
		key := fold(heading)
		if c.Role == Aside && endsInAny(key, "datum", "date", "termin") && !holdsAny(key,
			"erstell", "anderung", "geandert", "creat", "updat", "modif", "abgab", "freigab", "brief", "deadline", "mandat", "anleg", "due", "redaktionsschluss") {
			return i, true
		}
	}
	return 0, false
}

func endsInAny(text string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(text, e) {
			return true
		}
	}
	return false
}

func holdsAny(text string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// repeatedRoles tells of columns that would play a role which another has.
func repeatedRoles(columns []Column, playedBy map[Role]int, words dictionary) []Note {
	var notes []Note
	for _, c := range columns {
		if c.Role != Aside {
			continue
		}
		for _, m := range words.lookUp(c.Heading) {
			if i, taken := playedBy[m.role]; taken && !m.weak && i < len(columns) {
				notes = append(notes, Note{Column: c.Heading, Text: fmt.Sprintf(
					"This column is kept aside, because %q already tells the %s.", columns[i].Heading, strings.ReplaceAll(string(m.role), "_", " "))})
				break
			}
		}
	}
	return notes
}

// nameColumns gives every column a heading of its own.
func nameColumns(headings []string) []Column {
	taken := map[string]bool{}
	columns := make([]Column, len(headings))
	for i, cell := range headings {
		heading := strings.TrimSpace(unguard(cell))
		if heading == "" {
			heading = "Column " + strconv.Itoa(i+1)
		}
		base := heading
		for n := 2; taken[heading]; n++ {
			heading = fmt.Sprintf("%s (%d)", base, n)
		}
		taken[heading] = true
		columns[i].Heading = heading
	}
	return columns
}

// languageOf returns the language in which most headings are written; German
// where that is even.
func languageOf(headings []string, words dictionary) string {
	balance := 0
	for _, heading := range headings {
		for _, m := range words.lookUp(heading) {
			switch m.language {
			case "de":
				balance++
			case "en":
				balance--
			}
		}
	}
	if balance < 0 {
		return "en"
	}
	return "de"
}

// quoteCells shows the first cells of a row to a person.
func quoteCells(cells []string) string {
	var shown []string
	for _, cell := range cells {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		if len(shown) == 8 {
			return strings.Join(shown, ", ") + ", …"
		}
		shown = append(shown, quote(cell))
	}
	return strings.Join(shown, ", ")
}

// quote shows a cell's text to a person: cut where it is long, control
// characters escaped so that no terminal obeys them.
func quote(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) > most {
		return strconv.Quote(string(runes[:most])) + "…"
	}
	return strconv.Quote(text)
}

func (s *Sheet) note(column, format string, args ...any) {
	s.Notes = append(s.Notes, Note{Column: column, Text: fmt.Sprintf(format, args...)})
}
