package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// told writes a trend as "week kept/expected runway", a hole as "?".
func told(points []TrendPoint) []string {
	texts := make([]string, len(points))
	for i, p := range points {
		kept, runway := "?", "?"
		if e, k, known := p.due(); known {
			kept = fmt.Sprintf("%d/%d", k, e)
		}
		if p.Runway != nil {
			runway = fmt.Sprint(*p.Runway)
		}
		texts[i] = p.Week + " " + kept + " " + runway
	}
	return texts
}

func TestATrendIsWhatReportsTold(t *testing.T) {
	t.Parallel()
	r := Compose(richInput(t))
	linkedin := told(r.channel("linkedin").Trend)
	for _, want := range []string{
		"2026-W52 1/2 100", // told by no later report: as it was told then
		"2026-W53 ? ?",     // its report is missing, and the next did not restate it
		"2027-W06 2/2 ?",   // a late report does not look ahead
		"2027-W13 2/2 28",  // 1 of 2 then; restated by this report
		"2027-W14 1/2 0",   // this report
	} {
		if !slices.Contains(linkedin, want) {
			t.Errorf("%q is not in %q", want, linkedin)
		}
	}
	if got := told(r.channel("blog").Trend); !slices.Contains(got, "2026-W53 1/1 ?") {
		t.Errorf("what the next report restated is lost: %q", got)
	}
	if got := told(r.channel("youtube").Trend); got[0] != "2026-W43 ? ?" || got[len(got)-1] != "2027-W14 0/0 0" {
		t.Errorf("a channel nobody told of before: %q", got)
	}
}

func TestATrendIsBounded(t *testing.T) {
	t.Parallel()
	in := richInput(t)
	for back := range 60 {
		in.Earlier = append(in.Earlier, Compose(Input{Week: plan.Week{Monday: in.Week.Monday - plan.Day(7*(back-5))}, MadeAt: monday, Channels: in.Channels}))
	}
	r := Compose(in)
	if n := len(r.Total.Trend); n != TrendWeeks {
		t.Errorf("%d weeks", n)
	}
	if last := r.Total.Trend[TrendWeeks-1].Week; last != "2027-W14" {
		t.Errorf("ends in %s", last)
	}
	in.Earlier = nil
	if r := Compose(in); r.Total.Trend != nil || r.Channels[0].Trend != nil {
		t.Error("a first report has a trend")
	}
}

// Whatever is stored: a trend has one point for each week, the report's own last,
// and each figure in it is one that some report told of that week.
func TestATrendInventsNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		week := plan.ISOWeek(2027, 14)
		var earlier []Report
		for back := 1; back <= 40; back++ {
			if rapid.Bool().Draw(t, "there is a report") {
				earlier = append(earlier, drawReport(t, plan.Week{Monday: week.Monday - plan.Day(7*back)}))
			}
		}
		in := drawInput(t, week)
		in.Earlier = earlier
		r := Compose(in)
		all := append(slices.Clone(earlier), r)
		for _, c := range r.Channels {
			for i, p := range c.Trend {
				if want := week.Monday - plan.Day(7*(len(c.Trend)-1-i)); weekOf(p).Monday != want {
					t.Fatalf("point %d is of week %s", i, p.Week)
				}
				if p.Expected != nil && !tellsKept(all, c.ID, p) || p.Runway != nil && !tellsRunway(all, c.ID, p) {
					t.Fatalf("no report tells %s of %s", told([]TrendPoint{p}), c.ID)
				}
			}
		}
	})
}

func tellsKept(reports []Report, channel string, p TrendPoint) bool {
	for _, r := range reports {
		c := r.channel(channel)
		if c == nil {
			continue
		}
		if r.Week == p.Week && c.Week.Expected == *p.Expected && c.Week.Kept == *p.Kept {
			return true
		}
		if b := c.Before; b != nil && b.From == weekOf(p).Monday && b.Expected == *p.Expected && b.Kept == *p.Kept {
			return true
		}
	}
	return false
}

func tellsRunway(reports []Report, channel string, p TrendPoint) bool {
	return slices.ContainsFunc(reports, func(r Report) bool {
		c := r.channel(channel)
		return r.Week == p.Week && c != nil && c.Runway != nil && c.Runway.Days == *p.Runway
	})
}

// channelNames are those of drawn reports.
var channelNames = map[string]string{"a": "Blog", "b": "Newsletter", "c": "iX-Podcast", "d": "Mastodon"}

// drawReport draws a stored report of a week.
func drawReport(t *rapid.T, week plan.Week) Report { return Compose(drawInput(t, week)) }

