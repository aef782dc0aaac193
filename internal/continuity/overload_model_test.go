package continuity_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func hours(n float64) *time.Duration {
	d := time.Duration(n * float64(time.Hour))
	return &d
}

func TestOverload(t *testing.T) {
	t.Parallel()
	// 2027-03-29 is Easter Monday, 2027-03-26 Good Friday.
	tasks := func(text ...string) []continuity.Task {
		var all []continuity.Task
		for _, word := range text {
			effort, err := strconv.ParseFloat(word[len("2027-03-01="):], 64)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, continuity.Task{Day: mustDay(t, word[:len("2027-03-01")]), Effort: *hours(effort)})
		}
		return all
	}
	for _, tc := range []struct {
		name     string
		budget   *time.Duration
		absences []string
		holidays []string
		tasks    []continuity.Task
		now      string
		want     []string
	}{
		{"a week that asks more than there is", hours(10), nil, nil, tasks("2027-03-01=4", "2027-03-07=6.5", "2027-03-08=10"), "2027-03-01T10:00",
			[]string{"overload - member:anna 2027-03-01..2027-03-07 630/600 critical"}},
		{"as much as there is can be done", hours(10), nil, nil, tasks("2027-03-01=10"), "2027-03-01T10:00", nil},
		{"nobody said how much there is", nil, nil, nil, tasks("2027-03-01=80"), "2027-03-01T10:00", nil},
		{"who has nothing has too little", hours(0), nil, nil, tasks("2027-03-01=0", "2027-03-08=0.5"), "2027-03-01T10:00",
			[]string{"overload - member:anna 2027-03-08..2027-03-14 30/0 critical"}},
		{"each workday away takes a fifth, each holiday too", hours(10), []string{"2027-03-24..2027-03-25"}, []string{"2027-03-26", "2027-03-29"},
			tasks("2027-03-22=4.5", "2027-03-29=8.5"), "2027-03-01T10:00",
			[]string{"overload - member:anna 2027-03-22..2027-03-28 270/240 warning", "overload - member:anna 2027-03-29..2027-04-04 510/480 warning"}},
		{"a day that is both takes it once, a weekend nothing", hours(10), []string{"2027-03-06..2027-03-07", "2027-03-12..2027-03-14"}, []string{"2027-03-12", "2027-03-13"},
			tasks("2027-03-01=10", "2027-03-08=8"), "2027-03-01T10:00", nil},
		{"a whole week away", hours(10), []string{"2027-03-08..2027-03-14"}, nil, tasks("2027-03-09=0.25"), "2027-03-01T10:00",
			[]string{"overload - member:anna 2027-03-08..2027-03-14 15/0 critical"}},
		{"on its Sunday a week is not over", hours(1), nil, nil, tasks("2027-03-01=2"), "2027-03-07T23:59:59",
			[]string{"overload - member:anna 2027-03-01..2027-03-07 120/60 critical"}},
		{"then it is, and nothing is missed", hours(1), nil, nil, tasks("2027-03-01=2"), "2027-03-08T00:00", nil},
		{"week 53 lies across the year", hours(3), nil, nil, tasks("2026-12-28=2", "2027-01-03=2"), "2026-11-01T10:00",
			[]string{"overload - member:anna 2026-12-28..2027-01-03 240/180 notice"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := newClock(zoneOf(t, "Europe/Berlin"))
			w := continuity.Workload{MemberID: "anna", TimeZone: "Europe/Berlin", Budget: tc.budget, Tasks: tc.tasks}
			for _, span := range tc.absences {
				w.Absences = append(w.Absences, plan.Absence{MemberID: "anna", Span: mustSpan(t, span)})
			}
			for _, day := range tc.holidays {
				w.Holidays = append(w.Holidays, mustDay(t, day))
			}
			now := sceneTime(t, tc.now, c)
			diff(t, tc.want, lines(assessWorkload(t, w, now).Result().Findings))
			diff(t, tc.want, lines(overloads(w, c, now)))
		})
	}
}

