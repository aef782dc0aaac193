package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"stetig/internal/plan"
)

// Backup writes a consistent copy of a running SQLite database to a new file,
// verified, readable by its owner alone, and safe on the disk when it returns.
// Readers and writers go on meanwhile. An existing file is plan.CodeConflict;
// PostgreSQL is plan.CodeInvalid, for it has its own tool.
func (s *Store) Backup(ctx context.Context, path string) error {
	if s.dialect != SQLite {
		return plan.Errorf(plan.CodeInvalid, "PostgreSQL is backed up with its own tool: pg_dump --format=custom --file=stetig.dump ADDRESS.")
	}
	if _, err := os.Lstat(path); err == nil {
		return plan.Errorf(plan.CodeConflict, "%s exists already; name a new file for the backup.", path)
	}
	folder := filepath.Dir(path)
	draft, err := os.CreateTemp(folder, ".stetig-backup-*")
	if err != nil {
		return fmt.Errorf("%w: %w", plan.Errorf(plan.CodeInvalid, "The folder %s cannot be written to; name a file in one that can.", folder), err)
	}
	defer func() { _ = os.Remove(draft.Name()) }() // gone already where all went well
	if err := draft.Close(); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if err := s.copyInto(ctx, draft.Name()); err != nil {
		return err
	}
	if err := VerifySQLite(ctx, draft.Name()); err != nil {
		return fmt.Errorf("verify the backup: %w", err)
	}
	if err := syncFile(draft.Name()); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return syncFile(folder)
}

// copyInto writes the database as it is at one moment into an empty file. It has
// a connection of its own: the readers' may run nothing that writes anywhere.
func (s *Store) copyInto(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite3", sqliteDSN(s.path, url.Values{"mode": {"ro"}, "_busy_timeout": {"10000"}}))
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, path)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

// VerifySQLite reports whether a file is a whole database of ours that this
// program can open: every page and index intact, no foreign key that points at
// nothing, no schema newer than it knows. What it finds wrong is plan.CodeInvalid,
// a newer schema plan.CodeUnavailable.
func VerifySQLite(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err != nil {
		return plan.Errorf(plan.CodeInvalid, "%s cannot be read: %v", path, errors.Unwrap(err))
	}
	db, err := sql.Open("sqlite3", sqliteDSN(path, url.Values{"mode": {"ro"}}))
	if err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	defer func() { _ = db.Close() }()
	var id int
	damaged := plan.Errorf(plan.CodeInvalid, "%s is damaged; use another backup.", path)
	err = db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id)
	switch {
	case err != nil && beginsAsSQLite(path):
		return fmt.Errorf("%w: %w", damaged, err)
	case err != nil, id != applicationID:
		return plan.Errorf(plan.CodeInvalid, "%s is no database of Stetig.", path)
	}
	var verdict string
	err = db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = errors.New(verdict)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", damaged, err)
	}
	var dangling int
	if err := db.QueryRowContext(ctx, `SELECT COUNT(*) FROM pragma_foreign_key_check`).Scan(&dangling); err != nil {
		return fmt.Errorf("verify %s: %w", path, err)
	}
	if dangling > 0 {
		return plan.Errorf(plan.CodeInvalid, "%s is damaged: %d rows point at nothing; use another backup.", path, dangling)
	}
	provider, err := newMigrator(SQLite, db)
	if err != nil {
		return err
	}
	return refuseNewer(ctx, provider)
}

// beginsAsSQLite reports whether a file has the header of an SQLite database
// (https://sqlite.org/fileformat.html §1.3.1).
func beginsAsSQLite(path string) bool {
	const magic = "SQLite format 3\x00"
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }()
	header := make([]byte, len(magic))
	_, err = io.ReadFull(file, header)
	return err == nil && string(header) == magic
}
