package store

import (
	"context"
	"fmt"
	"runtime"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"stetig/internal/plan"
)

// openPostgres connects; one pool serves readers and writers.
func (s *Store) openPostgres(ctx context.Context, address string) error {
	s.dialect = Postgres
	db, err := gorm.Open(postgres.New(postgres.Config{DSN: address}), gormConfig())
	if err != nil {
		return fmt.Errorf("open PostgreSQL: %w", err)
	}
	s.writer = db
	pool, err := poolOf(db, max(16, 4*runtime.GOMAXPROCS(0)))
	if err != nil {
		return err
	}
	if err := pool.PingContext(ctx); err != nil {
		return fmt.Errorf("%w: %w", plan.Errorf(plan.CodeUnavailable, "PostgreSQL cannot be reached; check its address and that it runs."), err)
	}
	s.reader = db
	return nil
}
