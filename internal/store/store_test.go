package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	foreign := filepath.Join(folder, "foreign.db")
	onFile(t, foreign, `CREATE TABLE recipes (name TEXT)`)
	newer := filepath.Join(folder, "newer.db")
	closeStore(t, openFile(t, newer))
	onFile(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	text := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(text, []byte("This is no database at all, but long enough to look at."), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		database string
		options  store.Options
		want     plan.Code
	}{
		"memory":              {":memory:", store.Options{}, plan.CodeInvalid},
		"nothing":             {"", store.Options{}, plan.CodeInvalid},
		"missing folder":      {filepath.Join(folder, "no", "where.db"), store.Options{}, plan.CodeInvalid},
		"another program's":   {foreign, store.Options{}, plan.CodeInvalid},
		"unknown synchronous": {filepath.Join(folder, "x.db"), store.Options{Synchronous: "OFF"}, plan.CodeInvalid},
		"newer":               {newer, store.Options{}, plan.CodeUnavailable},
		"nobody listens":      {"postgres://nobody@127.0.0.1:1/none?connect_timeout=1", store.Options{}, plan.CodeUnavailable},
		"no database":         {text, store.Options{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := store.Open(context.Background(), c.database, c.options)
			if err == nil {
				closeStore(t, s)
				t.Fatal("opened")
			}
			if got := plan.CodeOf(err); got != c.want {
				t.Errorf("code %q, want %q: %v", got, c.want, err)
			}
		})
	}
}

func TestOpenWithAwkwardPath(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "50% öffentlich? #1 &c.db")
	s := openFile(t, path)
	defer closeStore(t, s)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file is elsewhere: %v", err)
	}
	newTeam(t, s, "Werk")
}

func TestNewFileIsPrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "stetig.db")
	closeStore(t, openFile(t, path))
	file, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := file.Mode().Perm(); mode != 0o600 {
		t.Errorf("mode %o, want 600", mode)
	}
}

func TestSynchronousIsFullUnlessAsked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options store.Options
		want    int
	}{"default": {store.Options{}, 2}, "normal": {store.Options{Synchronous: "NORMAL"}, 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "stetig.db"), c.options)
			if err != nil {
				t.Fatal(err)
			}
			defer closeStore(t, s)
			write(t, s, func(tx *store.Tx) error {
				same(t, "synchronous", tx.Pragma(t, "synchronous"), c.want)
				same(t, "foreign keys", tx.Pragma(t, "foreign_keys"), 1)
				return nil
			})
		})
	}
}

func TestInstanceIDStays(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "stetig.db")
	ids := make(map[string]bool)
	for range 2 {
		s := openFile(t, path)
		ids[instanceID(t, s)] = true
		closeStore(t, s)
	}
	ids[instanceID(t, storetest.OpenSQLite(t))] = true
	if len(ids) != 2 || ids[""] {
		t.Errorf("got ids %v, want one for each of two databases", ids)
	}
}

func TestSchemaVersionAndPing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		current, target, err := s.SchemaVersion(context.Background())
		if err != nil || current != target || target < 1 {
			t.Errorf("schema %d of %d, %v", current, target, err)
		}
		if err := s.Ping(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func TestSkipMigrations(t *testing.T) {
	t.Parallel()
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "stetig.db"), store.Options{SkipMigrations: true})
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	current, target, err := s.SchemaVersion(context.Background())
	if err != nil || current != 0 || target < 1 {
		t.Errorf("schema %d of %d, %v; want nothing migrated", current, target, err)
	}
}

func TestServersStartingTogetherMigrateOnce(t *testing.T) {
	t.Parallel()
	databases := map[string]func() string{store.SQLite: func() string { return filepath.Join(t.TempDir(), "stetig.db") }}
	if os.Getenv(storetest.Variable) != "" {
		databases[store.Postgres] = func() string { return storetest.NewSchema(t) }
	}
	for name, database := range databases {
		t.Run(name, func(t *testing.T) {
			address := database()
			ids := make([]string, 4)
			var group sync.WaitGroup
			for i := range ids {
				group.Go(func() {
					s, err := store.Open(context.Background(), address, store.Options{})
					if err != nil {
						t.Errorf("open: %v", err)
						return
					}
					ids[i] = instanceID(t, s)
					closeStore(t, s)
				})
			}
			group.Wait()
			for _, id := range ids {
				if id != ids[0] || id == "" {
					t.Fatalf("different databases: %v", ids)
				}
			}
		})
	}
}

func instanceID(tb testing.TB, s *store.Store) (id string) {
	tb.Helper()
	read(tb, s, func(tx *store.Tx) (err error) {
		id, err = tx.InstanceID()
		return err
	})
	return id
}

func openFile(tb testing.TB, path string) *store.Store {
	tb.Helper()
	s, err := store.Open(context.Background(), path, store.Options{Synchronous: "NORMAL"})
	if err != nil {
		tb.Fatalf("open %s: %v", path, err)
	}
	return s
}

func closeStore(tb testing.TB, s *store.Store) {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Errorf("close: %v", err)
	}
}

// onFile runs a statement on an SQLite file behind the store's back.
func onFile(tb testing.TB, path, statement string) {
	tb.Helper()
	db, err := sql.Open("sqlite3", path)
	if err == nil {
		_, err = db.Exec(statement)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
}
