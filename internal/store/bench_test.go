package store_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// office is a workspace of 200 channels with 250 entries each, over a year.
type office struct {
	team
	channels []plan.Channel
	feed     plan.Feed
	year     plan.Span
}

func newOffice(b *testing.B, s *store.Store) office {
	b.Helper()
	o := office{team: newTeam(b, s, "Agentur"), year: plan.Span{From: plan.Date(2027, 1, 1), To: plan.Date(2027, 12, 31)}}
	o.feed = newFeed(o.team, "token")
	zone := berlin(b)
	for i := range 200 {
		channel := newChannel(o.ID, fmt.Sprintf("Kanal %03d", i))
		channel.OwnerID, channel.OwnerAcceptedAt = o.owner.ID, made
		year := newPlan(channel, o.year.From, o.year.To)
		entries := make([]*plan.Entry, 250)
		for n := range entries {
			day := o.year.From + plan.Day(n*365/250)
			e := at(newEntry(channel, fmt.Sprintf("Beitrag %d über Ausbildung und Technik", n), plan.States[1+n%5]), plan.WallAt(day, 10*3600).In(zone))
			e.Copy = longText(200)
			entries[n] = &e
		}
		write(b, s, func(tx *store.Tx) error {
			if err := tx.CreateChannel(&channel); err != nil {
				return err
			}
			if err := tx.CreatePlan(&year); err != nil {
				return err
			}
			return tx.CreateEntries(entries, zone)
		})
		o.channels = append(o.channels, channel)
	}
	o.feed.Scope, o.feed.ChannelIDs = plan.ScopeChannel, []string{o.channels[7].ID}
	write(b, s, func(tx *store.Tx) error { return tx.CreateFeed(&o.feed) })
	return o
}

// BenchmarkStore measures what is asked often of a workspace of 50,000 entries.
func BenchmarkStore(b *testing.B) {
	stores := map[string]func(testing.TB) *store.Store{store.SQLite: storetest.OpenSQLite}
	if os.Getenv(storetest.Variable) != "" {
		stores[store.Postgres] = storetest.OpenPostgres
	}
	for name, open := range stores {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			o := newOffice(b, s)
			if s.Dialect() == store.Postgres { // what autovacuum would have done by then
				write(b, s, func(tx *store.Tx) error { return tx.Exec("ANALYZE") })
			}
			benchmarkReads(b, s, o)
			benchmarkWrites(b, s, o)
		})
	}
}

func benchmarkReads(b *testing.B, s *store.Store, o office) {
	from, to := plan.Date(2027, 6, 1), plan.Date(2027, 6, 30)
	one := []string{o.channels[7].ID}
	for name, ask := range map[string]func(*store.Tx) (int, error){
		"month of a channel": func(tx *store.Tx) (int, error) {
			entries, _, err := tx.Entries(o.ID, store.EntryFilter{ChannelIDs: one, From: &from, To: &to}, store.Page{})
			return len(entries), err
		},
		"month, first page": func(tx *store.Tx) (int, error) {
			entries, _, err := tx.Entries(o.ID, store.EntryFilter{From: &from, To: &to}, store.Page{})
			return len(entries), err
		},
		"search": func(tx *store.Tx) (int, error) {
			entries, _, err := tx.Entries(o.ID, store.EntryFilter{Search: "ausbildung 249"}, store.Page{})
			return len(entries), err
		},
		"snapshot of a channel": func(tx *store.Tx) (int, error) {
			snapshot, err := tx.Snapshot(o.ID, one[0], o.year.From.Start(time.UTC))
			return len(snapshot.Entries), err
		},
		"feed of a channel": func(tx *store.Tx) (int, error) {
			entries, err := tx.FeedEntries(o.ID, store.FeedEntryFilter{ChannelIDs: one, From: o.year.From})
			return len(entries), err
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read(b, s, func(tx *store.Tx) error {
					n, err := ask(tx)
					if n == 0 {
						b.Fatal("nothing was found")
					}
					return err
				})
			}
		})
	}
	b.Run("feed by token", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.FeedByToken(context.Background(), o.feed.TokenHash); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchmarkWrites(b *testing.B, s *store.Store, o office) {
	b.Run("change an entry", func(b *testing.B) {
		e := on(newEntry(o.channels[7], "Neu", plan.Planned), o.year.From)
		storeEntries(b, s, &e)
		b.ReportAllocs()
		for b.Loop() {
			write(b, s, func(tx *store.Tx) error {
				if _, err := tx.LockChannel(o.ID, e.ChannelID); err != nil {
					return err
				}
				if err := tx.UpdateEntry(&e, time.UTC); err != nil {
					return err
				}
				return tx.BumpChannel(o.ID, e.ChannelID)
			})
		}
	})
	b.Run("import 250 entries", func(b *testing.B) {
		zone := berlin(b)
		for b.Loop() {
			entries := make([]*plan.Entry, 250)
			for n := range entries {
				e := newEntry(o.channels[8], "Importiert", plan.Idea)
				entries[n] = &e
			}
			write(b, s, func(tx *store.Tx) error { return tx.CreateEntries(entries, zone) })
		}
	})
}
