package store_test

import (
	"context"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func newFeed(t team, token string) plan.Feed {
	hash := sha256.Sum256([]byte(token))
	return plan.Feed{
		ID: newID(), WorkspaceID: t.ID, CreatedBy: t.owner.ID, Name: "Redaktionsplan", Slug: "redaktionsplan", TokenHash: hash[:],
		Scope: plan.ScopeWorkspace, Language: "de", RenderedAt: made, CreatedAt: made, UpdatedAt: made,
	}
}

func TestFeeds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		ben := newMember(team.ID, "Ben")
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateMember(&ben); err != nil {
				return err
			}
			return tx.CreateChannel(&second)
		})
		bare, full := newFeed(team, "bare"), newFeed(team, "full")
		full.CreatedBy, full.Scope, full.MemberID = ben.ID, plan.ScopeMember, ben.ID
		full.ChannelIDs, full.TopicIDs = []string{second.ID, team.channel.ID}, []string{newID(), newID()}
		full.States, full.Ideas, full.Gaps, full.Cancelled = []plan.State{plan.Approved, plan.Published}, true, true, true
		write(t, s, func(tx *store.Tx) error {
			if err := tx.CreateFeed(&bare); err != nil {
				return err
			}
			return tx.CreateFeed(&full)
		})
		list := func(filter store.FeedFilter) []plan.Feed {
			return wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Feed, string, error) { return tx.Feeds(team.ID, filter, p) })
		}
		same(t, "all", list(store.FeedFilter{}), []plan.Feed{bare, full})
		same(t, "Ben's", list(store.FeedFilter{CreatedBy: ben.ID}), []plan.Feed{full})

		old := full
		full.Name, full.ChannelIDs, full.TopicIDs, full.States, full.RevokedAt = "Neu", []string{team.channel.ID}, nil, nil, made.Add(time.Hour)
		full.Sequence, full.RenderedAt = 1, made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error { return tx.TouchFeed(full.ID, made.Add(time.Minute), "Kalender/1.0", 7) })
		write(t, s, func(tx *store.Tx) error { return tx.UpdateFeed(&full) })
		want := full
		want.LastFetchAt, want.LastClient, want.Trimmed, want.Version = made.Add(time.Minute), "Kalender/1.0", 7, 2
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Feed(team.ID, full.ID)
			same(t, "feed", got, want)
			return err
		})
		yes, no := true, false
		same(t, "revoked", list(store.FeedFilter{Revoked: &yes}), []plan.Feed{want})
		same(t, "not revoked", list(store.FeedFilter{Revoked: &no}), []plan.Feed{bare})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateFeed(&old) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error {
			_, err := tx.Feed(newTeam(t, storetest.OpenSQLite(t), "x").ID, full.ID)
			return err
		})
		twice := newFeed(team, "twice")
		twice.ChannelIDs = []string{second.ID, second.ID}
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateFeed(&twice) })
		sameToken := newFeed(team, "bare")
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateFeed(&sameToken) })
	})
}

func TestFeedByToken(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		second.TimeZone = "Asia/Tokyo"
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		all, one, both := newFeed(team, "all"), newFeed(team, "one"), newFeed(team, "both")
		one.Scope, one.ChannelIDs = plan.ScopeChannel, []string{second.ID}
		both.Scope, both.ChannelIDs = plan.ScopeChannel, []string{second.ID, team.channel.ID}
		write(t, s, func(tx *store.Tx) error {
			for _, f := range []*plan.Feed{&all, &one, &both} {
				if err := tx.CreateFeed(f); err != nil {
					return err
				}
			}
			if err := tx.BumpChannel(team.ID, second.ID); err != nil {
				return err
			}
			return tx.BumpAllChannels(team.ID)
		})
		for _, want := range []store.FeedLookup{
			{Feed: all, WorkspaceRevision: 2, TimeZone: "Europe/Berlin", CreatorActive: true},
			{Feed: one, WorkspaceRevision: 2, ChannelRevision: 2, TimeZone: "Asia/Tokyo", CreatorActive: true},
			{Feed: both, WorkspaceRevision: 2, ChannelRevision: 3, TimeZone: "Europe/Berlin", CreatorActive: true},
		} {
			got, err := s.FeedByToken(context.Background(), want.Feed.TokenHash)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "look-up", got, want)
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.FeedByToken(want.Feed.TokenHash)
				same(t, "look-up in a transaction", got, want)
				return err
			})
		}
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.FeedByToken([]byte("unknown")); return err })
		all.RevokedAt = made
		team.owner.DeactivatedAt = made
		write(t, s, func(tx *store.Tx) error {
			if err := tx.UpdateMember(&team.owner); err != nil {
				return err
			}
			return tx.UpdateFeed(&all)
		})
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.FeedByToken(all.TokenHash); return err })
		orphan, err := s.FeedByToken(context.Background(), one.TokenHash)
		if err != nil || orphan.CreatorActive {
			t.Errorf("creator active %v, %v; the member was deactivated", orphan.CreatorActive, err)
		}
	})
}

