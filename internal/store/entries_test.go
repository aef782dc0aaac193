package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestEntryKeepsEverything(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		topic := plan.Topic{ID: newID(), WorkspaceID: team.ID, Name: "Ausbildung", CreatedAt: made, UpdatedAt: made}
		day := plan.Date(2026, time.December, 24)
		full := plan.Entry{
			ID: newID(), WorkspaceID: team.ID, ChannelID: team.channel.ID, TopicID: topic.ID, OwnerID: team.owner.ID,
			Title: "Überraschung; \"zitiert\" \\ 😀\r\nZeile", Copy: "*Text*", Link: "https://example.org/?a=1&b=2", Format: "reel",
			State: plan.Published, PublishAt: made.Add(time.Hour), PublishedAt: made.Add(2 * time.Hour),
			Extra: map[string]string{"Zielgruppe": "Azubis", "?": "x"}, CreatedBy: team.owner.ID,
			CreatedAt: made, UpdatedAt: made.Add(time.Second), RenderedAt: made.Add(time.Minute), Sequence: 3,
		}
		dateOnly := on(newEntry(team.channel, "Heiligabend", plan.Planned), day)
		undated := newEntry(team.channel, "Irgendwann", plan.Idea)
		write(t, s, func(tx *store.Tx) error { return tx.CreateTopic(&topic) })
		write(t, s, func(tx *store.Tx) error { return tx.CreateEntry(&full, berlin(t)) })
		storeEntries(t, s, &dateOnly, &undated)
		for _, want := range []plan.Entry{full, dateOnly, undated} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Entry(team.ID, want.ID, false)
				same(t, "entry", got, want)
				return err
			})
		}
	})
}
