package continuity

import (
	"fmt"

	"stetig/internal/plan"
)

func (a *Assessment) placeThemes(themes []plan.Theme) {
	spans := map[string][]plan.Span{}
	for _, t := range themes {
		spans[t.PlanID] = append(spans[t.PlanID], t.Span)
	}
	a.themed = make(map[string]daySet, len(spans))
	for planID, days := range spans {
		a.themed[planID] = newDaySet(days)
	}
}

// findThemeMissing tells each calendar month of a plan that asks for themes, as
// far as the plan holds it and while it is not over, in which none lies. A month
// without an active day needs none.
func (a *Assessment) findThemeMissing(p *planView) {
	if !p.ThemeEachMonth {
		return
	}
	for month := periodOf(plan.PerMonth, p.Span.From); month.From <= p.Span.To; month = periodOf(plan.PerMonth, month.To+1) {
		inside := month.Cut(p.Span)
		isSilent := a.silent.count(inside) == inside.Days()
		if inside.To < a.today || isSilent || a.themed[p.ID].count(inside) > 0 {
			continue
		}
		a.add(p, Finding{
			Rule:        ThemeMissing,
			Span:        inside,
			Expected:    1,
			Fingerprint: fmt.Sprintf("%s:%s:%s", ThemeMissing, p.ID, month.From),
		})
	}
}
