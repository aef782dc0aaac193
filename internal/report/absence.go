package report

import (
	"cmp"
	"fmt"
)

func (l english) uncoveredAbsence(g Gap) string {
	return fmt.Sprintf("%s nobody stands in for %s, who is away while something is due.",
		capital(l.fromTo(g.Span())), cmp.Or(g.owner(), "the owner"))
}

func (l german) uncoveredAbsence(g Gap) string {
	return fmt.Sprintf("%s vertritt niemand %s, obwohl während der Abwesenheit etwas ansteht.",
		capital(l.fromTo(g.Span())), cmp.Or(g.owner(), "die zuständige Person"))
}
