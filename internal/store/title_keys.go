package store

import (
	"context"
	"database/sql"
	"fmt"
)

// maxTitleKey is how much of a title its key holds, in characters.
const maxTitleKey = 100

// titleKey is what entries are ordered by title by.
func titleKey(title string) string {
	key := []rune(foldKey(title))
	return string(key[:min(len(key), maxTitleKey)])
}

// keysAtOnce is how many titles are folded in one transaction.
const keysAtOnce = 5_000

// fillTitleKeys gives entries a key of their title that were there before titles
// had one. Where there are none, it costs a look into an empty index.
func (s *Store) fillTitleKeys(ctx context.Context) error {
	for {
		filled := 0
		err := s.Write(ctx, func(tx *Tx) (err error) {
			filled, err = tx.fillTitleKeys()
			return err
		})
		if err != nil || filled < keysAtOnce {
			return err
		}
	}
}

func (tx *Tx) fillTitleKeys() (int, error) {
	keys := map[string]string{}
	query := `SELECT id, title FROM ` + tx.through("entries", "e", "entries_unkeyed") + ` WHERE title_key = '' ORDER BY id LIMIT ?`
	err := tx.each(query, []any{keysAtOnce}, func(rows *sql.Rows) error {
		var id, title string
		err := rows.Scan(&id, &title)
		keys[id] = titleKey(title)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("look for titles without a key: %w", err)
	}
	for id, key := range keys {
		if err := tx.exec(`UPDATE entries SET title_key = ? WHERE id = ?`, key, id); err != nil {
			return 0, fmt.Errorf("fold a title: %w", err)
		}
	}
	return len(keys), nil
}
