package app_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/continuity"
	"stetig/internal/store"
)

// BenchmarkScanChannel scans one channel whose gaps stand: what each change of
// an entry pays, and the worker when time has passed.
func BenchmarkScanChannel(b *testing.B) {
	for name, slots := range map[string]bool{"quota": false, "slots": true} {
		b.Run(name, func(b *testing.B) {
			loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
				w := newBench(b, s, loadtest.Shape{Channels: 1, Years: 1, PerYear: 250, Slots: slots})
				w.scan(b)
				loadtest.Measure(b, func() { w.makeDue(b, 1) }, func() { w.scan(b) })
			})
		})
	}
}

// BenchmarkScanAll is the worker's work for 200 channels of 250 entries, with plans
// that are kept but for some weeks, and with every rule asked for and broken, by
// members too: the first time, when every gap is new, and again, when nothing changes.
func BenchmarkScanAll(b *testing.B) {
	shape := loadtest.Shape{Channels: 200, Years: 1, PerYear: 250}
	for name, members := range map[string]int{"cadence": 0, "every-rule": 1} {
		b.Run(name, func(b *testing.B) {
			loadtest.OnEach(b, func(b *testing.B, s *store.Store) { benchmarkScanAll(b, s, shape, members) })
		})
	}
}

// benchmarkScanAll scans a workspace of which no member's time is known, or the lead's,
// and then every rule is broken.
func benchmarkScanAll(b *testing.B, s *store.Store, shape loadtest.Shape, members int) {
	var w *bench
	b.Run("first", func(b *testing.B) {
		loadtest.Measure(b, func() {
			w = newBench(b, s, shape)
			if members > 0 {
				w.breakEveryRule(b)
			}
		}, func() {
			if got, want := w.scan(b), (app.ScanSummary{Scanned: shape.Channels, Changed: shape.Channels, Members: members, MembersChanged: members}); got != want {
				b.Fatalf("scanned %+v, want %+v", got, want)
			}
		})
	})
	b.Run("again", func(b *testing.B) {
		before := w.standing(b)
		if members > 0 {
			before.mustHaveAll(b, continuity.Rules)
		}
		loadtest.Measure(b, func() {
			w.makeDue(b, shape.Channels)
			if members > 0 {
				w.makeLeadDue(b)
			}
		}, func() {
			if got, want := w.scan(b), (app.ScanSummary{Scanned: shape.Channels, Members: members}); got != want {
				b.Fatalf("scanned %+v, want %+v: all as they were", got, want)
			}
		})
		if diff := cmp.Diff(before, w.standing(b)); diff != "" {
			b.Errorf("a second scan of %d gaps changed (-before +after):\n%s", len(before.Gaps), diff)
		}
		b.ReportMetric(float64(len(before.Gaps)), "gaps")
	})
	b.Run("nothing-due", func(b *testing.B) {
		loadtest.Measure(b, nil, func() { w.scan(b) })
	})
}
