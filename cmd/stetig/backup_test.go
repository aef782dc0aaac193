package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"stetig/internal/store/storetest"
)

// TestBackupWhileEverybodyWrites copies a database under four writers, and holds
// each copy to what a moment of it can look like: all that was acknowledged
// before, nothing out of order.
func TestBackupWhileEverybodyWrites(t *testing.T) {
	t.Parallel()
	const writers, enough = 4, 150
	database := newDatabase(t)
	now := instant(journeyDay)
	lead := token(t, now, "--email", "lead@example.org", "--database", database)
	s := start(t, clockAt(journeyDay), "--database", database)
	d := deskOf(t, s, lead)
	channel := d.make(t, "channels", object{"name": "Blog", "status": "active"})["id"]

	var acknowledged [writers]atomic.Int64
	writing, stop := context.WithCancel(t.Context())
	defer stop()
	var running sync.WaitGroup
	for w := range writers {
		running.Go(func() {
			for n := 1; writing.Err() == nil; n++ {
				made := d.ask(t, http.MethodPost, "entries", object{"channel_id": channel, "title": fmt.Sprintf("Schreiber %d Nummer %d", w, n)})
				if made.status != http.StatusCreated {
					t.Errorf("answered with %d: %s", made.status, made.body)
					return
				}
				acknowledged[w].Store(int64(n))
			}
		})
	}
	written := func() (sum int64) {
		for w := range writers {
			sum += acknowledged[w].Load()
		}
		return sum
	}
	for i := range 3 {
		eventually(t, "something is written", func() bool { return written() >= int64(enough*(i+1)/3) })
		var before [writers]int64
		for w := range writers {
			before[w] = acknowledged[w].Load()
		}
		copied := filepath.Join(filepath.Dir(database), fmt.Sprintf("copy %d.db", i))
		command(now, "backup", "--database", database, copied).done(t)
		restored := newDatabase(t)
		command(now, "restore", "--database", restored, copied).done(t)
		held := numbersIn(t, command(now, "export", "--database", restored).done(t))
		for w := range writers {
			if most := held[w].most; int64(most) < before[w] || held[w].count != most {
				t.Errorf("writer %d: the copy holds %d entries up to number %d; %d were acknowledged before", w, held[w].count, most, before[w])
			}
		}
	}
	stop()
	running.Wait()
}

type numbers struct{ count, most int }

func numbersIn(t *testing.T, exported string) map[int]numbers {
	t.Helper()
	held := map[int]numbers{}
	for _, found := range regexp.MustCompile(`Schreiber (\d) Nummer (\d+)`).FindAllStringSubmatch(exported, -1) {
		writer, _ := strconv.Atoi(found[1])
		number, _ := strconv.Atoi(found[2])
		held[writer] = numbers{held[writer].count + 1, max(held[writer].most, number)}
	}
	return held
}

// backedUp returns a database with a token's user, and a backup of it.
func backedUp(t *testing.T) (database, backup string) {
	t.Helper()
	database = newDatabase(t)
	backup = filepath.Join(t.TempDir(), "Sicherung.db")
	token(t, instant(journeyDay), "--email", "lead@example.org", "--database", database)
	shown := command(instant(journeyDay), "backup", "--database", database, backup).done(t)
	if shown != "Written and checked: "+backup+"\n" {
		t.Errorf("printed %q", shown)
	}
	return database, backup
}

func TestBackupRefuses(t *testing.T) {
	t.Parallel()
	now := instant(journeyDay)
	database, backup := backedUp(t)
	command(now, "backup", "--database", database, backup).refused(t, "exists already", "new file")
	command(now, "backup", "--database", database, filepath.Join(backup, "..", "nirgends", "x.db")).refused(t, "folder")
	missing := newDatabase(t)
	command(now, "backup", "--database", missing, backup+"2").refused(t, "there is no database "+missing)
	for _, path := range []string{missing, backup + "2"} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a refused backup left %s: %v", path, err)
		}
	}
	if os.Getenv(storetest.Variable) != "" {
		command(now, "backup", "--database", storetest.NewSchema(t), backup+"3").refused(t, "pg_dump")
	}
}

