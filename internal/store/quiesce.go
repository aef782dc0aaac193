package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	"stetig/internal/plan"
)

// Quiesce folds what a SQLite database still has in its write-ahead log into its
// file, so that the file alone is the whole database. It is plan.CodeConflict
// while any program has the database open.
func Quiesce(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite3", sqliteDSN(path, url.Values{"mode": {"rw"}, "_busy_timeout": {"1000"}}))
	if err != nil {
		return fmt.Errorf("quiesce %s: %w", path, err)
	}
	defer func() { _ = db.Close() }()
	var mode string
	err = db.QueryRowContext(ctx, `PRAGMA journal_mode=DELETE`).Scan(&mode)
	if err != nil || mode != "delete" {
		return plan.Errorf(plan.CodeConflict, "%s is in use or cannot be read; stop the server first.", path)
	}
	return nil
}
