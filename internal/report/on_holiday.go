package report

import "fmt"

func (l english) onHoliday(g Gap) string {
	return fmt.Sprintf("%s is planned for %s, a public holiday.", quoteEnglish(g.title()), l.day(g.From))
}

func (l german) onHoliday(g Gap) string {
	return fmt.Sprintf("%s ist für den %s geplant, einen Feiertag.", quoteGerman(g.title()), l.day(g.From))
}
