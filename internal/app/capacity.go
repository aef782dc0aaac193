package app

import (
	"context"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// MaxCapacityWeeks bounds the weeks over which capacity is told.
const MaxCapacityWeeks = 53

// capacityWeeks is how many weeks capacity is told of unless a span is asked for.
const capacityWeeks = 12

// Capacity is what some weeks ask of the members of a workspace, and what they have.
type Capacity struct {
	Span    plan.Span // whole ISO weeks
	Members []MemberCapacity
}

// MemberCapacity is what the weeks ask of one member.
type MemberCapacity struct {
	Member plan.Member
	Weeks  []continuity.WeekLoad // of each week of the span, in order
}

// Capacity tells, of all who may own something and by name, what the ISO weeks that
// hold a day from one to another ask of them and what they have for it, less
// absences and holidays. Without days these are the next twelve weeks, this one
// among them. More than MaxCapacityWeeks are CodeInvalid.
func (a *App) Capacity(ctx context.Context, by Actor, ws string, from, to *plan.Day) (capacity Capacity, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if capacity.Span, err = v.capacitySpan(from, to); err != nil {
			return err
		}
		loads, err := v.Workloads(ws, capacity.Span)
		if err != nil {
			return err
		}
		var weeks []plan.Week
		for monday := capacity.Span.From; monday < capacity.Span.To; monday += 7 {
			weeks = append(weeks, monday.Week())
		}
		isActive := true
		return eachPage(func(page store.Page) (string, error) {
			members, next, err := v.Members(ws, store.MemberFilter{Active: &isActive}, page)
			for _, m := range members {
				if load := loads[m.ID]; load != nil {
					capacity.Members = append(capacity.Members, MemberCapacity{Member: m, Weeks: load.Loads(weeks)})
				}
			}
			return next, err
		})
	})
	return capacity, err
}

// capacitySpan returns the whole weeks of the days asked for.
func (v *view) capacitySpan(from, to *plan.Day) (plan.Span, error) {
	workspace, err := v.Workspace(v.ws)
	if err != nil {
		return plan.Span{}, err
	}
	zone, err := plan.LoadZone(workspace.TimeZone)
	if err != nil {
		return plan.Span{}, err
	}
	first := plan.DayOf(v.now, zone)
	set(&first, from)
	last := first.Week().Monday + 7*capacityWeeks - 1
	set(&last, to)
	span := plan.Span{From: first.Week().Monday, To: last.Week().Sunday()}
	var problems plan.Problems
	switch {
	case last < first:
		problems.Add("to", "is before from (%s)", first)
	case span.Days() > 7*MaxCapacityWeeks:
		problems.Add("to", "must be at most %d weeks after from", MaxCapacityWeeks)
	}
	return span, problems.Err()
}
