package report

import (
	"cmp"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

func (p *page) addGaps(l language, r Report) {
	texts := l.labels()
	for _, g := range []gapGroup{
		{Severity: continuity.Critical, Name: texts.Critical, Means: texts.CriticalMeans, Mark: "!!", Count: r.Gaps.Counts.Critical},
		{Severity: continuity.Warning, Name: texts.Warning, Means: texts.WarningMeans, Mark: "!", Count: r.Gaps.Counts.Warning},
		{Severity: continuity.Notice, Name: texts.Notice, Means: texts.NoticeMeans, Mark: "·", Count: r.Gaps.Counts.Notice},
	} {
		for _, gap := range joinMonths(r.Gaps.Open) {
			if isOf := gap.Severity == g.Severity; isOf || g.Severity == continuity.Notice && gap.Severity == continuity.Missed {
				g.Gaps = append(g.Gaps, newGapRow(l, gap))
			}
		}
		g.Heading = capital(g.Name)
		g.OffPaper = leaveOffPaper(l, g.Gaps, paperGaps(g.Severity, len(r.Channels)))
		p.Groups = append(p.Groups, g)
	}
	if len(r.Gaps.Open) > 0 {
		p.Counts, p.MostOpen = countTables(l, *r.Gaps), mostOpen(l, *r.Gaps)
	}
	for _, g := range r.Gaps.Accepted {
		p.Accepted = append(p.Accepted, newGapRow(l, g))
	}
	p.AcceptedOffPaper = leaveOffPaper(l, p.Accepted, paperAccepted)
	p.addChanges(l, r)
}

func countTables(l language, g Gaps) []countTable {
	texts := l.labels()
	byRule := countTable{Caption: texts.RuleCaption, Of: texts.Rule}
	for _, c := range g.ByRule {
		byRule.Rows = append(byRule.Rows, countRow{Name: l.ruleName(c.Rule), Counts: c.Counts})
	}
	byOwner := countTable{Caption: texts.OwnerCaption, Of: texts.Owner}
	for _, c := range g.ByOwner {
		byOwner.Rows = append(byOwner.Rows, countRow{Name: cmp.Or(c.OwnerName, texts.Nobody), Counts: c.Counts})
	}
	byRule.leaveCountsOffPaper(l)
	byOwner.leaveCountsOffPaper(l)
	if len(byOwner.Rows) == 0 {
		return []countTable{byRule}
	}
	return []countTable{byRule, byOwner}
}

// where names the channel of a gap; what is about a member is about all of them.
func where(l language, g Gap) string { return cmp.Or(g.ChannelName, l.labels().AllChannels) }

func newGapRow(l language, g Gap) gapRow {
	row := gapRow{ID: g.ID, Channel: where(l, g), Sentence: sentence(l, g), Owner: cmp.Or(g.OwnerName, l.labels().Nobody), New: g.New}
	if g.PreviousFrom != nil {
		row.Moved = l.moved(*g.PreviousFrom)
	}
	if g.Acceptance != nil {
		row.Accepted = l.accepted(*g.Acceptance)
	}
	return row
}

func (p *page) addChanges(l language, r Report) {
	texts := l.labels()
	if r.Changes == nil {
		p.Changes = texts.FirstReport
		return
	}
	since := r.Changes.SinceWeek
	if week, err := plan.ParseWeek(since); err == nil {
		since = l.week(week)
	}
	p.Changes = l.changes(*r.Changes, since)
	for _, closed := range []struct {
		name string
		gaps []Gap
	}{{texts.Resolved, r.Changes.Resolved}, {texts.Merged, r.Changes.Merged}, {texts.Missed, r.Changes.Missed}} {
		if len(closed.gaps) == 0 {
			continue
		}
		group := closedGroup{Name: capital(closed.name)}
		for _, g := range closed.gaps[:min(len(closed.gaps), closedGaps)] {
			group.Gaps = append(group.Gaps, gapRow{Channel: where(l, g), Sentence: l.matter(g)})
		}
		if rest := len(closed.gaps) - closedGaps; rest > 0 {
			group.Rest = l.more(rest)
		}
		leaveOffPaper(l, group.Gaps, paperClosed)
		group.OffPaper = notOnPaper(l, len(closed.gaps), paperClosed)
		p.Closed = append(p.Closed, group)
	}
}
