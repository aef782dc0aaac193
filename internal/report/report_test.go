package report

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func TestJSONRoundTrip(t *testing.T) {
	t.Parallel()
	for name, in := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := Compose(in)
			data, err := json.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Decode(data)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// frozen-schema-1.json is never rewritten: reports stored long ago must stay
// readable, in all they say, for ever. Fields may be added, none may go.
func TestReportsOfEverySchemaStayReadable(t *testing.T) {
	t.Parallel()
	stored, err := os.ReadFile(filepath.Join("..", "..", "testdata", "reports", "frozen-schema-1.json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Decode(stored)
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var before, after any
	if err := json.Unmarshal(stored, &before); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(again, &after); err != nil {
		t.Fatal(err)
	}
	for _, loss := range lost("report", before, after) {
		t.Error(loss)
	}
	for _, lang := range []string{"de", "en"} {
		if _, err := r.HTML(lang, HTMLOptions{}); err != nil {
			t.Error(err)
		}
		if _, err := r.Text(lang); err != nil {
			t.Error(err)
		}
		if _, err := r.CSV(lang); err != nil {
			t.Error(err)
		}
	}
	if got := r.Headline("de"); !strings.HasPrefix(got, "LinkedIn ") || !strings.Contains(got, "13. April") {
		t.Errorf("headline %q", got)
	}
}

// lost lists what before says and after does not.
func lost(path string, before, after any) []string {
	var losses []string
	switch was := before.(type) {
	case map[string]any:
		is, _ := after.(map[string]any)
		for key, value := range was {
			losses = append(losses, lost(path+"."+key, value, is[key])...)
		}
	case []any:
		is, _ := after.([]any)
		for i, value := range was {
			if i >= len(is) {
				return append(losses, fmt.Sprintf("%s[%d] is lost", path, i))
			}
			losses = append(losses, lost(fmt.Sprintf("%s[%d]", path, i), value, is[i])...)
		}
	default:
		if before != after {
			losses = append(losses, fmt.Sprintf("%s was %v and is %v", path, before, after))
		}
	}
	return losses
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	if _, err := Decode([]byte(`{"schema": 2, "week": "2031-W01"}`)); plan.CodeOf(err) != plan.CodeUnavailable {
		t.Errorf("a newer report: %v", err)
	}
	for _, bad := range []string{``, `[]`, `{}`, `{"schema":0}`, `{"schema":1,"from":"yesterday"}`, `{"schema":1,"channels":{}}`} {
		if _, err := Decode([]byte(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

func TestLateReportTellsOnlyItsWeek(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	in.Late = true
	r := Compose(in)
	if r.Gaps != nil || r.Changes != nil {
		t.Error("a late report tells gaps")
	}
	for _, c := range r.Channels {
		if c.Next4 != nil || c.Next12 != nil || c.Next52 != nil || c.Runway != nil {
			t.Errorf("a late report looks ahead on %s", c.Name)
		}
	}
	onTime := Compose(richInput(t))
	if diff := cmp.Diff(onTime.Total, r.Total); diff != "" {
		t.Errorf("its week differs (-on time +late):\n%s", diff)
	}
}

// A late report in between knew of no gaps; what is new cannot be told from it.
func TestLateReportIsNothingToCompareGapsWith(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	late := in
	late.Late, late.Week = true, plan.ISOWeek(2027, 13)
	previous := Compose(late)
	in.Previous = &previous
	r := Compose(in)
	if r.Changes != nil || r.Gaps.Open[0].New {
		t.Error("gaps are compared with a report that told none")
	}
	if told := r.channel("blog").Before.Told; told == nil {
		t.Error("the week before is not compared with what was told of it")
	}
}

func TestInputIsLeftAlone(t *testing.T) {
	t.Parallel()
	in, untouched := richInput(t), richInput(t)
	Compose(in)
	if diff := cmp.Diff(untouched, in); diff != "" {
		t.Errorf("Compose changed its input:\n%s", diff)
	}
}

// Each gap is told once, and every count adds up to the open ones.
func TestCountsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := Input{TimeZone: "Europe/Berlin", Week: plan.ISOWeek(2027, 14), MadeAt: monday, Gaps: drawGaps(t)}
		if rapid.Bool().Draw(t, "not the first") {
			previous := Compose(Input{Week: plan.ISOWeek(2027, 13), MadeAt: monday.Add(-7 * 24 * time.Hour), Gaps: drawGaps(t)})
			in.Previous = &previous
		}
		r := Compose(in)
		var live, open, byRule, byOwner int
		for _, g := range in.Gaps {
			if g.State.Live() {
				live++
			}
			if g.State == continuity.Open {
				open++
			}
		}
		for _, c := range r.Gaps.ByRule {
			byRule += c.Counts.Total
		}
		owners := map[string]bool{}
		for _, c := range r.Gaps.ByOwner {
			byOwner += c.Counts.Total
			owners[c.OwnerID] = true
			if sum := c.Counts.Critical + c.Counts.Warning + c.Counts.Notice; sum != c.Counts.Total || sum == 0 {
				t.Fatalf("%q: %+v", c.OwnerID, c.Counts)
			}
		}
		if len(owners) != len(r.Gaps.ByOwner) {
			t.Fatal("an owner is counted twice")
		}
		c := r.Gaps.Counts
		if len(r.Gaps.Open) != open || c.Total != open || byRule != open || byOwner != open || c.Critical+c.Warning+c.Notice != open {
			t.Fatalf("%d open, by rule %d, by owner %d, %+v", open, byRule, byOwner, c)
		}
		if len(r.Gaps.Open)+len(r.Gaps.Accepted) != live {
			t.Fatalf("%d open and %d accepted of %d", open, len(r.Gaps.Accepted), live)
		}
		if ch := r.Changes; ch != nil {
			if ch.New+ch.Carried != live || len(ch.Resolved)+len(ch.Merged)+len(ch.Missed) != len(in.Gaps)-live {
				t.Fatalf("%d live of %d, changes %+v", live, len(in.Gaps), ch)
			}
		}
	})
}

func drawGaps(t *rapid.T) []Gap {
	n := rapid.IntRange(0, 30).Draw(t, "gaps")
	gaps := make([]Gap, n)
	for i := range gaps {
		state := rapid.SampledFrom(continuity.GapStates).Draw(t, "state")
		severity := rapid.SampledFrom(continuity.Severities[:3]).Draw(t, "severity")
		if state == continuity.GapMissed {
			severity = continuity.Missed
		}
		gaps[i] = Gap{
			ID: fmt.Sprint("g", i), State: state, Severity: severity,
			Rule:    rapid.SampledFrom(continuity.Rules).Draw(t, "rule"),
			OwnerID: rapid.SampledFrom([]string{"", "m1", "m2", "m3"}).Draw(t, "owner"),
			From:    plan.Day(20_000 + rapid.IntRange(0, 400).Draw(t, "from")),
		}
		gaps[i].OwnerName = gaps[i].OwnerID
		gaps[i].To = gaps[i].From
	}
	return gaps
}

// All channels together have what each has.
func TestTotalIsTheSum(t *testing.T) {
	t.Parallel()
	r := Compose(richInput(t))
	var expected, kept, unconfirmed, before int
	for _, c := range r.Channels {
		expected += c.Week.Expected
		kept += c.Week.Kept
		unconfirmed += c.Week.Unconfirmed
		if c.Before != nil {
			before += c.Before.Kept
		}
	}
	total := r.Total.Week
	if total.Expected != expected || total.Kept != kept || total.Unconfirmed != unconfirmed || r.Total.Before.Kept != before {
		t.Errorf("total %+v", r.Total)
	}
	if *total.Rate != 0.5 {
		t.Errorf("4 of 8 is a rate of %v", *total.Rate)
	}
	if newsletter := r.channel("newsletter"); newsletter.Week.Rate != nil {
		t.Errorf("nothing expected is a rate of %v", *newsletter.Week.Rate)
	}
}
