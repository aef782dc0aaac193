package app_test

import (
	"context"
	"testing"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkPreview tries a plan of a year on one of 40 channels with 250 entries
// a year each, as somebody who types has it done again and again, and a feed.
func BenchmarkPreview(b *testing.B) {
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		w := newBench(b, s, loadtest.Shape{Channels: 40, Years: 5, PerYear: 250})
		draft := app.PlanDraft{
			ChannelID: w.Channels[0].ID, Cadence: plan.Cadence{Quota: 3, Per: plan.PerWeek},
			Span: plan.Span{From: plan.Date(2027, 1, 1), To: plan.Date(2027, 12, 31)},
		}
		try := func() {
			_, err := w.app.PreviewPlan(context.Background(), w.by, w.ID, "", draft)
			must(b, err)
		}
		b.Run("plan/cold", func(b *testing.B) { loadtest.Measure(b, func() { w.restart(b) }, try) })
		b.Run("plan/again", func(b *testing.B) { loadtest.Measure(b, nil, try) })
		b.Run("feed", func(b *testing.B) {
			loadtest.Measure(b, nil, func() {
				_, err := w.app.PreviewFeed(context.Background(), w.by, w.ID, app.FeedDraft{ChannelIDs: []string{w.Channels[0].ID}, Gaps: true}, "https://plan.example.org")
				must(b, err)
			})
		})
	})
}
