package store

import (
	"fmt"
	"time"
)

// Clock returns the database's time, in whole seconds: the one clock that all
// servers share, however their own go.
func (tx *Tx) Clock() (time.Time, error) {
	if tx.now != nil {
		return tx.now().UTC().Truncate(time.Second), nil
	}
	query := `SELECT CAST(strftime('%s', 'now') AS INTEGER)`
	if tx.dialect == Postgres {
		query = `SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp())) AS BIGINT)`
	}
	var seconds int64
	if err := tx.row(query).Scan(&seconds); err != nil {
		return time.Time{}, fmt.Errorf("ask the database for the time: %w", err)
	}
	return timeOf(seconds), nil
}
