package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

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

// withApp runs a command's work on the program's open database.
func (p *Program) withApp(ctx context.Context, c config.Database, work func(*app.App) error) error {
	s, err := store.Open(ctx, c.Database, store.Options{Synchronous: c.Synchronous})
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := app.New(s, app.Options{Now: p.Now})
	if err != nil {
		return err
	}
	return work(a)
}
