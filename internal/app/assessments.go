package app

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// assessmentCache keeps how channels stand, so that a year, a start page and a
// report over many channels load only those that changed. An assessment is good
// for one revision of its channel, from the moment it was made until its
// findings may change by themselves. Its weight is the entries it holds.
type assessmentCache = weighedCache[assessmentKey, keptAssessment]

type assessmentKey struct {
	channelID string
	revision  int64
	days      plan.Span // To is 0 where they have no end
}

type keptAssessment struct {
	*continuity.Assessment
	from time.Time
}

// What is held in memory of channels: entries at some 700 bytes each.
const (
	assessmentsKept = 2_000
	entriesKept     = 250_000
)

func newAssessmentCache() (*assessmentCache, error) {
	return newWeighedCache[assessmentKey, keptAssessment](assessmentsKept, entriesKept)
}

// assess tells how a channel stands at the view's moment, as far as days from
// the given one on are concerned.
func (a *App) assess(v *view, channel plan.Channel, from plan.Day) (*continuity.Assessment, error) {
	today, err := v.todayOf(channel)
	if err != nil {
		return nil, err
	}
	return a.assessDays(v, channel, plan.Span{From: assessedSince(from, today)})
}

// assessSpan tells what some days of a channel promise and have, and nothing of
// its runway and findings: of days long past only their own plans are read.
func (a *App) assessSpan(v *view, channel plan.Channel, span plan.Span) (*continuity.Assessment, error) {
	today, err := v.todayOf(channel)
	if err != nil {
		return nil, err
	}
	if span.To < today-recent {
		return a.assessDays(v, channel, span)
	}
	return a.assess(v, channel, span.From)
}

func (v *view) todayOf(channel plan.Channel) (plan.Day, error) {
	zone, err := channel.Zone()
	if err != nil {
		return 0, err
	}
	return plan.DayOf(v.now, zone), nil
}

func (a *App) assessDays(v *view, channel plan.Channel, days plan.Span) (*continuity.Assessment, error) {
	key := assessmentKey{channelID: channel.ID, revision: channel.Revision, days: days}
	if kept, ok := a.assessments.Get(key); ok && !v.now.Before(kept.from) && v.now.Before(kept.Result().HoldsUntil) {
		return kept.Assessment, nil
	}
	var snapshot continuity.Snapshot
	var err error
	if days.To == 0 {
		snapshot, err = v.SnapshotSince(channel.WorkspaceID, channel.ID, v.now, days.From)
	} else {
		snapshot, err = v.SnapshotOf(channel.WorkspaceID, channel.ID, v.now, days)
	}
	if err != nil {
		return nil, err
	}
	assessment, err := continuity.Assess(snapshot, v.now)
	if err != nil {
		return nil, err
	}
	a.assessments.Add(key, keptAssessment{Assessment: assessment, from: v.now}, 1+len(snapshot.Entries))
	return assessment, nil
}

// recent is how many days before today count as present: those that the weekly
// report tells of.
const recent = 14

// assessedSince rounds the first day asked of down to a New Year's Day, so that
// whoever asks of the present year, or of what is ahead, shares one assessment.
func assessedSince(from, today plan.Day) plan.Day {
	year, _, _ := min(from, today-recent).Civil()
	return plan.Date(year, time.January, 1)
}
