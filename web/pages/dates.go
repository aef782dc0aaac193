package pages

import (
	"fmt"
	"strings"
	"time"

	"stetig/internal/plan"
)

func (w words) month(m time.Month) string { return strings.Fields(w.Months)[m-1] }

func (w words) monthShort(m time.Month) string { return strings.Fields(w.MonthsShort)[m-1] }

func (w words) weekday(d time.Weekday) string { return strings.Fields(w.Weekdays)[d] }

// dayOfMonth writes "3. April" or "3 April".
func (w words) dayOfMonth(d plan.Day) string {
	_, month, day := d.Civil()
	if w.Code == "de" {
		return fmt.Sprintf("%d.\u00a0%s", day, w.month(month))
	}
	return fmt.Sprintf("%d\u00a0%s", day, w.month(month))
}

// day writes a day with its year.
func (w words) day(d plan.Day) string {
	year, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", w.dayOfMonth(d), year)
}

// dayNear writes a day, with its year only where it is not that of the other.
func (w words) dayNear(d, other plan.Day) string {
	year, _, _ := d.Civil()
	if near, _, _ := other.Civil(); year == near {
		return w.dayOfMonth(d)
	}
	return w.day(d)
}

// span writes a run of days, "29. März – 4. April 2027".
func (w words) span(s plan.Span) string {
	if s.From == s.To {
		return w.day(s.From)
	}
	return w.dayNear(s.From, s.To) + " – " + w.day(s.To)
}

// moment writes day and time of day in zone.
func (w words) moment(t time.Time, zone *time.Location) string {
	local := t.In(zone)
	return w.day(plan.DayOf(t, zone)) + ", " + local.Format("15:04")
}

// weekOfYear writes "KW 14, 2027".
func (w words) weekOfYear(week plan.Week) string {
	year, number := week.Number()
	return fmt.Sprintf("%s\u00a0%d, %d", w.Week, number, year)
}

// percent writes a rate in whole per cent: 100 only where everything was kept,
// 0 only where nothing was.
func (w words) percent(kept, expected int) string {
	n := (200*kept + expected) / (2 * expected)
	if kept < expected {
		n = min(n, 99)
	}
	if kept > 0 {
		n = max(n, 1)
	}
	if w.Code == "de" {
		return fmt.Sprintf("%d\u00a0%%", n)
	}
	return fmt.Sprintf("%d%%", n)
}
