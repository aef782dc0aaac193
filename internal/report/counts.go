package report

import (
	"cmp"
	"slices"

	"stetig/internal/continuity"
)

// Counts says how many gaps there are of each severity.
type Counts struct {
	Critical int `json:"critical"`
	Warning  int `json:"warning"`
	Notice   int `json:"notice"`
	Total    int `json:"total"` // the sum of the three
}

// RuleCounts counts the gaps of one rule.
type RuleCounts struct {
	Rule   continuity.Rule `json:"rule"`
	Counts Counts          `json:"counts"`
}

// OwnerCounts counts the gaps that one member has.
type OwnerCounts struct {
	OwnerID   string `json:"owner_id"` // "" for nobody
	OwnerName string `json:"owner_name"`
	Counts    Counts `json:"counts"`
}

// add counts one gap. Open gaps are critical, warning or notice; whatever else
// there may be is no alarm and counts with the least.
func (c *Counts) add(g Gap) {
	switch g.Severity {
	case continuity.Critical:
		c.Critical++
	case continuity.Warning:
		c.Warning++
	default:
		c.Notice++
	}
	c.Total++
}

// compare orders counts by what presses most, larger first.
func (c Counts) compare(other Counts) int {
	return cmp.Or(cmp.Compare(other.Critical, c.Critical), cmp.Compare(other.Warning, c.Warning), cmp.Compare(other.Notice, c.Notice))
}

func countByRule(gaps []Gap) []RuleCounts {
	counts := map[continuity.Rule]Counts{}
	for _, g := range gaps {
		c := counts[g.Rule]
		c.add(g)
		counts[g.Rule] = c
	}
	rows := make([]RuleCounts, 0, len(counts))
	for rule, c := range counts {
		rows = append(rows, RuleCounts{Rule: rule, Counts: c})
	}
	slices.SortFunc(rows, func(a, b RuleCounts) int {
		return cmp.Or(a.Counts.compare(b.Counts), cmp.Compare(a.Rule, b.Rule))
	})
	return rows
}

func countByOwner(gaps []Gap) []OwnerCounts {
	counts := map[string]OwnerCounts{}
	for _, g := range gaps {
		c := counts[g.OwnerID]
		c.OwnerID, c.OwnerName = g.OwnerID, g.OwnerName
		c.Counts.add(g)
		counts[g.OwnerID] = c
	}
	rows := make([]OwnerCounts, 0, len(counts))
	for _, c := range counts {
		rows = append(rows, c)
	}
	slices.SortFunc(rows, func(a, b OwnerCounts) int {
		return cmp.Or(a.Counts.compare(b.Counts), cmp.Compare(a.OwnerName, b.OwnerName), cmp.Compare(a.OwnerID, b.OwnerID))
	})
	return rows
}
