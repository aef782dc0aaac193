package report

import "fmt"

func (l english) clash(g Gap) string {
	return fmt.Sprintf("%s on %s is %s at most after %s; %s are asked for.",
		quoteEnglish(g.title()), l.day(g.To), duration(g.Actual, hoursEnglish), before(g, "the entry before it", quoteEnglish), duration(g.Expected, hoursEnglish))
}

func (l german) clash(g Gap) string {
	return fmt.Sprintf("%s am %s liegt höchstens %s nach %s, vorgesehen sind %s Abstand.",
		quoteGerman(g.title()), l.day(g.To), duration(g.Actual, hoursGerman), before(g, "dem Beitrag davor", quoteGerman), duration(g.Expected, hoursGerman))
}

// before names the entry before the one a clash is about; where its title is not
// known, as in reports from before titles were kept, it says what it is.
func before(g Gap, unnamed string, quote func(string) string) string {
	if title := g.Other.title(); title != "" {
		return quote(title)
	}
	return unnamed
}
