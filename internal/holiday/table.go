package holiday

import (
	"cmp"
	"slices"
	"sync/atomic"
)

// The years that are kept once computed; others are computed each time.
const (
	firstKept = 2000
	lastKept  = 2099
)

// table is a region with its feasts, and its years as far as they were asked for.
type table struct {
	Region
	feasts []feast
	kept   [lastKept - firstKept + 1]atomic.Pointer[[]Holiday]
}

func newTable(code, de, en string, feasts ...[]feast) *table {
	return &table{Region: Region{Code: code, Name: Name{DE: de, EN: en}}, feasts: slices.Concat(feasts...)}
}

// year returns the holidays of a year, by day; not to be changed.
func (t *table) year(year int) []Holiday {
	if year < firstKept || year > lastKept {
		return t.compute(year)
	}
	kept := &t.kept[year-firstKept]
	if days := kept.Load(); days != nil {
		return *days
	}
	days := t.compute(year)
	kept.Store(&days)
	return days
}

func (t *table) compute(year int) []Holiday {
	var days []Holiday
	for _, f := range t.feasts {
		if day, falls := f.in(year); falls {
			days = append(days, Holiday{Day: day, Name: f.name})
		}
	}
	slices.SortStableFunc(days, func(a, b Holiday) int { return cmp.Compare(a.Day, b.Day) })
	return days
}
