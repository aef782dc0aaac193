package continuity

import "stetig/internal/plan"

// ShareFigure is what part of a mixture is of a kind, against what a plan asks.
type ShareFigure struct {
	Count   int
	Percent int // whole; of what is outside the bounds rounded away from them, else to the nearest, 0 and 100 only where that is exact
	Bound   *plan.Share
	Within  bool // true without a bound
}

// Says reports whether the mixture is of enough entries for the rule mix to say something.
func (m Mixture) Says() bool { return m.Entries >= mixEntries }

// CompanyShare compares the entries about the company with a bound, nil for none.
func (m Mixture) CompanyShare(bound *plan.Share) ShareFigure {
	return shareOf(m.Company, m.Entries, bound)
}

// CuratedShare compares the curated entries with a bound, nil for none.
func (m Mixture) CuratedShare(bound *plan.Share) ShareFigure {
	return shareOf(m.Curated, m.Entries, bound)
}

func shareOf(part, whole int, bound *plan.Share) ShareFigure {
	f := ShareFigure{Count: part, Bound: bound, Within: true}
	f.Percent, _ = Percent(part, whole)
	switch {
	case bound == nil || whole == 0:
	case 100*part < bound.AtLeast*whole:
		f.Percent, f.Within = 100*part/whole, false
	case 100*part > bound.AtMost*whole:
		f.Percent, f.Within = (100*part+whole-1)/whole, false
	}
	return f
}
