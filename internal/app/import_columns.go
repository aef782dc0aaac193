package app

import (
	"errors"
	"slices"
	"strings"

	"stetig/internal/plan"
	"stetig/internal/sheet"
)

// ExtraColumn says of a column that it is kept aside.
const ExtraColumn = "extra"

// ImportFields lists what a column of a sheet can hold.
func ImportFields() []string {
	var fields []string
	for _, role := range sheet.Roles() {
		fields = append(fields, string(role))
	}
	return fields
}

// rolesOf takes what somebody says of columns.
func rolesOf(columns map[string]string) (map[string]sheet.Role, error) {
	fields := ImportFields()
	var problems plan.Problems
	roles := make(map[string]sheet.Role, len(columns))
	for name, field := range columns {
		switch {
		case field == ExtraColumn:
			roles[name] = sheet.Aside
		case slices.Contains(fields, field):
			roles[name] = sheet.Role(field)
		default:
			problems.Add("columns", "%q is none of %s and %s", field, strings.Join(fields, ", "), ExtraColumn)
		}
	}
	return roles, problems.Err()
}

func importColumns(columns []sheet.Column) []ImportColumn {
	list := make([]ImportColumn, len(columns))
	for i, c := range columns {
		list[i] = ImportColumn{Name: c.Name, Field: string(c.Role), Detected: string(c.Detected), Examples: c.Examples}
	}
	return list
}

// withoutDates is what a dry run tells of a sheet in which no column of dates was
// found: it is to be said which one it is.
func withoutDates(err error) (result ImportResult, is bool) {
	var noDates *sheet.NoDatesError
	if !errors.As(err, &noDates) {
		return ImportResult{}, false
	}
	return ImportResult{
		Mode: DryRun, Columns: importColumns(noDates.Columns), Problems: []ImportProblem{{Reason: plan.Textf("%v", noDates)}},
	}, true
}
