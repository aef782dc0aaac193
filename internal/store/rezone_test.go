package store_test

import (
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func TestRezoneEntries(t *testing.T) {
	t.Parallel()
	tokyo, err := plan.LoadZone("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		zone := berlin(t)
		second := newChannel(team.ID, "Zweiter")
		write(t, s, func(tx *store.Tx) error { return tx.CreateChannel(&second) })
		sunday := plan.Date(2027, time.March, 28)
		evening := plan.WallAt(sunday, 20*3600) // already Monday, another ISO week, in Tokyo
		planned := at(newEntry(team.channel, "geplant", plan.Planned), evening.In(zone))
		published := at(newEntry(team.channel, "erschienen", plan.Published), evening.In(zone))
		published.PublishedAt = evening.In(zone).UTC()
		imported := at(newEntry(team.channel, "erschienen, ohne Zeitpunkt", plan.Published), evening.In(zone))
		dateOnly := on(newEntry(team.channel, "ganztags", plan.Planned), sunday)
		idea := newEntry(team.channel, "Idee", plan.Idea)
		deleted := at(newEntry(team.channel, "gelöscht", plan.Approved), evening.In(zone))
		deleted.DeletedAt = made
		bystander := at(newEntry(second, "anderer Kanal", plan.Planned), evening.In(zone))
		storeEntries(t, s, &planned, &published, &imported, &dateOnly, &idea, &deleted, &bystander)
		later := made.Add(time.Hour)
		write(t, s, func(tx *store.Tx) error { return tx.RezoneEntries(team.ID, team.channel.ID, tokyo, later) })

		touched := func(e plan.Entry) plan.Entry {
			e.Version, e.Sequence, e.RenderedAt, e.UpdatedAt = 2, 1, later, later
			return e
		}
		moved := touched(planned)
		moved.PublishAt = evening.In(tokyo).UTC()
		movedDeleted := touched(deleted)
		movedDeleted.PublishAt = evening.In(tokyo).UTC()
		for _, want := range []plan.Entry{moved, touched(published), touched(imported), dateOnly, idea, movedDeleted, bystander} {
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Entry(team.ID, want.ID, true)
				same(t, want.Title, got, want)
				return err
			})
		}
		monday := sunday + 1
		days := wholeList(t, s, func(tx *store.Tx, p store.Page) ([]plan.Entry, string, error) {
			return tx.Entries(team.ID, store.EntryFilter{ChannelIDs: []string{team.channel.ID}, From: &monday}, p)
		})
		same(t, "entries on Monday", len(days), 2)

		// Back again everything stands where it stood, but for what the change left behind.
		write(t, s, func(tx *store.Tx) error { return tx.RezoneEntries(team.ID, team.channel.ID, zone, later) })
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Entry(team.ID, planned.ID, false)
			same(t, "publish at", got.PublishAt, planned.PublishAt)
			return err
		})
		// Once more into the same zone changes nothing.
		write(t, s, func(tx *store.Tx) error {
			return tx.RezoneEntries(team.ID, team.channel.ID, zone, made.Add(5*time.Hour))
		})
		read(t, s, func(tx *store.Tx) error {
			got, err := tx.Entry(team.ID, planned.ID, false)
			same(t, "version", got.Version, 3)
			return err
		})
	})
}

func TestRezoneKeepsAnIntentTheClocksSkip(t *testing.T) {
	t.Parallel()
	utc, err := plan.LoadZone("UTC")
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		skipped := plan.WallAt(plan.Date(2027, time.March, 28), 2*3600+1800) // 02:30 does not exist in Berlin
		e := at(newEntry(team.channel, "nachts", plan.Planned), skipped.In(utc))
		write(t, s, func(tx *store.Tx) error { return tx.CreateEntry(&e, utc) })
		for _, zone := range []*time.Location{berlin(t), utc} {
			write(t, s, func(tx *store.Tx) error { return tx.RezoneEntries(team.ID, team.channel.ID, zone, made) })
			read(t, s, func(tx *store.Tx) error {
				got, err := tx.Entry(team.ID, e.ID, false)
				same(t, "publish at in "+zone.String(), got.PublishAt, skipped.In(zone).UTC())
				return err
			})
		}
	})
}

