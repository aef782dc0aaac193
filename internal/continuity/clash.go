package continuity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"stetig/internal/plan"
)

// findClashes tells entries closer together than the channel's min_spacing. Each
// covering entry is asked for the nearest of those before it, so ten on one
// morning are nine findings, not forty-five.
//
//   - An entry that has only a date may still be given any time of its day; it is
//     too close only where no time of that day would do. So it stands as far away
//     as its day's farther edge.
//   - Told while one of the two is still to come; two that have passed are history.
//   - The finding is the later entry's, over the days of both, in minutes.
func (a *Assessment) findClashes() {
	if a.channel.MinSpacing <= 0 {
		return
	}
	stretches := make([]stretch, len(a.covers))
	for i, e := range a.covers {
		stretches[i] = a.stretchOf(e)
	}
	slices.SortFunc(stretches, func(s, t stretch) int {
		return cmp.Or(s.first.Compare(t.first), s.last.Compare(t.last), cmp.Compare(s.ID, t.ID))
	})
	for i, later := range stretches {
		earlier, apart := later.nearest(stretches[:i], a.channel.MinSpacing)
		if earlier != nil && (a.isAhead(earlier) || a.isAhead(later.datedEntry)) {
			a.addClash(earlier, later.datedEntry, apart)
		}
	}
}

func (a *Assessment) addClash(earlier, later *datedEntry, apart time.Duration) {
	p := a.planOf(later.day)
	a.add(p, Finding{
		Rule:        Clash,
		SubjectKind: AboutEntry,
		SubjectID:   later.ID,
		OwnerID:     a.ownerOf(later, p),
		Span:        plan.Span{From: min(earlier.day, later.day), To: max(earlier.day, later.day)},
		Expected:    int(a.channel.MinSpacing / time.Minute),
		Actual:      int(apart / time.Minute),
		Fingerprint: fmt.Sprintf("%s:%s:%s", Clash, min(earlier.ID, later.ID), max(earlier.ID, later.ID)),
	})
}

// ClashesWith returns the id of the entry that the one a clash is about is too close
// to; "" of any other finding. Both are in its fingerprint.
func (f Finding) ClashesWith() string {
	if f.Rule != Clash {
		return ""
	}
	one, other, _ := strings.Cut(strings.TrimPrefix(f.Fingerprint, string(Clash)+":"), ":")
	if one == f.SubjectID {
		return other
	}
	return one
}

// stretch is an entry with the first and the last instant at which it may appear:
// its time, or its day.
type stretch struct {
	*datedEntry
	first, last time.Time
}

func (a *Assessment) stretchOf(e *datedEntry) stretch {
	if e.timed {
		return stretch{datedEntry: e, first: e.due, last: e.due}
	}
	return stretch{datedEntry: e, first: e.day.Start(a.zone), last: e.due.Add(-1)}
}

// nearest returns which of those that stand before s is nearest and how far away,
// nil where each can be as far away as limit or farther.
func (s stretch) nearest(before []stretch, limit time.Duration) (nearest *datedEntry, apart time.Duration) {
	apart = limit
	for _, other := range slices.Backward(before) {
		if s.last.Sub(other.first) >= limit {
			break // and so do all before it
		}
		if most := max(s.last.Sub(other.first), other.last.Sub(s.first)); most < apart {
			nearest, apart = other.datedEntry, most
		}
	}
	return nearest, apart
}
