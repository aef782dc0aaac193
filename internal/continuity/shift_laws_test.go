package continuity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// shifted moves everything of a channel by whole days on the wall clock.
func (d drawn) shifted(days plan.Day) drawn {
	move := func(at time.Time) time.Time {
		if at.IsZero() {
			return at
		}
		moved, _ := d.clock.settle(d.clock.reads(at.Unix()) + int64(days)*secondsOfDay)
		return time.Unix(moved, 0).UTC()
	}
	s := d.snapshot
	s.Plans, s.Pauses, s.Holidays, s.Entries = slices.Clone(s.Plans), slices.Clone(s.Pauses), slices.Clone(s.Holidays), slices.Clone(s.Entries)
	for i := range s.Plans {
		s.Plans[i].Span = plan.Span{From: s.Plans[i].Span.From + days, To: s.Plans[i].Span.To + days}
	}
	for i := range s.Pauses {
		s.Pauses[i].Span = plan.Span{From: s.Pauses[i].Span.From + days, To: s.Pauses[i].Span.To + days}
	}
	s.Absences = slices.Clone(s.Absences)
	for i := range s.Absences {
		s.Absences[i].Span = plan.Span{From: s.Absences[i].Span.From + days, To: s.Absences[i].Span.To + days}
	}
	for i := range s.Holidays {
		s.Holidays[i] += days
	}
	s.Themes = slices.Clone(s.Themes)
	for i := range s.Themes {
		s.Themes[i].Span = plan.Span{From: s.Themes[i].Span.From + days, To: s.Themes[i].Span.To + days}
	}
	for i, e := range s.Entries {
		s.Entries[i].PublishAt, s.Entries[i].PublishedAt = move(e.PublishAt), move(e.PublishedAt)
		if e.PublishOn != nil {
			day := *e.PublishOn + days
			s.Entries[i].PublishOn = &day
		}
	}
	return drawn{snapshot: s, clock: d.clock, now: move(d.now), span: plan.Span{From: d.span.From + days, To: d.span.To + days}}
}

func (d drawn) isWeekly() bool {
	return !slices.ContainsFunc(d.snapshot.Plans, func(p plan.Plan) bool {
		return p.Cadence.Per == plan.PerMonth || strings.Contains(p.Cadence.Rule, "MONTHLY") || strings.Contains(p.Cadence.Rule, "YEARLY")
	})
}

// A plan shifted by whole weeks on the wall clock has its weekly findings
// shifted, away from nights in which clocks change.
func TestWeeksShift(t *testing.T) {
	t.Parallel()
	quietPlaces := []place{
		{"Asia/Kolkata", []string{"2027-01-01", "2028-02-29"}}, // no clock ever changes
		{"Europe/Berlin", []string{"2027-07-01"}},              // weeks away from either night
	}
	for _, place := range quietPlaces {
		t.Run(place.zone, func(t *testing.T) {
			t.Parallel()
			c := newClock(zoneOf(t, place.zone))
			rapid.Check(t, func(t *rapid.T) {
				kind, weeks := "mixed", rapid.IntRange(-60, 60).Draw(t, "weeks")
				if place.zone != "Asia/Kolkata" {
					kind, weeks = "night", weeks/8
				}
				d := drawChannel(t, c, place, kind)
				if !d.isWeekly() {
					return
				}
				days := plan.Day(7 * weeks)
				for i := range d.snapshot.Plans {
					d.snapshot.Plans[i].ThemeEachMonth = false // months do not shift by weeks
				}
				want := assess(t, d.snapshot, d.now).Result().Findings
				for i := range want {
					want[i].Span = plan.Span{From: want[i].Span.From + days, To: want[i].Span.To + days}
				}
				moved := d.shifted(days)
				if delta := diffLines(lines(want), lines(assess(t, moved.snapshot, moved.now).Result().Findings)); delta != "" {
					t.Fatalf("%s\nshifted by %d weeks: -want +got\n%s", d, weeks, delta)
				}
			})
		})
	}
}

// promised sums what a plan's periods or slots expect.
func promised(a *continuity.Assessment, planIDs ...string) int {
	sum := 0
	for _, id := range planIDs {
		for _, p := range a.Periods(id) {
			sum += p.Expected
		}
	}
	return sum
}

// A plan split in two adjacent ones of the same cadence promises the same; a
// quota's period that the cut divides may differ by one.
func TestSplitPlansPromiseTheSame(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		d.snapshot.Channel.Status = plan.Active
		whole := d.snapshot.Plans[0]
		if whole.Span.Days() < 2 {
			return
		}
		cut := whole.Span.From + plan.Day(rapid.IntRange(1, whole.Span.Days()-1).Draw(t, "cut"))
		first, second := whole, whole
		first.Span.To = cut - 1
		second.ID, second.Span.From = "second", cut
		split := d.snapshot
		split.Plans = []plan.Plan{first, second}
		before := promised(assess(t, d.snapshot, d.now), whole.ID)
		after := promised(assess(t, split, d.now), whole.ID, "second")
		if allowed := splitMayDiffer(t, whole, cut); allowed >= 0 && (after-before > allowed || before-after > allowed) {
			t.Fatalf("%s\n%s split on %s promises %d, whole %d", d, whole.ID, cut, after, before)
		}
	})
}

