package continuity_test

import (
	"testing"

	"stetig/internal/plan"
)

func slotCases() []contractCase {
	return []contractCase{
		{"within the tolerance, inclusive", scene{
			plans: []string{"p 2027-03-01..2027-03-14 FREQ=WEEKLY;BYDAY=TU@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-03T10:00", "b approved 2027-03-10T10:00:01"},
		}, promises, []string{"cadence p - 2027-03-09..2027-03-09 0/1 warning"}},
		{"24 hours are a day on the wall clock in the short night", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SA@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-28T10:00"},
		}, promises, nil},
		{"and not a second more", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SA@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-28T10:00:01"},
		}, promises, []string{"cadence p - 2027-03-27..2027-03-27 0/1 warning"}},
		{"a time that does not exist moves forward by the jump", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-28T03:30"},
		}, promises, nil},
		{"half an hour on Lord Howe", scene{
			zone: "Australia/Lord_Howe", plans: []string{"p 2027-09-27..2027-10-03 FREQ=WEEKLY;BYDAY=SU@02:15 tolerance=0s"}, now: "2027-09-01T12:00", entries: []string{"a approved 2027-10-03T02:45"},
		}, promises, nil},
		{"a reading that comes twice is 0 away both times", scene{
			plans: []string{"p 2027-10-25..2027-10-31 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-09-01T12:00", entries: []string{"a approved 2027-10-31T02:30:00+01:00"},
		}, promises, nil},
		{"a slot has not ended while its reading can return", scene{
			plans: []string{"p 2027-10-25..2027-10-31 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-10-31T01:30:00Z",
		}, promises, []string{"runs_dry p - 2027-10-31..2027-10-31 0/1 critical"}},
		{"though the clock is past it for the first time", scene{
			plans: []string{"p 2027-10-25..2027-10-31 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-10-31T00:45:00Z",
		}, promises, []string{"runs_dry p - 2027-10-31..2027-10-31 0/1 critical"}},
		{"it ends when the clock is past it for good", scene{
			plans: []string{"p 2027-10-25..2027-10-31 FREQ=WEEKLY;BYDAY=SU@02:30 tolerance=0s"}, now: "2027-10-31T01:30:01Z",
		}, promises, []string{"cadence p - 2027-10-31..2027-10-31 0/1 missed"}},
		{"a tolerance that ends in the skipped hour ends with the jump", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SA@02:30"}, now: "2027-03-28T01:00:00Z",
		}, promises, []string{"cadence p - 2027-03-27..2027-03-27 0/1 missed"}},
		{"not a second before", scene{
			plans: []string{"p 2027-03-22..2027-03-28 FREQ=WEEKLY;BYDAY=SA@02:30"}, now: "2027-03-28T00:59:59Z",
		}, promises, []string{"runs_dry p - 2027-03-27..2027-03-28 0/1 critical"}},
		{"ended by the clock, not by the day", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=TU@10:00 tolerance=1h"}, now: "2027-03-02T11:00:01", entries: []string{"a approved 2027-03-07"},
		}, promises, []string{"cadence p - 2027-03-02..2027-03-02 0/1 missed"}},
		{"a date-only entry is as far as its day's nearer edge", scene{
			plans: []string{"p 2027-03-01..2027-03-14 FREQ=WEEKLY;BYDAY=TU@10:00 tolerance=10h"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-01", "b approved 2027-03-10"},
		}, promises, []string{"cadence p - 2027-03-09..2027-03-09 0/1 warning"}},
		{"and 0 away from its own day's slot", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=TU@23:59:59 tolerance=0s"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-02"},
		}, promises, nil},
		{"midnight is the edge of the day before", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=TU@00:00 tolerance=0s"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-01"},
		}, promises, nil},
		{"as many slots as possible", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=MO,TU@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-02T10:00", "b approved 2027-03-02T12:00"},
		}, promises, nil},
		{"one entry each", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=MO,TU@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-02T08:00"},
		}, promises, []string{"cadence p - 2027-03-01..2027-03-01 0/1 critical"}},
		{"at equal distance the earlier slot", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=MO,TU@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-01T22:00"},
		}, promises, []string{"runs_dry p - 2027-03-02..2027-03-07 0/1 critical"}},
		{"only entries whose day lies in the plan", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=MO@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-02-28T20:00"},
		}, promises, []string{"runs_dry p - 2027-03-01..2027-03-07 0/1 critical"}},
		{"an entry of the next plan fills no slot of this one", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=SU@23:00", "q 2027-03-08..2027-03-14 FREQ=WEEKLY;BYDAY=MO@10:00"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-08T01:00"},
		}, promises, []string{"runs_dry p - 2027-03-07..2027-03-07 0/1 warning"}},
		{"the interval counts from the week of the first day", scene{
			plans: []string{"p 2027-03-03..2027-03-31 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO@10:00"}, now: "2027-02-25T12:00",
		}, promises, []string{"runs_dry p - 2027-03-15..2027-03-31 0/2 warning"}},
		{"an occurrence on a paused day or holiday expects nothing", scene{
			plans: []string{march + "FREQ=WEEKLY;BYDAY=TU@10:00"}, pauses: []string{"2027-03-09..2027-03-09"}, holidays: []string{"2027-03-16"}, now: "2027-02-25T12:00",
		}, promises, []string{"runs_dry p - 2027-03-02..2027-03-28 0/2 critical"}},
		{"an entry may fill a slot from a paused day", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=TU@10:00"}, pauses: []string{"2027-03-01..2027-03-01"}, now: "2027-02-25T12:00", entries: []string{"a approved 2027-03-01T12:00"},
		}, promises, nil},
	}
}

