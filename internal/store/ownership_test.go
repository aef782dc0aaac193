package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// ask has a team's owner be asked, instead of having said yes.
func ask(tb testing.TB, s *store.Store, team *team, at time.Time) {
	tb.Helper()
	team.channel.OwnerAskedAt, team.channel.OwnerAcceptedAt = at, time.Time{}
	write(tb, s, func(tx *store.Tx) error { return tx.UpdateChannel(&team.channel) })
}

// Whoever was only asked to own a channel owns nothing by it, wherever entries are
// read.
func TestWhoIsAskedOwnsNothing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		whole := newPlan(team.channel, 100, 200)
		entry := on(newEntry(team.channel, "Neues", plan.Planned), 150)
		write(t, s, func(tx *store.Tx) error { return tx.CreatePlan(&whole) })
		storeEntries(t, s, &entry)
		owned := func(what string, want int) {
			t.Helper()
			owner := ""
			if want > 0 {
				owner = team.owner.ID
			}
			read(t, s, func(tx *store.Tx) error {
				listed, _, err := tx.Entries(team.ID, store.EntryFilter{OwnerIDs: []string{team.owner.ID}}, store.Page{})
				same(t, what+": entries", len(listed), want)
				if err != nil {
					return err
				}
				fed, err := tx.FeedEntries(team.ID, store.FeedEntryFilter{From: 100, OwnerID: team.owner.ID})
				same(t, what+": in their feed", len(fed), want)
				if err != nil {
					return err
				}
				fed, err = tx.FeedEntries(team.ID, store.FeedEntryFilter{From: 100})
				same(t, what+": shown in a feed", fed[0].EffectiveID, owner)
				if err != nil {
					return err
				}
				snapshot, err := tx.Snapshot(team.ID, team.channel.ID, made)
				same(t, what+": to the engine", snapshot.Channel.OwnerID, owner)
				return err
			})
			before := entry.Sequence
			write(t, s, func(tx *store.Tx) error {
				return tx.TouchRendered(team.ID, store.Rendered{OwnerID: team.owner.ID}, made.Add(time.Hour))
			})
			read(t, s, func(tx *store.Tx) (err error) {
				entry, err = tx.Entry(team.ID, entry.ID, false)
				return err
			})
			same(t, what+": entries that show their name", entry.Sequence-before, want)
		}
		owned("accepted", 1)
		ask(t, s, &team, made)
		owned("asked", 0)
	})
}

func TestOwnershipRequests(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		user := newUser("aenne@example.org")
		write(t, s, func(tx *store.Tx) error { return tx.CreateUser(&user) })
		late, early, gone, answered := newTeam(t, s, "Spät"), newTeam(t, s, "Früh"), newTeam(t, s, "Weg"), newTeam(t, s, "Beantwortet")
		gone.owner.DeactivatedAt = made
		for _, team := range []*team{&late, &early, &gone, &answered} {
			team.owner.UserID = user.ID
			write(t, s, func(tx *store.Tx) error { return tx.UpdateMember(&team.owner) })
		}
		for i, team := range []*team{&early, &late, &gone} {
			ask(t, s, team, made.Add(time.Duration(i)*time.Hour))
		}
		of := func(t team) store.OwnershipRequest {
			return store.OwnershipRequest{
				WorkspaceID: t.ID, WorkspaceName: t.Name, ChannelID: t.channel.ID, ChannelName: "Blog", AskedAt: t.channel.OwnerAskedAt,
			}
		}
		read(t, s, func(tx *store.Tx) error {
			first, next, err := tx.OwnershipRequests(user.ID, "", store.Page{Limit: 1})
			same(t, "first page", first, []store.OwnershipRequest{of(early)})
			if err != nil {
				return err
			}
			second, next, err := tx.OwnershipRequests(user.ID, "", store.Page{Limit: 1, Cursor: next})
			same(t, "second page", second, []store.OwnershipRequest{of(late)})
			same(t, "end", next, "")
			if err != nil {
				return err
			}
			here, _, err := tx.OwnershipRequests(user.ID, late.ID, store.Page{})
			same(t, "of one workspace", here, []store.OwnershipRequest{of(late)})
			if err != nil {
				return err
			}
			none, _, err := tx.OwnershipRequests(newID(), "", store.Page{})
			same(t, "of somebody else", len(none), 0)
			return err
		})
	})
}
