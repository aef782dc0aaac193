package app_test

import (
	"context"
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkBulk moves 1,000 entries of 20 channels, of 50,000 in 40, as one, and
// undoes it; scans included.
func BenchmarkBulk(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, loadtest.Shape{Channels: 40, Years: 5, PerYear: 250})
		draft := app.BulkDraft{EntryIDs: w.pending(b, 20, 50), Change: app.BulkChange{MoveDays: 1}}
		b.Run("preview", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.bulk(b, draft) })
		})
		draft.Apply = true
		var done app.BulkResult
		b.Run("apply", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { done = w.bulk(b, draft) })
		})
		b.Run("undo", func(b *testing.B) {
			loadtest.Measure(b, func() { done = w.bulk(b, draft) }, func() {
				_, err := w.app.UndoBulk(context.Background(), w.by, w.ID, done.BulkID, false)
				must(b, err)
			})
		})
	})
}

// pending lists so many planned entries of each of so many channels.
func (w *bench) pending(tb testing.TB, channels, of int) (ids []string) {
	tb.Helper()
	from := plan.DayOf(w.now, w.now.Location())
	for _, channel := range w.Channels[:channels] {
		list, err := w.app.Entries(context.Background(), w.by, w.ID, app.EntryQuery{Page: app.Page{Limit: of}, EntryFilter: app.EntryFilter{
			ChannelIDs: []string{channel.ID}, From: &from, States: []plan.State{plan.Planned, plan.Approved},
		}})
		must(tb, err)
		for _, e := range list.Items {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) != channels*of {
		tb.Fatalf("found %d entries", len(ids))
	}
	return ids
}

func (w *bench) bulk(tb testing.TB, draft app.BulkDraft) app.BulkResult {
	tb.Helper()
	result, err := w.app.ChangeEntries(context.Background(), w.by, w.ID, draft)
	must(tb, err)
	if n := result.Count(app.BulkChanged); n != len(draft.EntryIDs) {
		tb.Fatalf("changed %d of %d", n, len(draft.EntryIDs))
	}
	return result
}
