package continuity_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// An entry where a gap has its vacancy answers it: one is missing less or, of a
// silence, days are. It stands on a day that is not paused, and not in the past.
func TestAnEntryInItsVacancyAnswersAGap(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		a := assess(t, d.snapshot, d.now)
		findings := a.Result().Findings
		for _, f := range findings {
			vacancy, err := a.Vacancy(continuity.Gap{Finding: f}, d.snapshot.Holidays, d.now)
			switch {
			case !f.Rule.Fillable():
				if !errors.Is(err, continuity.ErrNoEntryHelps) {
					t.Fatalf("%s\nan entry is to answer %v: %v", d, lines([]continuity.Finding{f}), err)
				}
				continue
			case errors.Is(err, continuity.ErrNoDayLeft):
				continue
			case err != nil:
				t.Fatalf("%s\n%v: %v", d, lines([]continuity.Finding{f}), err)
			}
			if vacancy.Day < a.Today() || vacancy.Timed && !vacancy.Instant.After(d.now) {
				t.Fatalf("%s\n%v is to be answered in the past: %+v", d, lines([]continuity.Finding{f}), vacancy)
			}
			if slices.ContainsFunc(d.snapshot.Pauses, func(p plan.Pause) bool { return p.Span.Holds(vacancy.Day) }) {
				t.Fatalf("%s\n%v is to be answered in a pause: %+v", d, lines([]continuity.Finding{f}), vacancy)
			}
			mustAnswer(t, d, findings, f, vacancy)
		}
	})
}

func mustAnswer(t *rapid.T, d drawn, before []continuity.Finding, f continuity.Finding, vacancy continuity.Vacancy) {
	t.Helper()
	e := plan.Entry{ID: "filling", ChannelID: d.snapshot.Channel.ID, State: plan.Planned, PublishAt: vacancy.Instant}
	if !vacancy.Timed {
		e.PublishOn = &vacancy.Day
	}
	more := d.snapshot
	more.Entries = append(slices.Clone(more.Entries), e)
	after := assess(t, more, d.now).Result().Findings
	if f.Rule != continuity.Silence {
		if shortfall(after) >= shortfall(before) {
			t.Fatalf("%s\n%v lacks no less with %+v", d, lines([]continuity.Finding{f}), vacancy)
		}
		return
	}
	for _, g := range after {
		if g.Fingerprint == f.Fingerprint && g.Actual >= f.Actual {
			t.Fatalf("%s\n%v is as silent with %+v", d, lines([]continuity.Finding{f}), vacancy)
		}
	}
}

// On 7 November 2010 the clocks of St John's went back from one minute past midnight:
// the date too, for an hour less a minute. By then the day before had ended, and an
// entry that had only its date was overdue unless there was grace.
func TestNoVacancyOnADayThatHasEnded(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, cadence, grace string
		err                  error
	}{
		{"a quota's", "7/week", "0s", continuity.ErrNoDayLeft},
		{"within the grace it would cover", "7/week", "15m", nil},
		{"a slot's", "FREQ=DAILY@23:10 tolerance=1h", "0s", continuity.ErrNoDayLeft},
		{"a slot's, within the grace", "FREQ=DAILY@23:10 tolerance=1h", "15m", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, _, now := scene{
				zone: "America/St_Johns", grace: tc.grace, plans: []string{"p 2010-11-05..2010-11-06 " + tc.cadence}, now: "2010-11-07T02:45:00Z", // 23:15 on the 6th
			}.stage(t)
			a := assess(t, s, now)
			for _, f := range a.Result().Findings {
				if !f.Rule.Fillable() || f.Severity == continuity.Missed {
					continue
				}
				if vacancy, err := a.Vacancy(continuity.Gap{Finding: f}, now); !errors.Is(err, tc.err) {
					t.Errorf("%v is answered by %+v, %v; want %v", lines([]continuity.Finding{f}), vacancy, err, tc.err)
				}
			}
		})
	}
}
