package holiday

import "time"

// austria returns the whole country: one federal law holds in all its states. The
// days of their patron saints close schools and offices, nothing else.
func austria() []*table {
	return []*table{newTable("AT", "Österreich", "Austria", []feast{
		newYear, epiphany, easterMonday,
		labourDay.named("Staatsfeiertag"), ascension, whitMonday, corpusChristi, assumption,
		fixed(time.October, 26, "Nationalfeiertag", "National Day"),
		allSaints, immaculate,
		christmas.named("Christtag"), afterwards.named("Stefanitag"),
	})}
}
