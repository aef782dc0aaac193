package holiday

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
)

var (
	secondJanuary    = fixed(time.January, 2, "Berchtoldstag", "St Berchtold’s Day")
	josephsDay       = fixed(time.March, 19, "Josefstag", "St Joseph’s Day")
	neuchatelDay     = fixed(time.March, 1, "Ausrufung der Republik", "Proclamation of the Republic")
	naefelsDay       = feast{Name{"Näfelser Fahrt", "Näfels Procession"}, &cal.Holiday{Func: naefels}}
	swissAscension   = ascension.named("Auffahrt")
	juraDay          = fixed(time.June, 23, "Fest der Unabhängigkeit", "Jura Independence Day")
	peterAndPaul     = fixed(time.June, 29, "Peter und Paul", "Saints Peter and Paul")
	nationalDay      = fixed(time.August, 1, "Bundesfeier", "Swiss National Day")
	genevaFast       = afterSunday(1, time.September, 4, "Genfer Bettag", "Geneva Fast")
	mauriceDay       = fixed(time.September, 22, "Mauritiustag", "St Maurice’s Day")
	fastMonday       = afterSunday(3, time.September, 1, "Bettagsmontag", "Monday after the Federal Fast")
	brotherNicholas  = fixed(time.September, 25, "Bruderklausenfest", "Feast of St Nicholas of Flüe")
	swissChristmas   = christmas.named("Weihnachtstag")
	stephensDay      = afterwards.named("Stephanstag")
	republicRestored = fixed(time.December, 31, "Wiederherstellung der Republik", "Restoration of the Republic")
)

// naefels is the first Thursday in April, or a week later where that is Maundy Thursday.
func naefels(_ *cal.Holiday, year int) time.Time {
	thursday := cal.DayStart(cal.WeekdayN(year, time.April, time.Thursday, 1))
	if maundyThursday, _ := aa.MaundyThursday.Calc(year); dayOf(thursday) == dayOf(maundyThursday) {
		return thursday.AddDate(0, 0, 7)
	}
	return thursday
}

