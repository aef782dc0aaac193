package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// nearby is a day before all that fillers have, so that what is there is listed first.
var nearby = plan.Date(2027, time.January, 1)

// fill stores so many entries without the words of any test that a search does
// not reach what is behind them without the index.
func fill(tb testing.TB, s *store.Store, channel plan.Channel) {
	tb.Helper()
	fillers := make([]*plan.Entry, store.Stretch+1)
	for i := range fillers {
		e := on(newEntry(channel, "Füllung", plan.Planned), nearby+10+plan.Day(i%9))
		fillers[i] = &e
	}
	storeEntries(tb, s, fillers...)
}

// intact fails where the index of words is not what the rows say.
func intact(tb testing.TB, s *store.Store) {
	tb.Helper()
	if s.Dialect() != store.SQLite {
		return // an index of the table itself
	}
	write(tb, s, func(tx *store.Tx) error {
		for _, kind := range []string{"entry", "topic"} {
			if err := tx.Exec(`INSERT INTO ` + kind + `_words (` + kind + `_words) VALUES ('integrity-check')`); err != nil {
				tb.Errorf("%s_words: %v", kind, err)
			}
		}
		same(tb, "numbers", tx.Column(tb, `SELECT entry_id FROM entry_numbers ORDER BY 1`), tx.Column(tb, `SELECT id FROM entries ORDER BY 1`))
		same(tb, "numbers", tx.Column(tb, `SELECT topic_id FROM topic_numbers ORDER BY 1`), tx.Column(tb, `SELECT id FROM topics ORDER BY 1`))
		return nil
	})
}

func foundTitles(tb testing.TB, s *store.Store, ws string, filter store.EntryFilter) []string {
	tb.Helper()
	return titles(wholeList(tb, s, func(tx *store.Tx, page store.Page) ([]plan.Entry, string, error) {
		return tx.Entries(ws, filter, page)
	}))
}

func TestSearchIndexFollowsChanges(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		e := at(newEntry(team.channel, "Bohrer", plan.Planned), nearby.Start(berlin(t)))
		topic := newTopic(team.ID, "Werkzeug", "Zange")
		storeEntries(t, s, &e)
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
		found := func(step, search string, entries, topics int) {
			t.Helper()
			read(t, s, func(tx *store.Tx) error {
				got := []int{len(tx.Found(t, team.ID, "entry", search)), len(tx.Found(t, team.ID, "topic", search))}
				same(t, step+": rows in the index of "+search, got, []int{entries, topics})
				return nil
			})
			intact(t, s)
		}
		change := func(fn func(tx *store.Tx) error) { t.Helper(); write(t, s, fn) }
		save := func(tx *store.Tx) error {
			if err := tx.UpdateEntry(&e, berlin(t)); err != nil {
				return err
			}
			return tx.UpdateTopic(&topic)
		}
		found("made", "bohr", 1, 0)
		found("made", "zang werk", 0, 1)

		e.Copy, topic.Description = "Hammer", "Hammer"
		change(save)
		found("changed", "hammer", 1, 1)
		e.Title, e.Copy, topic.Name, topic.Description = "Säge", "", "Feile", ""
		change(save)
		found("renamed", "bohrer", 0, 0)
		found("renamed", "hammer", 0, 0)
		found("renamed", "saege", 1, 0)
		found("renamed", "sage", 1, 0)
		found("renamed", "feile", 0, 1)

		e.DeletedAt, topic.DeletedAt = made, made
		change(save)
		same(t, "deleted", foundTitles(t, s, team.ID, store.EntryFilter{Search: "säge"}), []string(nil))
		same(t, "among the deleted", foundTitles(t, s, team.ID, store.EntryFilter{Search: "säge", Deleted: true}), []string{"Säge"})
		e.DeletedAt, topic.DeletedAt = time.Time{}, time.Time{}
		change(save)
		same(t, "restored", foundTitles(t, s, team.ID, store.EntryFilter{Search: "säge"}), []string{"Säge"})
		found("restored", "sage", 1, 0)

		tokyo, err := plan.LoadZone("Asia/Tokyo")
		if err != nil {
			t.Fatal(err)
		}
		change(func(tx *store.Tx) error { return tx.RezoneEntries(team.ID, team.channel.ID, tokyo, made) })
		e.Version++
		found("rezoned", "sage", 1, 0)

		imported := newEntry(team.channel, "Raspel", plan.Idea)
		change(func(tx *store.Tx) error {
			return tx.ImportEntries([]store.ImportedEntry{{Entry: &imported, Key: "1"}}, berlin(t))
		})
		found("imported", "raspel", 1, 0)
		first, second := newEntry(team.channel, "Stemmeisen", plan.Idea), newEntry(team.channel, "Stemmeisen", plan.Idea)
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error {
			return tx.ImportEntries([]store.ImportedEntry{{Entry: &first}, {Entry: &second, Key: "1"}}, berlin(t))
		})
		found("refused", "stemmeisen", 0, 0)

		e.DeletedAt, topic.DeletedAt = made, made
		change(save)
		change(func(tx *store.Tx) error {
			_, err := tx.DeletePurge(made.Add(time.Hour))
			return err
		})
		found("purged", "sage", 0, 0)
		found("purged", "feile", 0, 0)
		again := newEntry(team.channel, "Hobel", plan.Idea)
		storeEntries(t, s, &again)
		found("made after the purge", "hobel", 1, 0)
		found("made after the purge", "raspel", 1, 0)
	})
}

