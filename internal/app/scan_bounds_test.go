package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// What holds for a workspace of a million entries is held here in small ones.
var small = loadtest.Shape{Channels: 6, Years: 2, PerYear: 40}

// standing is all that a scan may change of a workspace, but for when to scan next.
type standing struct {
	Gaps      []continuity.Gap
	Events    int
	Channels  []plan.Channel
	Workspace plan.Workspace
}

func (w *bench) standing(tb testing.TB) (s standing) {
	tb.Helper()
	must(tb, w.store.Read(context.Background(), func(tx *store.Tx) (err error) {
		if s.Workspace, err = tx.Workspace(w.ID); err != nil {
			return err
		}
		if s.Channels, _, err = tx.Channels(w.ID, store.ChannelFilter{}, store.Page{Limit: 500}); err != nil {
			return err
		}
		page := store.Page{Limit: 500}
		for {
			gaps, next, err := tx.Gaps(w.ID, store.GapFilter{}, page)
			if err != nil {
				return err
			}
			s.Gaps = append(s.Gaps, gaps...)
			if page.Cursor = next; next == "" {
				break
			}
		}
		for _, gap := range s.Gaps {
			events, err := tx.GapEvents(w.ID, gap.ID)
			if err != nil {
				return err
			}
			s.Events += len(events)
		}
		return nil
	}))
	return s
}

// mustHaveAll checks that gaps of every rule stand, each with one event, its opening.
func (s standing) mustHaveAll(tb testing.TB, rules []continuity.Rule) {
	tb.Helper()
	for _, rule := range rules {
		if !slices.ContainsFunc(s.Gaps, func(g continuity.Gap) bool { return g.Rule == rule }) {
			tb.Errorf("no gap is of %s", rule)
		}
	}
	if s.Events != len(s.Gaps) {
		tb.Errorf("%d gaps with %d events, want one each", len(s.Gaps), s.Events)
	}
}

func TestScanAgainChangesNothing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newBench(t, s, small)
		w.breakEveryRule(t)
		if got, want := w.scan(t), (app.ScanSummary{Scanned: 6, Changed: 6, Members: 1, MembersChanged: 1}); got != want {
			t.Fatalf("first scan %+v, want %+v", got, want)
		}
		before := w.standing(t)
		before.mustHaveAll(t, continuity.Rules)
		if got := w.scan(t); got != (app.ScanSummary{}) {
			t.Errorf("nothing was due, and it scanned %+v", got)
		}
		for _, later := range []time.Duration{0, 8 * time.Hour} {
			w.now = loadtest.Now().Add(later)
			w.makeDue(t, small.Channels)
			w.makeLeadDue(t)
			if got, want := w.scan(t), (app.ScanSummary{Scanned: 6, Members: 1}); got != want {
				t.Errorf("scan again %+v, want %+v", got, want)
			}
			if diff := cmp.Diff(before, w.standing(t)); diff != "" {
				t.Errorf("a scan %s later changed (-before +after):\n%s", later, diff)
			}
		}
	})
}

// When a channel's turn comes, those before it are stored already: no more than
// one is in memory, and nobody who writes waits for longer than one takes.
func TestScanHoldsOneChannelAtATime(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newBench(t, s, small)
		var stored []int
		watching := true
		clock := func() time.Time { // asked at the beginning, for each channel, and before the members
			if watching {
				watching = false
				stored = append(stored, w.scanned(t))
				watching = true
			}
			return w.now
		}
		watched, err := app.New(s, app.Options{Now: clock})
		must(t, err)
		if _, err := watched.ScanDue(context.Background()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{0, 0, 1, 2, 3, 4, 5, 6}, stored); diff != "" {
			t.Errorf("channels stored when the next began (-want +got):\n%s", diff)
		}
	})
}

// A scan that is stopped keeps what it did, and the next one goes on there.
func TestScanGoesOnWhereItWasStopped(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newBench(t, s, small)
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		turns := 0
		stopping, err := app.New(s, app.Options{Now: func() time.Time {
			if turns++; turns == 4 { // the third channel's
				stop()
			}
			return w.now
		}})
		must(t, err)
		if _, err := stopping.ScanDue(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("a stopped scan ended with %v", err)
		}
		if got := w.scanned(t); got != 2 {
			t.Errorf("%d channels were stored before the stop, want 2", got)
		}
		if got, want := w.scan(t), (app.ScanSummary{Scanned: 4, Changed: 4}); got != want {
			t.Errorf("the next scan %+v, want %+v", got, want)
		}
	})
}

// scanned counts the channels that are not due.
func (w *bench) scanned(tb testing.TB) int {
	tb.Helper()
	due := 0
	must(tb, w.store.Read(context.Background(), func(tx *store.Tx) error {
		refs, _, err := tx.ChannelsDue(w.now, store.Page{Limit: 500})
		due = len(refs)
		return err
	}))
	return len(w.Channels) - due
}
