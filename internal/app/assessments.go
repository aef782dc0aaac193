package app

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// assessmentCache keeps how channels stand, so that a year, a start page and a
// report over many channels load only those that changed. An assessment is good
// for one revision of its channel, from the moment it was made until its
// findings may change by themselves.
type assessmentCache struct {
	kept *lru.Cache[assessmentKey, keptAssessment]
}

type assessmentKey struct {
	channelID string
	revision  int64
}

type keptAssessment struct {
	*continuity.Assessment
	from time.Time
}

// assessmentsKept bounds how many channels' entries are held in memory.
const assessmentsKept = 256

func newAssessmentCache() (*assessmentCache, error) {
	kept, err := lru.New[assessmentKey, keptAssessment](assessmentsKept)
	return &assessmentCache{kept: kept}, err
}

// assess tells how a channel stands at the view's moment.
func (a *App) assess(v *view, channel plan.Channel) (*continuity.Assessment, error) {
	return a.assessAt(v.Tx, channel, v.now)
}

func (a *App) assessAt(tx *store.Tx, channel plan.Channel, now time.Time) (*continuity.Assessment, error) {
	key := assessmentKey{channelID: channel.ID, revision: channel.Revision}
	if kept, ok := a.assessments.kept.Get(key); ok && !now.Before(kept.from) && now.Before(kept.Result().HoldsUntil) {
		return kept.Assessment, nil
	}
	snapshot, err := tx.Snapshot(channel.WorkspaceID, channel.ID, now)
	if err != nil {
		return nil, err
	}
	assessment, err := continuity.Assess(snapshot, now)
	if err != nil {
		return nil, err
	}
	a.assessments.kept.Add(key, keptAssessment{Assessment: assessment, from: now})
	return assessment, nil
}
