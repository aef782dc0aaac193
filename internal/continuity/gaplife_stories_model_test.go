package continuity_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// moment is a scan in a story: what has changed since the one before, and what
// is stored afterwards. Nil lists leave things as they were.
type moment struct {
	now                    string
	plans, pauses, entries []string
	status                 plan.ChannelStatus
	accept                 string // "matter until 2027-03-01", before the scan
	want                   []string
}

// story is a sentence of a gap's life, told on one channel.
type story struct {
	name    string
	rules   []continuity.Rule // those told
	moments []moment
}

func stories() []story {
	const weekly = "p 2027-03-01..2027-03-28 1/week"
	full := []string{"a published 2027-03-01", "b approved 2027-03-08", "c approved 2027-03-15", "d approved 2027-03-22"}
	without := func(id string) []string {
		return slices.DeleteFunc(slices.Clone(full), func(e string) bool { return strings.HasPrefix(e, id) })
	}
	return []story{
		{"a new gap is open, or missed at once", promises, []moment{
			{now: "2027-03-09T12:00", plans: []string{weekly}, entries: full[2:], want: []string{
				"missed cadence p - 2027-03-01..2027-03-07 0/1 missed", "open cadence p - 2027-03-08..2027-03-14 0/1 critical",
			}},
		}},
		{"span, figures and severity follow", promises, []moment{
			{now: "2027-02-01T12:00", plans: []string{weekly}, entries: []string{"a published 2027-03-01"}, want: []string{"open runs_dry p - 2027-03-08..2027-03-28 0/3 warning"}},
			{now: "2027-02-01T13:00", entries: full[:2], want: []string{"open runs_dry p - 2027-03-15..2027-03-28 0/2 warning"}},
			{now: "2027-03-08T00:00", entries: full[:2], want: []string{"open runs_dry p - 2027-03-15..2027-03-28 0/2 critical"}},
		}},
		{"not found any more it is resolved, and comes back as the same", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: without("b"), want: []string{"open cadence p - 2027-03-08..2027-03-14 0/1 critical"}},
			{now: "2027-03-01T13:00", entries: full, want: []string{"resolved cadence p - 2027-03-08..2027-03-14 0/1 critical"}},
			{now: "2027-03-01T14:00", entries: without("b"), want: []string{"open cadence p - 2027-03-08..2027-03-14 0/1 critical"}},
		}},
		{"held by a runs_dry it is merged", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: without("c"), want: []string{"open cadence p - 2027-03-15..2027-03-21 0/1 warning"}},
			{now: "2027-03-01T13:00", entries: full[:2], want: []string{"merged cadence p - 2027-03-15..2027-03-21 0/1 warning", "open runs_dry p - 2027-03-15..2027-03-28 0/2 warning"}},
			{now: "2027-03-01T14:00", entries: without("c"), want: []string{"open cadence p - 2027-03-15..2027-03-21 0/1 warning", "resolved runs_dry p - 2027-03-15..2027-03-28 0/2 warning"}},
		}},
		{"what expects nothing any more is not held by it", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: without("c"), want: []string{"open cadence p - 2027-03-15..2027-03-21 0/1 warning"}},
			{now: "2027-03-01T13:00", entries: full[:1], pauses: []string{"2027-03-15..2027-03-21"}, want: []string{"open runs_dry p - 2027-03-08..2027-03-28 0/2 critical", "resolved cadence p - 2027-03-15..2027-03-21 0/1 warning"}},
		}},
		{"nor is a slot on a paused day", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{"p 2027-03-01..2027-03-28 FREQ=WEEKLY;BYDAY=TU@10:00"}, entries: []string{"d approved 2027-03-23"}, want: []string{
				"open cadence p - 2027-03-02..2027-03-02 0/1 critical", "open cadence p - 2027-03-09..2027-03-09 0/1 warning", "open cadence p - 2027-03-16..2027-03-16 0/1 warning",
			}},
			{now: "2027-03-01T13:00", entries: []string{}, pauses: []string{"2027-03-16..2027-03-16"}, want: []string{
				"merged cadence p - 2027-03-02..2027-03-02 0/1 critical", "merged cadence p - 2027-03-09..2027-03-09 0/1 warning", "open runs_dry p - 2027-03-02..2027-03-28 0/3 critical", "resolved cadence p - 2027-03-16..2027-03-16 0/1 warning",
			}},
		}},
		{"vanished after its days it is missed, before them resolved", promises, []moment{
			{now: "2027-03-05T12:00", plans: []string{weekly}, entries: full[2:], want: []string{"open cadence p - 2027-03-01..2027-03-07 0/1 critical", "open cadence p - 2027-03-08..2027-03-14 0/1 critical"}},
			{now: "2027-03-08T12:00", status: plan.Retired, want: []string{"missed cadence p - 2027-03-01..2027-03-07 0/1 critical", "resolved cadence p - 2027-03-08..2027-03-14 0/1 critical"}},
		}},
		{"made up for after its days it is resolved, not missed", promises, []moment{
			{now: "2027-03-05T12:00", plans: []string{weekly}, entries: full[1:], want: []string{"open cadence p - 2027-03-01..2027-03-07 0/1 critical"}},
			{now: "2027-03-08T12:00", entries: append([]string{"z published 2027-03-07"}, full[1:]...), want: []string{"resolved cadence p - 2027-03-01..2027-03-07 0/1 critical"}},
		}},
		{"missed is final against time, not against facts", promises, []moment{
			{now: "2027-03-08T12:00", plans: []string{weekly}, entries: full[1:], want: []string{"missed cadence p - 2027-03-01..2027-03-07 0/1 missed"}},
			{now: "2027-03-20T12:00", plans: []string{}, want: []string{"missed cadence p - 2027-03-01..2027-03-07 0/1 missed"}},
			{now: "2027-03-21T12:00", plans: []string{weekly}, entries: []string{"z published 2027-03-03", "b published 2027-03-08", "c published 2027-03-15", "d approved 2027-03-22"}, want: []string{"resolved cadence p - 2027-03-01..2027-03-07 0/1 missed"}},
		}},
		{"a silence is missed, and broken by a publication recorded later", quiet, []moment{
			{now: "2027-03-05T12:00", plans: []string{weekly + " silence=3"}, entries: []string{"a published 2027-03-01", "b approved 2027-03-08"}, want: []string{"open silence p entry:b 2027-03-02..2027-03-07 6/3 critical"}},
			{now: "2027-03-08T12:00", want: []string{"missed silence p entry:b 2027-03-02..2027-03-07 6/3 missed"}},
			{now: "2027-03-09T12:00", entries: []string{"a published 2027-03-01", "z published 2027-03-04", "b approved 2027-03-08"}, want: []string{"resolved silence p entry:b 2027-03-02..2027-03-07 6/3 missed"}},
		}},
		{"what is overdue is never missed", []continuity.Rule{continuity.Overdue}, []moment{
			{now: "2027-03-05T12:00", plans: []string{weekly}, entries: []string{"a approved 2027-03-02"}, want: []string{"open overdue p entry:a 2027-03-02..2027-03-02 0/1 critical"}},
			{now: "2027-04-05T12:00", entries: []string{"a cancelled 2027-03-02"}, want: []string{"resolved overdue p entry:a 2027-03-02..2027-03-02 0/1 critical"}},
		}},
	}
}

