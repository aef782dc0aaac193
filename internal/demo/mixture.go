package demo

import (
	"slices"

	"stetig/internal/plan"
)

// aboutCompany reports whether a topic turns around the company: people, careers
// and fairs are what it says of itself, all else is for its readers.
func (p pillar) aboutCompany() bool {
	return p.subject != safety && (p.field == fieldPeople || p.field == fieldFairs)
}

// passesOn are the topics on which the channels that pass on others' work do so.
var passesOn = []subject{standards, water}

// passOn makes an entry one that shows others' work, where its channel and topic
// are those for it.
func (s *sketch) passOn(e *plan.Entry, h headline) {
	if s.outlet.curated != nil && slices.Contains(passesOn, h.subject) {
		e.Curated = true
		e.SourceURL = othersSite + slug(h.text)
	}
}

// othersSite is where the work that is passed on stands; nobody real is there
// (RFC 2606 §3).
const othersSite = "https://example.org/fundstuecke/"
