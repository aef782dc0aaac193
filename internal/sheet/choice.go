package sheet

import (
	"maps"
	"slices"
	"strings"

	"stetig/internal/plan"
)

// Roles lists every role a column can be given, in the order in which Write lays
// them out.
func Roles() []Role {
	roles := make([]Role, len(namings))
	for i, n := range namings {
		roles[i] = n.role
	}
	return roles
}

// NoDatesError says that no column of dates was found, and which columns there
// are: ReadAs can be told which of them it is. It is a plan.CodeMalformed.
type NoDatesError struct {
	Columns []Column
	refusal error
}

// Error says what was read and what to do.
func (e *NoDatesError) Error() string { return e.refusal.Error() }

// Unwrap returns the refusal.
func (e *NoDatesError) Unwrap() error { return e.refusal }

// noDates takes the first row that holds anything for the headings.
func (t *table) noDates(words dictionary) error {
	t.headings, t.roles = t.first, assignRoles(t.first, words, t.chosen)
	t.columns, _ = t.columnsOf(words)
	_, _ = t.eachRow(t.sample) // what is wrong with the rows comes second
	return &NoDatesError{Columns: t.columns, refusal: plan.Errorf(plan.CodeMalformed,
		"No column of dates was found. The headings must name one, such as Datum or Date. The first row reads: %s.", quoteCells(t.first))}
}

// How much of a column is shown as examples.
const (
	maxExamples = 3
	maxExample  = 80 // characters
)

// sample keeps the first different cells of every column.
func (t *table) sample(rec record) {
	for i := range t.columns {
		c := &t.columns[i]
		if len(c.Examples) == maxExamples {
			continue
		}
		cell := strings.TrimSpace(unguard(cellAt(rec.cells, i)))
		if runes := []rune(cell); len(runes) > maxExample {
			cell = string(runes[:maxExample]) + "…"
		}
		if cell != "" && !slices.Contains(c.Examples, cell) {
			c.Examples = append(c.Examples, cell)
		}
	}
}

// checkChosen refuses roles for columns that there are not, and a role for two.
func checkChosen(columns []Column, chosen map[string]Role) error {
	given := map[Role]string{}
	for _, name := range slices.Sorted(maps.Keys(chosen)) {
		if !slices.ContainsFunc(columns, func(c Column) bool { return c.Name == name }) {
			return plan.Errorf(plan.CodeMalformed, "There is no column %s. A dry run tells which there are.", quote(name))
		}
		role := chosen[name]
		if other, taken := given[role]; taken && role != Aside {
			return plan.Errorf(plan.CodeMalformed, "The columns %s and %s cannot both be the %s.", quote(other), quote(name), role)
		}
		given[role] = name
	}
	return nil
}
