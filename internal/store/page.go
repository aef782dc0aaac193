package store

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"stetig/internal/plan"
)

// Limits of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 500
)

// Page asks for a part of a list: at most Limit items (DefaultLimit where it is
// not positive, never more than MaxLimit) behind Cursor, which an earlier page
// gave; "" is the beginning. A cursor no list gave is plan.CodeInvalid.
type Page struct {
	Limit  int
	Cursor string
}

func (p Page) size() int {
	if p.Limit <= 0 {
		return DefaultLimit
	}
	return min(p.Limit, MaxLimit)
}

// after reads the cursor of the named list into the values its order goes by,
// and reports whether there is one.
func (p Page) after(list string, key ...any) (bool, error) {
	if p.Cursor == "" {
		return false, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil || !utf8.Valid(text) || bytes.Contains(text, []byte(`\u0000`)) {
		return false, badCursor()
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) != len(key)+1 {
		return false, badCursor()
	}
	var from string
	for i, into := range append([]any{&from}, key...) {
		if err := json.Unmarshal(parts[i], into); err != nil {
			return false, badCursor()
		}
	}
	if from != list {
		return false, badCursor()
	}
	return true, nil
}

func badCursor() error {
	var problems plan.Problems
	problems.Add("cursor", "was not given by this list; leave it out to begin at the start")
	return problems.Err()
}

// cutPage takes the one row too many off and makes the cursor behind the last.
func cutPage[R any](rows []R, limit int, list string, keyOf func(R) []any) ([]R, string, error) {
	if len(rows) <= limit {
		return rows, "", nil
	}
	rows = rows[:limit]
	text, err := json.Marshal(append([]any{list}, keyOf(rows[limit-1])...))
	if err != nil {
		return nil, "", fmt.Errorf("write a cursor: %w", err)
	}
	return rows, base64.RawURLEncoding.EncodeToString(text), nil
}