func TestTouchRendered(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		pia, ben := newMember(team.ID, "Pia"), newMember(team.ID, "Ben")
		second := newChannel(team.ID, "Zweiter")
		topic := newTopic(team.ID, "", "Thema")
		p := newPlan(team.channel, 100, 199)
		p.OwnerID = pia.ID
		inPlan := on(newEntry(team.channel, "im Plan", plan.Planned), 150)
		benInPlan := on(newEntry(team.channel, "Bens im Plan", plan.Planned), 199)
		benInPlan.OwnerID = ben.ID
		outside := on(newEntry(team.channel, "vor dem Plan", plan.Planned), 99)
		undated := newEntry(team.channel, "Idee", plan.Idea)
		about := on(newEntry(second, "zum Thema", plan.Planned), 150)
		about.TopicID = topic.ID
		deleted := on(newEntry(team.channel, "gelöscht", plan.Planned), 150)
		deleted.DeletedAt = made
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
		all := []*plan.Entry{&inPlan, &benInPlan, &outside, &undated, &about, &deleted}
		storeEntries(t, s, all...)
		sequence := make(map[string]int)
		for i, c := range []struct {
			name string
			what store.Rendered
			want []plan.Entry
		}{
			{"channel", store.Rendered{ChannelID: team.channel.ID}, []plan.Entry{inPlan, benInPlan, outside, undated}},
			{"plan's owner", store.Rendered{ChannelID: team.channel.ID, Span: &p.Span}, []plan.Entry{inPlan}},
			{"topic", store.Rendered{TopicID: topic.ID}, []plan.Entry{about}},
			{"owner of entries", store.Rendered{OwnerID: ben.ID}, []plan.Entry{benInPlan}},
			{"owner of a plan", store.Rendered{OwnerID: pia.ID}, []plan.Entry{inPlan}},
			{"owner of a channel", store.Rendered{OwnerID: team.owner.ID}, []plan.Entry{inPlan, outside, undated}},
			{"owner of nothing", store.Rendered{OwnerID: newID()}, nil},
			{"nothing", store.Rendered{}, nil},
			{"channel, of what is shown", store.Rendered{ChannelID: team.channel.ID, From: 150}, []plan.Entry{inPlan, benInPlan, undated}},
			{"plan's owner, of what is shown", store.Rendered{ChannelID: team.channel.ID, Span: &p.Span, From: 151}, nil},
			{"topic, of what is shown", store.Rendered{TopicID: topic.ID, From: 151}, nil},
			{"owner of entries, of what is shown", store.Rendered{OwnerID: ben.ID, From: 200}, nil},
			{"owner of a plan, of what is shown", store.Rendered{OwnerID: pia.ID, From: 151}, nil},
			{"owner of a channel, of what is shown", store.Rendered{OwnerID: team.owner.ID, From: 100}, []plan.Entry{inPlan, undated}},
		} {
			later := made.Add(time.Duration(i+1) * time.Hour)
			write(t, s, func(tx *store.Tx) error { return tx.TouchRendered(team.ID, c.what, later) })
			write(t, s, func(tx *store.Tx) error {
				return tx.TouchRendered(newTeam(t, storetest.OpenSQLite(t), "x").ID, c.what, later)
			})
			var touched []string
			for _, e := range all {
				read(t, s, func(tx *store.Tx) error {
					got, err := tx.Entry(team.ID, e.ID, true)
					if got.RenderedAt.Equal(later) {
						touched = append(touched, got.Title)
						sequence[got.ID]++
					}
					same(t, c.name+": version", got.Version, 1)
					same(t, c.name+": sequence", got.Sequence, sequence[got.ID])
					return err
				})
			}
			same(t, c.name, touched, titles(c.want))
		}
	})
}
