package continuity_test

import (
	"testing"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// met counts in how many draws a rule found something.
type met map[continuity.Rule]int

func (m met) note(findings []continuity.Finding) {
	seen := map[continuity.Rule]bool{}
	for _, f := range findings {
		if !seen[f.Rule] {
			m[f.Rule]++
		}
		seen[f.Rule] = true
	}
}

// mustMeet checks that every rule but one found something in one of so many draws at least.
func (m met) mustMeet(t *testing.T, draws, oneIn int, but continuity.Rule) {
	t.Helper()
	for _, rule := range continuity.Rules {
		if rule != but && m[rule]*oneIn < draws {
			t.Errorf("%s was met in %d of %d draws, want one in %d", rule, m[rule], draws, oneIn)
		}
	}
	t.Logf("met in %d draws: %v", draws, m)
}

// What is never drawn is never compared. So the channels drawn to compare engine and
// model meet every rule of channels often.
func TestDrawnChannelsMeetEveryRule(t *testing.T) {
	t.Parallel()
	found, draws := met{}, 0
	for _, place := range places {
		c := newClock(zoneOf(t, place.zone))
		for _, kind := range []string{"quota", "slots", "mixed"} { // a night is drawn for its slots alone
			channels := rapid.Custom(func(t *rapid.T) drawn { return drawChannel(t, c, place, kind) })
			for seed := range 15 {
				d := channels.Example(seed)
				found.note(assess(t, d.snapshot, d.now).Result().Findings)
				draws++
			}
		}
	}
	found.mustMeet(t, draws, 20, continuity.Overload)
}

// And so do the years in which people edit: a gap of every rule opens in them.
func TestDrawnYearsMeetEveryRule(t *testing.T) {
	t.Parallel()
	const zone = "Europe/Berlin"
	c := newClock(zoneOf(t, zone))
	found, draws := met{}, 20
	years := rapid.Custom(func(t *rapid.T) *year {
		y := drawYear(t, c, "quota", zone)
		for day := range plan.Day(200) {
			y.live(t, yearStart+day)
		}
		return y
	})
	for seed := range draws {
		var findings []continuity.Finding
		for _, gap := range years.Example(seed).stored {
			findings = append(findings, gap.Finding)
		}
		found.note(findings)
	}
	found.mustMeet(t, draws, 20, continuity.Overload)
}

// The weeks of members that are drawn are too full often, and often not.
func TestDrawnWorkloadsAreOverloadedOftenAndOftenNot(t *testing.T) {
	t.Parallel()
	c := newClock(zoneOf(t, "Europe/Berlin"))
	found, draws := met{}, 200
	workloads := rapid.Custom(func(t *rapid.T) []continuity.Finding {
		return assessWorkload(t, drawWorkload(t, yearStart), drawInstant(t, c, yearStart)).Result().Findings
	})
	for seed := range draws {
		found.note(workloads.Example(seed))
	}
	if n := found[continuity.Overload]; n < draws/10 || n > draws*9/10 {
		t.Errorf("%d of %d members have too much to do", n, draws)
	}
	t.Logf("met in %d draws: %v", draws, found)
}
