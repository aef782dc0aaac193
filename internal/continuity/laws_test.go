package continuity_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// everywhere checks a law on channels of every kind at every place.
func everywhere(t *testing.T, law func(*rapid.T, drawn)) {
	t.Helper()
	t.Parallel()
	for _, place := range places {
		t.Run(place.zone, func(t *testing.T) {
			t.Parallel()
			c := newClock(zoneOf(t, place.zone))
			rapid.Check(t, func(t *rapid.T) {
				law(t, drawChannel(t, c, place, rapid.SampledFrom(cadenceKinds).Draw(t, "promise")))
			})
		})
	}
}

func shortfall(findings []continuity.Finding) int {
	sum := 0
	for _, f := range findings {
		if f.Rule == continuity.Cadence || f.Rule == continuity.RunsDry {
			sum += f.Expected - f.Actual
		}
	}
	return sum
}

// width is the days in which everything of a drawn channel lies.
func (d drawn) width() plan.Span {
	span := d.snapshot.Plans[0].Span
	for _, p := range d.snapshot.Plans {
		span = plan.Span{From: min(span.From, p.Span.From), To: max(span.To, p.Span.To)}
	}
	return plan.Span{From: span.From - 20, To: span.To + 20}
}

func TestMoreEntriesNeverLackMore(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		before := shortfall(assess(t, d.snapshot, d.now).Result().Findings)
		e := drawEntry(t, d.clock, d.width(), 99)
		more := d.snapshot
		more.Entries = append(slices.Clone(more.Entries), e)
		if after := shortfall(assess(t, more, d.now).Result().Findings); after > before {
			t.Fatalf("%s\nwith %+v the shortfall grows from %d to %d", d, e, before, after)
		}
	})
}

func TestMorePausesNeverLackMore(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		before := shortfall(assess(t, d.snapshot, d.now).Result().Findings)
		from := drawDay(t, "new pause", d.width())
		pause := plan.Pause{ID: "new", Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 40).Draw(t, "its length"))}}
		more := d.snapshot
		more.Pauses = append(slices.Clone(more.Pauses), pause)
		if after := shortfall(assess(t, more, d.now).Result().Findings); after > before {
			t.Fatalf("%s\nwith a pause %s..%s the shortfall grows from %d to %d", d, pause.Span.From, pause.Span.To, before, after)
		}
	})
}

// Time only adds to what has ended, and what is missed stays missed. Not from a
// moment to a later one of the day before: a period ends by its date.
func TestTimeTakesNothingBack(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		late := d.now.Add(time.Duration(rapid.OneOf(rapid.IntRange(0, 4*3600), rapid.IntRange(0, 200*secondsOfDay)).Draw(t, "later")) * time.Second)
		first, second := assess(t, d.snapshot, d.now), assess(t, d.snapshot, late)
		if second.Today() < first.Today() {
			return
		}
		severity := map[string]continuity.Severity{}
		for _, f := range second.Result().Findings {
			severity[f.Fingerprint] = f.Severity
		}
		for _, f := range first.Result().Findings {
			if now, found := severity[f.Fingerprint]; f.Severity == continuity.Missed && found && now != continuity.Missed {
				t.Fatalf("%s\nmissed, at %s %s: %v", d, late, now, lines([]continuity.Finding{f}))
			}
		}
		span := d.span
		if before, after := first.Figures(span), second.Figures(span); after.Expected < before.Expected {
			t.Fatalf("%s\nat %s %d expected, before %d", d, late, after.Expected, before.Expected)
		}
	})
}

// filled lists the slots of a plan that are filled.
func filled(a *continuity.Assessment, planID string) []plan.Day {
	var days []plan.Day
	for _, p := range a.Periods(planID) {
		if p.Actual > 0 {
			days = append(days, p.Span.From)
		}
	}
	return days
}

func TestWhatASubsetFillsTheWholeFills(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		fewer := d.snapshot
		fewer.Entries = nil
		for _, e := range d.snapshot.Entries {
			if rapid.Bool().Draw(t, "kept") {
				fewer.Entries = append(fewer.Entries, e)
			}
		}
		whole, subset := assess(t, d.snapshot, d.now), assess(t, fewer, d.now)
		for _, p := range d.snapshot.Plans {
			all := filled(whole, p.ID)
			for _, day := range filled(subset, p.ID) {
				if p.Cadence.IsSlots() && !slices.Contains(all, day) {
					t.Fatalf("%s\n%s of %s is filled by %v, but not by all entries", d, day, p.ID, fewer.Entries)
				}
			}
		}
	})
}

// The order in which a snapshot comes changes nothing.
func TestOrderOfInputIsNothing(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		other := d.snapshot
		other.Plans = rapid.Permutation(other.Plans).Draw(t, "plans")
		other.Entries = rapid.Permutation(other.Entries).Draw(t, "entries")
		other.Pauses = rapid.Permutation(other.Pauses).Draw(t, "pauses")
		other.Holidays = rapid.Permutation(other.Holidays).Draw(t, "holidays")
		diff(t, assess(t, d.snapshot, d.now).Result(), assess(t, other, d.now).Result())
	})
}