// A backup has the index with it, and numbers that VACUUM may not change.
func TestSearchInABackup(t *testing.T) {
	t.Parallel()
	s := storetest.OpenSQLite(t)
	team := newTeam(t, s, "Werk")
	fill(t, s, team.channel)
	first := on(newEntry(team.channel, "Zuerst", plan.Planned), nearby)
	kept := on(newEntry(team.channel, "Säge", plan.Planned), nearby+20)
	first.DeletedAt = made
	storeEntries(t, s, &first, &kept)
	write(t, s, func(tx *store.Tx) error { // leaves a hole in the numbers
		_, err := tx.DeletePurge(made.Add(time.Hour))
		return err
	})
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	onFile(t, path, `VACUUM`)
	if err := store.VerifySQLite(context.Background(), path); err != nil {
		t.Errorf("verify: %v", err)
	}
	restored := openFile(t, path)
	defer closeStore(t, restored)
	intact(t, restored)
	same(t, "found", foundTitles(t, restored, team.ID, store.EntryFilter{Search: "sage"}), []string{"Säge"})
	same(t, "purged", foundTitles(t, restored, team.ID, store.EntryFilter{Search: "zuerst", Deleted: true}), []string(nil))
	added := on(newEntry(team.channel, "Hobel", plan.Planned), nearby+21)
	storeEntries(t, restored, &added)
	same(t, "added", foundTitles(t, restored, team.ID, store.EntryFilter{Search: "hobel"}), []string{"Hobel"})
	closeStore(t, restored)

	// An index that does not fit its rows is no whole backup.
	onFile(t, path, `INSERT INTO entry_words (docid, words) VALUES (1, 'verirrt')`)
	if code := plan.CodeOf(store.VerifySQLite(context.Background(), path)); code != plan.CodeInvalid {
		t.Errorf("an index with a stray word was verified: %q", code)
	}
}

// Behind its stretch a search reads the rows that the index of words names.
func TestSearchUsesItsIndex(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		fill(t, s, team.channel)
		fill(t, s, team.channel)
		fill(t, s, team.channel)
		write(t, s, func(tx *store.Tx) error {
			for i := range 500 {
				topic := newTopic(team.ID, "", fmt.Sprintf("Zange %d", i))
				if err := tx.CreateTopic(&topic); err != nil {
					return err
				}
			}
			return tx.Exec("ANALYZE")
		})
		want := map[string][]string{
			store.SQLite: {
				"SEARCH e USING INDEX entries_by_day (workspace_id=?)",
				"SEARCH e USING INDEX entries_by_day (workspace_id=? AND (local_day,local_time,id)<(?,?,?))",
				"SEARCH v USING PRIMARY KEY (workspace_id=?)",
				"SCAN w VIRTUAL TABLE", "SEARCH n USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH e USING INDEX sqlite_autoindex_entries_1 (id=?)",
			},
			store.Postgres: {"entries_by_day", "vocabulary_pkey", "Bitmap Index Scan on entries_found"},
		}
		plans := s.Plans(t, func(tx *store.Tx) error {
			_, _, err := tx.Entries(team.ID, store.EntryFilter{Search: "zeppelin"}, store.Page{})
			return err
		})
		same(t, "queries", len(plans), 4)
		demand(t, strings.Join(plans, "\n"), want[s.Dialect()])
		if s.Dialect() == store.Postgres {
			read(t, s, func(tx *store.Tx) error {
				_, _, err := tx.Entries(team.ID, store.EntryFilter{Search: "zeppelin"}, store.Page{})
				same(t, "memory to gather in", tx.Column(t, `SELECT current_setting('work_mem')`), []string{"32MB"})
				return err
			})
		}
		want = map[string][]string{store.SQLite: {"SCAN w VIRTUAL TABLE"}, store.Postgres: {"topics_found"}}
		plans = s.Plans(t, func(tx *store.Tx) error {
			_, _, err := tx.Topics(team.ID, store.TopicFilter{Search: "zeppelin"}, store.Page{})
			return err
		})
		demand(t, strings.Join(plans, "\n"), want[s.Dialect()])
	})
}

func demand(tb testing.TB, plans string, steps []string) {
	tb.Helper()
	if scan := scans(plans); scan != "" {
		tb.Errorf("reads a whole table (%s):\n%s", scan, plans)
	}
	for _, step := range steps {
		if !strings.Contains(plans, step) {
			tb.Errorf("no %q in:\n%s", step, plans)
		}
	}
}
