// Package storetest runs tests on real, empty databases: SQLite always, and
// PostgreSQL where STETIG_TEST_POSTGRES names a cluster to be used for it.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stetig/internal/store"
)

// Variable is the environment variable with the postgres:// address of a
// throw-away PostgreSQL cluster, as somebody who may create schemas in it.
const Variable = "STETIG_TEST_POSTGRES"

// Each runs test as a subtest on a new SQLite file and, where there is a
// cluster, on a new schema of PostgreSQL. Both are gone afterwards.
func Each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run(store.SQLite, func(t *testing.T) {
		t.Parallel()
		test(t, OpenSQLite(t))
	})
	if os.Getenv(Variable) == "" {
		t.Logf("PostgreSQL was not run: %s is not set.", Variable)
		return
	}
	t.Run(store.Postgres, func(t *testing.T) {
		t.Parallel()
		test(t, OpenPostgres(t))
	})
}

// Openers returns, by the name of each database that there is to test with, what
// opens a store on it with options.
func Openers(t *testing.T) map[string]func(testing.TB, store.Options) *store.Store {
	t.Helper()
	openers := map[string]func(testing.TB, store.Options) *store.Store{
		store.SQLite: func(tb testing.TB, o store.Options) *store.Store {
			o.Synchronous = "NORMAL"
			return open(tb, filepath.Join(tb.TempDir(), "stetig.db"), o)
		},
	}
	if os.Getenv(Variable) == "" {
		t.Logf("PostgreSQL was not run: %s is not set.", Variable)
	} else {
		openers[store.Postgres] = func(tb testing.TB, o store.Options) *store.Store { return open(tb, NewSchema(tb), o) }
	}
	return openers
}

// OpenSQLite opens a store on a new file, without waiting for the disk.
func OpenSQLite(tb testing.TB) *store.Store {
	tb.Helper()
	empty, err := emptySQLite()
	if err != nil {
		tb.Fatalf("make an empty database: %v", err)
	}
	file := filepath.Join(tb.TempDir(), "stetig.db")
	if err := os.WriteFile(file, empty, 0o600); err != nil {
		tb.Fatal(err)
	}
	return open(tb, file, store.Options{Synchronous: "NORMAL"})
}

// emptySQLite is a migrated database without rows, made once: migrating takes
// longer than most tests.
var emptySQLite = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "stetig-empty")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	file := filepath.Join(folder, "stetig.db")
	s, err := store.Open(context.Background(), file, store.Options{Synchronous: "NORMAL"})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil { // leaves no write-ahead log behind
		return nil, err
	}
	return os.ReadFile(file)
})

// OpenPostgres opens a store on a new schema of the cluster.
func OpenPostgres(tb testing.TB) *store.Store {
	tb.Helper()
	return open(tb, NewSchema(tb), store.Options{})
}

// NewSchema makes an empty schema in the cluster and returns the address that
// leads into it. Without a cluster the test fails.
func NewSchema(tb testing.TB) string {
	tb.Helper()
	cluster := os.Getenv(Variable)
	if cluster == "" {
		tb.Fatalf("%s is not set", Variable)
	}
	schema := "test_" + strings.ToLower(rand.Text())
	onCluster(tb, cluster, "CREATE SCHEMA "+schema)
	tb.Cleanup(func() { onCluster(tb, cluster, "DROP SCHEMA "+schema+" CASCADE") })
	address, err := url.Parse(cluster)
	if err != nil {
		tb.Fatalf("%s: %v", Variable, err)
	}
	query := address.Query()
	query.Set("search_path", schema)
	query.Set("deadlock_timeout", "50ms") // a second by default: long for a test
	address.RawQuery = query.Encode()
	return address.String()
}

func open(tb testing.TB, database string, o store.Options) *store.Store {
	tb.Helper()
	s, err := store.Open(context.Background(), database, o)
	if err != nil {
		tb.Fatalf("open the store: %v", err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close the store: %v", err)
		}
	})
	return s
}

func onCluster(tb testing.TB, cluster, statement string) {
	tb.Helper()
	db, err := sql.Open("pgx", cluster)
	if err == nil {
		_, err = db.Exec(statement)
		err = firstError(err, db.Close())
	}
	if err != nil {
		tb.Errorf("%s: %v", statement, err)
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return fmt.Errorf("on the cluster: %w", err)
		}
	}
	return nil
}
