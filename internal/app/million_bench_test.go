package app_test

import (
	"context"
	"fmt"
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/store"
)

// BenchmarkMillion does in a workspace of a million entries, 200 channels over
// ten years, what the other benchmarks do in small ones: nothing may take longer
// than the part of the workspace it looks at explains.
func BenchmarkMillion(b *testing.B) {
	shape := loadtest.Shape{Channels: 200, Years: 10, PerYear: 500}
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, shape)
		b.Run("scan-all/first", func(b *testing.B) {
			loadtest.Measure(b, func() { w.makeDue(b, shape.Channels) }, func() { w.scan(b) })
		})
		w.scan(b)
		w.lists(b)
		b.Run("scan-channel", func(b *testing.B) {
			loadtest.Measure(b, func() { w.makeDue(b, 1) }, func() { w.scan(b) })
		})
		b.Run("change-entry", func(b *testing.B) {
			id, version := w.firstEntry(b), 0
			loadtest.Measure(b, nil, func() {
				version++
				title := fmt.Sprintf("Neuer Titel %d", version)
				_, err := w.app.ChangeEntry(context.Background(), w.by, w.ID, id, nil, app.EntryPatch{Title: &title})
				must(b, err)
			})
		})
		b.Run("rename-member", func(b *testing.B) {
			version := 0
			loadtest.Measure(b, nil, func() {
				version++
				name := fmt.Sprintf("Änne Beispiel %d", version)
				_, err := w.app.ChangeMember(context.Background(), w.by, w.ID, w.Lead.ID, nil, app.MemberPatch{Name: &name})
				must(b, err)
			})
		})
		b.Run("year/cold", func(b *testing.B) {
			loadtest.Measure(b, func() { w.restart(b) }, func() { w.year(b, 2027) })
		})
		b.Run("year/unchanged", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.year(b, 2027) })
		})
		b.Run("year/past", func(b *testing.B) {
			loadtest.Measure(b, func() { w.restart(b) }, func() { w.year(b, 2020) })
		})
		b.Run("feed-of-all/cold", func(b *testing.B) {
			token := w.feedOf(b, app.FeedDraft{})
			loadtest.Measure(b, func() { w.restart(b) }, func() { w.serve(b, token) })
			b.ReportMetric(float64(len(w.serve(b, token).Body)), "bytes")
		})
		b.Run("feed-of-channel/cold", func(b *testing.B) {
			token := w.feedOf(b, app.FeedDraft{ChannelIDs: []string{w.Channels[0].ID}})
			loadtest.Measure(b, func() { w.restart(b) }, func() { w.serve(b, token) })
		})
		b.Run("report", func(b *testing.B) {
			w.report(b)
			loadtest.Measure(b, func() {
				w.now = w.now.AddDate(0, 0, 7)
				w.restart(b)
				w.scan(b)
			}, func() { w.report(b) })
		})
	})
}

// report makes the one weekly report that is due.
func (w *bench) report(tb testing.TB) {
	tb.Helper()
	made, err := w.app.MakeDueReports(context.Background())
	must(tb, err)
	if made != 1 {
		tb.Fatalf("%d reports were made, want one", made)
	}
}
