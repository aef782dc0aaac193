package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
)

// attempts is how often Write runs a transaction that PostgreSQL breaks off
// because of others, before it gives up.
const attempts = 6

// Tx is a running transaction and carries its context. It belongs to one
// goroutine and is dead when the function it was handed to returns.
type Tx struct {
	ctx     context.Context
	dialect string
	db      *gorm.DB
	conn    gorm.ConnPool    // the same transaction, for SQL written by hand
	now     func() time.Time // stands in for the database's clock; nil: nothing does
	posted  bool             // something was laid into the outbox
	emitted bool             // something was laid before webhooks
	learned learned
	texts   textsRead
}

// Read runs fn on one consistent state of the database. Writing in it fails.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if s.dialect == Postgres {
		options.Isolation = sql.LevelRepeatableRead
	}
	return s.run(ctx, s.reader, options, fn)
}

// Write runs fn in one transaction: all of it is stored, or, where fn returns an
// error, nothing. On PostgreSQL fn runs again where the transaction collided
// with another, so fn reads inside what it changes. Calling Write or Read of the
// store inside fn would wait for ever; use the Tx.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	for attempt := 1; ; attempt++ {
		err := s.run(ctx, s.writer, nil, func(tx *Tx) error {
			if err := fn(tx); err != nil {
				return err
			}
			return tx.keepVocabulary()
		})
		if err == nil || attempt == attempts || !collided(err) {
			return err
		}
		s.log.DebugContext(ctx, "transaction collided, running it again", "attempt", attempt, "error", err)
		if err := giveWay(ctx, attempt); err != nil {
			return err
		}
	}
}

// giveWay waits a little, by chance and longer each time, so that transactions
// that collided do not meet again.
func giveWay(ctx context.Context, attempt int) error {
	timer := time.NewTimer(rand.N(time.Duration(attempt*attempt) * 20 * time.Millisecond))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) run(ctx context.Context, db *gorm.DB, options *sql.TxOptions, fn func(*Tx) error) error {
	var posted, emitted bool
	err := db.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		tx := &Tx{ctx: ctx, dialect: s.dialect, db: g, conn: g.Statement.ConnPool, now: s.now, learned: learned{}, texts: textsRead{}}
		err := fn(tx)
		posted, emitted = tx.posted, tx.emitted
		return err
	}, options)
	if err == nil && posted {
		tell(s.posted)
	}
	if err == nil && emitted {
		tell(s.emitted)
	}
	return err
}

// tell lays something into a channel unless there is something already.
func tell(channel chan<- struct{}) {
	select {
	case channel <- struct{}{}:
	default:
	}
}

// Posted gets something after commits that laid something into the outbox: at
// least once after the last of them.
func (s *Store) Posted() <-chan struct{} { return s.posted }

// Emitted is Posted for what was laid before webhooks.
func (s *Store) Emitted() <-chan struct{} { return s.emitted }

// single gives a Tx for one reading statement, which needs no transaction to be
// consistent.
func (s *Store) single(ctx context.Context) *Tx {
	return &Tx{ctx: ctx, dialect: s.dialect, db: s.reader.WithContext(ctx), conn: s.reader.Statement.ConnPool}
}

// collided reports whether PostgreSQL broke a transaction off for the sake of
// others: serialization_failure or deadlock_detected.
func collided(err error) bool {
	var state interface{ SQLState() string }
	return errors.As(err, &state) && (state.SQLState() == "40001" || state.SQLState() == "40P01")
}

// exec runs one statement; its placeholders are question marks on both databases.
func (tx *Tx) exec(statement string, args ...any) error {
	_, err := tx.execCount(statement, args...)
	return err
}

// execCount is exec that tells how many rows were written.
func (tx *Tx) execCount(statement string, args ...any) (int64, error) {
	result := tx.db.Exec(statement, args...)
	return result.RowsAffected, result.Error
}

// rows runs a query; the caller closes what it returns.
func (tx *Tx) rows(query string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(tx.ctx, tx.bind(query), args...)
}

// row runs a query for one row.
func (tx *Tx) row(query string, args ...any) *sql.Row {
	return tx.conn.QueryRowContext(tx.ctx, tx.bind(query), args...)
}

// bind numbers the placeholders for PostgreSQL.
func (tx *Tx) bind(query string) string {
	if tx.dialect != Postgres {
		return query
	}
	var b strings.Builder
	b.Grow(len(query) + 16)
	number := 0
	for i := range len(query) {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		number++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(number))
	}
	return b.String()
}

// through names a table, read through one of its indexes. SQLite, which knows
// nothing of how many rows stand behind a value, would take another; PostgreSQL
// knows and chooses itself.
func (tx *Tx) through(table, alias, index string) string {
	if tx.dialect == SQLite && index != "" {
		return table + " " + alias + " INDEXED BY " + index
	}
	return table + " " + alias
}

// each scans every row of a query.
func (tx *Tx) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := tx.rows(query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("read a row: %w", err)
		}
	}
	return rows.Err()
}
