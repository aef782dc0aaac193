package report

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

func (german) months() [12]string {
	return [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
}

func (german) weekday(d time.Weekday) string {
	return [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}[d]
}

func (l german) dayAndMonth(d plan.Day) string {
	_, month, day := d.Civil()
	return fmt.Sprintf("%d. %s", day, l.months()[month-1])
}

func (l german) day(d plan.Day) string {
	year, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", l.dayAndMonth(d), year)
}

func (l german) dayNear(d, near plan.Day) string {
	year, _, _ := d.Civil()
	if yearNear, _, _ := near.Civil(); year == yearNear {
		return l.dayAndMonth(d)
	}
	return l.day(d)
}

func (l german) span(s plan.Span) string {
	_, _, first := s.From.Civil()
	switch {
	case s.From == s.To:
		return l.day(s.To)
	case s.From.Month() == s.To.Month():
		return fmt.Sprintf("%d. bis %s", first, l.day(s.To))
	default:
		return fmt.Sprintf("%s bis %s", l.dayNear(s.From, s.To), l.day(s.To))
	}
}

func (l german) moment(t time.Time) string {
	d := plan.DayOf(t, t.Location())
	return fmt.Sprintf("%s, %s, %s Uhr", l.weekday(d.Weekday()), l.day(d), t.Format("15:04"))
}

func (german) week(w plan.Week) string {
	_, number := w.Number()
	return fmt.Sprintf("KW %d", number)
}

func (l german) weekOfYear(w plan.Week) string {
	year, _ := w.Number()
	return fmt.Sprintf("%s %d", l.week(w), year)
}

// when says in a sentence on which days something is.
func (l german) when(s plan.Span) string {
	switch kindOf(s) {
	case oneDay:
		return fmt.Sprintf("am %s, %s,", l.weekday(s.From.Weekday()), l.day(s.From))
	case wholeWeek:
		return fmt.Sprintf("in %s (%s)", l.week(s.From.Week()), l.span(s))
	case wholeMonth:
		year, month, _ := s.From.Civil()
		return fmt.Sprintf("im %s %d", l.months()[month-1], year)
	default:
		return l.fromTo(s)
	}
}

// fromTo says in a sentence from when to when.
func (l german) fromTo(s plan.Span) string {
	if s.From == s.To {
		return "am " + l.day(s.From)
	}
	return "vom " + l.span(s)
}

// period names the days of a promise.
func (l german) period(s plan.Span) string {
	switch kindOf(s) {
	case wholeWeek:
		return l.weekOfYear(s.From.Week())
	case wholeMonth:
		year, month, _ := s.From.Civil()
		return fmt.Sprintf("%s %d", l.months()[month-1], year)
	default:
		return l.span(s)
	}
}

func (german) percent(n int) string { return fmt.Sprintf("%d\u00a0%%", n) }

func (german) of(part, whole int) string { return fmt.Sprintf("%d von %d", part, whole) }

func (german) more(n int) string { return fmt.Sprintf("und %d weitere", n) }

// longer says a number of days as people do, in the accusative: "eine Woche",
// "drei Wochen", "fünf Tage".
func (german) longer(days int) string {
	numerals := [...]string{"", "", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"}
	n, one, many := days, "einen Tag", "Tage"
	if days%7 == 0 {
		n, one, many = days/7, "eine Woche", "Wochen"
	}
	switch {
	case n == 1:
		return one
	case n < len(numerals):
		return numerals[n] + " " + many
	default:
		return fmt.Sprintf("%d %s", n, many)
	}
}

// than ends a comparison with the report before.
func (german) than(since string) string {
	if since == "" {
		return "als letzte Woche"
	}
	return "als in " + since
}

func quoteGerman(title string) string {
	if title == "" {
		title = "(ohne Titel)"
	}
	return "„" + requote(title, '‚', '‘') + "“"
}
