package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// Whatever a filter leaves, one can begin anywhere in it.
func TestAListIsReadFromAnyPlace(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, other := shelf(t, s)
		for name, filter := range map[string]store.EntryFilter{
			"all":      {},
			"states":   {States: []plan.State{plan.InReview, plan.Planned}},
			"owner":    {OwnerIDs: []string{other.ID}},
			"nobody's": {Unowned: true},
			"words":    {Search: "an"},
			"no words": {Search: "–"},
			"deleted":  {Deleted: true},
		} {
			for _, order := range []store.EntrySort{store.ByDate, store.ByDateBackwards, store.ByChangeBackwards, store.ByTitle} {
				filter.Sort, filter.Skip = order, 0
				all := titlesOf(t, s, team.ID, filter)
				for skip := range len(all) + 2 {
					filter.Skip = skip
					read(t, s, func(tx *store.Tx) error {
						got, _, err := tx.Entries(team.ID, filter, store.Page{})
						if diff := cmp.Diff(all[min(skip, len(all)):], titles(got), cmpopts.EquateEmpty()); diff != "" {
							t.Errorf("%s sorted %q without the first %d (-want +got):\n%s", name, order, skip, diff)
						}
						count, countErr := tx.CountEntries(team.ID, filter)
						if count != len(all) {
							t.Errorf("%s: counted %d of %d without the first %d", name, count, len(all), skip)
						}
						return errors.Join(err, countErr)
					})
				}
			}
		}
	})
}

// What is left out is left out behind the cursor.
func TestAListIsReadFromBehindACursor(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, _ := shelf(t, s)
		read(t, s, func(tx *store.Tx) error {
			_, cursor, err := tx.Entries(team.ID, store.EntryFilter{}, store.Page{Limit: 2})
			if err != nil {
				return err
			}
			got, _, err := tx.Entries(team.ID, store.EntryFilter{Skip: 3}, store.Page{Limit: 2, Cursor: cursor})
			same(t, "behind five", titles(got), []string{"Anfang", "Übermut"})
			return err
		})
	})
}