// drawInput draws a week of some channels, and gaps.
func drawInput(t *rapid.T, week plan.Week) Input {
	madeAt := week.Next().Monday.Start(time.UTC).Add(6 * time.Hour)
	in := Input{TimeZone: "UTC", Language: "de", Week: week, MadeAt: madeAt, Late: rapid.IntRange(0, 5).Draw(t, "late") == 0}
	for _, id := range []string{"a", "b", "c", "d"} {
		if rapid.IntRange(0, 3).Draw(t, "left out") == 0 {
			continue
		}
		c := ChannelInput{ID: id, Name: channelNames[id], HasPlan: rapid.Bool().Draw(t, "plan"), Week: drawFigures(t, week)}
		if rapid.Bool().Draw(t, "restated") {
			before := drawFigures(t, plan.Week{Monday: week.Monday - 7})
			c.Before = &before
		}
		c.Runway.Days = rapid.IntRange(0, 400).Draw(t, "runway")
		in.Channels = append(in.Channels, c)
	}
	return in
}

func drawFigures(t *rapid.T, week plan.Week) continuity.Figures {
	expected := rapid.IntRange(0, 3).Draw(t, "expected")
	kept := rapid.IntRange(0, expected).Draw(t, "kept")
	return continuity.Figures{Span: weekSpan(week), Expected: expected, Kept: kept, Unconfirmed: rapid.IntRange(0, expected-kept).Draw(t, "unconfirmed")}
}

// Mail programs drop drawings, so a page that is one file has none, and says the
// same in characters; a page has both pictures and figures.
func TestTrendsAreDrawnOrWritten(t *testing.T) {
	t.Parallel()
	r := Compose(richInput(t))
	drawn, written := html(t, r, "de", HTMLOptions{StylesheetURL: "/s.css"}), html(t, r, "de", HTMLOptions{})
	charts := regexp.MustCompile(`<svg class="chart" role="img" aria-labelledby="([\w-]+)" aria-describedby="([\w-]+)"[^>]*><title id="([\w-]+)">[^<]+</title><desc id="([\w-]+)">[^<]+</desc><rect`).FindAllStringSubmatch(drawn, -1)
	if len(charts) != 2*6+1 {
		t.Errorf("%d charts with a title and a description", len(charts))
	}
	for _, c := range charts {
		if c[1] != c[3] || c[2] != c[4] {
			t.Errorf("a chart is named by others: %q", c[1:])
		}
	}
	if strings.Contains(written, `class="chart"`) || strings.Contains(drawn, `class="marks"`) {
		t.Error("a page is drawn where it should be written, or the other way round")
	}
	marks := regexp.MustCompile(`<span class="marks">([^<]+)</span>`).FindAllStringSubmatch(written, -1)
	if len(marks) != 2*6+1 {
		t.Errorf("%d rows of marks", len(marks))
	}
	for _, m := range marks {
		if n := columns(m[1]); n != len(r.Total.Trend) {
			t.Errorf("%d marks in %s", n, m[1])
		}
	}
	if !strings.Contains(drawn, "<th scope=\"row\">KW 53 2026</th><td>?</td><td>?</td>") {
		t.Error("the hole is not in the figures")
	}
}

func TestShare(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ part, whole, steps, want int }{
		{0, 3, 7, 0}, {3, 3, 7, 7}, {1, 1000, 7, 1}, {999, 1000, 7, 6}, {1, 2, 20, 10},
	} {
		if got := share(tt.part, tt.whole, tt.steps); got != tt.want {
			t.Errorf("share(%d, %d, %d) = %d, want %d", tt.part, tt.whole, tt.steps, got, tt.want)
		}
	}
}

func TestMostOpen(t *testing.T) {
	t.Parallel()
	owner := func(id string, critical, notice int) OwnerCounts {
		return OwnerCounts{OwnerID: id, OwnerName: id, Counts: Counts{Critical: critical, Notice: notice, Total: critical + notice}}
	}
	for _, tt := range []struct {
		name   string
		owners []OwnerCounts
		de, en string
	}{
		{"nobody", nil, "", ""},
		{"only what is nobody's", []OwnerCounts{owner("", 3, 0)}, "", ""},
		{"one", []OwnerCounts{owner("", 3, 0), owner("Ada", 0, 1)}, "Am meisten offen hat Ada: 1 Lücke.", "Ada has most open: 1 gap."},
		{"most, not most pressing", []OwnerCounts{owner("Ada", 2, 0), owner("Ben", 1, 2)}, "Am meisten offen hat Ben: 3 Lücken, davon 1 dringend.", "Ben has most open: 3 gaps, 1 of them critical."},
		{"equal but for what presses", []OwnerCounts{owner("Ada", 1, 1), owner("Ben", 0, 2)}, "Am meisten offen hat Ada: 2 Lücken, davon 1 dringend.", "Ada has most open: 2 gaps, 1 of them critical."},
		{"two", []OwnerCounts{owner("Ada", 1, 1), owner("Ben", 1, 1)}, "Am meisten offen haben Ada und Ben: je 2 Lücken.", "Ada and Ben have most open: 2 gaps each."},
		{"nobody stands out", []OwnerCounts{owner("Ada", 1, 0), owner("Ben", 1, 0), owner("Cem", 1, 0)}, "", ""},
	} {
		if got := mostOpen(german{}, Gaps{ByOwner: tt.owners}); got != tt.de {
			t.Errorf("%s: %q", tt.name, got)
		}
		if got := mostOpen(english{}, Gaps{ByOwner: tt.owners}); got != tt.en {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}
