package app

import (
	"cmp"
	"context"
	"slices"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// PlanPreview is what a plan would promise, and what of it is there already.
type PlanPreview struct {
	Expected int // over all its periods or slots, after pauses
	Planned  int // entries of its days that count
	Missing  int // of what is expected, ended periods included
	Silent   int // days on which the channel is silent on purpose
	Weeks    []PreviewSpan
	Months   []PreviewSpan
	People   []PreviewPerson          // most to do first
	Overlaps []plan.Plan              // others of the channel that have some of its days: it could not be made
	First    *continuity.PeriodStatus // the first that promises something; nil: none does
	Last     *continuity.PeriodStatus
}

// PreviewSpan is an ISO week or a calendar month, as far as it lies in the plan.
type PreviewSpan struct {
	Span     plan.Span
	Expected int // a week as in the year; of a month, what ends in it
	Planned  int // entries that count
}

// PreviewPerson is what somebody would have to do in the plan's days: entries
// that are theirs, and what plans of theirs still lack.
type PreviewPerson struct {
	MemberID  string // "" for nobody
	Here      int    // for the plan
	Elsewhere int    // on the other channels of the workspace
}

// PreviewPlan tells what a plan would promise if it were made or, with the id of
// one that there is, if that were changed to it. Nothing is written. Who may
// write plans may ask.
func (a *App) PreviewPlan(ctx context.Context, by Actor, ws, planID string, draft PlanDraft) (preview PlanPreview, err error) {
	err = a.read(ctx, by, ws, WritePlans, func(v *view) error {
		p := draft.plan()
		p.ID, p.WorkspaceID = cmp.Or(planID, newID()), ws
		channel, err := v.checkPreview(&p, planID)
		if err != nil {
			return err
		}
		if preview.Overlaps, err = v.overlapping(p); err != nil {
			return err
		}
		assessed, err := v.assessAlone(channel, p)
		if err != nil {
			return err
		}
		preview.count(assessed, channel, p)
		return a.countPeople(v, &preview, assessed, p)
	})
	return preview, err
}

// checkPreview validates a plan as far as its promise depends on it, and returns
// its channel.
func (v *view) checkPreview(p *plan.Plan, planID string) (plan.Channel, error) {
	var problems plan.Problems
	channel, err := v.Channel(v.ws, p.ChannelID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		problems.Add("channel_id", "there is no such channel in this workspace")
	} else if err != nil {
		return channel, err
	}
	var stored plan.Plan
	if planID != "" {
		stored, err = v.Plan(v.ws, planID, false)
		if plan.CodeOf(err) == plan.CodeNotFound || err == nil && stored.ChannelID != p.ChannelID {
			problems.Add("plan_id", "there is no such plan of this channel")
		} else if err != nil {
			return channel, err
		}
	}
	if p.OwnerID != stored.OwnerID {
		if err := v.requireOwner(&problems, "owner_id", p.OwnerID); err != nil {
			return channel, err
		}
	}
	p.Name = cmp.Or(p.Name, "-") // it has none yet
	return channel, joinProblems(problems, p.Validate())
}

// overlapping lists the other plans of a plan's channel that have days of it.
func (v *view) overlapping(p plan.Plan) (others []plan.Plan, err error) {
	err = eachPage(func(page store.Page) (string, error) {
		found, next, err := v.Plans(v.ws, store.PlanFilter{ChannelIDs: []string{p.ChannelID}, Overlaps: &p.Span}, page)
		others = append(others, found...)
		return next, err
	})
	return slices.DeleteFunc(others, func(other plan.Plan) bool { return other.ID == p.ID }), err
}

// assessAlone looks at a channel as if it had this plan alone, and were active.
func (v *view) assessAlone(channel plan.Channel, p plan.Plan) (*continuity.Assessment, error) {
	snapshot, err := v.SnapshotOf(v.ws, channel.ID, v.now, p.Span)
	if err != nil {
		return nil, err
	}
	snapshot.Plans, snapshot.Channel.Status = []plan.Plan{p}, plan.Active
	return continuity.Assess(snapshot, v.now)
}

// count sums up what a plan promises, by week, by month and in all.
func (r *PlanPreview) count(assessed *continuity.Assessment, channel plan.Channel, p plan.Plan) {
	figures := assessed.Figures(p.Span)
	r.Expected, r.Planned, r.Missing = figures.Promised, figures.Planned, figures.Promised-figures.Covered
	r.Silent = assessed.SilentDays(p.Span)
	weeks := plan.Span{From: p.Span.From.Week().Monday, To: p.Span.To.Week().Sunday()}
	for i, cell := range yearRow(channel, assessed, continuity.Runway{}, columns{weeks, 7}).Cells {
		week := plan.Span{From: weeks.From + plan.Day(7*i), To: weeks.From + plan.Day(7*i+6)}
		r.Weeks = append(r.Weeks, PreviewSpan{Span: week.Cut(p.Span), Expected: cell.Expected})
	}
	for month := p.Span.From.Month(); month <= p.Span.To; month = month.NextMonth() {
		r.Months = append(r.Months, PreviewSpan{Span: plan.Span{From: month, To: month.NextMonth() - 1}.Cut(p.Span)})
	}
	periods := assessed.Periods(p.ID)
	for i := range periods {
		if periods[i].Expected == 0 {
			continue
		}
		if r.First == nil {
			r.First = &periods[i]
		}
		r.Last = &periods[i]
		spanOf(r.Months, periods[i].Span.To).Expected += periods[i].Expected
	}
	assessed.EachCovering(p.Span, func(day plan.Day, _ plan.State) {
		spanOf(r.Weeks, day).Planned++
		spanOf(r.Months, day).Planned++
	})
}

// spanOf finds the one of the spans, in order and without holes, that holds a day.
func spanOf(spans []PreviewSpan, day plan.Day) *PreviewSpan {
	i, _ := slices.BinarySearchFunc(spans, day, func(s PreviewSpan, d plan.Day) int { return cmp.Compare(s.Span.To, d) })
	return &spans[i]
}

// countPeople tells what everybody who has something in the plan would have to
// do in its days, there and on other channels.
func (a *App) countPeople(v *view, preview *PlanPreview, assessed *continuity.Assessment, p plan.Plan) error {
	elsewhere := map[string]int{}
	active := store.ChannelFilter{Statuses: []plan.ChannelStatus{plan.Active}}
	err := eachPage(func(page store.Page) (string, error) {
		channels, next, err := v.Channels(v.ws, active, page)
		for _, channel := range channels {
			if channel.ID == p.ChannelID {
				continue
			}
			other, err := a.assessSpan(v, channel, p.Span)
			if err != nil {
				return "", err
			}
			for member, n := range other.Work(p.Span) {
				elsewhere[member] += n
			}
		}
		return next, err
	})
	for member, n := range assessed.Work(p.Span) {
		preview.People = append(preview.People, PreviewPerson{MemberID: member, Here: n, Elsewhere: elsewhere[member]})
	}
	slices.SortFunc(preview.People, func(p, q PreviewPerson) int {
		return cmp.Or(cmp.Compare(q.Here, p.Here), cmp.Compare(p.MemberID, q.MemberID))
	})
	return err
}
