package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/store"
)

// scanChannel compares what the engine finds in a channel with its stored gaps
// and stores the difference, within the transaction of the change that asked.
// changed is false where every gap stands as it stood.
func scanChannel(tx *store.Tx, ws, channelID string, now time.Time) (changed bool, err error) {
	snapshot, err := tx.Snapshot(ws, channelID, now)
	if err != nil {
		return false, err
	}
	assessment, err := continuity.Assess(snapshot, now)
	if err != nil {
		return false, err
	}
	gaps, err := tx.GapsOfChannel(ws, channelID)
	if err != nil {
		return false, err
	}
	if changed, err = storeFindings(tx, ws, assessment, gaps); err != nil {
		return false, err
	}
	return changed, tx.SetScanDue(ws, channelID, dueAfter(assessment))
}

// storeFindings stores what an assessment changes in the gaps there are.
func storeFindings(tx *store.Tx, ws string, assessment *continuity.Assessment, gaps []continuity.Gap) (changed bool, err error) {
	r := continuity.Reconcile(assessment, gaps, newID)
	for i := range r.Changed {
		if err := tx.SaveGap(&r.Changed[i]); err != nil {
			return false, err
		}
	}
	if len(r.Events) > 0 {
		if err := addGapEvents(tx, ws, r.Events); err != nil {
			return false, err
		}
	}
	if stale := notSeenOn(assessment, gaps, r.Seen); len(stale) > 0 {
		if err := tx.TouchGapsSeen(ws, stale, assessment.Today()); err != nil {
			return false, err
		}
	}
	return len(r.Changed) > 0, nil
}

// dueAfter is the first whole second at which an assessment may not hold any more.
func dueAfter(assessment *continuity.Assessment) time.Time {
	return assessment.Result().HoldsUntil.Add(time.Second - 1).Truncate(time.Second)
}

// notSeenOn returns those of the seen gaps whose last_seen is not today yet.
func notSeenOn(a *continuity.Assessment, gaps []continuity.Gap, seen []string) []string {
	if len(seen) == 0 {
		return nil
	}
	lastSeen := make(map[string]bool, len(gaps))
	for _, g := range gaps {
		lastSeen[g.ID] = g.LastSeen == a.Today()
	}
	var stale []string
	for _, id := range seen {
		if !lastSeen[id] {
			stale = append(stale, id)
		}
	}
	return stale
}

// ScanSummary says what a scan of all that was due did.
type ScanSummary struct {
	Scanned int // channels looked at
	Changed int // channels whose gaps changed

	Members        int // members whose load was looked at
	MembersChanged int // members whose gaps changed
}

// ScanDue scans every channel and every member, of all workspaces, whose findings
// may have changed because time passed. Each is one transaction, and only one is
// in memory at a time; one that fails is told and does not stop the others.
func (a *App) ScanDue(ctx context.Context) (ScanSummary, error) {
	var summary ScanSummary
	var failed []error
	err := eachPage(func(page store.Page) (next string, err error) {
		var due []store.ChannelRef
		err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
			due, next, err = tx.ChannelsDue(a.now(), page)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("listing due channels: %w", err)
		}
		for _, ref := range due {
			if err := ctx.Err(); err != nil {
				return "", err
			}
			changed, err := a.scanOne(ctx, ref)
			if err != nil {
				failed = append(failed, fmt.Errorf("scanning channel %s: %w", ref.ChannelID, err))
			}
			summary.Scanned++
			if changed {
				summary.Changed++
			}
		}
		return next, nil
	})
	failed = append(failed, err)
	if ctx.Err() == nil {
		failed = append(failed, a.scanMembersDue(ctx, &summary)...)
	}
	return summary, errors.Join(failed...)
}

func (a *App) scanOne(ctx context.Context, ref store.ChannelRef) (changed bool, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		changed, err = rescan(tx, ref.WorkspaceID, ref.ChannelID, a.now())
		return err
	})
	if changed && err == nil {
		a.watch.wake()
	}
	return changed, err
}

// rescan scans a channel in which nobody has changed anything.
func rescan(tx *store.Tx, ws, channelID string, now time.Time) (changed bool, err error) {
	if _, err := tx.LockChannel(ws, channelID); err != nil {
		return false, err
	}
	if changed, err = scanChannel(tx, ws, channelID, now); err != nil || !changed {
		return changed, err
	}
	return true, tx.BumpChannel(ws, channelID)
}

// rescanAround scans every channel of every workspace that a user is in, and what
// is asked of them there, for whether they are active opens and closes gaps.
func rescanAround(tx *store.Tx, userID string, now time.Time) error {
	return eachPage(func(page store.Page) (string, error) {
		workspaces, next, err := tx.WorkspacesOf(userID, page)
		for _, w := range workspaces {
			ids, err := channelIDs(tx, w.ID)
			if err != nil {
				return "", err
			}
			for _, id := range ids {
				if _, err := rescan(tx, w.ID, id, now); err != nil {
					return "", err
				}
			}
			member, err := tx.MemberOfUser(w.ID, userID)
			if err != nil {
				return "", err
			}
			if _, err := rescanMember(tx, w.ID, member.ID, now); err != nil {
				return "", err
			}
		}
		return next, err
	})
}
