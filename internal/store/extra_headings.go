package store

import (
	"database/sql"
	"fmt"
)

// ExtraHeadings returns, in no order, the headings under which the extra cells
// of the entries stand that Entries lists with the same filter, its search aside,
// each once.
func (tx *Tx) ExtraHeadings(ws string, filter EntryFilter) ([]string, error) {
	w := filter.where(ws, nil)
	keys := "json_each(NULLIF(e.extra, '')) k"
	if tx.dialect == Postgres {
		keys = "json_object_keys(NULLIF(e.extra, '')::json) AS k(key)"
	}
	var headings []string
	err := tx.each(`SELECT DISTINCT k.key FROM entries e CROSS JOIN `+keys+` WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
		var heading string
		err := rows.Scan(&heading)
		headings = append(headings, heading)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the headings of extra cells: %w", err)
	}
	return headings, nil
}
