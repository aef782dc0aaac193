package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"
)

// Pragma reads a number SQLite is set to.
func (tx *Tx) Pragma(tb testing.TB, name string) (value int) {
	tb.Helper()
	if err := tx.row("PRAGMA " + name).Scan(&value); err != nil {
		tb.Fatal(err)
	}
	return value
}

// Exec runs any statement.
func (tx *Tx) Exec(statement string, args ...any) error { return tx.exec(statement, args...) }

// Column reads a query's rows of one text each.
func (tx *Tx) Column(tb testing.TB, query string, args ...any) []string {
	tb.Helper()
	var column []string
	err := tx.each(query, args, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		column = append(column, text)
		return err
	})
	if err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	return column
}

// Plans runs fn and returns how the database would carry out each query in it,
// one text a query.
func (s *Store) Plans(tb testing.TB, fn func(*Tx) error) (plans []string) {
	tb.Helper()
	err := s.Read(context.Background(), func(tx *Tx) error {
		watched := &recorder{ConnPool: tx.conn}
		db := tx.db.Session(&gorm.Session{NewDB: true, Context: tx.ctx})
		db.Statement.ConnPool = watched
		if err := fn(&Tx{ctx: tx.ctx, dialect: tx.dialect, db: db, conn: watched, texts: textsRead{}}); err != nil {
			return err
		}
		explain := "EXPLAIN QUERY PLAN "
		if s.dialect == Postgres {
			explain = "EXPLAIN "
			// Tables this small are read whole, unless that is not to be had.
			if _, err := tx.conn.ExecContext(tx.ctx, "SET LOCAL enable_seqscan = off"); err != nil {
				return err
			}
		}
		for _, q := range watched.queries {
			text, err := explained(tx, explain+q.text, q.args)
			if err != nil {
				return fmt.Errorf("%s: %w", q.text, err)
			}
			plans = append(plans, text)
		}
		return nil
	})
	if err != nil {
		tb.Fatalf("explain: %v", err)
	}
	return plans
}

func explained(tx *Tx, query string, args []any) (string, error) {
	rows, err := tx.conn.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	var lines []string
	for rows.Next() {
		var line string
		into := []any{&line}
		if tx.dialect == SQLite {
			var id, parent, unused int
			into = []any{&id, &parent, &unused, &line}
		}
		if err := rows.Scan(into...); err != nil {
			return "", err
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), rows.Err()
}

// recorder keeps the queries that pass through it.
type recorder struct {
	gorm.ConnPool
	queries []recordedQuery
}

type recordedQuery struct {
	text string
	args []any
}

func (r *recorder) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	r.queries = append(r.queries, recordedQuery{query, args})
	return r.ConnPool.QueryContext(ctx, query, args...)
}

func (r *recorder) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	r.queries = append(r.queries, recordedQuery{query, args})
	return r.ConnPool.QueryRowContext(ctx, query, args...)
}

// Stretch is how many entries a search reads before it asks the index.
const Stretch = stretch

// Found reads from the index of words alone, without a look at the rows' texts,
// the ids of the entries or topics (kind) that have all words of a search.
func (tx *Tx) Found(tb testing.TB, ws, kind, search string) []string {
	tb.Helper()
	words, err := sought(search)
	if err != nil {
		tb.Fatal(err)
	}
	query := `SELECT n.` + kind + `_id FROM ` + kind + `_words w JOIN ` + kind + `_numbers n ON n.number = w.docid WHERE w.words MATCH ? ORDER BY 1`
	if tx.dialect == Postgres {
		query = `SELECT r.id FROM ` + map[string]string{"entry": "entries", "topic": "topics"}[kind] + ` r
			WHERE ` + indexedWords("r") + ` @@ CAST(? AS tsquery) ORDER BY 1`
	}
	asked, err := tx.indexQuery(ws, words)
	if err != nil || asked == "" {
		tb.Fatalf("the index is not asked for %q: %v", search, err)
	}
	return tx.Column(tb, query, asked)
}

// ForgetUserWords takes away by what users are found, as if none had been kept.
func (s *Store) ForgetUserWords(ctx context.Context) error {
	return s.Write(ctx, func(tx *Tx) error { return tx.exec(`DELETE FROM user_terms`) })
}

// Migrate is what Open does to a database's schema.
func (s *Store) Migrate(ctx context.Context) error { return s.migrate(ctx) }

// MostHolders is how many words the index is asked for at once.
const MostHolders = mostHolders
