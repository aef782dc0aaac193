package app_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// BenchmarkImport takes a sheet of 10,000 rows over 20 channels: the first time,
// when every row becomes an entry and all channels are scanned, again, when
// every row is known, and as a dry run.
func BenchmarkImport(b *testing.B) {
	const rows, channels = 10_000, 20
	loadtest.OnEach(b, func(b *testing.B, s *store.Store) {
		var w *bench
		sheet := newSheet(rows, channels)
		empty := loadtest.Shape{Channels: channels, Years: 1}
		b.Run("first", func(b *testing.B) {
			loadtest.Measure(b, func() { w = newBench(b, s, empty) }, func() { w.importSheet(b, sheet, app.AllOrNothing, rows) })
		})
		b.Run("again", func(b *testing.B) {
			loadtest.Measure(b, nil, func() { w.importSheet(b, sheet, app.AllOrNothing, 0) })
		})
		b.Run("dry-run", func(b *testing.B) {
			fresh := newBench(b, s, empty)
			loadtest.Measure(b, nil, func() { fresh.importSheet(b, sheet, app.DryRun, rows) })
		})
	})
}

// newSheet writes a sheet for the channels that loadtest names.
func newSheet(rows, channels int) []byte {
	var sheet bytes.Buffer
	sheet.WriteString("Kanal;Datum;Uhrzeit;Titel;Text;Status\n")
	start := plan.Date(2027, time.January, 1)
	for i := range rows {
		day := start + plan.Day(i/channels*365*channels/rows)
		fmt.Fprintf(&sheet, "Kanal %03d;%s;10:%02d;Werkstattbericht %d;Was die Messe uns lehrt, Teil %d;geplant\n", i%channels+1, day, i%60, i, i)
	}
	return sheet.Bytes()
}

func (w *bench) importSheet(tb testing.TB, sheet []byte, mode app.ImportMode, created int) {
	tb.Helper()
	result, err := w.app.Import(context.Background(), w.by, w.ID, sheet, app.ImportOptions{Name: "plan.csv", Mode: mode})
	must(tb, err)
	if len(result.Problems) > 0 || result.Created != created {
		tb.Fatalf("created %d, want %d; problems: %v", result.Created, created, result.Problems)
	}
}
