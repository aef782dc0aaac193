package continuity_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func assess(t failer, s continuity.Snapshot, now time.Time) *continuity.Assessment {
	t.Helper()
	a, err := continuity.Assess(s, now)
	if err != nil {
		t.Fatalf("Assess: %v", err)
	}
	return a
}

func TestContract(t *testing.T) {
	t.Parallel()
	for _, tc := range allContractCases() {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, _, now := tc.scene.stage(t)
			diff(t, tc.want, lines(assess(t, s, now).Result().Findings, tc.rules...))
		})
	}
}

func TestContractCounts(t *testing.T) {
	t.Parallel()
	for _, tc := range countCases() {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, _, now := tc.scene.stage(t)
			a := assess(t, s, now)
			f := a.Figures(mustSpan(t, tc.span))
			diff(t, []int{tc.expected, tc.kept, tc.runway}, []int{f.Expected, f.Kept, a.Runway().Days})
		})
	}
}

// Engine and model must agree on every channel that can be drawn.
func TestAgreesWithBruteForce(t *testing.T) {
	t.Parallel()
	for _, place := range places {
		for _, kind := range cadenceKinds {
			t.Run(place.zone+" "+kind, func(t *testing.T) {
				t.Parallel()
				c := newClock(zoneOf(t, place.zone))
				rapid.Check(t, func(t *rapid.T) {
					d := drawChannel(t, c, place, kind)
					agree(t, d)
				})
			})
		}
	}
}

// agree compares all that both compute, from two moments: the drawn one and the
// last one of which the engine says that its findings hold.
func agree(t *rapid.T, d drawn) {
	t.Helper()
	a := assess(t, d.snapshot, d.now)
	m := newModel(d.snapshot, d.clock, d.now)
	got, want := a.Result(), m.findings()
	if delta := diffLines(lines(want), lines(got.Findings)); delta != "" {
		t.Fatalf("%s\nfindings -model +engine\n%s", d, delta)
	}
	if !slices.IsSortedFunc(got.Findings, byPressure) {
		t.Fatalf("%s\nout of order: %v", d, got.Findings)
	}
	sameOwners(t, d, want, got.Findings)
	sameFigures(t, d, a, m)
	if runway := a.Runway().Days; runway != m.runway() {
		t.Fatalf("%s\nrunway: model %d, engine %d\n%v", d, m.runway(), runway, lines(want))
	}
	if !got.HoldsUntil.After(d.now) {
		t.Fatalf("%s\nholds until %s, which is not after now", d, got.HoldsUntil)
	}
	last := got.HoldsUntil.Add(-time.Nanosecond)
	if delta := diffLines(lines(want), lines(newModel(d.snapshot, d.clock, last).findings())); delta != "" {
		t.Fatalf("%s\nholds until %s, but at %s: -now +then\n%s", d, got.HoldsUntil, last, delta)
	}
}

// byPressure is the order of findings: critical, warning, notice, missed, then the
// first day, the rule and the fingerprint.
func byPressure(a, b continuity.Finding) int {
	rank := func(f continuity.Finding) int {
		return slices.Index([]continuity.Severity{"critical", "warning", "notice", "missed"}, f.Severity)
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Span.From, b.Span.From), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Fingerprint, b.Fingerprint))
}

func sameOwners(t *rapid.T, d drawn, want, got []continuity.Finding) {
	t.Helper()
	type held struct {
		Rule    continuity.Rule
		Plan    string
		Subject string
		From    plan.Day
		Owner   string
	}
	owners := func(findings []continuity.Finding) []held {
		var out []held
		for _, f := range findings {
			out = append(out, held{f.Rule, f.PlanID, f.SubjectID, f.Span.From, f.OwnerID})
		}
		slices.SortFunc(out, func(a, b held) int {
			return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.From, b.From), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Owner, b.Owner))
		})
		return out
	}
	if delta := diffLines(owners(want), owners(got)); delta != "" {
		t.Fatalf("%s\nowners -model +engine\n%s", d, delta)
	}
}

func sameFigures(t *rapid.T, d drawn, a *continuity.Assessment, m *model) {
	t.Helper()
	span := d.span
	expected, kept := m.figures(span)
	got := a.Figures(span)
	if got.Expected != expected || got.Kept != kept {
		t.Fatalf("%s\nfigures of %s..%s: model %d/%d, engine %d/%d", d, span.From, span.To, kept, expected, got.Kept, got.Expected)
	}
	covering := m.entriesIn(span, counted)
	ready := m.entriesIn(span, func(e known) bool { return e.covers && e.State.Ready() })
	published := m.entriesIn(span, isPublished)
	if got.Planned != len(covering) || got.Ready != len(ready) || got.Published != len(published) {
		t.Fatalf("%s\nentries of %s..%s: model %d %d %d, engine %+v", d, span.From, span.To, len(covering), len(ready), len(published), got)
	}
	if got.Unconfirmed < 0 || got.Unconfirmed > got.Expected-got.Kept {
		t.Fatalf("%s\nunconfirmed: %+v", d, got)
	}
}
