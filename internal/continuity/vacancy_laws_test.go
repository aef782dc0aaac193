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
// silence, days are. It stands on a day that is not paused, and not in the past. Not
// where the date itself once went back.
func TestAnEntryInItsVacancyAnswersAGap(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		if d.snapshot.Channel.TimeZone == "America/St_Johns" {
			return
		}
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
