package holiday

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"

	"stetig/internal/plan"
)

// feast is a holiday of every year that the law names, or of some years.
type feast struct {
	name Name
	rule *cal.Holiday
}

// in returns the day on which the feast falls in a year; falls is false where it does not.
func (f feast) in(year int) (day plan.Day, falls bool) {
	midnight, _ := f.rule.Calc(year)
	if midnight.IsZero() {
		return 0, false
	}
	return dayOf(midnight), true
}

// dayOf returns the day that a rule means by the start of it. The rules count in
// the machine's zone, whose clocks may skip midnight: the instant is then of the
// day before. Twelve hours later it is of the right one in every zone.
func dayOf(midnight time.Time) plan.Day {
	return plan.Date(midnight.Add(12 * time.Hour).Date())
}

// named returns the feast under another country's German name.
func (f feast) named(de string) feast {
	f.name.DE = de
	return f
}

// since returns the feast as it is from a year on.
func (f feast) since(year int) feast {
	f.rule = f.rule.Clone(&cal.Holiday{StartYear: year})
	return f
}

// only returns the feast as a holiday of a single year.
func (f feast) only(year int) feast {
	f.rule = f.rule.Clone(&cal.Holiday{StartYear: year, EndYear: year})
	return f
}

// onlyOn returns the feast where it is a holiday on some days of the week alone.
func (f feast) onlyOn(days ...time.Weekday) feast {
	every := f.rule
	f.rule = &cal.Holiday{Func: func(_ *cal.Holiday, year int) time.Time {
		midnight, _ := every.Calc(year)
		if slices.Contains(days, dayOf(midnight).Weekday()) {
			return midnight
		}
		return time.Time{}
	}}
	return f
}

// unlessThreeRestDays returns the day after Christmas as it is where the law
// shrinks from three days of rest in a row: on a Tuesday it would follow Sunday
// and Christmas, on a Saturday it would stand between Christmas and Sunday.
func (f feast) unlessThreeRestDays() feast {
	return f.onlyOn(time.Sunday, time.Monday, time.Wednesday, time.Thursday, time.Friday)
}

func easter(offset int, de, en string) feast {
	return feast{Name{de, en}, &cal.Holiday{Offset: offset, Func: cal.CalcEasterOffset}}
}

func fixed(month time.Month, day int, de, en string) feast {
	return feast{Name{de, en}, &cal.Holiday{Month: month, Day: day, Func: cal.CalcDayOfMonth}}
}

// afterSunday is a number of days after the nth Sunday of a month.
func afterSunday(nth int, month time.Month, days int, de, en string) feast {
	return feast{Name{de, en}, &cal.Holiday{Month: month, Weekday: time.Sunday, Offset: nth, CalcOffset: days, Func: cal.CalcWeekdayOffset}}
}

// Feasts that more than one country knows.
var (
	newYear       = feast{Name{"Neujahr", "New Year’s Day"}, aa.NewYear}
	epiphany      = feast{Name{"Heilige Drei Könige", "Epiphany"}, aa.Epiphany}
	goodFriday    = feast{Name{"Karfreitag", "Good Friday"}, aa.GoodFriday}
	easterMonday  = feast{Name{"Ostermontag", "Easter Monday"}, aa.EasterMonday}
	labourDay     = feast{Name{"Tag der Arbeit", "Labour Day"}, aa.WorkersDay}
	ascension     = feast{Name{"Christi Himmelfahrt", "Ascension Day"}, aa.AscensionDay}
	whitMonday    = feast{Name{"Pfingstmontag", "Whit Monday"}, aa.PentecostMonday}
	corpusChristi = feast{Name{"Fronleichnam", "Corpus Christi"}, aa.CorpusChristi}
	assumption    = feast{Name{"Mariä Himmelfahrt", "Assumption Day"}, aa.AssumptionOfMary}
	allSaints     = feast{Name{"Allerheiligen", "All Saints’ Day"}, aa.AllSaintsDay}
	immaculate    = feast{Name{"Mariä Empfängnis", "Immaculate Conception"}, aa.ImmaculateConception}
	christmas     = feast{Name{"1. Weihnachtstag", "Christmas Day"}, aa.ChristmasDay}
	afterwards    = feast{Name{"2. Weihnachtstag", "St Stephen’s Day"}, aa.ChristmasDay2}
)
