package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/continuity"
)

// Months without a theme that follow each other are told as one: of a plan, as long
// as they press alike, in the order in which the first of them stands.
func TestMonthsWithoutAThemeAreToldAsOne(t *testing.T) {
	t.Parallel()
	month := func(planID string, severity continuity.Severity, from, to string) Gap {
		return Gap{Rule: continuity.ThemeMissing, PlanID: planID, Severity: severity, From: day(t, from), To: day(t, to)}
	}
	gaps := []Gap{
		month("p", "warning", "2027-04-01", "2027-04-30"), month("q", "warning", "2027-04-01", "2027-04-30"),
		month("p", "warning", "2027-05-01", "2027-05-31"),
		month("p", "notice", "2027-06-01", "2027-06-30"),
		{Rule: continuity.Cadence, PlanID: "p", Severity: "notice", From: day(t, "2027-07-01"), To: day(t, "2027-07-31")},
		month("p", "notice", "2027-07-01", "2027-07-31"), month("q", "notice", "2027-07-01", "2027-07-31"),
		month("p", "notice", "2027-09-01", "2027-09-15"),
	}
	gaps[len(gaps)-1].New = true
	var told []string
	for _, g := range joinMonths(gaps) {
		told = append(told, fmt.Sprintf("%s %s: %s", g.PlanID, g.Rule, Sentence(g, "en")))
	}
	diff := cmp.Diff([]string{
		"p theme_missing: From 1 April to 31 May 2027 the plan has no theme.",
		"q theme_missing: In April 2027 the plan has no theme.",
		"p theme_missing: From 1 June to 31 July 2027 the plan has no theme.",
		"p cadence: In July 2027 0 entries are promised and none is planned.",
		"q theme_missing: In July 2027 the plan has no theme.",
		"p theme_missing: From 1 to 15 September 2027 the plan has no theme.",
	}, told)
	if diff != "" {
		t.Error(diff)
	}
	if gaps[0].To != day(t, "2027-04-30") {
		t.Error("what is told has changed what is kept")
	}
}

func TestReportTellsAYearWithoutThemesOnce(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	in.Gaps = nil
	for _, m := range []string{"2027-07-01 2027-07-31", "2027-08-01 2027-08-31", "2027-09-01 2027-09-30"} {
		from, to, _ := strings.Cut(m, " ")
		in.Gaps = append(in.Gaps, NewGap(stored(t, "gap-"+from, continuity.ThemeMissing, continuity.Notice, "blog", "", from, to, 1, 0), Names{Channel: "Werkblog"}))
	}
	r := Compose(in)
	text, err := r.Text("de")
	if err != nil {
		t.Fatal(err)
	}
	told := strings.Join(strings.Fields(string(text)), " ") // lines are broken anywhere
	if !strings.Contains(told, "Vom 1. Juli bis 30. September 2027 hat der Plan keinen Schwerpunkt.") || strings.Count(told, "keinen Schwerpunkt") != 1 {
		t.Errorf("told is %s", told)
	}
	if r.Gaps.Counts.Notice != 3 {
		t.Errorf("%d gaps are counted, want 3", r.Gaps.Counts.Notice)
	}
}
