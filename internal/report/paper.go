package report

import (
	"cmp"
	"slices"

	"stetig/internal/continuity"
)

// Printed, a report is two sheets of A4 however much it tells: of each list only
// what weighs most is on paper, and how much more there is. The screen shows all.
const (
	paperChannels = 12 // in each table
	paperCounts   = 8  // in each table of counts
	paperClosed   = 3  // that were closed in one way
	paperAccepted = 2
)

// paperGaps is how many open gaps of a severity are on paper: fewer where the
// tables of many channels take the room.
func paperGaps(s continuity.Severity, channels int) int {
	room := map[continuity.Severity]int{continuity.Critical: 8, continuity.Warning: 6, continuity.Notice: 4}
	if channels > paperChannels/2 {
		room = map[continuity.Severity]int{continuity.Critical: 5, continuity.Warning: 3, continuity.Notice: 2}
	}
	return room[s]
}

// offPaper reports of each channel whether it is left out of a table on paper.
// Those stay that weigh most, of equals the first.
func (r Report) offPaper(weigh func(a, b Channel) int) []bool {
	order := make([]int, len(r.Channels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return weigh(r.Channels[a], r.Channels[b]) })
	off := make([]bool, len(order))
	for _, i := range order[min(len(order), paperChannels):] {
		off[i] = true
	}
	return off
}

// byPromise puts the channels first that lack most of what they promised.
func byPromise(a, b Channel) int {
	rank := []status{promiseBroken, promiseOpen, promiseKept, withoutPlan, nothingDue}
	return cmp.Or(
		cmp.Compare(slices.Index(rank, a.status()), slices.Index(rank, b.status())),
		cmp.Compare(b.Week.Expected-b.Week.Kept, a.Week.Expected-a.Week.Kept),
	)
}

// byRunway puts the channels first whose plan carries least far; the runway of a
// late report is not told.
func byRunway(a, b Channel) int {
	if a.Runway == nil || b.Runway == nil {
		return byPromise(a, b)
	}
	return cmp.Compare(a.Runway.Days, b.Runway.Days)
}

// leaveOffPaper keeps the first of a list's gaps on paper, and says how many are not;
// "" where all are.
func leaveOffPaper(l language, gaps []gapRow, limit int) string {
	for i := range gaps {
		gaps[i].OffPaper = i >= limit
	}
	return notOnPaper(l, len(gaps), limit)
}

// leaveCountsOffPaper keeps the first rows of a table of counts on paper.
func (t *countTable) leaveCountsOffPaper(l language) {
	for i := range t.Rows {
		t.Rows[i].OffPaper = i >= paperCounts
	}
	t.OffPaper = notOnPaper(l, len(t.Rows), paperCounts)
}

func notOnPaper(l language, rows, limit int) string {
	if rows <= limit {
		return ""
	}
	return l.more(rows - limit)
}