// allContractCases are run against the model here, and against the engine.
func allContractCases() []contractCase {
	cases := append(quotaCases(), coverCases()...)
	cases = append(cases, dryCases()...)
	cases = append(cases, silenceCases()...)
	cases = append(cases, aheadCases()...)
	cases = append(cases, absenceCases()...)
	cases = append(cases, holidayCases()...)
	cases = append(cases, clashCases()...)
	cases = append(cases, themeCases()...)
	cases = append(cases, mixCases()...)
	cases = append(cases, slotCases()...)
	return append(cases, nightCases()...)
}

func TestModelContract(t *testing.T) {
	t.Parallel()
	for _, tc := range allContractCases() {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, c, now := tc.scene.stage(t)
			diff(t, tc.want, lines(newModel(s, c, now).findings(), tc.rules...))
		})
	}
}

// countCase says what the figures and the runway are in a scene.
type countCase struct {
	name           string
	scene          scene
	span           string
	expected, kept int
	runway         int
}

func countCases() []countCase {
	return []countCase{
		{"only what ended is expected", scene{
			plans: []string{march + "2/week"}, now: "2027-03-14T23:59:59", entries: []string{"a published 2027-03-01", "b published 2027-03-08", "c published 2027-03-09", "d approved 2027-03-20"},
		}, "2027-03-01..2027-03-28", 2, 1, 0},
		{"covered is not kept, more than expected is not more", scene{
			plans: []string{march + "1/week"}, now: "2027-03-15T00:00", entries: []string{"a published 2027-03-01", "b published 2027-03-02", "c approved 2027-03-14T23:00", "d approved 2027-03-16", "e approved 2027-03-23"},
		}, "2027-03-01..2027-03-28", 2, 1, 13},
		{"a period ends in the span that holds its last day", scene{
			plans: []string{march + "1/week"}, now: "2027-03-28T10:00", entries: []string{"a published 2027-03-01", "b published 2027-03-20", "c approved 2027-03-28"},
		}, "2027-03-02..2027-03-20", 2, 1, 0},
		{"a slot ends where its tolerance does", scene{
			plans: []string{march + "FREQ=WEEKLY;BYDAY=TU@10:00"}, now: "2027-03-25T10:00", entries: []string{"a published 2027-03-02T10:00", "b published 2027-03-10T10:00", "c approved 2027-03-24T23:00"},
		}, "2027-03-03..2027-03-16", 2, 2, 3},
		{"publications alone are matched again", scene{
			plans: []string{"p 2027-03-01..2027-03-07 FREQ=WEEKLY;BYDAY=MO,TU@10:00"}, now: "2027-03-03T10:00:01", entries: []string{"a approved 2027-03-01T11:00", "b published 2027-03-01T23:00"},
			grace: "72h",
		}, "2027-03-01..2027-03-07", 2, 1, 4},
		{"nothing was expected", scene{plans: []string{march + "1/week"}, pauses: []string{"2027-03-01..2027-03-07"}, now: "2027-03-08T10:00"}, "2027-03-01..2027-03-14", 0, 0, 0},
		{"the runway ends before the first alarm", scene{
			plans: []string{march + "1/week", "q 2027-03-29..2027-12-31 1/week"}, now: "2027-03-01T10:00", entries: []string{"a approved 2027-03-02", "b approved 2027-03-09"},
		}, "2027-03-01..2027-12-31", 0, 0, 13},
		{"the first alarm may lie in a plan that begins later", scene{plans: []string{march + "1/week"}, now: "2027-02-20T10:00"}, "2027-01-01..2027-12-31", 0, 0, 8},
		{"without a plan there is none", scene{now: "2027-02-20T10:00"}, "2027-01-01..2027-12-31", 0, 0, 0},
	}
}

func TestModelCounts(t *testing.T) {
	t.Parallel()
	for _, tc := range countCases() {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, c, now := tc.scene.stage(t)
			m := newModel(s, c, now)
			expected, kept := m.figures(mustSpan(t, tc.span))
			diff(t, []int{tc.expected, tc.kept, tc.runway}, []int{expected, kept, m.runway()})
		})
	}
}

// Only an active channel promises anything.
func TestModelStatuses(t *testing.T) {
	t.Parallel()
	for _, status := range plan.ChannelStatuses {
		s, c, now := scene{status: status, plans: []string{march + "1/week"}, now: "2027-03-01T10:00"}.stage(t)
		if found := newModel(s, c, now).findings(); (len(found) > 0) != (status == plan.Active) {
			t.Errorf("%s: %v", status, lines(found))
		}
	}
}
