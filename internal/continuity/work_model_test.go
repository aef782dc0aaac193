package continuity_test

import (
	"testing"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// What everybody has to do is what is planned and what can still be done: nothing
// is nobody's twice, and nothing is forgotten.
func TestWorkIsAllThereIsToDo(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		a := assess(t, d.snapshot, d.now)
		span := d.width()
		want := a.Figures(span).Planned
		for _, period := range a.AllPeriods() {
			if !period.Ended {
				want += max(0, period.Expected-period.Actual)
			}
		}
		got := 0
		for _, n := range a.Work(span) {
			got += n
		}
		if got != want {
			t.Fatalf("%s\nall have %d to do, want %d", d, got, want)
		}
	})
}

func TestWorkIsWhoseItIs(t *testing.T) {
	t.Parallel()
	day := plan.Date(2027, 3, 1)
	snapshot := continuity.Snapshot{
		Channel: plan.Channel{ID: "blog", Status: plan.Active, TimeZone: "Europe/Berlin", OwnerID: "lead"},
		Plans: []plan.Plan{{
			ID: "year", ChannelID: "blog", OwnerID: "editor", Span: plan.Span{From: day, To: day + 27},
			Cadence: plan.Cadence{Quota: 1, Per: plan.PerWeek},
		}},
		Pauses: []plan.Pause{{Span: plan.Span{From: day + 21, To: day + 27}}},
		Entries: []plan.Entry{
			entryOn("of the plan", "", day+1), entryOn("of somebody", "contributor", day+2), entryOn("of the channel", "", day+40),
		},
	}
	a, err := continuity.Assess(snapshot, day.Start(zoneOf(t, "Europe/Berlin")))
	if err != nil {
		t.Fatal(err)
	}
	diff(t, map[string]int{"editor": 3, "contributor": 1, "lead": 1}, a.Work(plan.Span{From: day, To: day + 50}))
	diff(t, map[string]int{"editor": 1}, a.Work(plan.Span{From: day + 7, To: day + 13}))
	if got := a.SilentDays(plan.Span{From: day, To: day + 50}); got != 7 {
		t.Errorf("%d silent days, want 7", got)
	}
}

func entryOn(id, owner string, day plan.Day) plan.Entry {
	return plan.Entry{ID: id, OwnerID: owner, State: plan.Planned, PublishOn: &day}
}