// switzerland returns Switzerland's cantons.
func switzerland() []*table {
	everywhere := []feast{newYear, swissAscension, nationalDay, swissChristmas}
	canton := func(code, de, en string, feasts ...feast) *table {
		return newTable("CH-"+code, de, en, feasts, everywhere)
	}
	return []*table{
		canton("AG", "Aargau", "Aargau", goodFriday),
		canton("AG-AARAU", "Aargau, Bezirke Aarau, Brugg, Kulm, Lenzburg, Zofingen", "Aargau, districts of Aarau, Brugg, Kulm, Lenzburg, Zofingen",
			secondJanuary, goodFriday, easterMonday, whitMonday, stephensDay),
		canton("AG-BADEN", "Aargau, Bezirk Baden ohne Bergdietikon", "Aargau, district of Baden without Bergdietikon",
			goodFriday, easterMonday, whitMonday, corpusChristi, stephensDay),
		canton("AG-BREMGARTEN", "Aargau, Bezirk Bremgarten", "Aargau, district of Bremgarten",
			goodFriday, corpusChristi, assumption, allSaints, stephensDay),
		canton("AG-LAUFENBURG", "Aargau, Bezirke Laufenburg und Muri", "Aargau, districts of Laufenburg and Muri",
			goodFriday, corpusChristi, assumption, allSaints, immaculate),
		canton("AG-RHEINFELDEN", "Aargau, Bezirk Rheinfelden, reformierter Teil", "Aargau, district of Rheinfelden, Protestant part",
			goodFriday, easterMonday, whitMonday, allSaints, stephensDay),
		canton("AG-ZURZACH", "Aargau, Bezirk Zurzach", "Aargau, district of Zurzach",
			secondJanuary, goodFriday, corpusChristi, allSaints, stephensDay),
		canton("AR", "Appenzell Ausserrhoden", "Appenzell Ausserrhoden",
			goodFriday, easterMonday, whitMonday, stephensDay.unlessThreeRestDays()),
		canton("AI", "Appenzell Innerrhoden", "Appenzell Innerrhoden",
			goodFriday, easterMonday, whitMonday, corpusChristi, assumption, allSaints, immaculate, stephensDay.unlessThreeRestDays()),
		canton("AI-APPENZELL", "Appenzell Innerrhoden, innerer Landesteil", "Appenzell Innerrhoden without Oberegg",
			goodFriday, easterMonday, whitMonday, corpusChristi, assumption, mauriceDay, allSaints, immaculate, stephensDay.unlessThreeRestDays()),
		canton("BL", "Basel-Landschaft", "Basel-Landschaft", goodFriday, easterMonday, labourDay, whitMonday, stephensDay),
		canton("BS", "Basel-Stadt", "Basel-Stadt", goodFriday, easterMonday, labourDay, whitMonday, stephensDay),
		canton("BE", "Bern", "Bern", secondJanuary, goodFriday, easterMonday, whitMonday, stephensDay),
		canton("FR", "Freiburg", "Fribourg", goodFriday),
		canton("FR-CATHOLIC", "Freiburg, katholischer Teil", "Fribourg, Catholic part", goodFriday, corpusChristi, assumption, allSaints, immaculate),
		canton("FR-PROTESTANT", "Freiburg, reformierter Teil", "Fribourg, Protestant part", secondJanuary, goodFriday, easterMonday, whitMonday, stephensDay),
		canton("GE", "Genf", "Geneva", goodFriday, easterMonday, whitMonday, genevaFast, republicRestored),
		canton("GL", "Glarus", "Glarus", naefelsDay, goodFriday, easterMonday, whitMonday, allSaints, stephensDay),
		canton("GR", "Graubünden", "Grisons", goodFriday, easterMonday, whitMonday, stephensDay),
		canton("JU", "Jura", "Jura", secondJanuary, goodFriday, easterMonday, labourDay, whitMonday, corpusChristi, juraDay, assumption, allSaints),
		canton("LU", "Luzern", "Lucerne", goodFriday, corpusChristi, assumption, allSaints, immaculate, stephensDay),
		canton("NE", "Neuenburg", "Neuchâtel",
			secondJanuary.onlyOn(time.Monday), neuchatelDay, goodFriday, labourDay, stephensDay.onlyOn(time.Monday)),
		canton("NW", "Nidwalden", "Nidwalden", josephsDay, goodFriday, corpusChristi, assumption, allSaints, immaculate),
		canton("OW", "Obwalden", "Obwalden", goodFriday, corpusChristi, assumption, brotherNicholas, allSaints, immaculate),
		canton("SH", "Schaffhausen", "Schaffhausen", goodFriday, easterMonday, labourDay, whitMonday, stephensDay),
		canton("SZ", "Schwyz", "Schwyz",
			epiphany, josephsDay, goodFriday, easterMonday, whitMonday, corpusChristi, assumption, allSaints, immaculate, stephensDay),
		canton("SO", "Solothurn", "Solothurn", goodFriday),
		canton("SO-CATHOLIC", "Solothurn ohne Bucheggberg", "Solothurn without Bucheggberg", goodFriday, corpusChristi, assumption, allSaints),
		canton("SG", "St. Gallen", "St. Gallen", goodFriday, easterMonday, whitMonday, allSaints, stephensDay),
		canton("TI", "Tessin", "Ticino",
			epiphany, josephsDay, easterMonday, labourDay, whitMonday, corpusChristi, peterAndPaul, assumption, allSaints, immaculate, stephensDay),
		canton("TG", "Thurgau", "Thurgau", secondJanuary, goodFriday, easterMonday, labourDay, whitMonday, stephensDay),
		canton("UR", "Uri", "Uri",
			epiphany, josephsDay, goodFriday, easterMonday, whitMonday, corpusChristi, assumption, allSaints, immaculate, stephensDay.unlessThreeRestDays()),
		canton("VD", "Waadt", "Vaud", secondJanuary, goodFriday, easterMonday, whitMonday, fastMonday),
		canton("VS", "Wallis", "Valais", josephsDay, corpusChristi, assumption, allSaints, immaculate),
		canton("ZG", "Zug", "Zug", goodFriday, corpusChristi, assumption, allSaints, immaculate),
		canton("ZH", "Zürich", "Zurich", goodFriday, easterMonday, labourDay, whitMonday, stephensDay),
	}
}
