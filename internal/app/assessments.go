package app

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// assessmentCache keeps how channels stand, so that a year, a start page and a
// report over many channels load only those that changed. An assessment is good
// for one revision of its channel, from the moment it was made until its
// findings may change by themselves. Its weight is the entries it holds.
type assessmentCache = weighedCache[assessmentKey, keptAssessment]

type assessmentKey struct {
	channelID string
	revision  int64
	since     plan.Day
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
	return a.assessAt(v.Tx, channel, v.now, from)
}

func (a *App) assessAt(tx *store.Tx, channel plan.Channel, now time.Time, from plan.Day) (*continuity.Assessment, error) {
	zone, err := channel.Zone()
	if err != nil {
		return nil, err
	}
	key := assessmentKey{channelID: channel.ID, revision: channel.Revision, since: assessedSince(from, plan.DayOf(now, zone))}
	if kept, ok := a.assessments.Get(key); ok && !now.Before(kept.from) && now.Before(kept.Result().HoldsUntil) {
		return kept.Assessment, nil
	}
	snapshot, err := tx.SnapshotSince(channel.WorkspaceID, channel.ID, now, key.since)
	if err != nil {
		return nil, err
	}
	assessment, err := continuity.Assess(snapshot, now)
	if err != nil {
		return nil, err
	}
	a.assessments.Add(key, keptAssessment{Assessment: assessment, from: now}, 1+len(snapshot.Entries))
	return assessment, nil
}

// assessedSince rounds the first day asked of down to a New Year's Day, so that
// whoever asks of one year is answered from one assessment. The weekly report
// looks back a fortnight; it shares that of the current year too.
func assessedSince(from, today plan.Day) plan.Day {
	year, _, _ := min(from, today-14).Civil()
	return plan.Date(year, time.January, 1)
}
