package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestFeedModified(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		feed, other := newFeed(team, "one"), newFeed(team, "two")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateFeed(&feed); err != nil {
				return err
			}
			return tx.CreateFeed(&other)
		})
		hour := func(n int) time.Time { return made.Add(time.Duration(n) * time.Hour) }
		for _, step := range []struct {
			etag      string
			now, want int
		}{
			{`"a"`, 1, 1}, // never rendered before
			{`"a"`, 2, 1},
			{`"b"`, 3, 3},
			{`"a"`, 4, 4}, // bytes it had once, but not since
		} {
			write(t, s, func(tx *store.Tx) error {
				got, err := tx.FeedModified(team.ID, feed.ID, step.etag, hour(step.now))
				same(t, step.etag, got, hour(step.want))
				return err
			})
		}
		feed.Name = "Neu"
		write(t, s, func(tx *store.Tx) error { return tx.UpdateFeed(&feed) })
		write(t, s, func(tx *store.Tx) error {
			got, err := tx.FeedModified(team.ID, feed.ID, `"a"`, hour(5))
			same(t, "after a change of the feed itself", got, hour(4))
			return err
		})
		write(t, s, func(tx *store.Tx) error {
			got, err := tx.FeedModified(team.ID, other.ID, `"a"`, hour(6))
			same(t, "another feed", got, hour(6))
			return err
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.FeedModified(newID(), feed.ID, `"c"`, hour(7))
			return err
		})
	})
}
