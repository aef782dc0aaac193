package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/store"
)

// newLog returns the log as configured, on w.
func newLog(c config.Log, w io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return nil, fmt.Errorf("log level: %w", err)
	}
	options := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options)), nil
	}
	return slog.New(slog.NewTextHandler(w, options)), nil
}

// withApp runs a command's work on a database that is there.
func (p *Program) withApp(ctx context.Context, c config.Database, work func(*app.App) error) error {
	if err := mustExist(c); err != nil {
		return err
	}
	return p.withAnyApp(ctx, c, work)
}

// mustExist refuses a file that is not there, which would be made, empty, only
// because its name was mistyped.
func mustExist(c config.Database) error {
	if c.IsPostgres() {
		return nil
	}
	if _, err := os.Stat(c.Database); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no database %s; name yours with --database or STETIG_DATABASE", c.Database)
	}
	return nil
}

// withAnyApp runs a command's work on a database, which is made where it is missing.
func (p *Program) withAnyApp(ctx context.Context, c config.Database, work func(*app.App) error) error {
	s, err := store.Open(ctx, c.Database, store.Options{Synchronous: c.Synchronous, Now: p.DatabaseNow})
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := app.New(s, app.Options{Now: p.Now, Shell: true})
	if err != nil {
		return err
	}
	return work(a)
}
