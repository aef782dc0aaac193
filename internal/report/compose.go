package report

import (
	"math"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// Input is all that a report is made of.
type Input struct {
	WorkspaceID string
	Name        string // the workspace's
	TimeZone    string // IANA name; the report's own times are shown in it
	Language    string // "de" or "en"

	Week   plan.Week // the ISO week that ended
	MadeAt time.Time
	Late   bool // made up after its time; what is ahead and the gaps are left out

	Channels []ChannelInput // those that promise, or promised in the week, in the workspace's order

	// Gaps are all live ones (open, accepted) and all that were closed since
	// Previous was made, in any order.
	Gaps []Gap

	// Previous is the last report that looked ahead, nil for none. Runway and
	// gaps are compared with it and, where it is of the week before, its figures
	// with those restated.
	Previous *Report

	// Earlier are the reports of the weeks before, late ones too, in any order;
	// those of the last TrendWeeks count.
	Earlier []Report
}

// ChannelInput is what a report is told about a channel.
type ChannelInput struct {
	ID        string
	Name      string
	OwnerName string // "" for nobody
	HasPlan   bool   // the day of the report lies in a plan; of a late one, a day of its week does

	Week   continuity.Figures
	Before *continuity.Figures // the week before as it stands now; nil where the channel had none

	Next4, Next12, Next52 continuity.Figures // from the day of the report on
	Runway                continuity.Runway
}

// Compose makes the report. Its lists are never nil, its names are one line
// each, and the same input gives the same report.
func Compose(in Input) Report {
	r := Report{
		Schema:    Schema,
		Workspace: Workspace{ID: in.WorkspaceID, Name: oneLine(in.Name), TimeZone: in.TimeZone, Language: in.Language},
		Week:      in.Week.String(),
		From:      in.Week.Monday,
		To:        in.Week.Sunday(),
		MadeAt:    madeAt(in),
		Late:      in.Late,
		Channels:  make([]Channel, 0, len(in.Channels)),
	}
	for _, c := range in.Channels {
		r.Channels = append(r.Channels, composeChannel(in, c))
	}
	r.Total = total(in)
	r.addTrends(in.Earlier)
	if !in.Late {
		r.composeGaps(in)
	}
	return r
}

// madeAt returns the time in the workspace's zone, so that the report keeps its
// offset; in UTC where the zone is unknown.
func madeAt(in Input) time.Time {
	zone, err := plan.LoadZone(in.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	return in.MadeAt.Truncate(time.Second).In(zone)
}

func composeChannel(in Input, c ChannelInput) Channel {
	channel := Channel{ID: c.ID, Name: oneLine(c.Name), OwnerName: oneLine(c.OwnerName), HasPlan: c.HasPlan, Week: figures(c.Week)}
	previous := in.Previous.channel(c.ID)
	if c.Before != nil {
		channel.Before = &Before{Figures: figures(*c.Before)}
		if previous != nil && in.Previous.ISOWeek().Next() == in.Week {
			told := previous.Week
			channel.Before.Told = &told
		}
	}
	if in.Late {
		return channel
	}
	next4, next12, next52 := figures(c.Next4), figures(c.Next12), figures(c.Next52)
	channel.Next4, channel.Next12, channel.Next52 = &next4, &next12, &next52
	channel.Runway = &Runway{Days: c.Runway.Days, Until: c.Runway.Until}
	if previous != nil && previous.Runway != nil && previous.HasPlan {
		channel.Runway.Previous = &Runway{Days: previous.Runway.Days, Until: previous.Runway.Until}
	}
	return channel
}

// channel returns a channel of the report, nil where it has none of this id.
func (r *Report) channel(id string) *Channel {
	if r == nil {
		return nil
	}
	for i := range r.Channels {
		if r.Channels[i].ID == id {
			return &r.Channels[i]
		}
	}
	return nil
}

func total(in Input) Total {
	week := continuity.Figures{Span: weekSpan(in.Week)}
	before := continuity.Figures{Span: weekSpan(plan.Week{Monday: in.Week.Monday - 7})}
	told := false
	for _, c := range in.Channels {
		sum(&week, c.Week)
		if c.Before != nil {
			sum(&before, *c.Before)
			told = true
		}
	}
	t := Total{Week: figures(week)}
	if told {
		f := figures(before)
		t.Before = &f
	}
	return t
}

func weekSpan(w plan.Week) plan.Span { return plan.Span{From: w.Monday, To: w.Sunday()} }

func sum(into *continuity.Figures, f continuity.Figures) {
	into.Expected += f.Expected
	into.Kept += f.Kept
	into.Unconfirmed += f.Unconfirmed
	into.Promised += f.Promised
	into.Covered += f.Covered
	into.Planned += f.Planned
	into.Ready += f.Ready
	into.Published += f.Published
}

func figures(f continuity.Figures) Figures {
	figures := Figures{
		From: f.Span.From, To: f.Span.To,
		Expected: f.Expected, Kept: f.Kept, Unconfirmed: f.Unconfirmed,
		Promised: f.Promised, Covered: f.Covered, Planned: f.Planned, Ready: f.Ready, Published: f.Published,
	}
	if rate, known := f.Rate(); known {
		rate = math.Round(rate*10_000) / 10_000
		figures.Rate = &rate
	}
	return figures
}

// composeGaps sorts the gaps into open, accepted and closed, and compares them
// with the report before.
func (r *Report) composeGaps(in Input) {
	previous := in.Previous
	if previous != nil && previous.Gaps == nil {
		previous = nil // a late one, which knew of no gaps
	}
	before := previous.liveGaps()
	gaps := &Gaps{Open: []Gap{}, Accepted: []Gap{}}
	accepted := 0
	changes := &Changes{Accepted: &accepted, Resolved: []Gap{}, Merged: []Gap{}, Missed: []Gap{}}
	for _, g := range in.Gaps {
		if g.State.Live() && previous != nil {
			g.compare(before, r.today())
			if g.New {
				changes.New++
			} else {
				changes.Carried++
			}
			if g.acceptedSince(previous.MadeAt) {
				accepted++
			}
		}
		switch g.State {
		case continuity.Open:
			gaps.Open = append(gaps.Open, g)
		case continuity.Accepted:
			gaps.Accepted = append(gaps.Accepted, g)
		case continuity.Resolved:
			changes.Resolved = append(changes.Resolved, g)
		case continuity.Merged:
			changes.Merged = append(changes.Merged, g)
		case continuity.GapMissed:
			changes.Missed = append(changes.Missed, g)
		}
	}
	for _, list := range [][]Gap{gaps.Open, gaps.Accepted, changes.Resolved, changes.Merged, changes.Missed} {
		byUrgency(list)
	}
	for _, g := range gaps.Open {
		gaps.Counts.add(g)
	}
	gaps.ByRule, gaps.ByOwner = countByRule(gaps.Open), countByOwner(gaps.Open)
	r.Gaps = gaps
	if previous != nil {
		changes.SinceWeek, changes.Since = previous.Week, previous.MadeAt
		r.Changes = changes
	}
}

// liveGaps returns the first days of the report's open and accepted gaps, by id.
func (r *Report) liveGaps() map[string]plan.Day {
	days := map[string]plan.Day{}
	if r == nil {
		return days
	}
	for _, list := range [][]Gap{r.Gaps.Open, r.Gaps.Accepted} {
		for _, g := range list {
			days[g.ID] = g.From
		}
	}
	return days
}

// compare says whether a live gap is new or begins on another day than in the
// report before. A day that is over by now moved with time, not with the plan.
func (g *Gap) compare(before map[string]plan.Day, today plan.Day) {
	from, known := before[g.ID]
	g.New, g.PreviousFrom = !known, nil
	if known && from != g.From && from > today && !g.movesWithTime() {
		g.PreviousFrom = &from
	}
}
