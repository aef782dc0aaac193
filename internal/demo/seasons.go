package demo

import (
	"time"

	"stetig/internal/plan"
)

// closure names a run of days of each year on which a channel is silent on purpose.
type closure string

// The closures, by the reason people give for them.
const (
	companyHolidays closure = "Betriebsferien"
	christmas       closure = "Weihnachtspause"
)

// span returns the days of the closure that begins in the year.
func (c closure) span(year int) plan.Span {
	if c == christmas {
		return plan.Span{From: plan.Date(year, time.December, 24), To: plan.Date(year+1, time.January, 6)}
	}
	monday := plan.ISOWeek(year, 32).Monday
	return plan.Span{From: monday, To: monday + 13}
}

// season is a theme as invented here: a topic, laid over the whole weeks that
// hold the days from the first to the last date of each year.
type season struct {
	subject subject
	title   string
	from    date
	to      date
	outlets []string // their names
}

// date is a day of every year, month*100 + day: 1224 is 24 December.
type date int

func (d date) in(year int) plan.Day { return plan.Date(year, time.Month(d/100), int(d%100)) }

// dateOf returns the date of a day.
func dateOf(day plan.Day) date {
	_, month, number := day.Civil()
	return date(int(month)*100 + number)
}

func seasons() []season {
	return []season{
		{energy, "Energiewochen: Strom sparen im Pumpenbetrieb", 118, 207, []string{"Blog", "Newsletter", "LinkedIn"}},
		{careers, "Bewerbungsstart fürs neue Ausbildungsjahr", 215, 228, []string{"LinkedIn", "Instagram"}},
		{water, "Rund um den Weltwassertag", 316, 327, []string{"Blog", "LinkedIn", "Instagram", "Mastodon"}},
		{hannover, "Hannover Messe", 406, 428, []string{"Blog", "Newsletter", "LinkedIn", "Instagram"}},
		{safety, "Aktionswoche Arbeitssicherheit", 504, 515, []string{"LinkedIn", "Mastodon"}},
		{towns, "Hochwasser und Starkregen", 601, 619, []string{"Blog", "LinkedIn", "YouTube"}},
		{worklife, "Sommer im Werk", 706, 731, []string{"Instagram"}},
		{farms, "Beregnung in trockenen Wochen", 713, 731, []string{"Blog", "Mastodon"}},
		{training, "Ausbildungsstart", 831, 918, []string{"Blog", "LinkedIn", "Instagram", "YouTube"}},
		{openDay, "Tag der offenen Tür", 928, 1009, []string{"Newsletter", "LinkedIn", "Instagram"}},
		{maintenance, "Winterfest: Anlagen auf Frost vorbereiten", 1019, 1106, []string{"Blog", "Newsletter", "YouTube"}},
		{repair, "Reparaturwochen", 1109, 1120, []string{"LinkedIn", "Mastodon"}},
		{team, "Adventskalender: 24 Köpfe aus dem Werk", 1201, 1224, []string{"Instagram"}},
		{worklife, "Jahresrückblick", 1207, 1223, []string{"Newsletter", "LinkedIn"}},
	}
}
