package report

import (
	"fmt"

	"stetig/internal/plan"
)

func (l german) short(s shortfall, today plan.Day) string {
	switch missing := plural(s.entries, "ein Beitrag", "%d Beiträge"); {
	case s.channels > 1:
		return fmt.Sprintf("%d Kanälen fehlen in Kürze zusammen %s", s.channels, missing)
	case s.gaps > 1:
		return fmt.Sprintf("%s fehlen ab dem %s %s", s.name, l.dayNear(s.span.From, today), missing)
	default:
		return fmt.Sprintf("%s %s %s %s", s.name, plural(s.entries, "fehlt", "fehlen"), missing, l.inSpan(s.span, today))
	}
}

func (l english) short(s shortfall, today plan.Day) string {
	switch missing := plural(s.entries, "one entry", "%d entries"); {
	case s.channels > 1:
		return fmt.Sprintf("%d channels will soon be %s short in all", s.channels, missing)
	case s.gaps > 1:
		return fmt.Sprintf("%s is %s short from %s on", s.name, missing, l.dayNear(s.span.From, today))
	default:
		return fmt.Sprintf("%s is %s short %s", s.name, missing, l.inSpan(s.span, today))
	}
}

// inSpan says shortly on which days something is, near a day.
func (l german) inSpan(s plan.Span, near plan.Day) string {
	switch kindOf(s) {
	case oneDay:
		return "am " + l.dayNear(s.From, near)
	case wholeWeek:
		return "in " + l.week(s.From.Week())
	case wholeMonth:
		_, month, _ := s.From.Civil()
		return "im " + l.months()[month-1]
	default:
		return fmt.Sprintf("vom %s bis %s", l.dayNear(s.From, near), l.dayNear(s.To, near))
	}
}

func (l english) inSpan(s plan.Span, near plan.Day) string {
	switch kindOf(s) {
	case oneDay:
		return "on " + l.dayNear(s.From, near)
	case wholeWeek:
		return "in " + l.week(s.From.Week())
	case wholeMonth:
		_, month, _ := s.From.Civil()
		return fmt.Sprintf("in %s", month)
	default:
		return fmt.Sprintf("from %s to %s", l.dayNear(s.From, near), l.dayNear(s.To, near))
	}
}

func (german) unapprovedEntries(n int) string {
	return plural(n, "1 Beitrag wartet kurz vor dem Termin auf Freigabe", "%d Beiträge warten kurz vor dem Termin auf Freigabe")
}

func (english) unapprovedEntries(n int) string {
	return plural(n, "1 entry is due soon and not approved", "%d entries are due soon and not approved")
}

func (l german) brokenAgain(b brokenPromise) string {
	return fmt.Sprintf("%s hat sein Versprechen %s nicht gehalten", b.name, l.timesInARow(b.inARow))
}

func (l english) brokenAgain(b brokenPromise) string {
	return fmt.Sprintf("%s did not keep its promise %s", b.name, l.timesInARow(b.inARow))
}

func (german) timesInARow(n int) string {
	ordinals := [...]string{"", "ersten", "zweiten", "dritten", "vierten", "fünften", "sechsten", "siebten", "achten", "neunten", "zehnten", "elften", "zwölften"}
	if n < len(ordinals) {
		return "zum " + ordinals[n] + " Mal in Folge"
	}
	return fmt.Sprintf("zum %d. Mal in Folge", n)
}

func (english) timesInARow(n int) string {
	ordinals := [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
	if n < len(ordinals) {
		return "for the " + ordinals[n] + " time in a row"
	}
	suffix := "th"
	if n/10%10 != 1 && n%10 >= 1 && n%10 <= 3 {
		suffix = [...]string{"", "st", "nd", "rd"}[n%10]
	}
	return fmt.Sprintf("for the %d%s time in a row", n, suffix)
}