func TestAWorkloadNeedsAZone(t *testing.T) {
	t.Parallel()
	if _, err := continuity.AssessWorkload(continuity.Workload{TimeZone: "Local"}, time.Time{}); err == nil {
		t.Error("a workload in the machine's zone")
	}
}

func assessWorkload(t failer, w continuity.Workload, now time.Time) *continuity.Assessment {
	t.Helper()
	a, err := continuity.AssessWorkload(w, now)
	if err != nil {
		t.Fatalf("AssessWorkload: %v", err)
	}
	return a
}

// overloads reads the rule a second time: Monday by Monday, day by day.
func overloads(w continuity.Workload, c *clock, now time.Time) []continuity.Finding {
	if w.Budget == nil {
		return nil
	}
	today := c.day(now.Unix())
	var found []continuity.Finding
	for monday := lastMonday(today); monday < today+3000; monday += 7 {
		asked, fifths := time.Duration(0), 0
		for day := monday; day < monday+7; day++ {
			away := slices.Contains(w.Holidays, day)
			for _, absence := range w.Absences {
				away = away || absence.Span.From <= day && day <= absence.Span.To
			}
			if day < monday+5 && !away {
				fifths++
			}
			for _, task := range w.Tasks {
				if task.Day == day {
					asked += task.Effort
				}
			}
		}
		if 5*asked <= time.Duration(fifths)**w.Budget {
			continue
		}
		f := continuity.Finding{
			Rule: continuity.Overload, SubjectKind: continuity.AboutMember, SubjectID: w.MemberID, OwnerID: w.MemberID, Span: plan.Span{From: monday, To: monday + 6},
			Expected: int(w.Budget.Minutes()) * fifths / 5, Actual: int(asked.Minutes()), Severity: (&model{today: today}).pressing(monday, plan.DefaultLeadTime),
		}
		found = append(found, f)
	}
	return found
}

func lastMonday(day plan.Day) plan.Day {
	for day.Weekday() != time.Monday {
		day--
	}
	return day
}

func drawWorkload(t *rapid.T, around plan.Day) continuity.Workload {
	wide := plan.Span{From: around - 30, To: around + 90}
	w := continuity.Workload{WorkspaceID: "team", MemberID: "anna", TimeZone: "Europe/Berlin"}
	if rapid.IntRange(0, 9).Draw(t, "budget known") > 0 {
		budget := time.Duration(rapid.IntRange(0, 40*60).Draw(t, "budget")) * time.Minute
		w.Budget = &budget
	}
	for range rapid.IntRange(0, 3).Draw(t, "absences") {
		from := drawDay(t, "away", wide)
		w.Absences = append(w.Absences, plan.Absence{MemberID: "anna", Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 20).Draw(t, "days away"))}})
	}
	for range rapid.IntRange(0, 5).Draw(t, "holidays") {
		w.Holidays = append(w.Holidays, drawDay(t, "holiday", wide))
	}
	for range rapid.IntRange(0, 25).Draw(t, "tasks") {
		w.Tasks = append(w.Tasks, continuity.Task{Day: drawDay(t, "day", wide), Effort: time.Duration(rapid.IntRange(0, 20*60).Draw(t, "effort")) * time.Minute})
	}
	return w
}

func TestOverloadAgreesWithBruteForce(t *testing.T) {
	t.Parallel()
	c := newClock(zoneOf(t, "Europe/Berlin"))
	rapid.Check(t, func(t *rapid.T) {
		around := mustDay(t, rapid.SampledFrom([]string{"2027-03-28", "2026-12-31", "2028-02-29"}).Draw(t, "around"))
		w := drawWorkload(t, around)
		now := drawInstant(t, c, around+plan.Day(rapid.IntRange(-10, 10).Draw(t, "today")))
		a := assessWorkload(t, w, now)
		want := overloads(w, c, now)
		if delta := diffLines(lines(want), lines(a.Result().Findings)); delta != "" {
			t.Fatalf("%+v at %s: -model +engine\n%s", w, now, delta)
		}
		if !slices.IsSortedFunc(a.Result().Findings, byPressure) {
			t.Fatalf("out of order: %v", a.Result().Findings)
		}
		last := a.Result().HoldsUntil.Add(-time.Nanosecond)
		if delta := diffLines(lines(want), lines(overloads(w, c, last))); last.Before(now) || delta != "" {
			t.Fatalf("%+v holds until %s, but at %s: -now +then\n%s", w, a.Result().HoldsUntil, last, delta)
		}
	})
}