func acceptanceStories() []story {
	const weekly, twice = "p 2027-03-01..2027-03-28 1/week", "p 2027-03-01..2027-03-28 2/week"
	around := []string{"a published 2027-03-01", "c approved 2027-03-15", "d approved 2027-03-22"}
	filled := append([]string{"b approved 2027-03-08"}, around...)
	const week, gap = "period p 2027-03-08", "cadence p - 2027-03-08..2027-03-14 0/1 critical"
	return []story{
		{"accepted it stays, survives resolving and returning, and ends after its last day", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: around, want: []string{"open " + gap}},
			{now: "2027-03-01T13:00", accept: week + " until 2027-03-04", want: []string{"accepted " + gap}},
			{now: "2027-03-02T13:00", entries: filled, want: []string{"resolved " + gap + ", was accepted"}},
			{now: "2027-03-04T23:59:59", entries: around, want: []string{"accepted " + gap}},
			{now: "2027-03-05T00:00", want: []string{"open " + gap}},
		}},
		{"over while it was resolved, it returns open", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: around, want: []string{"open " + gap}},
			{now: "2027-03-01T13:00", accept: week + " until 2027-03-04", entries: filled, want: []string{"resolved " + gap + ", was accepted"}},
			{now: "2027-03-05T12:00", entries: around, want: []string{"open " + gap}},
		}},
		{"it ends when more is missing", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: around, want: []string{"open " + gap}},
			{now: "2027-03-01T13:00", accept: week + " until 2027-03-20", want: []string{"accepted " + gap}},
			{now: "2027-03-01T14:00", plans: []string{twice}, entries: append([]string{"e approved 2027-03-02", "f approved 2027-03-16", "g approved 2027-03-23"}, around...), want: []string{"open cadence p - 2027-03-08..2027-03-14 0/2 critical"}},
		}},
		{"it ends when it begins earlier, not when later", promises, []moment{
			{now: "2027-03-01T12:00", plans: []string{weekly}, entries: filled[:2], want: []string{"open runs_dry p - 2027-03-15..2027-03-28 0/2 warning"}},
			{now: "2027-03-01T13:00", accept: "dry p until 2027-03-20", entries: filled[:3], want: []string{"accepted runs_dry p - 2027-03-22..2027-03-28 0/1 warning"}},
			{now: "2027-03-02T13:00", entries: filled[1:2], pauses: []string{"2027-03-15..2027-03-28"}, want: []string{"open runs_dry p - 2027-03-08..2027-03-28 0/1 critical"}},
		}},
		{"when its span passes it is missed, and was accepted", promises, []moment{
			{now: "2027-03-08T12:00", plans: []string{weekly}, entries: around, want: []string{"open " + gap}},
			{now: "2027-03-08T13:00", accept: week + " until 2027-03-14", want: []string{"accepted " + gap}},
			{now: "2027-03-16T12:00", want: []string{"missed cadence p - 2027-03-08..2027-03-14 0/1 missed, was accepted"}},
		}},
		{"the same where its plan is gone before anybody looks", promises, []moment{
			{now: "2027-03-08T12:00", plans: []string{weekly}, entries: around, want: []string{"open " + gap}},
			{now: "2027-03-08T13:00", accept: week + " until 2027-03-14", want: []string{"accepted " + gap}},
			{now: "2027-03-20T12:00", plans: []string{}, want: []string{"missed " + gap + ", was accepted"}},
		}},
		{"an acceptance that was over before is no longer told", promises, []moment{
			{now: "2027-03-08T12:00", plans: []string{weekly}, entries: around, want: []string{"open " + gap}},
			{now: "2027-03-08T13:00", accept: week + " until 2027-03-13", want: []string{"accepted " + gap}},
			{now: "2027-03-16T12:00", want: []string{"missed cadence p - 2027-03-08..2027-03-14 0/1 missed"}},
		}},
	}
}

