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
		effort := 150 * time.Minute
		full := plan.Entry{
			ID: newID(), WorkspaceID: team.ID, ChannelID: team.channel.ID, TopicID: topic.ID, OwnerID: team.owner.ID,
			Title: "Überraschung; \"zitiert\" \\ 😀\r\nZeile", Copy: "*Text*", Link: "https://example.org/?a=1&b=2", Format: "reel",
			Curated: true, SourceURL: "https://example.org/there", Effort: &effort,
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

func TestUpdateEntry(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		e := at(newEntry(team.channel, "Vorher", plan.Planned), made)
		e.Extra = map[string]string{"a": "b"}
		storeEntries(t, s, &e)
		before := e
		day := plan.Date(2027, time.January, 1)
		e.Title, e.ChannelID, e.PublishAt, e.PublishOn, e.State = "Nachher", second.ID, time.Time{}, &day, plan.Cancelled
		e.OwnerID, e.Extra, e.Sequence, e.RenderedAt, e.UpdatedAt = team.owner.ID, nil, 1, made.Add(time.Hour), made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error { return tx.UpdateEntry(&e, berlin(t)) })
		same(t, "version", e.Version, 2)
		list := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Entry, string, error) {
			return tx.Entries(team.ID, store.EntryFilter{From: &day, To: &day, Search: "nachher"}, p)
		})
		same(t, "entries", list, []plan.Entry{e})
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateEntry(&before, berlin(t)) })
		foreign := e
		foreign.WorkspaceID = newTeam(t, s, "Anderes").ID
		refused(t, s, plan.CodeStale, func(tx *store.Tx) error { return tx.UpdateEntry(&foreign, berlin(t)) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Entry(foreign.WorkspaceID, e.ID, true); return err })

		e.DeletedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateEntry(&e, berlin(t)) })
		refused(t, s, plan.CodeNotFound, func(tx *store.Tx) error { _, err := tx.Entry(team.ID, e.ID, false); return err })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Entry(team.ID, e.ID, true)
			same(t, "deleted entry", got, e)
			return err
		})
	})
}

func TestEntriesTheDatabaseRefuses(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		day := plan.Date(2027, time.January, 1)
		for name, c := range map[string]struct {
			spoil func(*plan.Entry)
			want  plan.Code
		}{
			"no channel":    {func(e *plan.Entry) { e.ChannelID = newID() }, plan.CodeConflict},
			"no topic":      {func(e *plan.Entry) { e.TopicID = newID() }, plan.CodeConflict},
			"no owner":      {func(e *plan.Entry) { e.OwnerID = newID() }, plan.CodeConflict},
			"unknown state": {func(e *plan.Entry) { e.State = "done" }, ""},
			"undated":       {func(e *plan.Entry) { e.State, e.PublishOn = plan.Planned, nil }, ""},
			"two times":     {func(e *plan.Entry) { e.PublishAt = made }, ""},
		} {
			e := on(newEntry(team.channel, "Test", plan.Planned), day)
			c.spoil(&e)
			t.Log(name)
			refused(t, s, c.want, func(tx *store.Tx) error { return tx.CreateEntry(&e, berlin(t)) })
		}
		e := on(newEntry(team.channel, "Test", plan.Planned), day)
		storeEntries(t, s, &e)
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.CreateEntry(&e, berlin(t)) })
	})
}

func TestManyEntriesAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		var entries []*plan.Entry
		for i := range 450 { // more than two batches, backwards
			e := on(newEntry(team.channel, "Eintrag", plan.Planned), plan.Date(2027, time.January, 450-i))
			entries = append(entries, &e)
		}
		storeEntries(t, s, entries...)
		got := 0
		read(t, s, func(tx *store.Tx) error {
			all, _, err := tx.Entries(team.ID, store.EntryFilter{}, store.Page{Limit: 500})
			got = len(all)
			return err
		})
		same(t, "entries", got, 450)
		same(t, "order of the caller's", *entries[0].PublishOn, plan.Date(2027, time.January, 450))
		write(t, s, func(tx *store.Tx) error { return tx.CreateEntries(nil, berlin(t)) })
	})
}

func TestImportedOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		second := newChannel(team.ID, "Zweiter")
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		row := func(c plan.Channel, key string) store.ImportedEntry {
			e := newEntry(c, key, plan.Idea)
			return store.ImportedEntry{Entry: &e, Key: key}
		}
		one, two, elsewhere := row(team.channel, "eins"), row(team.channel, "zwei"), row(second, "eins")
		keyless := []store.ImportedEntry{row(team.channel, ""), row(team.channel, "")}
		imports := func(rows ...store.ImportedEntry) func(*store.Tx) error {
			return func(tx *store.Tx) error { return tx.ImportEntries(rows, berlin(t)) }
		}
		write(t, s, imports(append(keyless, one, two, elsewhere)...))
		known := func(channel string, keys ...string) (known map[string]string) {
			read(t, s, func(tx *store.Tx) (err error) {
				known, err = tx.ImportKeys(team.ID, channel, keys)
				return err
			})
			return known
		}
		same(t, "known", known(team.channel.ID, "eins", "drei", "zwei"), map[string]string{"eins": one.Entry.ID, "zwei": two.Entry.ID})
		same(t, "known elsewhere", known(second.ID, "eins", "zwei"), map[string]string{"eins": elsewhere.Entry.ID})
		same(t, "known of nothing", known(second.ID), map[string]string{})
		refused(t, s, plan.CodeConflict, imports(row(team.channel, "eins")))

		one.Entry.Title = "von Hand geändert"
		write(t, s, func(tx *store.Tx) error { return tx.UpdateEntry(one.Entry, berlin(t)) })
		same(t, "known after a change", len(known(team.channel.ID, "eins")), 1)
		one.Entry.DeletedAt = made
		write(t, s, func(tx *store.Tx) error { return tx.UpdateEntry(one.Entry, berlin(t)) })
		same(t, "known after deletion", len(known(team.channel.ID, "eins")), 0)
		write(t, s, imports(row(team.channel, "eins")))
		one.Entry.DeletedAt = time.Time{}
		refused(t, s, plan.CodeConflict, func(tx *store.Tx) error { return tx.UpdateEntry(one.Entry, berlin(t)) })
	})
}
