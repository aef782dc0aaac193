package continuity_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/plan"
)

func (y *year) changeSpacing(t *rapid.T, _ plan.Day) {
	y.snapshot.Channel.MinSpacing = time.Duration(rapid.SampledFrom([]int{0, 2, 24, 49}).Draw(t, "spacing")) * time.Hour
	y.note("entries stand %s apart", y.snapshot.Channel.MinSpacing)
}

// changeHolidays gives the channel another region, and another mind about it.
func (y *year) changeHolidays(t *rapid.T, day plan.Day) {
	channel := &y.snapshot.Channel
	channel.SkipHolidays, channel.WarnOnHolidays = rapid.Bool().Draw(t, "skips"), rapid.Bool().Draw(t, "warns")
	y.snapshot.Holidays = nil
	for range rapid.IntRange(0, 12).Draw(t, "holidays") {
		y.snapshot.Holidays = append(y.snapshot.Holidays, day+plan.Day(rapid.IntRange(-20, 40).Draw(t, "days away")))
	}
	y.note("holidays %v, skipped %t, warned of %t", y.snapshot.Holidays, channel.SkipHolidays, channel.WarnOnHolidays)
}

func (y *year) layTheme(t *rapid.T, day plan.Day) {
	if p := y.anyPlan(t); p != nil {
		from := day + plan.Day(rapid.IntRange(-20, 60).Draw(t, "days away"))
		theme := plan.Theme{ID: fmt.Sprint(len(y.snapshot.Themes)), PlanID: p.ID, Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 45).Draw(t, "length"))}}
		y.snapshot.Themes = append(slices.Clone(y.snapshot.Themes), theme)
		y.note("theme on %s %s..%s", p.ID, theme.Span.From, theme.Span.To)
	}
}

func (y *year) liftTheme(*rapid.T, plan.Day) {
	if len(y.snapshot.Themes) > 0 {
		y.snapshot.Themes = y.snapshot.Themes[1:]
		y.note("take the first theme off")
	}
}

func (y *year) askForThemes(t *rapid.T, _ plan.Day) {
	if p := y.anyPlan(t); p != nil {
		p.ThemeEachMonth = !p.ThemeEachMonth
		y.note("%s asks for themes: %t", p.ID, p.ThemeEachMonth)
	}
}

func (y *year) changeShares(t *rapid.T, _ plan.Day) {
	if p := y.anyPlan(t); p != nil {
		p.CompanyShare, p.CuratedShare = drawShare(t), drawShare(t)
		y.note("%s bounds company %v, curated %v", p.ID, p.CompanyShare, p.CuratedShare)
	}
}

func (y *year) changeTopic(t *rapid.T, _ plan.Day) {
	if e := y.anyEntry(t); e != nil {
		e.TopicID = rapid.SampledFrom([]string{"", "us", "them"}).Draw(t, "topic")
		y.note("%s is about %q", e.ID, e.TopicID)
	}
}

// goAway has somebody be away, at a time at which they are not yet.
func (y *year) goAway(t *rapid.T, day plan.Day) {
	from := day + plan.Day(rapid.IntRange(-5, 40).Draw(t, "days away"))
	x := plan.Absence{
		ID: fmt.Sprint("x", y.absences), MemberID: rapid.SampledFrom([]string{"anna", "ben"}).Draw(t, "away"), DeputyID: rapid.SampledFrom([]string{"", "anna", "ben", "gone"}).Draw(t, "deputy"),
		Span: plan.Span{From: from, To: from + plan.Day(rapid.IntRange(0, 30).Draw(t, "length"))},
	}
	y.absences++
	if !slices.ContainsFunc(y.snapshot.Absences, func(other plan.Absence) bool { return other.MemberID == x.MemberID && other.Span.Overlaps(x.Span) }) {
		y.snapshot.Absences = append(slices.Clone(y.snapshot.Absences), x)
		y.note("%s is away %s..%s, deputy %q", x.MemberID, x.Span.From, x.Span.To, x.DeputyID)
	}
}

func (y *year) comeBack(*rapid.T, plan.Day) {
	if len(y.snapshot.Absences) > 0 {
		y.note("%s is back", y.snapshot.Absences[0].MemberID)
		y.snapshot.Absences = y.snapshot.Absences[1:]
	}
}
