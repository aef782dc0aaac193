package app_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// A year is the same whether it is read first or after others, while it was the
// present, and when it has long passed.
func TestYearIsTheSameFromMemory(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newBench(t, s, loadtest.Shape{Channels: 3, Years: 4, PerYear: 40, Slots: true})
		w.scan(t)
		grid := func(year int) app.YearGrid {
			t.Helper()
			grid, err := w.app.Year(context.Background(), w.by, w.ID, year)
			must(t, err)
			return grid
		}
		fresh := map[int]app.YearGrid{}
		for year := 2023; year <= 2028; year++ {
			w.restart(t)
			fresh[year] = grid(year)
		}
		for year := 2023; year <= 2028; year++ {
			if diff := cmp.Diff(fresh[year], grid(year)); diff != "" {
				t.Errorf("%d after the others (-first +then):\n%s", year, diff)
			}
		}
		if planned := fresh[2025].Rows[0].Figures.Planned; planned < 39 || planned > 41 {
			t.Errorf("2025 has %d entries, want its 40, give or take those of its first and last week", planned)
		}
		for _, years := range []int{1, 2} { // nothing is pending in 2026, so it stays as it is
			w.now = loadtest.Now().AddDate(years, 0, 0)
			later := grid(2026)
			for i := range later.Rows {
				if diff := cmp.Diff(fresh[2026].Rows[i].Cells, later.Rows[i].Cells); diff != "" {
					t.Errorf("2026 looked at %d years later (-before +after):\n%s", years, diff)
				}
			}
		}
	})
}

// What is kept in memory never outlives a change.
func TestChangeIsSeenInTheYearAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newBench(t, s, loadtest.Shape{Channels: 2, Years: 3, PerYear: 40})
		for _, year := range []int{2025, 2027} {
			before, err := w.app.Year(context.Background(), w.by, w.ID, year)
			must(t, err)
			at := time.Date(year, time.June, 16, 8, 0, 0, 0, time.UTC)
			draft := app.EntryDraft{ChannelID: w.Channels[0].ID, Title: "Nachgetragen", PublishAt: at}
			if at.Before(w.now) {
				draft.State, draft.PublishedAt = "published", at
			}
			_, err = w.app.CreateEntry(context.Background(), w.by, w.ID, draft)
			must(t, err)
			after, err := w.app.Year(context.Background(), w.by, w.ID, year)
			must(t, err)
			if got, want := after.Rows[0].Figures.Planned, before.Rows[0].Figures.Planned+1; got != want {
				t.Errorf("%d has %d entries after one was added, want %d", year, got, want)
			}
			if diff := cmp.Diff(before.Rows[1], after.Rows[1]); diff != "" {
				t.Errorf("the other channel of %d changed (-before +after):\n%s", year, diff)
			}
		}
	})
}
