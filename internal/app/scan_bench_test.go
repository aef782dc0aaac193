package app_test

import (
	"testing"

	"stetig/internal/app/loadtest"
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

// BenchmarkScanAll is the worker's work for 200 channels of 250 entries: the
// first time, when every gap is new, and again, when nothing changes.
func BenchmarkScanAll(b *testing.B) {
	shape := loadtest.Shape{Channels: 200, Years: 1, PerYear: 250}
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		var w *bench
		b.Run("first", func(b *testing.B) {
			loadtest.Measure(b, func() { w = newBench(b, s, shape) }, func() {
				if got := w.scan(b); got.Scanned != shape.Channels || got.Changed != shape.Channels {
					b.Fatalf("scanned %+v, want all channels changed", got)
				}
			})
		})
		b.Run("again", func(b *testing.B) {
			loadtest.Measure(b, func() { w.makeDue(b, shape.Channels) }, func() {
				if got := w.scan(b); got.Scanned != shape.Channels || got.Changed != 0 {
					b.Fatalf("scanned %+v, want all channels as they were", got)
				}
			})
		})
		b.Run("nothing-due", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.scan(b) })
		})
	})
}
