package continuity_test

import (
	"testing"

	"stetig/internal/continuity"
)

func absenceCases() []contractCase {
	rule := []continuity.Rule{continuity.UncoveredAbsence}
	const quarter = "p 2027-03-01..2027-05-30 1/week " // thirteen whole weeks
	const now = "2027-03-01T10:00"
	both := []string{"anna", "ben"}
	return []contractCase{
		{"the owner of a plan is away and nobody stands in", scene{
			plans: []string{quarter}, owner: "anna", members: both, absences: []string{"x anna 2027-03-10..2027-03-12"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-10..2027-03-12 0/1 warning"}},
		{"the absence's deputy stands in", scene{
			plans: []string{quarter}, owner: "anna", members: both, absences: []string{"x anna 2027-03-10..2027-03-12 deputy=ben"}, now: now,
		}, rule, nil},
		{"else the plan's", scene{
			plans: []string{quarter + "deputy=ben"}, owner: "anna", members: both, absences: []string{"x anna 2027-03-10..2027-03-12"}, now: now,
		}, rule, nil},
		{"else the channel's", scene{
			plans: []string{quarter}, owner: "anna", deputy: "ben", members: both, absences: []string{"x anna 2027-03-10..2027-03-12"}, now: now,
		}, rule, nil},
		{"who is named first counts, there or not", scene{
			plans: []string{quarter + "deputy=ben"}, owner: "anna", deputy: "ben", members: both, absences: []string{"x anna 2027-03-10..2027-03-12 deputy=gone"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-10..2027-03-12 0/1 warning"}},
		{"a deputy who is away stands in on the other days", scene{
			plans: []string{quarter}, owner: "anna", deputy: "ben", members: both, absences: []string{"x anna 2027-03-08..2027-03-19", "y ben 2027-03-10..2027-03-11", "z ben 2027-03-15..2027-03-15"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-10..2027-03-15 0/1 warning"}},
		{"the owner cannot stand in for themselves", scene{
			plans: []string{quarter + "deputy=anna"}, owner: "anna", members: both, absences: []string{"x anna 2027-03-10..2027-03-10"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-10..2027-03-10 0/1 warning"}},
		{"days before today alarm nobody", scene{
			plans: []string{quarter}, owner: "anna", members: both, absences: []string{"x anna 2027-02-01..2027-03-02", "y anna 2027-02-01..2027-02-28"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-01..2027-03-02 0/1 critical"}},
		{"pauses and holidays need nobody", scene{
			plans: []string{quarter}, owner: "anna", members: both, absences: []string{"x anna 2027-03-08..2027-03-21"}, pauses: []string{"2027-03-08..2027-03-10"}, holidays: []string{"2027-03-21"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-11..2027-03-20 0/1 warning"}},
		{"a week that expects nothing needs nobody", scene{
			plans: []string{quarter}, owner: "anna", members: both, absences: []string{"x anna 2027-03-12..2027-03-14"}, pauses: []string{"2027-03-08..2027-03-11"}, now: now,
		}, rule, nil},
		{"of slots only their days count", scene{
			plans: []string{"p 2027-03-01..2027-05-30 FREQ=WEEKLY;BYDAY=TU,TH@10:00"}, owner: "anna", members: both, absences: []string{"x anna 2027-03-10..2027-03-15", "y anna 2027-03-19..2027-03-22"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-11..2027-03-11 0/1 warning"}},
		{"an entry of theirs is due", scene{
			plans: []string{quarter}, owner: "ben", members: both, absences: []string{"x anna 2027-03-08..2027-03-19"}, now: now,
			entries: []string{"a planned 2027-03-09 owner=ben", "b approved 2027-03-10T10:00 owner=anna", "c planned 2027-03-12 owner=anna", "d idea 2027-03-15 owner=anna", "e published 2027-03-16 owner=anna", "f cancelled 2027-03-17 owner=anna", "g planned 2027-03-20 owner=anna"},
		}, rule, []string{"uncovered_absence p - 2027-03-10..2027-03-12 0/1 warning"}},
		{"each plan by itself, and what lies in none", scene{
			plans: []string{"p 2027-03-01..2027-03-14 1/week owner=anna", "q 2027-03-15..2027-03-28 1/week owner=ben deputy=ben"}, members: both, absences: []string{"x anna 2027-03-13..2027-04-09"}, now: now,
			entries: []string{"a planned 2027-03-17 owner=anna", "b planned 2027-04-05 owner=anna"},
		}, rule, []string{"uncovered_absence - - 2027-04-05..2027-04-05 0/1 warning", "uncovered_absence p - 2027-03-13..2027-03-14 0/1 warning"}},
		{"two absences are two matters", scene{
			plans: []string{quarter}, owner: "anna", members: both, absences: []string{"x anna 2027-03-10..2027-03-12", "y anna 2027-05-10..2027-05-12"}, now: now,
		}, rule, []string{"uncovered_absence p - 2027-03-10..2027-03-12 0/1 warning", "uncovered_absence p - 2027-05-10..2027-05-12 0/1 notice"}},
		{"who has gone is not away", scene{
			plans: []string{quarter}, owner: "gone", members: both, absences: []string{"x gone 2027-03-10..2027-03-12"}, now: now,
		}, rule, nil},
		{"nobody asks who is there", scene{
			plans: []string{quarter}, owner: "anna", absences: []string{"x anna 2027-03-10..2027-03-12"}, now: now,
		}, rule, nil},
	}
}

// An absence's gap stays the same one while its days come nearer, and is
// resolved, never missed, when they have passed.
func TestAnAbsencesGapIsNeverMissed(t *testing.T) {
	t.Parallel()
	sc := scene{
		plans: []string{"p 2027-03-01..2027-05-30 1/week"}, owner: "anna", members: []string{"anna"},
		absences: []string{"x anna 2027-03-10..2027-03-12"},
	}
	var gaps []continuity.Gap
	var seen []string
	for _, now := range []string{"2027-03-01T10:00", "2027-03-11T10:00", "2027-03-13T00:00"} {
		sc.now = now
		s, _, at := sc.stage(t)
		r := continuity.Reconcile(assess(t, s, at), gaps, func() string { return "g" + now })
		for _, g := range r.Changed {
			if g.Rule == continuity.UncoveredAbsence {
				gaps = []continuity.Gap{g}
				seen = append(seen, g.ID+" "+string(g.State)+" "+g.Span.From.String()+" "+g.Fingerprint+" "+g.OwnerID)
			}
		}
	}
	diff(t, []string{
		"g2027-03-01T10:00 open 2027-03-10 uncovered_absence:x:p anna",
		"g2027-03-01T10:00 open 2027-03-11 uncovered_absence:x:p anna",
		"g2027-03-01T10:00 resolved 2027-03-11 uncovered_absence:x:p anna",
	}, seen)
}