// More hours, and less to do, never overload anybody more.
func TestMoreHoursNeverOverloadMore(t *testing.T) {
	t.Parallel()
	c := newClock(zoneOf(t, "Europe/Berlin"))
	over := func(t failer, w continuity.Workload, now time.Time) map[string]int {
		minutes := map[string]int{}
		for _, f := range assessWorkload(t, w, now).Result().Findings {
			minutes[f.Fingerprint] = f.Shortfall()
		}
		return minutes
	}
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorkload(t, yearStart)
		now := drawInstant(t, c, yearStart)
		before := over(t, w, now)
		eased := w
		if eased.Budget != nil {
			more := *eased.Budget + time.Duration(rapid.IntRange(0, 600).Draw(t, "more"))*time.Minute
			eased.Budget = &more
		}
		eased.Tasks = w.Tasks[:rapid.IntRange(0, len(w.Tasks)).Draw(t, "left")]
		for week, minutes := range over(t, eased, now) {
			if minutes > before[week] {
				t.Fatalf("%s is over by %d minutes, before by %d", week, minutes, before[week])
			}
		}
	})
}

// Each week stands for itself: who looks at some weeks alone finds what is found of
// them among all, so one more task is told in its own week or not at all.
func TestWeeksOfAMemberStandForThemselves(t *testing.T) {
	t.Parallel()
	c := newClock(zoneOf(t, "Europe/Berlin"))
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorkload(t, yearStart)
		now := drawInstant(t, c, yearStart)
		week := drawDay(t, "looked at", plan.Span{From: yearStart, To: yearStart + 60}).Week()
		in := func(findings []continuity.Finding, isIn bool) []continuity.Finding {
			return slices.DeleteFunc(slices.Clone(findings), func(f continuity.Finding) bool { return (f.Span.From.Week() == week) != isIn })
		}
		all := assessWorkload(t, w, now).Result().Findings
		alone := w
		alone.Tasks = slices.DeleteFunc(slices.Clone(w.Tasks), func(task continuity.Task) bool { return task.Day.Week() != week })
		if delta := diffLines(lines(in(all, true)), lines(assessWorkload(t, alone, now).Result().Findings)); delta != "" {
			t.Fatalf("%s alone: -among all +alone\n%s", week, delta)
		}
		fuller := w
		fuller.Tasks = append(slices.Clone(w.Tasks), continuity.Task{Day: week.Monday + plan.Day(rapid.IntRange(0, 6).Draw(t, "weekday")), Effort: time.Duration(rapid.IntRange(1, 600).Draw(t, "more")) * time.Minute})
		if delta := diffLines(lines(in(all, false)), lines(in(assessWorkload(t, fuller, now).Result().Findings, false))); delta != "" {
			t.Fatalf("a task in %s changes others: -before +after\n%s", week, delta)
		}
	})
}

// A member's tasks, absences and holidays shifted by whole weeks, with now, have
// their overloads shifted.
func TestOverloadsShiftByWeeks(t *testing.T) {
	t.Parallel()
	zone := zoneOf(t, "Europe/Berlin")
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorkload(t, yearStart)
		today := yearStart + plan.Day(rapid.IntRange(-10, 10).Draw(t, "today"))
		by := plan.Day(7 * rapid.IntRange(-60, 60).Draw(t, "weeks"))
		noon := func(day plan.Day) time.Time { return plan.WallAt(day, 12*3600).In(zone) }
		shifted := w
		shifted.Tasks, shifted.Absences, shifted.Holidays = nil, nil, nil
		for _, task := range w.Tasks {
			shifted.Tasks = append(shifted.Tasks, continuity.Task{Day: task.Day + by, Effort: task.Effort})
		}
		for _, a := range w.Absences {
			a.Span = plan.Span{From: a.Span.From + by, To: a.Span.To + by}
			shifted.Absences = append(shifted.Absences, a)
		}
		for _, day := range w.Holidays {
			shifted.Holidays = append(shifted.Holidays, day+by)
		}
		want := assessWorkload(t, w, noon(today)).Result().Findings
		for i := range want {
			want[i].Span = plan.Span{From: want[i].Span.From + by, To: want[i].Span.To + by}
		}
		if delta := diffLines(lines(want), lines(assessWorkload(t, shifted, noon(today+by)).Result().Findings)); delta != "" {
			t.Fatalf("shifted by %d days: -want +got\n%s", by, delta)
		}
	})
}