func TestFeedEntries(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		pia, ben := newMember(team.ID, "Pia"), newMember(team.ID, "Ben")
		second := newChannel(team.ID, "Zweiter")
		second.TimeZone, second.Color = "Asia/Tokyo", ""
		topic := newTopic(team.ID, "", "Thema")
		p := newPlan(team.channel, 150, 200)
		p.OwnerID = pia.ID
		write(t, s, func(tx *store.Tx) error {
			for _, m := range []*plan.Member{&pia, &ben} {
				if err := tx.CreateMember(m); err != nil {
					return err
				}
			}
			if err := tx.CreateChannel(&second); err != nil {
				return err
			}
			if err := tx.CreateTopic(&topic); err != nil {
				return err
			}
			return tx.CreatePlan(&p)
		})
		before := on(newEntry(team.channel, "vor dem Fenster", plan.Planned), 99)
		first := on(newEntry(team.channel, "erster Tag", plan.Published), 100)
		timed := at(newEntry(team.channel, "mit Uhrzeit", plan.Planned), plan.Day(100).Start(berlin(t)).Add(10*time.Hour))
		timed.TopicID, timed.OwnerID = topic.ID, ben.ID
		timed.Copy = longText(1500)
		planned := on(newEntry(team.channel, "im Plan", plan.Drafting), 160)
		foreign := on(newEntry(second, "anderer Kanal", plan.Approved), 170)
		idea := on(newEntry(team.channel, "Idee", plan.Idea), 120)
		undated := newEntry(team.channel, "undatiert", plan.Idea)
		cancelled := on(newEntry(team.channel, "abgesagt", plan.Cancelled), 130)
		longAgo := on(newEntry(team.channel, "früher abgesagt", plan.Cancelled), 131)
		longAgo.UpdatedAt = made.Add(-60 * 24 * time.Hour)
		deleted := on(newEntry(team.channel, "gelöscht", plan.Planned), 125)
		deleted.DeletedAt = made
		deletedIdea := on(newEntry(team.channel, "gelöschte Idee", plan.Idea), 126)
		deletedIdea.DeletedAt = made
		storeEntries(t, s, &before, &first, &timed, &planned, &idea, &undated, &cancelled, &longAgo, &deleted, &deletedIdea, &foreign)
		timed.Copy = longText(1000)

		blog := func(e plan.Entry, owner plan.Member, topic string) store.FeedEntry {
			day, _ := e.Day(berlin(t))
			return store.FeedEntry{
				Entry: e, Day: day, ChannelName: "Blog", ChannelColor: "#336699", TimeZone: "Europe/Berlin",
				TopicName: topic, EffectiveID: owner.ID, OwnerName: owner.Name,
			}
		}
		wantTimed, wantFirst, wantPlanned := blog(timed, ben, "Thema"), blog(first, team.owner, ""), blog(planned, pia, "")
		wantForeign := store.FeedEntry{Entry: foreign, Day: 170, ChannelName: "Zweiter", TimeZone: "Asia/Tokyo"}
		for name, c := range map[string]struct {
			filter store.FeedEntryFilter
			want   []store.FeedEntry
		}{
			"all":     {store.FeedEntryFilter{From: 100}, []store.FeedEntry{wantTimed, wantFirst, wantPlanned, wantForeign}},
			"channel": {store.FeedEntryFilter{From: 100, ChannelIDs: []string{second.ID}}, []store.FeedEntry{wantForeign}},
			"topic":   {store.FeedEntryFilter{From: 100, TopicIDs: []string{topic.ID}}, []store.FeedEntry{wantTimed}},
			"states":  {store.FeedEntryFilter{From: 101, States: []plan.State{plan.Idea, plan.Approved}}, []store.FeedEntry{blog(idea, team.owner, ""), wantForeign}},
			"owner":   {store.FeedEntryFilter{From: 100, OwnerID: pia.ID}, []store.FeedEntry{wantPlanned}},
			"channel's owner, with what was cancelled": {
				store.FeedEntryFilter{From: 100, OwnerID: team.owner.ID, CancelledSince: made.Add(-30 * 24 * time.Hour)},
				[]store.FeedEntry{wantFirst, blog(deleted, team.owner, ""), blog(cancelled, team.owner, "")},
			},
			"cancelled and deleted at that very moment": {
				store.FeedEntryFilter{From: 121, CancelledSince: made, OwnerID: team.owner.ID},
				[]store.FeedEntry{blog(deleted, team.owner, ""), blog(cancelled, team.owner, "")},
			},
			"cancelled a moment before": {
				store.FeedEntryFilter{From: 121, CancelledSince: made.Add(time.Second), OwnerID: team.owner.ID}, nil,
			},
			"cancelled asked for anyway": {
				store.FeedEntryFilter{From: 121, States: []plan.State{plan.Cancelled}, CancelledSince: made},
				[]store.FeedEntry{blog(cancelled, team.owner, ""), blog(longAgo, team.owner, "")},
			},
			"nothing": {store.FeedEntryFilter{From: 300}, nil},
		} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.FeedEntries(team.ID, c.filter)
				if diff := cmp.Diff(c.want, got, cmpopts.IgnoreUnexported(store.FeedEntry{})); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
				return err
			})
		}
	})
}

// longText is a text of n characters, none of them a single byte.
func longText(n int) string {
	text := make([]rune, n)
	for i := range text {
		text[i] = 'ä' + rune(i%3)
	}
	return string(text)
}
