package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"stetig/internal/config"
	"stetig/internal/store"
)

// BackupCmd copies a live SQLite database.
type BackupCmd struct {
	config.Database
	File string `arg:"" help:"File to write; it must not exist."`
}

// Help teaches the command.
func (BackupCmd) Help() string {
	return `The server may go on running; the copy is consistent and checked:

    stetig backup --database stetig.db stetig-2026-11-22.db

On PostgreSQL use pg_dump.`
}

// Run writes and checks the copy.
func (c *BackupCmd) Run(ctx context.Context, p *Program) error {
	if err := mustExist(c.Database); err != nil {
		return err
	}
	s, err := store.Open(ctx, c.Database.Database, store.Options{Synchronous: c.Synchronous, SkipMigrations: true})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Backup(ctx, c.File); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "Written and checked: %s\n", c.File)
	return err
}

// RestoreCmd puts a backup in the place of a SQLite database.
type RestoreCmd struct {
	config.Database
	File  string `arg:"" help:"Backup to restore."`
	Force bool   `help:"Replace the database that is there; it is kept beside as FILE.before-restore."`
}

// Help teaches the command.
func (RestoreCmd) Help() string {
	return `Stop the server first. The backup is checked before anything is touched:

    stetig restore --database stetig.db stetig-2026-11-22.db`
}

// Run checks the backup and puts a copy of it in place.
func (c *RestoreCmd) Run(ctx context.Context, p *Program) error {
	target := c.Database.Database
	if c.IsPostgres() {
		return errors.New("a backup is of SQLite; restore PostgreSQL with pg_restore or psql")
	}
	for _, beside := range []string{"-wal", "-journal"} {
		if rest, err := os.Stat(c.File + beside); err == nil && rest.Size() > 0 {
			return fmt.Errorf("%s cannot be restored: %s holds writes that are not in it, so it is no backup but a database in use or cut off; make a backup of it with 'stetig backup'", c.File, c.File+beside)
		}
	}
	if err := store.VerifySQLite(ctx, c.File); err != nil {
		return fmt.Errorf("%s cannot be restored: %w", c.File, err)
	}
	copied := target + ".restoring"
	if err := copyFile(copied, c.File); err != nil {
		return err
	}
	defer os.Remove(copied)
	if err := c.moveAside(ctx, target); err != nil {
		return err
	}
	if err := os.Rename(copied, target); err != nil {
		return err
	}
	if err := store.VerifySQLite(ctx, target); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.Stdout, "Restored and checked: %s\n", target)
	return err
}

// moveAside keeps the database that is there, with what is still in its
// write-ahead log.
func (c *RestoreCmd) moveAside(ctx context.Context, target string) error {
	if _, err := os.Stat(target); errors.Is(err, os.ErrNotExist) {
		return noOrphans(target)
	}
	if !c.Force {
		return fmt.Errorf("%s is there already; stop the server and repeat with --force to replace it", target)
	}
	if err := store.Quiesce(ctx, target); err != nil {
		return err
	}
	kept := target + ".before-restore"
	if _, err := os.Stat(kept); err == nil {
		return fmt.Errorf("%s is there already, from a restore before; move it away first", kept)
	}
	return os.Rename(target, kept)
}

// noOrphans refuses what a database that is gone has left beside it: SQLite
// would take it for the restored one's and write it into it.
func noOrphans(target string) error {
	for _, suffix := range []string{"-wal", "-journal"} {
		if _, err := os.Stat(target + suffix); err == nil {
			return fmt.Errorf("%s belongs to a database that is gone; move it away first", target+suffix)
		}
	}
	return nil
}

func copyFile(target, source string) error {
	from, err := os.Open(source)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return err
	}
	to, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, from); err != nil {
		to.Close()
		return err
	}
	if err := to.Sync(); err != nil {
		to.Close()
		return err
	}
	return to.Close()
}
