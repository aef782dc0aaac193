package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"stetig/internal/plan"
)

// applicationID marks an SQLite file as ours (PRAGMA application_id).
const applicationID = 0x53544947

// statementCache is how many prepared statements each SQLite connection keeps.
const statementCache = "128"

// openSQLite opens the writing connection, creating the file where there is none.
func (s *Store) openSQLite(ctx context.Context, path string, o Options) error {
	s.dialect, s.path = SQLite, path
	if err := createFile(path); err != nil {
		return err
	}
	synchronous := o.Synchronous
	switch synchronous {
	case "":
		synchronous = "FULL"
	case "FULL", "NORMAL":
	default:
		return plan.Errorf(plan.CodeInvalid, "Synchronous is FULL or NORMAL, not %q.", synchronous)
	}
	dsn := sqliteDSN(path, url.Values{
		"_journal_mode":    {"WAL"},
		"_synchronous":     {synchronous},
		"_txlock":          {"immediate"},
		"_foreign_keys":    {"on"},
		"_busy_timeout":    {"10000"},
		"_stmt_cache_size": {statementCache},
	})
	db, err := gorm.Open(sqlite.Open(dsn), gormConfig())
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	s.writer = db
	pool, err := poolOf(db, 1)
	if err != nil {
		return err
	}
	var id, tables int
	// A start that was cut short may have left goose's own table and nothing else.
	err = pool.QueryRowContext(ctx, `
		SELECT a.application_id,
			(SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version')
		FROM pragma_application_id a`).Scan(&id, &tables)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if tables > 0 && id != applicationID {
		return plan.Errorf(plan.CodeInvalid, "%s is a database of another program; name a new file.", path)
	}
	return nil
}

// openReaders opens the read-only pool; the file and its schema exist by now.
func (s *Store) openReaders(ctx context.Context) error {
	dsn := sqliteDSN(s.path, url.Values{
		"mode":             {"ro"},
		"_query_only":      {"true"},
		"_busy_timeout":    {"10000"},
		"_stmt_cache_size": {statementCache},
	})
	db, err := gorm.Open(sqlite.Open(dsn), gormConfig())
	if err != nil {
		return fmt.Errorf("open %s for reading: %w", s.path, err)
	}
	s.reader = db
	pool, err := poolOf(db, max(4, runtime.GOMAXPROCS(0)))
	if err != nil {
		return err
	}
	return pool.PingContext(ctx)
}

// createFile makes the file, readable by its owner alone, unless it exists.
func createFile(path string) error {
	if path == "" || path == ":memory:" {
		return plan.Errorf(plan.CodeInvalid, "A database is a file or a postgres:// address, not %q.", path)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		return plan.Errorf(plan.CodeInvalid, "The folder %s for the database does not exist; make it first.", filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("open the database file: %w", err)
	}
	return file.Close()
}

// sqliteDSN writes a path, whatever characters it holds, as SQLite's file: URI.
func sqliteDSN(path string, options url.Values) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options.Encode()
}
