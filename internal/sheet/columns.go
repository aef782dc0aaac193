package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stetig/internal/plan"
)

// assignRoles says what each heading is taken for. A role is played by one
// column: the first that is surely meant, else the first that may be.
//
// Chosen are the roles that somebody has given to columns by their names.
func assignRoles(headings []string, words dictionary, chosen map[string]Role) []Role {
	roles, isChosen := make([]Role, len(headings)), make([]bool, len(headings))
	if len(chosen) > 0 {
		for i, name := range namesOf(headings) {
			roles[i], isChosen[i] = chosen[name]
		}
	}
	for _, weak := range []bool{false, true} {
		for i, heading := range headings {
			if roles[i] != Aside || isChosen[i] {
				continue
			}
			for _, m := range words.lookUp(heading) {
				if m.weak == weak && !slices.Contains(roles, m.role) {
					roles[i] = m.role
					break
				}
			}
		}
	}
	if !slices.Contains(roles, Date) {
		if i := dateByEnding(headings, roles); i >= 0 && !isChosen[i] {
			roles[i] = Date
		}
	}
	return roles
}

// dateByEnding finds a column of dates under a heading nobody foresaw: when the
// entry appeared, else a word that ends like a date and means no other day; -1
// where there is none.
func dateByEnding(headings []string, roles []Role) int {
	if i := slices.Index(roles, PublishedAt); i >= 0 {
		return i
	}
	for i, heading := range headings {
		heading, _, _ = strings.Cut(heading, "(")
		if roles[i] != Aside || len(heading) > longestHeading {
			continue
		}
		if key := fold(heading); endsInAny(key, "datum", "date", "termin") && !holdsAny(key, otherDays...) {
			return i
		}
	}
	return -1
}

// otherDays are parts of words for days that are not an entry's own.
var otherDays = []string{"erstell", "anderung", "geandert", "anleg", "creat", "updat", "modif", "abgab", "freigab",
	"brief", "deadline", "redaktionsschluss", "due", "mandat"}

func endsInAny(text string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(text, e) })
}

func holdsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(text, p) })
}

// columnsOf names the columns of the headings found, and tells what about them
// was decided.
func (t *table) columnsOf(words dictionary) ([]Column, []Note) {
	columns := nameColumns(t.headings, t.roles)
	detected := assignRoles(t.headings, words, nil)
	for i, name := range namesOf(t.headings) {
		columns[i].Name, columns[i].Detected = name, detected[i]
	}
	var notes []Note
	for i, c := range columns {
		meanings := words.lookUp(t.headings[i])
		if c.Role == Date && !slices.ContainsFunc(meanings, func(m meaning) bool { return m.role == Date }) {
			notes = append(notes, Note{Column: c.Heading, Text: plan.Textf("This column is taken for the date of each entry.")})
		}
		if c.Role != Aside {
			continue
		}
		for _, m := range meanings {
			if player := slices.Index(t.roles, m.role); player >= 0 && !m.weak {
				notes = append(notes, Note{Column: c.Heading, Text: plan.Textf("This column is kept aside, because %s already tells the %s.",
					quote(columns[player].Heading), plan.Word(strings.ReplaceAll(string(m.role), "_", " ")))})
				break
			}
		}
	}
	return columns, notes
}

// nameColumns gives every column that is kept aside a heading of its own among those.
func nameColumns(headings []string, roles []Role) []Column {
	taken, repeats := map[string]bool{}, map[string]int{}
	columns := make([]Column, len(headings))
	for i, cell := range headings {
		heading := strings.TrimSpace(unguard(cell))
		if heading == "" {
			heading = "Column " + strconv.Itoa(i+1)
		}
		for base := heading; roles[i] == Aside && taken[heading]; {
			repeats[base]++
			heading = fmt.Sprintf("%s (%d)", base, repeats[base]+1)
		}
		taken[heading] = taken[heading] || roles[i] == Aside
		columns[i] = Column{Heading: heading, Role: roles[i]}
	}
	return columns
}

// namesOf gives every column a name of its own.
func namesOf(headings []string) []string {
	names := make([]string, len(headings))
	for i, c := range nameColumns(headings, make([]Role, len(headings))) {
		names[i] = c.Heading
	}
	return names
}
