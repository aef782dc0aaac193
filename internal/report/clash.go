package report

import "fmt"

func (l english) clash(g Gap) string {
	return fmt.Sprintf("%s on %s is %s at most after the entry before it; %s are asked for.",
		quoteEnglish(g.title()), l.day(g.To), duration(g.Actual), duration(g.Expected))
}

func (l german) clash(g Gap) string {
	return fmt.Sprintf("%s am %s liegt höchstens %s nach dem Beitrag davor, vorgesehen sind %s.",
		quoteGerman(g.title()), l.day(g.To), duration(g.Actual), duration(g.Expected))
}
