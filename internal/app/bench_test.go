package app_test

import (
	"context"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/store"
)

// bench is a workspace of a size, with a program on it whose clock stands still
// until it is moved.
type bench struct {
	loadtest.Workspace
	store *store.Store
	app   *app.App
	by    app.Actor
	now   time.Time
}

func newBench(tb testing.TB, s *store.Store, shape loadtest.Shape) *bench {
	tb.Helper()
	w := &bench{Workspace: loadtest.Fill(tb, s, shape), store: s, now: loadtest.Now()}
	w.by = app.Actor{UserID: w.Lead.UserID}
	w.restart(tb)
	return w
}

// restart forgets all that was kept in memory.
func (w *bench) restart(tb testing.TB) {
	tb.Helper()
	var err error
	if w.app, err = app.New(w.store, app.Options{Now: func() time.Time { return w.now }}); err != nil {
		tb.Fatal(err)
	}
}

// scan scans what is due.
func (w *bench) scan(tb testing.TB) app.ScanSummary {
	tb.Helper()
	summary, err := w.app.ScanDue(context.Background())
	if err != nil {
		tb.Fatalf("scan: %v", err)
	}
	return summary
}

// makeDue has every channel be due for a scan at once.
func (w *bench) makeDue(tb testing.TB, channels int) {
	tb.Helper()
	err := w.store.Write(context.Background(), func(tx *store.Tx) error {
		for _, channel := range w.Channels[:channels] {
			if err := tx.SetScanDue(w.ID, channel.ID, time.Time{}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatalf("make the channels due: %v", err)
	}
}

// must stops the benchmark where a step failed.
func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
