package holiday

import "slices"

// None is the region without holidays.
const None = ""

// Region is where the same public holidays hold. Its code is that of ISO 3166-2
// (DE-BY, CH-ZH), or of ISO 3166-1 for a whole country (DE, AT). Where a law
// differs within a state, the state's own code stands for what holds in all of it,
// and a code with a third part for what holds in some of its communes:
// DE-BY-CATHOLIC, DE-BY-AUGSBURG, CH-AG-BADEN.
type Region struct {
	Code string
	Name Name
}

// Country returns the ISO 3166-1 code of the region's country.
func (r Region) Country() string { return r.Code[:2] }

// Regions returns every region but None: Germany, Austria, Switzerland, in each the
// whole country first, then its states by name in German, each before its parts.
func Regions() []Region {
	all := make([]Region, len(tables))
	for i, t := range tables {
		all[i] = t.Region
	}
	return all
}

// Lookup returns the region of a code; ok is false for None and an unknown one.
func Lookup(code string) (r Region, ok bool) {
	if t := tableOf(code); t != nil {
		return t.Region, true
	}
	return Region{}, false
}

var (
	tables = slices.Concat(germany(), austria(), switzerland())
	byCode = indexed(tables)
)

func indexed(tables []*table) map[string]*table {
	index := make(map[string]*table, len(tables))
	for _, t := range tables {
		index[t.Code] = t
	}
	return index
}

func tableOf(code string) *table { return byCode[code] }
