package store_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// What a snapshot since a day says of the days from there on is what the whole
// one says, and it is no larger than it needs to be.
func TestSnapshotSinceSaysTheSameOfTheDaysAsked(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		smaller := 0
		for round := range 40 {
			draw := rand.New(rand.NewPCG(7, uint64(round)))
			channel := newHistory(t, s, team, draw)
			first := plan.Date(2024, time.January, 1)
			now := (first + plan.Day(draw.IntN(4*366))).Start(berlin(t)).Add(11 * time.Hour)
			since := first + plan.Day(draw.IntN(4*366))
			if draw.IntN(2) == 0 {
				since = plan.Date(2024+draw.IntN(4), time.January, 1)
			}
			read(t, s, func(tx *store.Tx) error {
				whole, err := tx.Snapshot(team.ID, channel.ID, now)
				if err != nil {
					return err
				}
				part, err := tx.SnapshotSince(team.ID, channel.ID, now, since)
				if err != nil {
					return err
				}
				if len(part.Entries) < len(whole.Entries) {
					smaller++
				}
				if diff := cmp.Diff(saidSince(t, whole, now, since), saidSince(t, part, now, since)); diff != "" {
					t.Errorf("round %d, now %s, since %s (-whole +since):\n%s", round, now, since, diff)
				}
				return nil
			})
		}
		if smaller < 20 {
			t.Errorf("only %d of 40 snapshots left something out", smaller)
		}
	})
}

func TestSnapshotOfSaysWhatItsDaysHave(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		smaller := 0
		for round := range 40 {
			draw := rand.New(rand.NewPCG(11, uint64(round)))
			channel := newHistory(t, s, team, draw)
			first := plan.Date(2024, time.January, 1)
			now := (first + plan.Day(draw.IntN(4*366))).Start(berlin(t)).Add(11 * time.Hour)
			days := plan.Span{From: first + plan.Day(draw.IntN(3*366))}
			days.To = days.From + plan.Day(draw.IntN(366))
			read(t, s, func(tx *store.Tx) error {
				whole, err := tx.Snapshot(team.ID, channel.ID, now)
				if err != nil {
					return err
				}
				part, err := tx.SnapshotOf(team.ID, channel.ID, now, days)
				if err != nil {
					return err
				}
				if len(part.Entries) < len(whole.Entries)*3/4 {
					smaller++
				}
				if diff := cmp.Diff(saidOf(t, whole, now, days), saidOf(t, part, now, days)); diff != "" {
					t.Errorf("round %d, now %s, days %v (-whole +part):\n%s", round, now, days, diff)
				}
				return nil
			})
		}
		if smaller < 20 {
			t.Errorf("only %d of 40 snapshots left much out", smaller)
		}
	})
}

// newHistory stores a channel with four yearly plans and gaps in them.
func newHistory(tb testing.TB, s *store.Store, team team, draw *rand.Rand) plan.Channel {
	tb.Helper()
	channel := newChannel(team.ID, newID())
	write(tb, s, func(tx *store.Tx) error {
		if err := tx.CreateChannel(&channel); err != nil {
			return err
		}
		for year := 2024; year < 2028; year++ {
			p := newPlan(channel, plan.Date(year, time.January, 1), plan.Date(year, time.December, 31))
			p.MaxSilence = draw.IntN(3) * 7
			switch draw.IntN(3) {
			case 0:
				p.Cadence = plan.Cadence{Quota: 2, Per: plan.PerMonth}
			case 1:
				p.Cadence = plan.Cadence{Rule: "FREQ=WEEKLY;BYDAY=TU,FR", TimeOfDay: 10 * 3600, Tolerance: time.Duration(draw.IntN(31*24)) * time.Hour}
			}
			if err := tx.CreatePlan(&p); err != nil {
				return err
			}
		}
		return nil
	})
	var entries []*plan.Entry
	states := []plan.State{plan.Published, plan.Published, plan.Published, plan.Planned, plan.Approved, plan.Cancelled}
	for day := plan.Date(2023, time.December, 1); day < plan.Date(2028, time.January, 10); day += plan.Day(1 + draw.IntN(12)) {
		e := on(newEntry(channel, "Eintrag", states[draw.IntN(len(states))]), day)
		entries = append(entries, &e)
	}
	storeEntries(tb, s, entries...)
	return channel
}

// said is all that is shown of a channel from a day on.
type said struct {
	Weeks    []continuity.Figures
	Periods  []continuity.PeriodStatus
	Findings []continuity.Finding
	Covering map[plan.Day]plan.State
	Runway   continuity.Runway
}

func saidSince(tb testing.TB, s continuity.Snapshot, now time.Time, since plan.Day) said {
	tb.Helper()
	days := plan.Span{From: since, To: max(since, plan.Date(2028, time.February, 1))}
	told := saidOf(tb, s, now, days)
	a, err := continuity.Assess(s, now)
	if err != nil {
		tb.Fatal(err)
	}
	told.Runway = a.Runway()
	told.Findings = slices.DeleteFunc(a.Result().Findings, func(f continuity.Finding) bool { return f.Span.To < since })
	return told
}

// saidOf leaves findings and runway out.
func saidOf(tb testing.TB, s continuity.Snapshot, now time.Time, days plan.Span) said {
	tb.Helper()
	a, err := continuity.Assess(s, now)
	if err != nil {
		tb.Fatal(err)
	}
	told := said{Covering: map[plan.Day]plan.State{}}
	told.Periods = slices.DeleteFunc(a.AllPeriods(), func(p continuity.PeriodStatus) bool { return !p.Span.Overlaps(days) })
	a.EachCovering(days, func(day plan.Day, state plan.State) { told.Covering[day] = state })
	for from := days.From; from <= days.To; from += 7 {
		told.Weeks = append(told.Weeks, a.Figures(plan.Span{From: from, To: min(from+6, days.To)}))
	}
	return told
}
