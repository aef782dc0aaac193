// Package store keeps everything Stetig knows in SQLite or PostgreSQL. It is the
// only package that knows a database: rows stay private, callers see the types
// of plan and continuity. All reading and writing happens in a transaction, a
// Tx, which Store.Read and Store.Write hand to a function.
//
// Every method that names a workspace finds and changes rows of that workspace
// only; what belongs to another one does not exist (plan.CodeNotFound).
package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// The names of the two databases, as Dialect gives them.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// Options change how a store is opened; the zero value is right for a server.
type Options struct {
	Synchronous    string       // SQLite only: "FULL" (default: what was acknowledged survives a power cut) or "NORMAL"
	Logger         *slog.Logger // nil: nothing is logged
	SkipMigrations bool         // open the schema as it is, even an older one or none

	Now func() time.Time // stands in for the database's own clock; nil: nothing does
}

// Store is an open database. It is safe for use by many goroutines.
type Store struct {
	dialect string
	path    string   // SQLite: the file
	writer  *gorm.DB // SQLite: one connection, and every transaction on it takes the write lock at once
	reader  *gorm.DB // SQLite: a pool of read-only connections; PostgreSQL: the writer's pool
	log     *slog.Logger
	now     func() time.Time // stands in for the database's clock; nil: nothing does
	posted  chan struct{}    // gets something with every commit that laid something into the outbox
	emitted chan struct{}    // gets something with every commit that laid something before webhooks
}

// Open opens the database, a file path or a postgres:// address, and brings its
// schema up to date. A missing file is created. It fails with an Error of
// plan.CodeUnavailable where the database was made by a newer version of the
// program, and of plan.CodeInvalid where the file cannot be one of ours.
func Open(ctx context.Context, database string, o Options) (*Store, error) {
	log := o.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Store{log: log, now: o.Now, posted: make(chan struct{}, 1), emitted: make(chan struct{}, 1)}
	var err error
	if strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://") {
		err = s.openPostgres(ctx, database)
	} else {
		err = s.openSQLite(ctx, database, o)
	}
	if err == nil && !o.SkipMigrations {
		err = s.migrate(ctx)
	}
	if err == nil && s.dialect == SQLite {
		err = s.openReaders(ctx)
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// Close waits for running transactions and closes every connection.
func (s *Store) Close() error {
	var failed error
	for _, db := range []*gorm.DB{s.reader, s.writer} {
		if db == nil {
			continue
		}
		pool, err := db.DB()
		if err == nil {
			err = pool.Close()
		}
		if err != nil {
			failed = fmt.Errorf("close the database: %w", err)
		}
	}
	return failed
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	pool, err := s.reader.DB()
	if err != nil {
		return fmt.Errorf("ping the database: %w", err)
	}
	if err := pool.PingContext(ctx); err != nil {
		return fmt.Errorf("ping the database: %w", err)
	}
	return nil
}

// Dialect returns SQLite or Postgres.
func (s *Store) Dialect() string { return s.dialect }

// InstanceID returns the random id this database got when it was first opened.
// It makes the identifiers in calendars unique in the world.
func (tx *Tx) InstanceID() (string, error) {
	var id string
	err := tx.row(`SELECT instance_id FROM instance`).Scan(&id)
	if err != nil {
		return "", fmt.Errorf("read the instance id: %w", err)
	}
	return id, nil
}

// gormConfig is the same for every handle: no transaction behind our back (all
// run inside one), no statement cache (the drivers have their own; gorm's can
// wait for ever for a connection that a transaction holds), errors translated.
func gormConfig() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		TranslateError:         true,
		Logger:                 logger.Discard,
	}
}

func poolOf(db *gorm.DB, connections int) (*sql.DB, error) {
	pool, err := db.DB()
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}
