package report

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

func (english) dayAndMonth(d plan.Day) string {
	_, month, day := d.Civil()
	return fmt.Sprintf("%d %s", day, month)
}

func (l english) day(d plan.Day) string {
	year, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", l.dayAndMonth(d), year)
}

func (l english) dayNear(d, near plan.Day) string {
	year, _, _ := d.Civil()
	if yearNear, _, _ := near.Civil(); year == yearNear {
		return l.dayAndMonth(d)
	}
	return l.day(d)
}

func (l english) span(s plan.Span) string {
	_, _, first := s.From.Civil()
	switch {
	case s.From == s.To:
		return l.day(s.To)
	case s.From.Month() == s.To.Month():
		return fmt.Sprintf("%d to %s", first, l.day(s.To))
	default:
		return fmt.Sprintf("%s to %s", l.dayNear(s.From, s.To), l.day(s.To))
	}
}

func (l english) moment(t time.Time) string {
	d := plan.DayOf(t, t.Location())
	return fmt.Sprintf("%s, %s, %s", d.Weekday(), l.day(d), t.Format("15:04"))
}

func (english) week(w plan.Week) string {
	_, number := w.Number()
	return fmt.Sprintf("week %d", number)
}

func (l english) weekOfYear(w plan.Week) string {
	year, _ := w.Number()
	return fmt.Sprintf("%s, %d", l.week(w), year)
}

// when says in a sentence on which days something is.
func (l english) when(s plan.Span) string {
	switch kindOf(s) {
	case oneDay:
		return fmt.Sprintf("on %s, %s,", s.From.Weekday(), l.day(s.From))
	case wholeWeek:
		return fmt.Sprintf("in %s (%s)", l.week(s.From.Week()), l.span(s))
	case wholeMonth:
		year, month, _ := s.From.Civil()
		return fmt.Sprintf("in %s %d", month, year)
	default:
		return l.fromTo(s)
	}
}

// fromTo says in a sentence from when to when.
func (l english) fromTo(s plan.Span) string {
	if s.From == s.To {
		return "on " + l.day(s.From)
	}
	return "from " + l.span(s)
}

// period names the days of a promise.
func (l english) period(s plan.Span) string {
	switch kindOf(s) {
	case wholeWeek:
		return capital(l.weekOfYear(s.From.Week()))
	case wholeMonth:
		year, month, _ := s.From.Civil()
		return fmt.Sprintf("%s %d", month, year)
	default:
		return l.span(s)
	}
}

func (english) percent(n int) string { return fmt.Sprintf("%d%%", n) }

func (english) of(part, whole int) string { return fmt.Sprintf("%d of %d", part, whole) }

func (english) more(n int) string { return fmt.Sprintf("and %d more", n) }

// longer says a number of days as people do: "one week", "three weeks", "five days".
func (english) longer(days int) string {
	numerals := [...]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	n, unit := days, plural(days, "day", "days")
	if days%7 == 0 {
		n, unit = days/7, plural(days/7, "week", "weeks")
	}
	if n < len(numerals) {
		return numerals[n] + " " + unit
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// than ends a comparison with the report before.
func (english) than(since string) string {
	if since == "" {
		return "than last week"
	}
	return "than in " + since
}

func quoteEnglish(title string) string {
	if title == "" {
		title = "(untitled)"
	}
	return "“" + requote(title, '‘', '’') + "”"
}
