package report

import "stetig/internal/continuity"

func (l english) themeMissing(g Gap) string {
	return capital(l.when(g.Span())) + " the plan has no theme."
}

func (l german) themeMissing(g Gap) string {
	return capital(l.when(g.Span())) + " hat der Plan keinen Schwerpunkt."
}

// joinMonths tells months of a plan without a theme that follow each other as one,
// where the first of them stands: 'none from January to June', not six sentences.
// Counts are of the gaps, each of which stays one month.
func joinMonths(gaps []Gap) []Gap {
	joined := make([]Gap, 0, len(gaps))
	latest := map[string]int{} // by plan: where its latest month stands
	for _, g := range gaps {
		if g.Rule == continuity.ThemeMissing {
			if at, known := latest[g.PlanID]; known && joined[at].goesOnWith(g) {
				joined[at].To = g.To
				continue
			}
			latest[g.PlanID] = len(joined)
		}
		joined = append(joined, g)
	}
	return joined
}

// goesOnWith reports whether a gap of the same matter begins where this one ends,
// with nothing else to be said of it.
func (g Gap) goesOnWith(next Gap) bool {
	return g.To+1 == next.From && g.Severity == next.Severity && g.New == next.New && g.PreviousFrom == nil && next.PreviousFrom == nil
}