func TestRestoreRefusesWhatIsNoWholeBackup(t *testing.T) {
	t.Parallel()
	_, backup := backedUp(t)
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), whole...)
	for i := len(damaged) / 2; i < len(damaged)/2+8192; i++ {
		damaged[i] = 0xa5
	}
	newer := filepath.Join(t.TempDir(), "newer.db")
	if err := os.WriteFile(newer, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	newerData, err := os.ReadFile(newer)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"damaged":           {damaged, "damaged"},
		"cut short":         {whole[:len(whole)/2], "damaged"},
		"empty":             {nil, "no database of Stetig"},
		"no database":       {[]byte("Datum;Titel\n1.3.2027;x\n"), "no database of Stetig"},
		"of a newer Stetig": {newerData, "newer version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "backup.db")
			if err := os.WriteFile(file, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			target, _ := backedUp(t)
			before, err := os.ReadFile(target)
			if err != nil {
				t.Fatal(err)
			}
			command(instant(journeyDay), "restore", "--force", "--database", target, file).refused(t, "cannot be restored", c.says)
			if after, err := os.ReadFile(target); err != nil || string(after) != string(before) {
				t.Errorf("the database was touched: %v", err)
			}
			noneBeside(t, target)
		})
	}
	command(instant(journeyDay), "restore", "--database", newDatabase(t), "/nirgends.db").refused(t, "cannot be read")
	command(instant(journeyDay), "restore", "--database", "postgresql://host/name", backup).refused(t, "pg_restore")
}

// noneBeside fails where something else lies in the folder of a database.
func noneBeside(t *testing.T, database string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(database))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.Name() != filepath.Base(database) {
			t.Errorf("%s lies beside the database", file.Name())
		}
	}
}

func TestRestoreReplacesOnlyWhenForced(t *testing.T) {
	t.Parallel()
	now := instant(journeyDay)
	database, backup := backedUp(t)
	token(t, now, "--email", "spaeter@example.org", "--database", database)
	listed := func() outcome {
		return command(now, "token", "list", "--email", "spaeter@example.org", "--database", database)
	}
	command(now, "restore", "--database", database, backup).refused(t, "is there already", "--force")
	listed().done(t)

	s := start(t, clockAt(journeyDay), "--database", database)
	command(now, "restore", "--force", "--database", database, backup).refused(t, "in use", "stop the server first")
	s.get(t, "/readyz").want(t, http.StatusOK)
	s.stop(t)
	listed().done(t)

	if shown := command(now, "restore", "--force", "--database", database, backup).done(t); shown != "Restored and checked: "+database+"\n" {
		t.Errorf("printed %q", shown)
	}
	listed().refused(t, "no such user")
	command(now, "token", "list", "--email", "lead@example.org", "--database", database).done(t)
	command(now, "token", "list", "--email", "spaeter@example.org", "--database", database+".before-restore").done(t)
	command(now, "restore", "--force", "--database", database, backup).refused(t, "before-restore", "move it away")
}

func TestRestoreLeavesNoStrangersLogBesideIt(t *testing.T) {
	t.Parallel()
	_, backup := backedUp(t)
	target := newDatabase(t)
	if err := os.WriteFile(target+"-wal", []byte("of a database that is gone"), 0o600); err != nil {
		t.Fatal(err)
	}
	command(instant(journeyDay), "restore", "--database", target, backup).refused(t, target+"-wal", "move it away")
	if _, err := os.Stat(target); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a refused restore left a database: %v", err)
	}
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	now := instant(journeyDay)
	version := regexp.MustCompile(`^The schema is at version (\d+); this program needs (\d+)\.\n$`)
	onEachDatabase(t, func(t *testing.T, database string) {
		if !strings.HasPrefix(database, "postgres") {
			command(now, "migrate", "--status", "--database", database).refused(t, "there is no database")
		} else if found := version.FindStringSubmatch(command(now, "migrate", "--status", "--database", database).done(t)); found == nil || found[1] != "0" {
			t.Errorf("an empty schema is at %v", found)
		}
		for _, flags := range [][]string{nil, nil, {"--status"}} {
			found := version.FindStringSubmatch(command(now, append([]string{"migrate", "--database", database}, flags...)...).done(t))
			if found == nil || found[1] != found[2] || found[1] == "0" {
				t.Errorf("migrated to %v", found)
			}
		}
	})
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	t.Parallel()
	now := instant(journeyDay)
	database, _ := backedUp(t)
	execute(t, database, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	for _, args := range [][]string{{"serve", "--listen", "127.0.0.1:0"}, {"migrate"}, {"export"}, {"token", "list", "--email", "lead@example.org"}} {
		command(now, append(args, "--database", database)...).refused(t, "newer version of Stetig", "schema 999")
	}
	if shown := command(now, "migrate", "--status", "--database", database).done(t); !strings.Contains(shown, "at version 999") {
		t.Errorf("--status says %q", shown)
	}
}
