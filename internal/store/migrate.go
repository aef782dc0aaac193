package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"hash/fnv"
	"io/fs"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"

	"stetig/internal/plan"
)

//go:embed migrations
var migrations embed.FS

// schemaTable is where goose notes what it has done.
const schemaTable = "goose_db_version"

// SchemaVersion returns the number of the last migration the database has, 0 for
// none, and of the last one this program knows. It only reads, so it waits for
// no writer.
func (s *Store) SchemaVersion(ctx context.Context) (current, target int64, err error) {
	if target, err = lastMigration(s.dialect); err != nil {
		return 0, 0, err
	}
	err = s.single(ctx).row(`SELECT COALESCE(MAX(version_id), 0) FROM ` + schemaTable).Scan(&current)
	if err != nil && s.Ping(ctx) == nil && !s.reader.WithContext(ctx).Migrator().HasTable(schemaTable) {
		return 0, target, nil // nothing was ever migrated
	}
	if err != nil {
		return 0, 0, fmt.Errorf("read the schema's version: %w", err)
	}
	return current, target, nil
}

// lastMigration returns the number of the last migration for a dialect.
func lastMigration(dialect string) (last int64, err error) {
	files, err := fs.Glob(migrations, "migrations/"+dialect+"/*.sql")
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	for _, file := range files {
		number, err := goose.NumericComponent(file)
		if err != nil {
			return 0, fmt.Errorf("read the migrations: %w", err)
		}
		last = max(last, number)
	}
	return last, nil
}

// migrateAttempts is how often bringing an SQLite schema up to date is tried: it
// fails where another process does the same at the same moment, and each time
// it fails that one has come further.
const migrateAttempts = 5

// migrate brings the schema up to date, has users found who were there before
// they could be looked for, entries ordered that were there before they could be,
// and gives the database its id.
func (s *Store) migrate(ctx context.Context) error {
	provider, err := s.migrator(ctx)
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		err := s.up(ctx, provider)
		if err == nil {
			break
		}
		if s.dialect == Postgres || attempt == migrateAttempts || plan.CodeOf(err) != "" {
			return err
		}
		s.log.DebugContext(ctx, "migrating failed, trying again", "attempt", attempt, "error", err)
	}
	if err := s.fillTitleKeys(ctx); err != nil {
		return err
	}
	return s.Write(ctx, func(tx *Tx) error {
		if err := tx.fillUserWords(); err != nil {
			return err
		}
		return tx.exec(`INSERT INTO instance (one, instance_id) VALUES (1, ?) ON CONFLICT DO NOTHING`, uuid.NewString())
	})
}

func (s *Store) up(ctx context.Context, provider *goose.Provider) error {
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
	return nil
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

func (s *Store) migrator(ctx context.Context) (*goose.Provider, error) {
	pool, err := s.writer.DB()
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	if s.dialect == SQLite {
		return newMigrator(SQLite, pool)
	}
	// A lock keeps several servers that start together from migrating twice.
	id, err := schemaLock(ctx, pool)
	if err != nil {
		return nil, err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(id), lock.WithLockTimeout(1, 300)) // once a second, for five minutes
	if err != nil {
		return nil, fmt.Errorf("lock the migrations: %w", err)
	}
	return newMigrator(Postgres, pool, goose.WithSessionLocker(locker))
}

// schemaLock returns the number of the lock that stands for the schema we are
// in; other schemas of the database are migrated independently.
func schemaLock(ctx context.Context, pool *sql.DB) (int64, error) {
	var schema string
	if err := pool.QueryRowContext(ctx, `SELECT COALESCE(current_schema(), '')`).Scan(&schema); err != nil {
		return 0, fmt.Errorf("lock the migrations: %w", err)
	}
	hash := fnv.New32a()
	_, _ = hash.Write([]byte("stetig " + schema)) // never fails
	return int64(hash.Sum32()), nil
}

// newMigrator reads the migrations of a dialect.
func newMigrator(dialect string, pool *sql.DB, options ...goose.ProviderOption) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+dialect)
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	spoken := database.DialectSQLite3
	if dialect == Postgres {
		spoken = database.DialectPostgres
	}
	provider, err := goose.NewProvider(spoken, pool, files, append(options, goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return provider, nil
}
