package demo

import (
	"testing"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// What the demo believes its plans to ask for is what the engine expects of them.
func TestPromisesAreTheEngines(t *testing.T) {
	t.Parallel()
	atEachMoment(t, func(t *testing.T, m moment, set Dataset) {
		for _, channel := range set.Channels {
			plans := of(set.Plans, channel.ID, func(p plan.Plan) string { return p.ChannelID })
			pauses := of(set.Pauses, channel.ID, func(p plan.Pause) string { return p.ChannelID })
			a, err := continuity.Assess(continuity.Snapshot{Channel: channel, Plans: plans, Pauses: pauses}, m.now)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range plans {
				want := map[plan.Span]int{}
				for _, status := range a.Periods(p.ID) {
					if status.Expected > 0 {
						want[status.Span] += status.Expected
					}
				}
				for _, promised := range promises(i, p, pauses) {
					if want[promised.span] != promised.count {
						t.Errorf("%s, %v: %d promised, %d expected", p.Name, promised.span, promised.count, want[promised.span])
					}
					delete(want, promised.span)
				}
				if len(want) > 0 {
					t.Errorf("%s: also expected is %v", p.Name, want)
				}
			}
		}
	})
}

func TestShareRoundsAsTheRulesSay(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                 string
		quota, active, whole int
		halfUp               bool
		want                 int
	}{
		{"whole week", 2, 7, 7, true, 2},
		{"below half", 1, 3, 7, true, 0},
		{"above half", 1, 4, 7, false, 1},
		{"half, with the first day", 1, 15, 30, true, 1},
		{"half, without it", 1, 15, 30, false, 0},
		{"nothing active", 3, 0, 31, true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := share(test.quota, test.active, test.whole, test.halfUp); got != test.want {
				t.Errorf("share(%d, %d, %d, %v) = %d, want %d", test.quota, test.active, test.whole, test.halfUp, got, test.want)
			}
		})
	}
}

func TestClosures(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		closure closure
		year    int
		want    plan.Span
	}{
		{christmas, 2027, plan.Span{From: plan.Date(2027, time.December, 24), To: plan.Date(2028, time.January, 6)}},
		{companyHolidays, 2026, plan.Span{From: plan.Date(2026, time.August, 3), To: plan.Date(2026, time.August, 16)}},
		{companyHolidays, 2027, plan.Span{From: plan.Date(2027, time.August, 9), To: plan.Date(2027, time.August, 22)}},
	} {
		if got := test.closure.span(test.year); got != test.want {
			t.Errorf("%s %d: %v, want %v", test.closure, test.year, got, test.want)
		}
	}
}