// tell writes the ledger as stories do: state, finding, and an acceptance of
// what is not accepted now.
func (l ledger) tell(rules []continuity.Rule) []string {
	var told []string
	for _, matter := range slices.Sorted(maps.Keys(l)) {
		g := l[matter]
		for _, line := range lines([]continuity.Finding{g.finding}, rules...) {
			if g.acceptance != nil && g.state != continuity.Accepted {
				line += ", was accepted"
			}
			told = append(told, string(g.state)+" "+line)
		}
	}
	slices.Sort(told)
	return told
}

func TestLifeOfAGap(t *testing.T) {
	t.Parallel()
	for _, s := range append(stories(), acceptanceStories()...) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			y := newYear(newClock(zoneOf(t, "Europe/Berlin")))
			var sc scene
			for i, m := range s.moments {
				sc = m.after(sc)
				snapshot, c, now := sc.stage(t)
				y.snapshot, y.clock, y.now = snapshot, c, now
				if m.accept != "" {
					matter, until, _ := strings.Cut(m.accept, " until ")
					y.acceptMatter(t, matter, mustDay(t, until))
				}
				y.scan(t) // and compare engine and model
				diff(t, append([]string{fmt.Sprint("moment ", i)}, slices.Sorted(slices.Values(m.want))...), append([]string{fmt.Sprint("moment ", i)}, y.ledger.tell(s.rules)...))
			}
		})
	}
}

// after applies a moment's changes to the scene before.
func (m moment) after(sc scene) scene {
	sc.now = m.now
	if m.plans != nil {
		sc.plans = m.plans
	}
	if m.pauses != nil {
		sc.pauses = m.pauses
	}
	if m.entries != nil {
		sc.entries = m.entries
	}
	if m.status != "" {
		sc.status = m.status
	}
	return sc
}

func TestAcceptRefuses(t *testing.T) {
	t.Parallel()
	today := mustDay(t, "2027-03-01")
	at := today.Wall().In(zoneOf(t, "Europe/Berlin"))
	for _, state := range continuity.GapStates {
		_, _, err := continuity.Accept(continuity.Gap{State: state}, "lea", "Known.", today, today, at)
		want := plan.Code("")
		if !state.Live() {
			want = plan.CodeConflict
		}
		diff(t, want, plan.CodeOf(err))
		_, _, err = continuity.Withdraw(continuity.Gap{State: state, Acceptance: &continuity.Acceptance{}}, "lea", at)
		want = plan.CodeConflict
		if state == continuity.Accepted {
			want = ""
		}
		diff(t, want, plan.CodeOf(err))
	}
	cases := []struct {
		reason string
		until  plan.Day
	}{{"", today}, {"  ", today}, {strings.Repeat("x", 100_000), today}, {"Known.", today - 1}}
	for _, tc := range cases {
		g := continuity.Gap{ID: "g", State: continuity.Open}
		if _, _, err := continuity.Accept(g, "lea", tc.reason, tc.until, today, at); plan.CodeOf(err) != plan.CodeInvalid {
			t.Errorf("%.10q until %s: %v", tc.reason, tc.until, err)
		}
	}
}

// Figures of a span are the sums over its parts.
func TestFiguresAdd(t *testing.T) {
	everywhere(t, func(t *rapid.T, d drawn) {
		a := assess(t, d.snapshot, d.now)
		span := d.width()
		cut := drawDay(t, "cut", plan.Span{From: span.From, To: span.To - 1})
		whole := a.Figures(span)
		sum := a.Figures(plan.Span{From: span.From, To: cut})
		rest := a.Figures(plan.Span{From: cut + 1, To: span.To})
		sum.Span = span
		sum.Expected += rest.Expected
		sum.Kept += rest.Kept
		sum.Unconfirmed += rest.Unconfirmed
		sum.Planned += rest.Planned
		sum.Ready += rest.Ready
		sum.Published += rest.Published
		sum.Promised += rest.Promised
		sum.Covered += rest.Covered
		diff(t, whole, sum)
	})
}
