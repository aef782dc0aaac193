package report

import (
	"fmt"

	"stetig/internal/continuity"
)

func (l english) mix(g Gap) string {
	what, limit := "%s of the entries are about the company", "at most"
	if g.isCurated() {
		what = "%s of the entries are curated"
	}
	if g.Actual < g.Expected {
		limit = "at least"
	}
	return fmt.Sprintf("%s "+what+"; %s %s should be.", capital(l.fromTo(g.Span())), l.percent(g.Actual), limit, l.percent(g.Expected))
}

func (l german) mix(g Gap) string {
	what, limit := "drehen sich %s der Beiträge um das Unternehmen", "höchstens"
	if g.isCurated() {
		what = "sind %s der Beiträge kuratiert"
	}
	if g.Actual < g.Expected {
		limit = "mindestens"
	}
	return fmt.Sprintf("%s "+what+"; vorgesehen sind %s %s.", capital(l.fromTo(g.Span())), l.percent(g.Actual), limit, l.percent(g.Expected))
}

// isCurated reports whether a mix is about curated entries, not about the company's.
func (g Gap) isCurated() bool {
	return g.Subject != nil && g.Subject.Kind == continuity.AboutCurated
}
