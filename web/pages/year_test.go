package pages

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func noGaps(id string) string { return "/w/x?channel=" + id + "#gaps" }

func days(from, to plan.Day) plan.Span { return plan.Span{From: from, To: to} }

func TestMonthsStandOverTheirWeeks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		year, weeks int
		want        []int
	}{
		{2026, 53, []int{5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 5}}, // begins and ends on a Thursday
		{2027, 52, []int{4, 4, 4, 5, 4, 4, 5, 4, 5, 4, 4, 5}},
	} {
		v := german().yearGrid(c.year, plan.Date(2027, time.March, 1), noGaps).view(nil)
		var got []int
		for _, m := range v.Months {
			got = append(got, m.Weeks)
		}
		if diff := cmp.Diff(c.want, got); diff != "" || len(v.Weeks) != c.weeks {
			t.Errorf("%d has %d weeks; weeks by month (-want +got):\n%s", c.year, len(v.Weeks), diff)
		}
		if v.HasNow != (c.year == 2027) {
			t.Errorf("%d: the running week is marked: %t", c.year, v.HasNow)
		}
	}
}

func TestCellTellsItsWeek(t *testing.T) {
	t.Parallel()
	monday := plan.ISOWeek(2027, 14).Monday
	head := "Blog, KW\u00a014, 2027: 5.\u00a0April – 11.\u00a0April 2027: "
	for _, c := range []struct {
		name          string
		week          channelWeek
		planless      bool
		title         string
		number, of    string
		class         string
		columns, mark string
	}{
		{name: "nothing", title: "nichts geplant, nichts zugesagt", class: "cell"},
		{
			name: "on the way", week: channelWeek{YearCell: app.YearCell{Expected: 3, Planned: 3, Ready: 2, Published: 1}},
			title: "3 von 3 geplant, 2 fertig, 1 veröffentlicht", number: "3", of: "3", class: "cell", columns: "published ready planned",
		},
		{
			name: "a gap", week: channelWeek{YearCell: app.YearCell{Expected: 2, Planned: 1, Gap: continuity.Critical}},
			title: "1 von 2 geplant, 0 fertig, 0 veröffentlicht, Lücke, dringend", number: "1", of: "2",
			class: "cell gap critical", columns: "planned missing", mark: "!!",
		},
		{
			name: "promised, nothing there, no gap", week: channelWeek{YearCell: app.YearCell{Expected: 2}},
			title: "0 von 2 geplant", of: "2", class: "cell",
		},
		{
			name: "silence", week: channelWeek{YearCell: app.YearCell{Gap: continuity.Missed}},
			title: "nichts geplant, nichts zugesagt, Lücke, versäumt", class: "cell gap missed", mark: "×",
		},
		{
			name: "a pause", week: channelWeek{pauses: []plan.Pause{{Span: days(monday-9, monday+30), Reason: "Ferien <b>"}}},
			title: "nichts geplant, nichts zugesagt, Pause: Ferien <b>", class: "cell paused",
		},
		{
			name: "a pause from Saturday", week: channelWeek{YearCell: app.YearCell{Planned: 1}, pauses: []plan.Pause{{Span: days(monday+5, monday+30), Reason: "Ferien"}}},
			title: "1 geplant, nichts zugesagt, 0 fertig, 0 veröffentlicht, teilweise Pause: Ferien", number: "1", class: "cell paused-partly", columns: "planned",
		},
		{name: "no plan", planless: true, title: "nichts geplant, nichts zugesagt, kein Plan", class: "cell planless"},
		{
			name: "very many", week: channelWeek{YearCell: app.YearCell{Expected: 900, Planned: 900, Ready: 900, Published: 450}},
			title: "900 von 900 geplant, 900 fertig, 450 veröffentlicht", number: "900", of: "900", class: "cell",
			columns: "published published published published ready ready ready ready",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			g := german().yearGrid(2027, monday-70, noGaps)
			if c.planless {
				g.planless["blog"] = days(monday+6, monday+300)
			}
			c.week.channel, c.week.week = plan.Channel{ID: "blog", Name: "Blog"}, plan.Week{Monday: monday}
			cell := g.cell(c.week)
			var kinds []string
			for _, column := range cell.Columns {
				kinds = append(kinds, column.Kind)
			}
			got := []string{cell.Title, cell.Number, cell.Of, cell.Class, strings.Join(kinds, " "), cell.Mark}
			want := []string{head + c.title, c.number, c.of, c.class, c.columns, c.mark}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("title, number, of, class, columns, mark (-want +got):\n%s", diff)
			}
			if (cell.Address != "") != (c.mark != "") {
				t.Errorf("leads to %q", cell.Address)
			}
		})
	}
}

func TestThemesShareLanesWhereTheyCan(t *testing.T) {
	t.Parallel()
	monday := plan.ISOWeek(2027, 1).Monday // 4 January 2027
	theme := func(name string, from, to plan.Day) plan.Theme {
		return plan.Theme{ID: name, Title: name, Span: days(from, to)}
	}
	for _, c := range []struct {
		name   string
		themes []plan.Theme
		want   []string
	}{
		{"none", nil, nil},
		{"one after the other within a week", []plan.Theme{theme("b", monday+16, monday+30), theme("a", monday, monday+15)}, []string{"a:2 b:2 -:48"}},
		{"over each other", []plan.Theme{theme("a", monday, monday+20), theme("b", monday+7, monday+13)}, []string{"a:3 -:49", "-:1 b:1 -:50"}},
		{"two days without a Thursday", []plan.Theme{theme("a", monday+12, monday+13)}, []string{"-:1 a:1 -:50"}},
		{"from the year before", []plan.Theme{theme("a", monday-300, monday+6)}, []string{"a:1 -:51"}},
		{"a Friday to a Tuesday, shown in the year before", []plan.Theme{theme("a", monday-3, monday+1)}, nil},
		{"into the year after", []plan.Theme{theme("a", monday+350, monday+900)}, []string{"-:50 a:2"}},
		{"from the last Sunday on, shown in the year after", []plan.Theme{theme("a", monday+363, monday+900)}, nil},
		{"the last Sunday alone", []plan.Theme{theme("a", monday+363, monday+363)}, []string{"-:51 a:1"}},
		{"another year", []plan.Theme{theme("a", monday-30, monday-1), theme("b", monday+364, monday+400)}, nil},
		{"the whole year", []plan.Theme{theme("a", monday-5000, monday+5000)}, []string{"a:52"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, lane := range lanesOf(c.themes, monday, 52) {
				var parts []string
				for _, bar := range german().bars(lane, 52) {
					name := bar.Name
					if name == "" {
						name = "-"
					}
					parts = append(parts, name+":"+strconv.Itoa(bar.Weeks))
				}
				got = append(got, strings.Join(parts, " "))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("lanes (-want +got):\n%s", diff)
			}
		})
	}
}
