package app_test

import (
	"context"
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkEntryList reads a page of the list of 100,000 entries as people order
// and narrow it, and counts them.
func BenchmarkEntryList(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, loadtest.Shape{Channels: 40, Years: 10, PerYear: 250})
		from, to := plan.Date(2027, 3, 1), plan.Date(2027, 3, 31)
		filters := []struct {
			name   string
			filter app.EntryFilter
		}{
			{"all", app.EntryFilter{}},
			{"month", app.EntryFilter{From: &from, To: &to}},
			{"channel", app.EntryFilter{ChannelIDs: []string{w.Channels[7].ID}}},
			{"three channels", app.EntryFilter{ChannelIDs: []string{w.Channels[7].ID, w.Channels[9].ID, w.Channels[11].ID}}},
			{"a rare state", app.EntryFilter{States: []plan.State{plan.Approved}}},
			{"states to come", app.EntryFilter{States: []plan.State{plan.Planned, plan.Drafting, plan.InReview, plan.Approved}}},
			{"owner", app.EntryFilter{OwnerIDs: []string{w.Lead.ID}}},
			{"awaiting me", app.EntryFilter{AwaitsMe: true}},
			{"common words", app.EntryFilter{Search: "Jubiläum"}},
			{"rare words", app.EntryFilter{Search: "Zeppelin"}},
		}
		for _, f := range filters {
			for _, sort := range []app.EntrySort{app.ByDate, app.ByDateBackwards, app.ByChangeBackwards, app.ByTitle} {
				b.Run(f.name+"/sorted "+string(sort), func(b *testing.B) {
					loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{EntryFilter: f.filter, Sort: sort, Page: app.Page{Limit: 50}}) })
				})
			}
			b.Run(f.name+"/total", func(b *testing.B) {
				loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{EntryFilter: f.filter, Page: app.Page{Limit: 1}, Total: true}) })
			})
		}
		for _, sort := range []app.EntrySort{app.ByDate, app.ByTitle} {
			b.Run("the middle/sorted "+string(sort), func(b *testing.B) {
				loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{Sort: sort, Skip: 50_000, Page: app.Page{Limit: 100}}) })
			})
			b.Run("the end/sorted "+string(sort), func(b *testing.B) {
				loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{Sort: sort, Skip: 99_900, Page: app.Page{Limit: 100}}) })
			})
		}
		for name, filter := range map[string]app.EntryFilter{"owner": {OwnerIDs: []string{w.Lead.ID}}, "common words": {Search: "Jubiläum"}} {
			b.Run("the end of "+name, func(b *testing.B) {
				loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{EntryFilter: filter, Skip: 9_000, Page: app.Page{Limit: 100}}) })
			})
		}
		for _, by := range []app.EntryGrouping{store.ByChannel, store.ByOwner, store.ByState, store.ByMonth, store.ByWeek} {
			b.Run("counted by "+string(by), func(b *testing.B) {
				loadtest.Measure(b, nil, func() {
					_, err := w.app.CountEntries(context.Background(), w.by, w.ID, app.EntryFilter{}, by)
					must(b, err)
				})
			})
		}
		b.Run("all/may", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{Page: app.Page{Limit: 200}, May: true}) })
		})
		b.Run("all/without may", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.list(b, app.EntryQuery{Page: app.Page{Limit: 200}}) })
		})
	})
}

func (w *bench) list(tb testing.TB, query app.EntryQuery) {
	tb.Helper()
	_, err := w.app.Entries(context.Background(), w.by, w.ID, query)
	must(tb, err)
}
