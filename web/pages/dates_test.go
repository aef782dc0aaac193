package pages

import (
	"testing"
	"time"

	"stetig/internal/plan"
)

func TestDaysAreWrittenAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	april := plan.Date(2027, time.April, 3)
	week53 := plan.ISOWeek(2026, 53)
	berlin, err := plan.LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	summer := time.Date(2027, time.July, 1, 22, 30, 0, 0, time.UTC)
	for _, c := range []struct{ name, got, want string }{
		{"German day", german().day(april), "3.\u00a0April 2027"},
		{"English day", english().day(april), "3\u00a0April 2027"},
		{"the same year", german().dayNear(april, april+30), "3.\u00a0April"},
		{"another year", german().dayNear(april, april-365), "3.\u00a0April 2027"},
		{"one day", german().span(plan.Span{From: april, To: april}), "3.\u00a0April 2027"},
		{"over the year's end", german().span(plan.Span{From: week53.Monday, To: week53.Sunday()}), "28.\u00a0Dezember 2026 – 3.\u00a0Januar 2027"},
		{"within a year", english().span(plan.Span{From: april, To: april + 30}), "3\u00a0April – 3\u00a0May 2027"},
		{"week 53", german().weekOfYear(week53), "KW\u00a053, 2026"},
		{"English week", english().weekOfYear(week53), "Week\u00a053, 2026"},
		{"a moment of the zone's next day", german().moment(summer, berlin), "2.\u00a0Juli 2027, 00:30"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}
