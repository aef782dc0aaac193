package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestBackupOfALiveDatabase(t *testing.T) {
	t.Parallel()
	s := storetest.OpenSQLite(t)
	team := newTeam(t, s, "Werk")
	path := filepath.Join(t.TempDir(), "Sicherung #1.db")
	done := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() { // each transaction stores two entries; a copy has both or neither
		for {
			select {
			case <-done:
				return
			default:
				a, b := newEntry(team.channel, "Zwilling", plan.Idea), newEntry(team.channel, "Zwilling", plan.Idea)
				storeEntries(t, s, &a, &b)
			}
		}
	})
	err := s.Backup(context.Background(), path)
	close(done)
	writer.Wait()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "mode", file.Mode().Perm(), os.FileMode(0o600))
	if err := store.VerifySQLite(context.Background(), path); err != nil {
		t.Errorf("verify: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".stetig-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	restored := openFile(t, path)
	defer closeStore(t, restored)
	same(t, "instance", instanceID(t, restored), instanceID(t, s))
	read(t, restored, func(tx *store.Tx) error {
		count := tx.Column(t, `SELECT COUNT(*) % 2 FROM entries`)
		same(t, "odd entries", count, []string{"0"})
		_, err := tx.Channel(team.ID, team.channel.ID)
		return err
	})
	if code := plan.CodeOf(s.Backup(context.Background(), path)); code != plan.CodeConflict {
		t.Errorf("a second backup to the same file: %q", code)
	}
	if code := plan.CodeOf(s.Backup(context.Background(), filepath.Join(path, "x", "y.db"))); code == "" {
		t.Error("a backup into a file was taken for one into a folder")
	}
	if code := plan.CodeOf(s.Backup(context.Background(), filepath.Join(t.TempDir(), "none", "y.db"))); code != plan.CodeInvalid {
		t.Errorf("a backup into a missing folder: %q", code)
	}
}

func TestBackupOfPostgresIsRefusedWithHelp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		err := s.Backup(context.Background(), filepath.Join(t.TempDir(), "copy.db"))
		want := map[string]plan.Code{store.SQLite: "", store.Postgres: plan.CodeInvalid}[s.Dialect()]
		if got := plan.CodeOf(err); got != want || (want == "") != (err == nil) {
			t.Errorf("got %v, want code %q", err, want)
		}
	})
}

func TestVerifySQLite(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	whole := path("whole.db")
	s := openFile(t, whole)
	team := newTeam(t, s, "Werk")
	var entries []*plan.Entry
	for range 400 {
		e := newEntry(team.channel, longText(200), plan.Idea)
		entries = append(entries, &e)
	}
	storeEntries(t, s, entries...)
	for _, name := range []string{"torn.db", "dangling.db", "newer.db"} {
		if err := s.Backup(context.Background(), path(name)); err != nil {
			t.Fatal(err)
		}
	}
	closeStore(t, s)
	tear(t, path("torn.db"))
	onFile(t, path("dangling.db"), `DELETE FROM channels`)
	onFile(t, path("newer.db"), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	onFile(t, path("foreign.db"), `CREATE TABLE recipes (name TEXT)`)
	if err := os.WriteFile(path("text.db"), []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]plan.Code{
		"whole.db": "", "torn.db": plan.CodeInvalid, "dangling.db": plan.CodeInvalid, "newer.db": plan.CodeUnavailable,
		"foreign.db": plan.CodeInvalid, "text.db": plan.CodeInvalid, "missing.db": plan.CodeInvalid,
	} {
		err := store.VerifySQLite(context.Background(), path(name))
		if got := plan.CodeOf(err); got != want || (want == "") != (err == nil) {
			t.Errorf("%s: got %v, want code %q", name, err, want)
		}
	}
	if _, err := os.Stat(path("missing.db")); err == nil {
		t.Error("verifying a missing file made it")
	}
}

// tear overwrites a stretch in the middle of a file.
func tear(tb testing.TB, path string) {
	tb.Helper()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		tb.Fatal(err)
	}
	size, err := file.Seek(0, 2)
	if err == nil {
		_, err = file.WriteAt(make([]byte, 3*4096), size/2/4096*4096)
	}
	if err != nil {
		tb.Fatal(err)
	}
	if err := file.Close(); err != nil {
		tb.Fatal(err)
	}
}
