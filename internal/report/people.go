package report

import (
	"slices"

	"stetig/internal/continuity"
)

// withoutPeople returns the report without anybody's name.
func (r Report) withoutPeople() Report {
	r.Channels = slices.Clone(r.Channels)
	for i := range r.Channels {
		r.Channels[i].OwnerName = ""
	}
	if r.Gaps != nil {
		gaps := *r.Gaps
		gaps.ByOwner = nil
		gaps.Open, gaps.Accepted = nameless(gaps.Open), nameless(gaps.Accepted)
		r.Gaps = &gaps
	}
	if r.Changes != nil {
		changes := *r.Changes
		changes.Resolved, changes.Merged, changes.Missed = nameless(changes.Resolved), nameless(changes.Merged), nameless(changes.Missed)
		r.Changes = &changes
	}
	return r
}

func nameless(gaps []Gap) []Gap {
	gaps = slices.Clone(gaps)
	for i := range gaps {
		g := &gaps[i]
		g.OwnerID, g.OwnerName = "", ""
		if g.Subject != nil && g.Subject.Kind == continuity.AboutMember {
			g.Subject = nil
		}
		if g.Acceptance != nil {
			acceptance := *g.Acceptance
			acceptance.ByID, acceptance.ByName = "", ""
			g.Acceptance = &acceptance
		}
	}
	return gaps
}
