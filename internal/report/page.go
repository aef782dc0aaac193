package report

import (
	"cmp"
	"slices"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// page is a report put into words of one language, for HTML and text alike.
type page struct {
	Lang      string
	L         labels
	Title     string // "Weekly report, week 14, 2027"
	Workspace string
	Days      string // of the week
	Made      string // when the report was made
	Headline  string
	Late      string // what a late report leaves out; "" for another
	Empty     bool   // no channel promises anything

	WeekHeading string
	Week        []weekRow
	Total       *weekRow // nil with fewer than two channels
	Before      string   // heading of the column with the week before

	HasGaps  bool // false in a late report, which has none of what follows
	Groups   []gapGroup
	Counts   []countTable // by rule, by owner; none where no gap is open
	MostOpen string       // who has most of them; "" where nobody stands out
	Ahead    []aheadRow
	Trend    *trendTable // nil without an earlier report
	Changes  string      // counts since the report before; or that there is none
	Closed   []closedGroup
	Accepted []gapRow
	Legend   []string

	ChannelsOffPaper string // how many of them are not on paper; "" for none
	AcceptedOffPaper string // the same of accepted gaps
}

// weekRow is what one channel, or all of them, promised and kept.
type weekRow struct {
	Channel, Owner string
	Kept           string // "1 of 2"
	Rate           string
	Before         string // "2 of 2"
	Told           string // what was told of the week before, where that was something else
	Trend          string // "better", "worse", "same"; "" where one of the weeks had nothing due
	TrendMark      string
	Result         string
	Mark           string
	Status         status // "" for all channels
	Quiet          bool   // nothing was due, so that there are no figures
	OffPaper       bool
}

// gapGroup is the open gaps of one severity.
type gapGroup struct {
	Severity    continuity.Severity
	Name, Means string
	Heading     string // the name, with a capital letter
	Mark        string
	Gaps        []gapRow
	Count       int
	OffPaper    string // how many of them are not on paper; "" for none
}

// gapRow is one gap.
type gapRow struct {
	ID                       string
	Channel, Sentence, Owner string
	New                      bool
	Moved                    string // where it began in the report before; "" for no change
	Accepted                 string // until when, by whom and why; "" for an open gap
	OffPaper                 bool
}

// countTable counts the open gaps by rule or by owner.
type countTable struct {
	Caption  string
	Of       string // heading of the names
	Rows     []countRow
	OffPaper string // how many of them are not on paper; "" for none
}

// countRow is how many gaps a rule or an owner has.
type countRow struct {
	Name     string
	Counts   Counts
	OffPaper bool
}

// aheadRow is what lies ahead of a channel.
type aheadRow struct {
	Channel, Owner string
	Runway         string
	Trend          string
	TrendMark      string
	Worse, Better  bool
	Windows        []windowCell
	OffPaper       bool
}

// windowCell is what is promised and planned in the next weeks.
type windowCell struct {
	Name           string // "Next 4 weeks"
	Planned, Ready string
	Bar            *bar // nil where there is nothing to draw
}

// bar draws promised, planned and ready entries, in per cent of the largest.
type bar struct {
	Promised, Planned, Ready int
}

// closedGroup is the gaps closed in one way.
type closedGroup struct {
	Name     string
	Gaps     []gapRow // the Sentence names the matter
	Rest     string   // how many more there are; "" for none
	OffPaper string   // the same of those on paper
}

// closedGaps is how many gaps are told that were closed in one way.
const closedGaps = 10

func (r Report) page(l language) page {
	texts := l.labels()
	p := page{
		Lang: l.code(), L: texts,
		Title:       l.title(r.ISOWeek()),
		Workspace:   oneLine(r.Workspace.Name),
		Days:        l.span(plan.Span{From: r.From, To: r.To}),
		Made:        l.moment(r.MadeAt),
		Headline:    r.headline(l),
		WeekHeading: l.weekHeading(r.ISOWeek()),
		Legend:      texts.Legend,
		Empty:       len(r.Channels) == 0 && (r.Gaps == nil || r.Gaps.Counts.Total == 0),
		Before:      capital(l.week(plan.Week{Monday: r.From - 7})),
		HasGaps:     r.Gaps != nil,
		Trend:       r.trendTable(l),

		ChannelsOffPaper: notOnPaper(l, len(r.Channels), paperChannels),
	}
	if r.Late {
		p.Late = l.late(p.Made)
	}
	lessPressing, further := r.offPaper(byPromise), r.offPaper(byRunway)
	for i, c := range r.Channels {
		week := newWeekRow(l, c)
		week.OffPaper = lessPressing[i]
		p.Week = append(p.Week, week)
		if c.Runway != nil {
			ahead := r.aheadRow(l, c)
			ahead.OffPaper = further[i]
			p.Ahead = append(p.Ahead, ahead)
		}
	}
	if len(r.Channels) > 1 {
		all := Channel{Name: texts.AllChannels, Week: r.Total.Week, HasPlan: true}
		if r.Total.Before != nil {
			all.Before = &Before{Figures: *r.Total.Before}
		}
		row := newWeekRow(l, all)
		row.Result, row.Mark, row.Status = "", "", ""
		if n := r.Total.Week.Unconfirmed; n > 0 {
			row.Result = l.unconfirmed(n)
		}
		p.Total = &row
	}
	if r.Gaps != nil {
		p.Legend = append(slices.Clone(texts.Legend), texts.LegendAhead...)
		p.addGaps(l, r)
	}
	return p
}

func newWeekRow(l language, c Channel) weekRow {
	w, texts := c.Week, l.labels()
	row := weekRow{Channel: c.Name, Owner: c.OwnerName, Status: c.status(), Kept: keptOf(l, w), Rate: rate(l, w), Before: texts.NoRate}
	row.Quiet = w.Expected == 0
	row.Mark = map[status]string{promiseKept: "✓", promiseOpen: "?", promiseBroken: "✗", nothingDue: "–", withoutPlan: "–"}[row.Status]
	row.Result = l.result(row.Status, w.Expected-w.Kept-w.Unconfirmed, w.Unconfirmed)
	if c.Before == nil {
		return row
	}
	row.Before = keptOf(l, c.Before.Figures)
	if told := c.Before.Told; told != nil && (told.Kept != c.Before.Kept || told.Expected != c.Before.Expected) {
		row.Told = l.told(keptOf(l, *told))
	}
	if better, known := rateTrend(w, c.Before.Figures); known {
		row.Trend = []string{texts.Worse, texts.Same, texts.Better}[better+1]
		row.TrendMark = trendMark(better)
	}
	return row
}

// rateTrend compares the rates of a week and the one before: 1 for better, 0 for
// the same, -1 for worse. known is false where one of them expected nothing, or
// where entries still to be confirmed could make up for what is missing.
func rateTrend(week, before Figures) (better int, known bool) {
	if week.Expected == 0 || before.Expected == 0 {
		return 0, false
	}
	better = cmp.Compare(week.Kept*before.Expected, before.Kept*week.Expected)
	atBest := cmp.Compare((week.Kept+week.Unconfirmed)*before.Expected, before.Kept*week.Expected)
	return better, better == atBest
}

// trendMark draws better, same and worse.
func trendMark(better int) string {
	switch better {
	case 1:
		return "▲"
	case -1:
		return "▼"
	default:
		return "="
	}
}

func keptOf(l language, f Figures) string {
	if f.Expected == 0 {
		return l.labels().NoRate
	}
	return l.of(f.Kept, f.Expected)
}

// rate writes the continuity rate; a dash where nothing was expected.
func rate(l language, f Figures) string {
	n, known := continuity.Percent(f.Kept, f.Expected)
	if !known {
		return l.labels().NoRate
	}
	return l.percent(n)
}

func (r Report) aheadRow(l language, c Channel) aheadRow {
	row := aheadRow{Channel: c.Name, Owner: c.OwnerName, Runway: l.labels().NoPlan}
	if c.HasPlan {
		row.Runway = l.runway(c.Runway.Days, c.Runway.Until)
	}
	if days, known := c.runwayTrend(); known {
		row.Trend, row.Worse, row.Better = l.trend(days, r.sinceName(l)), days < 0, days > 0
		row.TrendMark = trendMark(cmp.Compare(days, 0))
	}
	texts := l.labels()
	for _, window := range []struct {
		name    string
		figures *Figures
	}{{texts.Next4, c.Next4}, {texts.Next12, c.Next12}, {texts.Next52, c.Next52}} {
		if window.figures == nil {
			continue
		}
		cell := windowCell{Name: window.name, Bar: newBar(*window.figures)}
		cell.Planned, cell.Ready = l.window(*window.figures)
		row.Windows = append(row.Windows, cell)
	}
	return row
}

// runwayTrend returns by how many days the plan carries further (or less far)
// than in the report before. A runway that is used up moves with time alone,
// which is no news.
func (c Channel) runwayTrend() (days int, known bool) {
	if c.Runway == nil || c.Runway.Previous == nil || !c.HasPlan {
		return 0, false
	}
	days = int(c.Runway.Until - c.Runway.Previous.Until)
	return days, c.Runway.Days > 0 || days < 0
}

func newBar(f Figures) *bar {
	if f.Promised == 0 {
		return nil
	}
	return &bar{Promised: 100, Planned: 100 * f.Covered / f.Promised, Ready: 100 * min(f.Ready, f.Covered) / f.Promised}
}
