package app_test

import (
	"context"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkYear lays out a year of 40 channels by 52 weeks with 250 entries each.
func BenchmarkYear(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, loadtest.Shape{Channels: 40, Years: 1, PerYear: 250})
		w.scan(b)
		b.Run("cold", func(b *testing.B) {
			loadtest.Measure(b, func() { w.restart(b) }, func() { w.year(b, 2027) })
		})
		b.Run("unchanged", func(b *testing.B) {
			w.year(b, 2027)
			loadtest.Measure(b, nil, func() { w.year(b, 2027) })
		})
		b.Run("one-changed", func(b *testing.B) {
			loadtest.Measure(b, func() { w.bump(b) }, func() { w.year(b, 2027) })
		})
	})
}

// BenchmarkLists reads what a person looks at in a workspace of 50,000 entries.
func BenchmarkLists(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, loadtest.Shape{Channels: 40, Years: 5, PerYear: 250})
		w.scan(b)
		w.lists(b)
	})
}

// lists measures every list of a workspace that has been scanned.
func (w *bench) lists(b *testing.B) {
	b.Run("month-of-channel", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.month(b, w.Channels[len(w.Channels)/2].ID) })
	})
	b.Run("month-of-all", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.month(b) })
	})
	b.Run("backlog", func(b *testing.B) {
		undated := true
		loadtest.Measure(b, nil, func() { w.entries(b, app.EntryFilter{Undated: &undated}, 0) })
	})
	b.Run("search-common", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.entries(b, app.EntryFilter{Search: "Jubiläum"}, 50) })
	})
	b.Run("search-unknown", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.entries(b, app.EntryFilter{Search: "Zeppelin"}, 0) })
	})
	b.Run("state-unknown", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.entries(b, app.EntryFilter{States: []plan.State{plan.Cancelled}}, 0) })
	})
	b.Run("owner-unknown", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.entries(b, app.EntryFilter{OwnerIDs: []string{"nobody"}}, 0) })
	})
	b.Run("gaps-live", func(b *testing.B) {
		live := []continuity.GapState{continuity.Open, continuity.Accepted}
		loadtest.Measure(b, nil, func() { w.gaps(b, app.GapFilter{States: live}) })
	})
	b.Run("gaps-of-all-times", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.gaps(b, app.GapFilter{}) })
	})
	b.Run("gaps-last-page", func(b *testing.B) {
		cursor := w.lastGaps(b)
		loadtest.Measure(b, nil, func() {
			_, _, err := w.app.Gaps(context.Background(), w.by, w.ID, app.GapFilter{}, app.Page{Limit: 50, Cursor: cursor})
			must(b, err)
		})
	})
	b.Run("continuity-of-channel/cold", func(b *testing.B) {
		query := app.ContinuityQuery{ChannelIDs: []string{w.Channels[0].ID}}
		loadtest.Measure(b, func() { w.restart(b) }, func() { w.continuity(b, query) })
	})
	b.Run("continuity-of-channel/unchanged", func(b *testing.B) {
		query := app.ContinuityQuery{ChannelIDs: []string{w.Channels[0].ID}}
		w.continuity(b, query)
		loadtest.Measure(b, nil, func() { w.continuity(b, query) })
	})
}

func (w *bench) year(tb testing.TB, year int) {
	tb.Helper()
	grid, err := w.app.Year(context.Background(), w.by, w.ID, year)
	must(tb, err)
	if len(grid.Rows) != len(w.Channels) {
		tb.Fatalf("the year has %d rows, want %d", len(grid.Rows), len(w.Channels))
	}
}

// bump makes as if something in one channel had changed.
func (w *bench) bump(tb testing.TB) {
	tb.Helper()
	must(tb, w.store.Write(context.Background(), func(tx *store.Tx) error { return tx.BumpChannel(w.ID, w.Channels[0].ID) }))
}

func (w *bench) month(tb testing.TB, channels ...string) {
	tb.Helper()
	from, to := plan.Date(2027, time.March, 1), plan.Date(2027, time.March, 31)
	list, err := w.app.Entries(context.Background(), w.by, w.ID, app.EntryQuery{
		EntryFilter: app.EntryFilter{ChannelIDs: channels, From: &from, To: &to}, Page: app.Page{Limit: 200},
	})
	must(tb, err)
	if len(list.Items) == 0 {
		tb.Fatal("the month is empty")
	}
}

// entries lists the first page of a filter and checks how many it has.
func (w *bench) entries(tb testing.TB, filter app.EntryFilter, want int) {
	tb.Helper()
	list, err := w.app.Entries(context.Background(), w.by, w.ID, app.EntryQuery{EntryFilter: filter, Page: app.Page{Limit: 50}})
	must(tb, err)
	if len(list.Items) != want {
		tb.Fatalf("%d entries on the page, want %d", len(list.Items), want)
	}
}

func (w *bench) gaps(tb testing.TB, filter app.GapFilter) {
	tb.Helper()
	gaps, _, err := w.app.Gaps(context.Background(), w.by, w.ID, filter, app.Page{Limit: 50})
	must(tb, err)
	if len(gaps) == 0 {
		tb.Fatal("there is no gap")
	}
}

// lastGaps returns the cursor of the last page of all gaps.
func (w *bench) lastGaps(tb testing.TB) (cursor string) {
	tb.Helper()
	for {
		_, next, err := w.app.Gaps(context.Background(), w.by, w.ID, app.GapFilter{}, app.Page{Limit: 200, Cursor: cursor})
		must(tb, err)
		if next == "" {
			return cursor
		}
		cursor = next
	}
}

func (w *bench) continuity(tb testing.TB, query app.ContinuityQuery) {
	tb.Helper()
	answer, err := w.app.Continuity(context.Background(), w.by, w.ID, query)
	must(tb, err)
	if len(answer) == 0 {
		tb.Fatal("no channel answered")
	}
}
