package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestExtraHeadings(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, foreign := newTeam(t, s, "Werk"), newTeam(t, s, "Fremd")
		day := plan.Date(2027, time.March, 1)
		with := func(e plan.Entry, headings ...string) *plan.Entry {
			e.Extra = map[string]string{}
			for _, heading := range headings {
				e.Extra[heading] = "x"
			}
			return &e
		}
		deleted := with(newEntry(team.channel, "Gelöscht", plan.Idea), "Papierkorb")
		deleted.DeletedAt = made
		storeEntries(t, s,
			with(on(newEntry(team.channel, "Erster", plan.Planned), day), `Ziel "gruppe"`, "Bild"),
			with(on(newEntry(team.channel, "Zweiter", plan.Planned), day+1), "Bild", "Größe"),
			with(newEntry(team.channel, "Ohne", plan.Idea)),
			deleted,
			with(newEntry(foreign.channel, "Fremd", plan.Idea), "Geheim"),
		)
		for name, c := range map[string]struct {
			filter store.EntryFilter
			want   []string
		}{
			"all":       {store.EntryFilter{}, []string{"Bild", "Größe", `Ziel "gruppe"`}},
			"of a day":  {store.EntryFilter{From: &day, To: &day}, []string{"Bild", `Ziel "gruppe"`}},
			"elsewhere": {store.EntryFilter{ChannelIDs: []string{foreign.channel.ID}}, nil},
		} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.ExtraHeadings(team.ID, c.filter)
				slices.Sort(got)
				same(t, name, got, c.want)
				return err
			})
		}
	})
}

// Whether the server is ready must not depend on how long somebody else writes.
func TestSchemaVersionIsReadBesideAWriter(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		write(t, s, func(tx *store.Tx) error {
			workspace := newWorkspace("Werk")
			if err := tx.CreateWorkspace(&workspace); err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			current, target, err := s.SchemaVersion(ctx)
			if err != nil || current != target || target < 1 {
				t.Errorf("schema %d of %d, %v", current, target, err)
			}
			return nil
		})
	})
}

func TestSchemaVersionFailsWithoutADatabase(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if current, target, err := s.SchemaVersion(ctx); err == nil {
			t.Errorf("schema %d of %d, from a database that was not asked", current, target)
		}
	})
}
