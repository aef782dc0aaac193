package report

import "fmt"

func (l english) clash(g Gap) string {
	return fmt.Sprintf("%s on %s is %s at most after the entry before it; %s are asked for.",
		quoteEnglish(g.title()), l.day(g.To), duration(g.Actual, hoursEnglish), duration(g.Expected, hoursEnglish))
}

func (l german) clash(g Gap) string {
	return fmt.Sprintf("%s am %s liegt höchstens %s nach dem Beitrag davor, vorgesehen sind %s Abstand.",
		quoteGerman(g.title()), l.day(g.To), duration(g.Actual, hoursGerman), duration(g.Expected, hoursGerman))
}
