package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestReadRefusesWriting(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorkspace("Werk")
		if err := s.Read(context.Background(), func(tx *store.Tx) error { return tx.CreateWorkspace(&w) }); err == nil {
			t.Error("a reading transaction wrote")
		}
	})
}

func TestReadSeesOneState(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		read(t, s, func(tx *store.Tx) error {
			before, err := tx.Workspace(team.ID)
			if err != nil {
				return err
			}
			write(t, s, func(tx *store.Tx) error { return tx.BumpWorkspace(team.ID) })
			after, err := tx.Workspace(team.ID)
			same(t, "workspace within one read", after, before)
			return err
		})
	})
}

func TestWriteStoresAllOrNothing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorkspace("Werk")
		broken := errors.New("broken off")
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			if err := tx.CreateWorkspace(&w); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Errorf("got %v, want the function's error", err)
		}
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.Workspace(w.ID)
			return err
		})
	})
}

func TestWritersDoNotLoseEachOthersChanges(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		const rounds = 8
		var group sync.WaitGroup
		for i := range 4 {
			// Half of them lock the channels in the other order: PostgreSQL has to break one off.
			first, then := team.channel.ID, second.ID
			if i%2 == 1 {
				first, then = then, first
			}
			group.Go(func() {
				for range rounds {
					err := s.Write(context.Background(), func(tx *store.Tx) error {
						if _, err := tx.LockChannel(team.ID, first); err != nil {
							return err
						}
						if _, err := tx.LockChannel(team.ID, then); err != nil {
							return err
						}
						return tx.BumpChannel(team.ID, first)
					})
					if err != nil {
						t.Errorf("write: %v", err)
					}
				}
			})
		}
		group.Wait()
		read(t, s, func(tx *store.Tx) error {
			w, err := tx.Workspace(team.ID)
			same(t, "workspace revision", w.Revision, int64(4*rounds))
			return err
		})
	})
}
