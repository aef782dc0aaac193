package holiday

import (
	"time"

	"github.com/rickar/cal/v2/de"
)

var (
	womensDay         = fixed(time.March, 8, "Internationaler Frauentag", "International Women’s Day")
	easterSunday      = easter(0, "Ostersonntag", "Easter Sunday")
	whitSunday        = easter(49, "Pfingstsonntag", "Whit Sunday")
	peaceFestival     = fixed(time.August, 8, "Augsburger Friedensfest", "Augsburg Peace Festival")
	childrensDay      = fixed(time.September, 20, "Weltkindertag", "World Children’s Day").since(2019)
	unityDay          = fixed(time.October, 3, "Tag der Deutschen Einheit", "German Unity Day")
	reformationDay    = fixed(time.October, 31, "Reformationstag", "Reformation Day")
	repentanceDay     = feast{Name{"Buß- und Bettag", "Day of Repentance and Prayer"}, de.BussUndBettag}
	liberationDay2020 = fixed(time.May, 8, "75. Jahrestag der Befreiung", "75th anniversary of the liberation").only(2020)
	liberationDay2025 = fixed(time.May, 8, "80. Jahrestag der Befreiung", "80th anniversary of the liberation").only(2025)
	uprisingDay2028   = fixed(time.June, 17, "75. Jahrestag des Volksaufstands in der DDR", "75th anniversary of the uprising in the GDR").only(2028)
)

// germany returns Germany's states. In 2017, five hundred years after Luther's
// theses, Reformation Day was a holiday in all of them.
func germany() []*table {
	everywhere := []feast{newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday, unityDay, christmas, afterwards}
	luther := reformationDay.only(2017)
	north := reformationDay.since(2017) // laws of 2018, which made the one day of 2017 one of every year

	bavaria := append([]feast{epiphany, corpusChristi, allSaints, luther}, everywhere...)
	saxony := append([]feast{reformationDay, repentanceDay}, everywhere...)
	thuringia := append([]feast{childrensDay, reformationDay}, everywhere...)

	state := func(code, de, en string, feasts ...feast) *table {
		return newTable("DE-"+code, de, en, feasts, everywhere)
	}
	return []*table{
		newTable("DE", "Deutschland, bundesweit", "Germany, nationwide", everywhere, []feast{luther}),
		state("BW", "Baden-Württemberg", "Baden-Württemberg", epiphany, corpusChristi, allSaints, luther),
		newTable("DE-BY", "Bayern", "Bavaria", bavaria),
		newTable("DE-BY-CATHOLIC", "Bayern, überwiegend katholische Gemeinden", "Bavaria, mainly Catholic communes", bavaria, []feast{assumption}),
		newTable("DE-BY-AUGSBURG", "Bayern, Stadt Augsburg", "Bavaria, city of Augsburg", bavaria, []feast{peaceFestival, assumption}),
		state("BE", "Berlin", "Berlin", womensDay.since(2019), liberationDay2020, liberationDay2025, uprisingDay2028, luther),
		state("BB", "Brandenburg", "Brandenburg", easterSunday, whitSunday, reformationDay),
		state("HB", "Bremen", "Bremen", north),
		state("HH", "Hamburg", "Hamburg", north),
		state("HE", "Hessen", "Hesse", corpusChristi, luther),
		state("MV", "Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania", womensDay.since(2023), reformationDay),
		state("NI", "Niedersachsen", "Lower Saxony", north),
		state("NW", "Nordrhein-Westfalen", "North Rhine-Westphalia", corpusChristi, allSaints, luther),
		state("RP", "Rheinland-Pfalz", "Rhineland-Palatinate", corpusChristi, allSaints, luther),
		state("SL", "Saarland", "Saarland", corpusChristi, assumption, allSaints, luther),
		newTable("DE-SN", "Sachsen", "Saxony", saxony),
		newTable("DE-SN-CATHOLIC", "Sachsen, Gemeinden mit Fronleichnam", "Saxony, communes with Corpus Christi", saxony, []feast{corpusChristi}),
		state("ST", "Sachsen-Anhalt", "Saxony-Anhalt", epiphany, reformationDay),
		state("SH", "Schleswig-Holstein", "Schleswig-Holstein", north),
		newTable("DE-TH", "Thüringen", "Thuringia", thuringia),
		newTable("DE-TH-CATHOLIC", "Thüringen, Gemeinden mit Fronleichnam", "Thuringia, communes with Corpus Christi", thuringia, []feast{corpusChristi}),
	}
}
