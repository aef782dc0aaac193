package report

import (
	"fmt"
	"strings"

	"stetig/internal/plan"
)

func (l german) trendCaption(from, to plan.Week, weeks int) string {
	return fmt.Sprintf("%d Wochen, von %s bis %s", weeks, l.weekOfYear(from), l.weekOfYear(to))
}

func (l english) trendCaption(from, to plan.Week, weeks int) string {
	return fmt.Sprintf("%d weeks, from %s to %s", weeks, l.weekOfYear(from), l.weekOfYear(to))
}

func (german) chartTitle(channel, figure string) string { return channel + ": " + figure + " je Woche" }

func (english) chartTitle(channel, figure string) string {
	return channel + ": " + strings.ToLower(figure) + " by week"
}

func (l german) keptOver(all, recent trendSum) string {
	text := "nichts fällig"
	if all.expected > 0 {
		text = l.of(all.kept, all.expected) + percentOf(l, all.kept, all.expected)
	}
	if recent.expected > 0 && all.weeks > recent.weeks {
		text += fmt.Sprintf(", letzte %d Wochen %s", recent.weeks, l.of(recent.kept, recent.expected))
	}
	return text + l.untold(all.holes)
}

func (l english) keptOver(all, recent trendSum) string {
	text := "nothing due"
	if all.expected > 0 {
		text = l.of(all.kept, all.expected) + percentOf(l, all.kept, all.expected)
	}
	if recent.expected > 0 && all.weeks > recent.weeks {
		text += fmt.Sprintf(", last %d weeks %s", recent.weeks, l.of(recent.kept, recent.expected))
	}
	return text + l.untold(all.holes)
}

func (german) untold(weeks int) string {
	if weeks == 0 {
		return ""
	}
	return plural(weeks, ", 1 Woche ohne Angabe", ", %d Wochen ohne Angabe")
}

func (english) untold(weeks int) string {
	if weeks == 0 {
		return ""
	}
	return plural(weeks, ", 1 week not told", ", %d weeks not told")
}

func (german) brokenWeeks(weeks []string, unconfirmed int) string {
	text := "In keiner Woche fehlte etwas."
	if len(weeks) > 0 {
		text = "Nicht ganz gehalten: " + strings.Join(weeks, ", ") + "."
	}
	if unconfirmed > 0 {
		text += plural(unconfirmed, " In der letzten Woche ist 1 Beitrag unbestätigt.", " In der letzten Woche sind %d Beiträge unbestätigt.")
	}
	return text
}

func (english) brokenWeeks(weeks []string, unconfirmed int) string {
	text := "Nothing was missing in any week."
	if len(weeks) > 0 {
		text = "Not all kept: " + strings.Join(weeks, ", ") + "."
	}
	if unconfirmed > 0 {
		text += plural(unconfirmed, " In the last week 1 entry is unconfirmed.", " In the last week %d entries are unconfirmed.")
	}
	return text
}

func (l german) runwayOver(now *int, sum runwaySum) string {
	if !sum.known {
		return "ohne Angabe"
	}
	text := fmt.Sprintf("höchstens %s", plural(sum.most, "1 Tag", "%d Tage"))
	if now != nil {
		text = fmt.Sprintf("jetzt %s, höchstens %d", plural(*now, "1 Tag", "%d Tage"), sum.most)
	}
	return text + l.untold(sum.holes)
}

func (l english) runwayOver(now *int, sum runwaySum) string {
	if !sum.known {
		return "not told"
	}
	text := fmt.Sprintf("at most %s", plural(sum.most, "1 day", "%d days"))
	if now != nil {
		text = fmt.Sprintf("%s now, at most %d", plural(*now, "1 day", "%d days"), sum.most)
	}
	return text + l.untold(sum.holes)
}

func (l german) runwayRange(sum runwaySum) string {
	if !sum.known {
		return "Ohne Angabe."
	}
	return fmt.Sprintf("Am längsten %s in %s, am kürzesten %s in %s.", plural(sum.most, "1 Tag", "%d Tage"), l.week(sum.mostIn),
		plural(sum.least, "1 Tag", "%d Tage"), l.week(sum.leastIn))
}

func (l english) runwayRange(sum runwaySum) string {
	if !sum.known {
		return "Not told."
	}
	return fmt.Sprintf("Longest %s in %s, shortest %s in %s.", plural(sum.most, "1 day", "%d days"), l.week(sum.mostIn),
		plural(sum.least, "1 day", "%d days"), l.week(sum.leastIn))
}
