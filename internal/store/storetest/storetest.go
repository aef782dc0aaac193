// Package storetest runs tests on real, empty databases: SQLite always, and
// PostgreSQL where STETIG_TEST_POSTGRES names a cluster to be used for it.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stetig/internal/store"
)

// Variable is the environment variable with the postgres:// address of a
// throw-away PostgreSQL cluster, as somebody who may create databases in it. Each
// process that tests there leaves one empty database behind.
const Variable = "STETIG_TEST_POSTGRES"

// Each runs test as a subtest on a new SQLite file and, where there is a
// cluster, on a new database of PostgreSQL. Both are gone afterwards.
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
	openers := map[string]func(testing.TB, store.Options) *store.Store{store.SQLite: openSQLite}
	if os.Getenv(Variable) == "" {
		t.Logf("PostgreSQL was not run: %s is not set.", Variable)
	} else {
		openers[store.Postgres] = openPostgres
	}
	return openers
}

// OpenSQLite opens a store on a new file, without waiting for the disk.
func OpenSQLite(tb testing.TB) *store.Store {
	tb.Helper()
	return openSQLite(tb, store.Options{})
}

func openSQLite(tb testing.TB, o store.Options) *store.Store {
	tb.Helper()
	empty, err := emptySQLite()
	if err != nil {
		tb.Fatalf("make an empty database: %v", err)
	}
	file := filepath.Join(tb.TempDir(), "stetig.db")
	if err := os.WriteFile(file, empty, 0o600); err != nil {
		tb.Fatal(err)
	}
	o.Synchronous = "NORMAL"
	return open(tb, file, o)
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

// OpenPostgres opens a store on a new database of the cluster.
func OpenPostgres(tb testing.TB) *store.Store {
	tb.Helper()
	return openPostgres(tb, store.Options{})
}

func openPostgres(tb testing.TB, o store.Options) *store.Store {
	tb.Helper()
	cluster := os.Getenv(Variable)
	if cluster == "" {
		tb.Fatalf("%s is not set", Variable)
	}
	empty, err := emptyPostgres()
	if err != nil {
		tb.Fatalf("make an empty database: %v", err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	onCluster(tb, cluster, "CREATE DATABASE "+name+" TEMPLATE "+empty)
	tb.Cleanup(func() { onCluster(tb, cluster, "DROP DATABASE "+name+" WITH (FORCE)") })
	address, err := url.Parse(cluster)
	if err != nil {
		tb.Fatalf("%s: %v", Variable, err)
	}
	address.Path = "/" + name
	return open(tb, quick(address), o)
}

// emptyPostgres is the name of a migrated database without rows, made once for
// others to be copies of: a copy takes a fraction of the time of migrating.
var emptyPostgres = sync.OnceValues(func() (name string, err error) {
	name = "empty_" + strings.ToLower(rand.Text())
	address, err := url.Parse(os.Getenv(Variable))
	if err != nil {
		return "", err
	}
	if err := execute(address.String(), "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	address.Path = "/" + name
	s, err := store.Open(context.Background(), address.String(), store.Options{})
	if err != nil {
		return "", err
	}
	return name, s.Close() // a template has no connections
})

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
	address.RawQuery = query.Encode()
	return quick(address)
}

// quick returns the address of a database where who stands in another's way is
// told so at once: a second, as by default, is long for a test.
func quick(address *url.URL) string {
	query := address.Query()
	query.Set("deadlock_timeout", "50ms")
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
	if err := execute(cluster, statement); err != nil {
		tb.Errorf("%s: %v", statement, err)
	}
}

// execute runs one statement on a connection of its own.
func execute(address, statement string) error {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	_, err = db.Exec(statement)
	return errors.Join(err, db.Close())
}
