package report

import "stetig/internal/plan"

// TrendWeeks is how many weeks a trend holds at most, the report's own among them.
const TrendWeeks = 26

// TrendPoint is one week of a trend, as the reports had it that were kept. What
// none of them tells is nil: a hole, and not a nought.
type TrendPoint struct {
	Week     string `json:"week"`     // ISO 8601
	Expected *int   `json:"expected"` // as Figures has it; nil where no report tells of the week
	Kept     *int   `json:"kept"`
	Runway   *int   `json:"runway"` // days, on the day of the week's report; nil where that did not look ahead
}

// due returns what was expected and kept; known is false in a hole.
func (p TrendPoint) due() (expected, kept int, known bool) {
	if p.Expected == nil || p.Kept == nil {
		return 0, 0, false
	}
	return *p.Expected, *p.Kept, true
}

// addTrends puts the weeks of the earlier reports before this one's, for each of
// its channels and for all of them together. A week is told as the report after
// it has it, for good, and else as its own has it. Without an earlier report
// there is no trend.
func (r *Report) addTrends(earlier []Report) {
	reports := map[plan.Week]*Report{r.ISOWeek(): r}
	first := r.ISOWeek()
	for i := range earlier {
		week := earlier[i].ISOWeek()
		if week.Monday >= r.From || week.Monday <= r.From-7*TrendWeeks {
			continue
		}
		reports[week] = &earlier[i]
		first = plan.Week{Monday: min(first.Monday, week.Monday)}
	}
	if first == r.ISOWeek() {
		return
	}
	for week := first; week.Monday <= r.From; week = week.Next() {
		own, after := reports[week], reports[week.Next()]
		for i := range r.Channels {
			c := &r.Channels[i]
			c.Trend = append(c.Trend, trendPoint(week, own.channel(c.ID), after.channel(c.ID)))
		}
		r.Total.Trend = append(r.Total.Trend, totalPoint(week, own, after))
	}
}

// trendPoint is what the report of a week, and the one after it, tell of a channel;
// either may be nil.
func trendPoint(week plan.Week, own, after *Channel) TrendPoint {
	p := TrendPoint{Week: week.String()}
	switch {
	case after != nil && after.Before != nil:
		p.tell(after.Before.Figures)
	case own != nil:
		p.tell(own.Week)
	}
	if own != nil && own.Runway != nil {
		days := own.Runway.Days
		p.Runway = &days
	}
	return p
}

func totalPoint(week plan.Week, own, after *Report) TrendPoint {
	p := TrendPoint{Week: week.String()}
	switch {
	case after != nil && after.Total.Before != nil:
		p.tell(*after.Total.Before)
	case own != nil:
		p.tell(own.Total.Week)
	}
	return p
}

func (p *TrendPoint) tell(f Figures) {
	expected, kept := f.Expected, f.Kept
	p.Expected, p.Kept = &expected, &kept
}

// trendSum is what the weeks of a trend come to.
type trendSum struct {
	weeks, holes   int // holes: weeks of which no report tells, after the first that one tells
	expected, kept int
}

func sumOf(points []TrendPoint) trendSum {
	sum := trendSum{weeks: len(points)}
	isTold := false
	for _, p := range points {
		expected, kept, known := p.due()
		if isTold = isTold || known; isTold && !known {
			sum.holes++
		}
		sum.expected += expected
		sum.kept += kept
	}
	return sum
}

// runwaySum is how a runway went over the weeks of a trend.
type runwaySum struct {
	holes           int // weeks of which no report tells it
	known           bool
	least, most     int       // days
	leastIn, mostIn plan.Week // the latest weeks that had them
}

func runwaysOf(points []TrendPoint) runwaySum {
	var sum runwaySum
	for _, p := range points {
		if p.Runway == nil {
			if sum.known {
				sum.holes++
			}
			continue
		}
		if !sum.known || *p.Runway <= sum.least {
			sum.least, sum.leastIn = *p.Runway, weekOf(p)
		}
		if !sum.known || *p.Runway >= sum.most {
			sum.most, sum.mostIn = *p.Runway, weekOf(p)
		}
		sum.known = true
	}
	return sum
}

// streak counts the weeks with something due, the latest first, for which ok
// holds. Weeks in which nothing was due do not break it; a hole does.
func streak(points []TrendPoint, ok func(expected, kept int) bool) int {
	n := 0
	for i := len(points) - 1; i >= 0; i-- {
		expected, kept, known := points[i].due()
		if !known || expected > 0 && !ok(expected, kept) {
			break
		}
		if expected > 0 {
			n++
		}
	}
	return n
}
