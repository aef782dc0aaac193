package report

import (
	"cmp"
	"slices"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// dryChannel is a channel whose plan runs dry soon.
type dryChannel struct {
	name   string
	from   plan.Day
	was    *plan.Day // its first dry day in the report before, where that was another
	isNews bool      // it is dry earlier than the report before had it, or was not dry there
}

// shortfall is what is missing on channels within their lead time.
type shortfall struct {
	channels int
	name     string // of the only channel
	entries  int
	gaps     int
	span     plan.Span // of the first gap
}

// brokenPromise is a channel that has not kept its promise again and again.
type brokenPromise struct {
	name   string
	inARow int
}

// enoughInARow is how often something happens before it is no accident.
const enoughInARow = 3

// alarms returns the clauses on what presses, the weightiest first: what falls
// silent, what is about to break a promise, what waits for somebody, and what
// does not get better (decision 25).
func (r Report) alarms(l language) []clause {
	var clauses []clause
	if dry := r.dryChannels(); len(dry) > 0 {
		named := dry[:min(len(dry), namedInHeadline)]
		clauses = append(clauses, clause{l.dry(named, len(dry)-len(named), r.today(), r.sinceName(l)), true})
	}
	if names := r.planlessChannels(); len(names) > 0 {
		named := names[:min(len(names), namedInHeadline)]
		clauses = append(clauses, clause{l.planless(named, len(names)-len(named)), true})
	}
	if short := r.shortfall(); short.entries > 0 {
		clauses = append(clauses, clause{l.short(short, r.today()), short.channels == 1})
	}
	if overdue := r.openOf(continuity.Overdue); len(overdue) > 0 {
		clauses = append(clauses, clause{text: l.overdueEntries(len(overdue))})
	}
	if waiting := r.openOf(continuity.NotReady); len(waiting) > 0 {
		clauses = append(clauses, clause{text: l.unapprovedEntries(len(waiting))})
	}
	if broken := r.brokenPromise(); broken.inARow >= enoughInARow {
		clauses = append(clauses, clause{l.brokenAgain(broken), true})
	}
	return clauses
}

// openOf returns the critical open gaps of a rule, most pressing first.
func (r Report) openOf(rule continuity.Rule) []Gap {
	if r.Gaps == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Gaps.Open), func(g Gap) bool {
		return g.Rule != rule || g.Severity != continuity.Critical
	})
}

// dryChannels returns the channels that run dry soon enough to alarm, each by
// its first such day: those with news first, and of these the nearest.
func (r Report) dryChannels() []dryChannel {
	if r.Gaps == nil {
		return nil
	}
	var dry []dryChannel
	seen := map[string]bool{}
	for _, g := range r.Gaps.Open { // by severity, then by day
		if g.Rule != continuity.RunsDry || g.Severity == continuity.Notice || seen[g.ChannelID] {
			continue
		}
		seen[g.ChannelID] = true
		isNews := g.New || g.PreviousFrom != nil && g.From < *g.PreviousFrom
		dry = append(dry, dryChannel{name: clip(g.ChannelName, nameWidth), from: g.From, was: g.PreviousFrom, isNews: isNews})
	}
	slices.SortStableFunc(dry, func(a, b dryChannel) int {
		if a.isNews != b.isNews {
			return map[bool]int{true: -1, false: 1}[a.isNews]
		}
		return cmp.Compare(a.from, b.from)
	})
	return dry
}

// planlessChannels names the channels that have no plan today, where nobody has
// accepted that.
func (r Report) planlessChannels() []string {
	if r.Gaps == nil {
		return nil
	}
	var names []string
	for _, g := range r.Gaps.Open {
		if g.Rule == continuity.Horizon && g.From <= r.today() {
			names = append(names, clip(g.ChannelName, nameWidth))
		}
	}
	return names
}

// shortfall adds up what is missing within the channels' lead times.
func (r Report) shortfall() shortfall {
	var short shortfall
	channels := map[string]bool{}
	for _, g := range r.openOf(continuity.Cadence) { // by day
		if len(channels) == 0 {
			short.name, short.span = clip(g.ChannelName, nameWidth), g.Span()
		}
		channels[g.ChannelID] = true
		short.entries += max(0, g.Expected-g.Actual)
		short.gaps++
	}
	short.channels = len(channels)
	return short
}

// brokenPromise returns the channel that has broken its promise most often in a
// row, this week the last; of equals the first.
func (r Report) brokenPromise() brokenPromise {
	var worst brokenPromise
	for _, c := range r.Channels {
		if c.status() != promiseBroken {
			continue
		}
		inARow := streak(c.Trend, func(expected, kept int) bool { return kept < expected })
		if inARow > worst.inARow {
			worst = brokenPromise{name: clip(c.Name, nameWidth), inARow: inARow}
		}
	}
	return worst
}
