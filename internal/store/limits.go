package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// LimitSpent returns the moment at which nothing of a limit will be spent any
// more, zero for one that nobody has touched. The row is held until the end of
// the transaction, so that of many who ask at once each counts.
func (tx *Tx) LimitSpent(key string) (time.Time, error) {
	query := `SELECT spent_until FROM limits WHERE key = ?`
	if tx.dialect == Postgres {
		// The row must be there to be held.
		if err := tx.exec(`INSERT INTO limits (key, spent_until) VALUES (?, 0) ON CONFLICT (key) DO NOTHING`, key); err != nil {
			return time.Time{}, fmt.Errorf("open a limit: %w", err)
		}
		query += ` FOR UPDATE`
	}
	var until int64
	err := tx.row(query, key).Scan(&until)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, fmt.Errorf("read a limit: %w", err)
	}
	return timeOf(until), nil
}

// SpendLimit sets the moment at which nothing of a limit will be spent any more.
func (tx *Tx) SpendLimit(key string, until time.Time) error {
	err := tx.exec(`INSERT INTO limits (key, spent_until) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET spent_until = excluded.spent_until`, key, unixOf(until))
	if err != nil {
		return fmt.Errorf("spend a limit: %w", err)
	}
	return nil
}

// PurgeLimits forgets limits of which nothing is spent at a time.
func (tx *Tx) PurgeLimits(now time.Time) error {
	if err := tx.exec(`DELETE FROM limits WHERE spent_until < ?`, unixOf(now)); err != nil {
		return fmt.Errorf("forget unspent limits: %w", err)
	}
	return nil
}
