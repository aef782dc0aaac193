package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestBulks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, elsewhere := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		day := plan.Day(20_000)
		bulk := store.Bulk{ID: newID(), WorkspaceID: team.ID, MemberID: team.owner.ID, At: made}
		entries := []store.BulkEntry{
			{EntryID: "a", Version: 2, Was: store.EntryBefore{State: plan.Published, PublishAt: made, PublishedAt: made.Add(time.Minute), OwnerID: "x", TopicID: "y", DeletedAt: made}},
			{EntryID: "b", Version: 7, Was: store.EntryBefore{State: plan.Planned, PublishOn: &day}},
		}
		write(t, s, func(tx *store.Tx) error { return tx.CreateBulk(bulk, entries) })
		read(t, s, func(tx *store.Tx) error {
			got, kept, err := tx.Bulk(team.ID, bulk.ID)
			same(t, "bulk", got, bulk)
			same(t, "entries", kept, entries)
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, _, err := tx.Bulk(elsewhere.ID, bulk.ID)
			return err
		})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.MarkBulkUndone(elsewhere.ID, bulk.ID, made) })
		write(t, s, func(tx *store.Tx) error { return tx.MarkBulkUndone(team.ID, bulk.ID, made.Add(time.Hour)) })
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.MarkBulkUndone(team.ID, bulk.ID, made) })
		stranger := bulk
		stranger.ID, stranger.MemberID = newID(), elsewhere.owner.ID
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateBulk(stranger, nil) })

		for _, after := range []struct {
			purged time.Time
			want   plan.Code
		}{{made, ""}, {made.Add(time.Second), plan.CodeNotFound}} {
			write(t, s, func(tx *store.Tx) error {
				_, err := tx.DeletePurge(after.purged)
				return err
			})
			read(t, s, func(tx *store.Tx) error {
				if _, _, err := tx.Bulk(team.ID, bulk.ID); plan.CodeOf(err) != after.want {
					t.Errorf("purged before %s: %v", after.purged, err)
				}
				return nil
			})
		}
	})
}

func TestSavedViewsStayInTheirWorkspace(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team, elsewhere := newTeam(t, s, "Werk"), newTeam(t, s, "Anderes")
		view := plan.SavedView{
			ID: newID(), WorkspaceID: team.ID, MemberID: team.owner.ID, Name: "Übersicht", Screen: "year",
			Settings: []byte(`{"a":1}`), Shared: true, CreatedAt: made, UpdatedAt: made,
		}
		write(t, s, func(tx *store.Tx) error { return tx.CreateSavedView(&view) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.SavedView(team.ID, view.ID)
			same(t, "view", got, view)
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.SavedView(elsewhere.ID, view.ID)
			return err
		})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.DeleteSavedView(elsewhere.ID, view.ID, 1) })
		read(t, s, func(tx *store.Tx) error {
			others, _, err := tx.SavedViews(elsewhere.ID, team.owner.ID, store.Page{})
			if len(others) > 0 {
				t.Errorf("another workspace sees %v", others)
			}
			return err
		})
		stranger := view
		stranger.ID, stranger.MemberID = newID(), elsewhere.owner.ID
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateSavedView(&stranger) })
	})
}
