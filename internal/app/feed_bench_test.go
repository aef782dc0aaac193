package app_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkFeed serves the calendar of a channel with 500 events in its window.
func BenchmarkFeed(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, loadtest.Shape{Channels: 1, Years: 1, PerYear: 500})
		token := w.feedOf(b, app.FeedDraft{ChannelIDs: []string{w.Channels[0].ID}})
		if events := w.eventsOf(b, token); events != 500 {
			b.Fatalf("the feed has %d events, want 500", events)
		}
		b.Run("cold", func(b *testing.B) {
			loadtest.Measure(b, func() { w.restart(b) }, func() { w.serve(b, token) })
		})
		b.Run("one-changed", func(b *testing.B) {
			id, version := w.firstEntry(b), 0
			loadtest.Measure(b, func() {
				version++
				title := fmt.Sprintf("Neuer Titel %d", version)
				_, err := w.app.ChangeEntry(context.Background(), w.by, w.ID, id, nil, app.EntryPatch{Title: &title})
				must(b, err)
			}, func() { w.serve(b, token) })
		})
		b.Run("cached", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.serve(b, token) })
		})
	})
}

func (w *bench) feedOf(tb testing.TB, draft app.FeedDraft) (token string) {
	tb.Helper()
	_, token, err := w.app.CreateFeed(context.Background(), w.by, w.ID, draft)
	must(tb, err)
	return token
}

func (w *bench) serve(tb testing.TB, token string) *app.FeedDocument {
	tb.Helper()
	document, err := w.app.ServeFeed(context.Background(), token, "calendar/1.0", "https://plan.example.org")
	must(tb, err)
	return document
}

func (w *bench) firstEntry(tb testing.TB) string {
	tb.Helper()
	from := plan.Date(loadtest.Now().Year(), loadtest.Now().Month(), 10)
	list, err := w.app.Entries(context.Background(), w.by, w.ID, app.EntryQuery{EntryFilter: app.EntryFilter{From: &from}, Page: app.Page{Limit: 1}})
	must(tb, err)
	return list.Items[0].ID
}

func (w *bench) eventsOf(tb testing.TB, token string) int {
	tb.Helper()
	return bytes.Count(w.serve(tb, token).Body, []byte("BEGIN:VEVENT"))
}
