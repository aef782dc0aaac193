package store

import "fmt"

// AnalyzeEntries has PostgreSQL learn how the entries are spread, which it does
// by itself within a minute of many new ones: until then it may read all of a new
// workspace to find one entry. SQLite chooses its indexes without.
func (tx *Tx) AnalyzeEntries() error {
	if tx.dialect != Postgres {
		return nil
	}
	if err := tx.exec(`ANALYZE entries`); err != nil {
		return fmt.Errorf("learn how the entries are spread: %w", err)
	}
	return nil
}
