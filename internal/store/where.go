package store

import "strings"

// where collects the conditions of a query written by hand, and their values.
type where struct {
	conditions []string
	args       []any
}

// and adds a condition with its values.
func (w *where) and(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

// String joins the conditions.
func (w *where) String() string { return strings.Join(w.conditions, " AND ") }

// andIn adds that a column is one of some values; no values mean no condition.
func andIn[T ~string](w *where, column string, values []T) {
	switch len(values) {
	case 0:
	case 1: // an equality keeps an index's order, which SQLite does not see in an IN of one
		w.and(column+" = ?", string(values[0]))
	default:
		w.and(column+" IN "+marks(len(values)), anyOf(values)...)
	}
}

// marks writes n placeholders in parentheses.
func marks(n int) string { return "(" + strings.Repeat("?, ", n-1) + "?)" }

func anyOf[T ~string](values []T) []any {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = string(v)
	}
	return args
}
