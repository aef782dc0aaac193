package store_test

import (
	"strings"
	"testing"

	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// Two workspaces are filled one after the other, so that what is known of the
// first says nothing of the second.
func TestAnEntryOfANewWorkspaceIsFoundByItself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var team team
		for _, name := range []string{"Werk", "Agentur"} {
			team = newTeam(t, s, name)
			fill(t, s, team.channel)
			write(t, s, (*store.Tx).AnalyzeEntries)
		}
		var id string
		read(t, s, func(tx *store.Tx) error {
			entries, _, err := tx.Entries(team.ID, store.EntryFilter{}, store.Page{Limit: 1})
			id = entries[0].ID
			return err
		})
		plans := strings.Join(s.Plans(t, func(tx *store.Tx) error {
			_, err := tx.Entry(team.ID, id, false)
			return err
		}), "\n")
		want := map[string]string{store.SQLite: "sqlite_autoindex_entries_1 (id=?)", store.Postgres: "entries_pkey"}[s.Dialect()]
		if !strings.Contains(plans, want) {
			t.Errorf("an entry is not found through %s:\n%s", want, plans)
		}
	})
}