// The gaps of a member live as those of a channel do: open while their week is
// overloaded and not over, the same one when it returns, resolved and never missed.
func TestYearOfOverload(t *testing.T) {
	t.Parallel()
	c := newClock(zoneOf(t, "Europe/Berlin"))
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorkload(t, yearStart+20)
		stored := map[string]continuity.Gap{}
		ever := map[string]string{} // by week: the gap's id
		ids := 0
		newID := func() string { ids++; return fmt.Sprint("gap", ids) }
		for day := yearStart; day < yearStart+plan.Day(rapid.IntRange(1, 80).Draw(t, "days")); day += plan.Day(rapid.IntRange(0, 5).Draw(t, "pass")) + 1 {
			if rapid.Bool().Draw(t, "replanned") {
				tasks := w.Tasks
				w = drawWorkload(t, day+20)
				w.Tasks = append(w.Tasks, tasks...)
			}
			now := drawInstant(t, c, day)
			a := assessWorkload(t, w, now)
			for _, g := range continuity.Reconcile(a, gapsOf(stored), newID).Changed {
				stored[g.ID] = g
			}
			if again := continuity.Reconcile(a, gapsOf(stored), newID); len(again.Changed)+len(again.Events) > 0 {
				t.Fatalf("a scan changes what the last one left: %+v", again)
			}
			found := map[string]bool{}
			for _, f := range overloads(w, c, now) {
				found[f.Span.From.String()] = true
			}
			open := 0
			for _, g := range stored {
				week := g.Span.From.String()
				if known := ever[week]; known != "" && known != g.ID {
					t.Fatalf("%s and %s are both of the week of %s", known, g.ID, week)
				}
				ever[week] = g.ID
				if want := map[bool]continuity.GapState{true: continuity.Open, false: continuity.Resolved}[found[week]]; g.State != want || g.WorkspaceID != "team" {
					t.Fatalf("on %s the gap of %s's is %s, want %s", day, week, g.State, want)
				}
				if g.State.Live() {
					open++
				}
			}
			if open != len(found) {
				t.Fatalf("on %s %d gaps are open, want %d", day, open, len(found))
			}
		}
	})
}

func gapsOf(stored map[string]continuity.Gap) []continuity.Gap {
	var gaps []continuity.Gap
	for _, g := range stored {
		gaps = append(gaps, g)
	}
	return gaps
}

func TestLoads(t *testing.T) {
	t.Parallel()
	monday := mustDay(t, "2027-03-22")
	w := continuity.Workload{Budget: hours(10), Holidays: []plan.Day{monday + 4}, Tasks: []continuity.Task{{Day: monday, Effort: time.Hour}, {Day: monday + 6, Effort: 8 * time.Hour}}}
	week := monday.Week()
	loads := w.Loads([]plan.Week{week, week.Next()})
	diff(t, []continuity.WeekLoad{{Week: week, Entries: 2, Effort: 9 * time.Hour, Budget: hours(8)}, {Week: week.Next(), Budget: hours(10)}}, loads)
	if !loads[0].IsOver() || loads[1].IsOver() {
		t.Errorf("over: %t, %t", loads[0].IsOver(), loads[1].IsOver())
	}
	w.Budget = nil
	diff(t, []continuity.WeekLoad{{Week: week, Entries: 2, Effort: 9 * time.Hour}}, w.Loads([]plan.Week{week}))
}