// splitMayDiffer returns by how much a split may change what is promised: 1 where
// it divides a period, -1 (any) where the second plan starts outside the weeks,
// months, days or years of the rule.
func splitMayDiffer(t *rapid.T, p plan.Plan, cut plan.Day) int {
	t.Helper()
	switch {
	case p.Cadence.IsSlots():
		rule, err := parseRecurrence(p.Cadence.Rule)
		if err != nil {
			t.Fatalf("rule: %v", err)
		}
		if rule.roundsSince(p.Span.From, cut)%rule.interval != 0 {
			return -1
		}
		return 0
	case p.Cadence.Per == plan.PerWeek && cut.Weekday() == time.Monday, p.Cadence.Per == plan.PerMonth && cut == cut.Month():
		return 0
	}
	return 1
}

// identity names a finding as the contract does: by what people would call the
// same matter.
func identity(d drawn, f continuity.Finding) string {
	switch f.Rule {
	case continuity.Cadence:
		for _, p := range d.snapshot.Plans {
			if p.ID == f.PlanID && p.Cadence.IsSlots() {
				return fmt.Sprintf("slot %s %s %d", f.PlanID, f.Span.From, p.Cadence.TimeOfDay)
			}
		}
		return fmt.Sprintf("period %s %s", f.PlanID, f.Span.From)
	case continuity.RunsDry:
		return "dry " + f.PlanID
	case continuity.Horizon:
		return "horizon " + f.ChannelID
	case continuity.ThemeMissing:
		return fmt.Sprintf("theme %s %s", f.PlanID, f.Span.From.Month())
	case continuity.Mix:
		return fmt.Sprintf("mix %s %s, too much %t", f.PlanID, f.SubjectKind, f.Actual > f.Expected)
	case continuity.Clash:
		return "both of " + f.Fingerprint
	case continuity.UncoveredAbsence:
		for _, x := range d.snapshot.Absences {
			if x.MemberID == f.OwnerID && x.Span.From <= f.Span.From && f.Span.To <= x.Span.To {
				return fmt.Sprintf("absence %s %s", x.ID, f.PlanID)
			}
		}
	}
	return fmt.Sprintf("%s %s %s", f.Rule, f.SubjectKind, f.SubjectID)
}

// A fingerprint belongs to one matter, and a matter keeps it while entries,
// pauses and time change around it.
func TestFingerprintsFollowTheMatter(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		fingerprints, matters := map[string]string{}, map[string]string{}
		for step := range 4 {
			seen := map[string]bool{}
			for _, f := range assess(t, d.snapshot, d.now).Result().Findings {
				matter := identity(d, f)
				if f.Fingerprint == "" || seen[f.Fingerprint] {
					t.Fatalf("%s\nfingerprint %q of %s is empty or stands twice", d, f.Fingerprint, matter)
				}
				seen[f.Fingerprint] = true
				if known, ok := fingerprints[matter]; ok && known != f.Fingerprint {
					t.Fatalf("%s\n%s changed its fingerprint from %q to %q", d, matter, known, f.Fingerprint)
				}
				if known, ok := matters[f.Fingerprint]; ok && known != matter {
					t.Fatalf("%s\n%s and %s share the fingerprint %q", d, known, matter, f.Fingerprint)
				}
				fingerprints[matter], matters[f.Fingerprint] = f.Fingerprint, matter
			}
			d = d.changed(t, step)
		}
	})
}

// changed adds an entry and a pause, loses an entry, lets a week or so pass and
// gives the channel another name.
func (d drawn) changed(t *rapid.T, step int) drawn {
	s := d.snapshot
	s.Entries = append(slices.Clone(s.Entries), drawEntry(t, d.clock, d.width(), 90+step))
	lost := rapid.IntRange(0, len(s.Entries)-1).Draw(t, "lost")
	s.Entries = slices.Delete(s.Entries, lost, lost+1)
	day := drawDay(t, "pause", d.width())
	s.Pauses = append(slices.Clone(s.Pauses), plan.Pause{ID: fmt.Sprint("more", step), Span: plan.Span{From: day, To: day + 2}})
	s.Channel.Name = fmt.Sprint("Blog ", step)
	d.snapshot = s
	d.now = d.now.Add(time.Duration(rapid.IntRange(0, 10*secondsOfDay).Draw(t, "later")) * time.Second)
	return d
}
