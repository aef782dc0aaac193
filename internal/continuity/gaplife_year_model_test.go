package continuity_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// year is a channel whose gaps live twice: stored as the engine says, and in the
// model's ledger.
type year struct {
	drawn
	stored   map[string]continuity.Gap // by id
	history  map[string][]continuity.Event
	matter   map[string]string // of a gap's id
	ledger   ledger
	ids      int
	absences int      // so many there ever were
	done     []string // what was done, to be read when something is wrong
}

func (y *year) note(format string, args ...any) {
	y.done = append(y.done, fmt.Sprintf("%s %s", time.Unix(y.clock.reads(y.now.Unix()), 0).UTC().Format("Mon 2006-01-02T15:04:05"), fmt.Sprintf(format, args...)))
}

// gaps lists the stored gaps in the order of their ids.
func (y *year) gaps() []continuity.Gap {
	var gaps []continuity.Gap
	for _, id := range slices.Sorted(maps.Keys(y.stored)) {
		gaps = append(gaps, y.stored[id])
	}
	return gaps
}

// scan lets both look at the channel and compares them; a second scan must find
// nothing left to do.
func (y *year) scan(t failer) {
	t.Helper()
	a := assess(t, y.snapshot, y.now)
	y.store(t, continuity.Reconcile(a, y.gaps(), y.newID))
	y.ledger.scan(newModel(y.snapshot, y.clock, y.now), y.drawn)
	y.compare(t)
	again := continuity.Reconcile(a, y.gaps(), y.newID)
	if len(again.Changed) > 0 || len(again.Events) > 0 {
		t.Fatalf("%s\na second scan changes %v %+v", y, again.Changed, again.Events)
	}
}

func (y *year) newID() string {
	y.ids++
	return fmt.Sprintf("gap-%04d", y.ids)
}

// store keeps what a scan changed and checks that history follows state.
func (y *year) store(t failer, r continuity.Reconciliation) {
	t.Helper()
	for _, g := range r.Changed {
		if _, known := y.stored[g.ID]; !known {
			y.matter[g.ID] = identity(y.drawn, g.Finding)
		}
		events := slices.DeleteFunc(slices.Clone(r.Events), func(e continuity.Event) bool { return e.GapID != g.ID })
		if len(events) == 0 {
			t.Fatalf("%s\n%s changed without a word in its history", y, y.matter[g.ID])
		}
		for _, e := range events {
			y.remember(t, e, "")
		}
		y.stored[g.ID] = g
		y.mustEndAt(t, g)
	}
	for _, id := range r.Seen {
		g, known := y.stored[id]
		if !known {
			t.Fatalf("%s\nunknown gap %s seen", y, id)
		}
		g.LastSeen = y.clock.day(y.now.Unix())
		y.stored[id] = g
	}
}

// kinds says what may be called what: the states an event of a kind leads to.
var kinds = map[continuity.EventKind][]continuity.GapState{
	continuity.EventOpened:   {continuity.Open, continuity.GapMissed},
	continuity.EventReturned: {continuity.Open, continuity.Accepted, continuity.GapMissed},
	continuity.EventMoved:    {continuity.Open, continuity.Accepted, continuity.GapMissed},
	continuity.EventAccepted: {continuity.Accepted},
	continuity.EventEnded:    {continuity.Open, continuity.GapMissed},
	continuity.EventResolved: {continuity.Resolved},
	continuity.EventMerged:   {continuity.Merged},
	continuity.EventMissed:   {continuity.GapMissed},
}

// remember adds an event to a gap's history, which must be one unbroken line.
func (y *year) remember(t failer, e continuity.Event, by string) {
	t.Helper()
	past := y.history[e.GapID]
	var was continuity.GapState
	if len(past) > 0 {
		was = past[len(past)-1].To
	}
	switch {
	case e.From != was:
		t.Fatalf("%s\nhistory of %s breaks: %s, then %+v", y, y.matter[e.GapID], was, e)
	case !slices.Contains(kinds[e.Kind], e.To), e.Kind == continuity.EventMoved && e.From != e.To:
		t.Fatalf("%s\nhistory of %s: %s → %s is no %s", y, y.matter[e.GapID], e.From, e.To, e.Kind)
	case (e.Kind == continuity.EventOpened) != (was == ""):
		t.Fatalf("%s\nhistory of %s: %s after %q", y, y.matter[e.GapID], e.Kind, was)
	case e.By != by || !e.At.Equal(y.now):
		t.Fatalf("%s\nhistory of %s: by %q at %s: %+v", y, y.matter[e.GapID], by, y.now, e)
	}
	y.history[e.GapID] = append(past, e)
}

// mustEndAt checks that a gap's history ends in its state.
func (y *year) mustEndAt(t failer, g continuity.Gap) {
	t.Helper()
	past := y.history[g.ID]
	if last := past[len(past)-1]; last.To != g.State {
		t.Fatalf("%s\n%s is %s, its history ends in %s", y, y.matter[g.ID], g.State, last.To)
	}
}

// told is a gap as both can tell it; times in seconds, as == compares them.
type told struct {
	State          continuity.GapState
	Finding        continuity.Finding
	Accepted       bool
	By, Reason     string
	Until, From    plan.Day
	Shortfall      int
	At             int64
	Opened, Closed int64
	Seen           plan.Day
}

func tell(f continuity.Finding, state continuity.GapState, a *continuity.Acceptance, opened, closed time.Time, seen plan.Day) told {
	f.Fingerprint = "" // the model has none
	out := told{State: state, Finding: f, Opened: opened.Unix(), Closed: closed.Unix(), Seen: seen}
	if a != nil {
		out.Accepted, out.By, out.Reason, out.Until, out.From, out.Shortfall, out.At = true, a.By, a.Reason, a.Until, a.From, a.Shortfall, a.At.Unix()
	}
	return out
}

// compare holds every stored gap to the ledger.
func (y *year) compare(t failer) {
	t.Helper()
	stored := map[string]bool{}
	for id, g := range y.stored {
		matter := y.matter[id]
		l := y.ledger[matter]
		if l == nil || stored[matter] {
			t.Fatalf("%s\n%s is stored twice, or not known to the model", y, matter)
		}
		stored[matter] = true
		want := tell(l.finding, l.state, l.acceptance, l.openedAt, l.closedAt, l.lastSeen)
		if got := tell(g.Finding, g.State, g.Acceptance, g.OpenedAt, g.ClosedAt, g.LastSeen); got != want {
			t.Fatalf("%s\n%s: -model +engine\n%s", y, matter, cmp.Diff(want, got))
		}
	}
	if len(stored) != len(y.ledger) {
		t.Fatalf("%s\n%d gaps stored, the model knows %d", y, len(stored), len(y.ledger))
	}
}

// String tells what was done, and how the channel stands.
func (y *year) String() string {
	out := ""
	for _, line := range y.done[max(0, len(y.done)-30):] {
		out += line + "\n"
	}
	return out + y.drawn.String()
}

// A simulated year: people edit, entries appear or do not, scans come at odd
// times, and after each scan every gap and its history must be as the contract says.
func TestYearOfGaps(t *testing.T) {
	t.Parallel()
	for kind, zone := range map[string]string{"quota": "Europe/Berlin", "slots": "America/New_York"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			c := newClock(zoneOf(t, zone))
			rapid.Check(t, func(t *rapid.T) {
				y := drawYear(t, c, kind, zone)
				for day := range plan.Day(rapid.IntRange(1, 365).Draw(t, "days")) {
					y.live(t, yearStart+day)
				}
			})
		})
	}
}
