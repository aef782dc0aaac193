package main

import (
	"context"
	"fmt"

	"stetig/internal/config"
	"stetig/internal/store"
)

// MigrateCmd brings a database's schema up to date, as serve does by itself.
type MigrateCmd struct {
	config.Database
	Status bool `help:"Only say which version the schema has and which this program needs."`
}

// Run migrates, or tells the versions.
func (c *MigrateCmd) Run(ctx context.Context, p *Program) error {
	if c.Status {
		if err := mustExist(c.Database); err != nil {
			return err
		}
	}
	s, err := store.Open(ctx, c.Database.Database, store.Options{Synchronous: c.Synchronous, SkipMigrations: c.Status})
	if err != nil {
		return err
	}
	defer s.Close()
	current, target, err := s.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "The schema is at version %d; this program needs %d.\n", current, target)
	return err
}
