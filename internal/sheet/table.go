package sheet

import (
	"slices"
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
	headings  []string // cells of the row of headings
	roles     []Role   // what each is taken for
	known     int      // how many play a role
	line      int      // physical line of the headings
	columns   []Column
	notes     []Note
	language  string
	first     []string // cells of the first record that holds anything
	chosen    map[string]Role
}

// findTable finds the separator and the row of headings: those with which the
// most columns are understood. Without a column of dates there is no plan.
func findTable(text string, chosen map[string]Role) (*table, error) {
	words := newDictionary()
	var best, widest *table
	var refusal error
	for _, separator := range separatorsOf(text) {
		t := &table{text: text, separator: separator, chosen: chosen}
		found, err := t.findHeadings(words)
		if err != nil {
			refusal = err
			continue
		}
		if found && (best == nil || t.known > best.known) {
			best = t
		}
		if widest == nil || len(t.first) > len(widest.first) {
			widest = t
		}
	}
	switch {
	case best != nil:
		best.columns, best.notes = best.columnsOf(words)
		best.language = languageOf(best.headings, words)
		return best, nil
	case refusal != nil:
		return nil, refusal
	}
	return nil, widest.noDates(words)
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
		if found && err != nil {
			return true, nil // it comes again when the rows are read
		}
		if err != nil || !more {
			return found, err
		}
		if rec.blank() {
			continue
		}
		if t.first == nil {
			t.first, t.line = slices.Clone(rec.cells), rec.line
		}
		roles := assignRoles(rec.cells, words, t.chosen)
		known := countKnown(roles)
		if !slices.Contains(roles, Date) || found && known < 2 {
			continue
		}
		found = true
		t.headings, t.roles, t.known, t.line = slices.Clone(rec.cells), roles, known, rec.line
		if t.known >= 2 {
			return true, nil
		}
	}
	return found, nil
}

func countKnown(roles []Role) int {
	known := 0
	for _, r := range roles {
		if r != Aside {
			known++
		}
	}
	return known
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
	s.Notes = append(s.Notes, Note{Column: column, Text: plan.Textf(format, args...)})
}
