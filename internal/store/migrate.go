package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"

	"stetig/internal/plan"
)

//go:embed migrations
var migrations embed.FS

// SchemaVersion returns the number of the last migration the database has, and
// of the last one this program knows.
func (s *Store) SchemaVersion(ctx context.Context) (current, target int64, err error) {
	provider, err := s.migrator()
	if err != nil {
		return 0, 0, err
	}
	current, target, err = provider.GetVersions(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("read the schema's version: %w", err)
	}
	return current, target, nil
}

// migrate brings the schema up to date and gives the database its id.
func (s *Store) migrate(ctx context.Context) error {
	provider, err := s.migrator()
	if err != nil {
		return err
	}
	if err := refuseNewer(ctx, provider); err != nil {
		return err
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	for _, m := range done {
		s.log.InfoContext(ctx, "migrated the database", "migration", m.Source.Path, "took", m.Duration)
	}
	return s.Write(ctx, func(tx *Tx) error {
		return tx.exec(`INSERT INTO instance (one, instance_id) VALUES (1, ?) ON CONFLICT DO NOTHING`, uuid.NewString())
	})
}

// refuseNewer fails where the database has migrations this program does not
// know. goose itself would say nothing.
func refuseNewer(ctx context.Context, provider *goose.Provider) error {
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if current > target {
		return plan.Errorf(plan.CodeUnavailable,
			"The database was made by a newer version of Stetig (schema %d; this one knows %d). Start that version, or restore a backup made before the update.", current, target)
	}
	return nil
}

func (s *Store) migrator() (*goose.Provider, error) {
	pool, err := s.writer.DB()
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return newMigrator(s.dialect, pool)
}

// newMigrator reads the migrations of a dialect. On PostgreSQL a lock keeps
// several servers that start together from migrating twice.
func newMigrator(dialect string, pool *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+dialect)
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	spoken := database.DialectSQLite3
	if dialect == Postgres {
		spoken = database.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, fmt.Errorf("lock the migrations: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(spoken, pool, files, options...)
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return provider, nil
}
