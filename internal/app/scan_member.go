package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// scanMember is scanChannel for a member: it looks at what their weeks ask of them,
// over all channels. The workspace's row is held, so that of two who give a member
// work on two channels the second sees both. Where weeks are named it looks at no
// other ones: each stands for itself.
func scanMember(tx *store.Tx, ws, memberID string, now time.Time, weeks ...plan.Week) (changed bool, err error) {
	load, err := tx.Workload(ws, memberID, now, weeks...)
	if err != nil {
		return false, err
	}
	assessment, err := continuity.AssessWorkload(load, now)
	if err != nil {
		return false, err
	}
	gaps, err := tx.GapsOfMember(ws, memberID)
	if err != nil {
		return false, err
	}
	if len(weeks) > 0 {
		gaps = slices.DeleteFunc(gaps, func(g continuity.Gap) bool { return !slices.Contains(weeks, g.Span.From.Week()) })
	}
	if changed, err = storeFindings(tx, ws, assessment, gaps); err != nil {
		return false, err
	}
	if len(weeks) > 0 {
		return changed, nil // the others are due when they were
	}
	var due time.Time
	if load.Budget != nil {
		due = dueAfter(assessment)
	}
	return changed, tx.SetMemberScanDue(ws, memberID, due)
}

// loadsWatched is what a change does to the work of members, by member: the weeks in
// which it is another, or everyWeek.
type loadsWatched map[string][]plan.Week

// look has a member's weeks looked at.
func (l loadsWatched) look(memberID string) { l[memberID] = nil }

// lookIn has one week of a member looked at.
func (l loadsWatched) lookIn(memberID string, week plan.Week) {
	weeks, watched := l[memberID]
	switch {
	case watched && len(weeks) == 0, slices.Contains(weeks, week):
	case len(weeks) == fewWeeks:
		l.look(memberID)
	default:
		l[memberID] = append(weeks, week)
	}
}

// fewWeeks is for how many weeks it is faster to look at each than at all there are.
const fewWeeks = 12

// watchLoads notes what a channel asks of whom before anything on it is changed.
func (c *change) watchLoads(channelID string) error {
	if _, watched := c.loads[channelID]; watched {
		return nil
	}
	loads, err := c.ChannelLoads(c.ws, channelID, c.now)
	c.loads[channelID] = loads
	return err
}

// scanMembers looks at everybody of whom the change asks more or less than before,
// or who has more or less time. It comes last: the workspace's row is held by then.
func (c *change) scanMembers() error {
	for channelID, before := range c.loads {
		after, err := c.ChannelLoads(c.ws, channelID, c.now)
		if err != nil {
			return err
		}
		for _, loads := range []map[store.MemberWeek]time.Duration{before, after} {
			for week := range loads {
				if before[week] != after[week] {
					c.members.lookIn(week.MemberID, week.Week)
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.members)) {
		if _, err := scanMember(c.Tx, c.ws, id, c.now, c.members[id]...); err != nil {
			return err
		}
	}
	return nil
}

// scanEverybody has everybody looked at who said how much time they have.
func (c *change) scanEverybody() error {
	ids, err := c.MembersWithTime(c.ws)
	for _, id := range ids {
		c.members.look(id)
	}
	return err
}

// scanMembersDue is ScanDue for members.
func (a *App) scanMembersDue(ctx context.Context, summary *ScanSummary) (failed []error) {
	err := eachPage(func(page store.Page) (next string, err error) {
		var due []store.MemberRef
		err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
			due, next, err = tx.MembersDue(a.now(), page)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("listing due members: %w", err)
		}
		for _, ref := range due {
			if err := ctx.Err(); err != nil {
				return "", err
			}
			changed, err := a.scanOneMember(ctx, ref)
			if err != nil {
				failed = append(failed, fmt.Errorf("scanning member %s: %w", ref.MemberID, err))
			}
			summary.Members++
			if changed {
				summary.MembersChanged++
			}
		}
		return next, nil
	})
	if err != nil {
		failed = append(failed, err)
	}
	return failed
}

func (a *App) scanOneMember(ctx context.Context, ref store.MemberRef) (changed bool, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		changed, err = rescanMember(tx, ref.WorkspaceID, ref.MemberID, a.now())
		return err
	})
	if changed && err == nil {
		a.watch.wake()
	}
	return changed, err
}

// rescanMember looks at a member of whom nobody has changed anything.
func rescanMember(tx *store.Tx, ws, memberID string, now time.Time) (changed bool, err error) {
	if err := tx.LockWorkspace(ws); err != nil {
		return false, err
	}
	if changed, err = scanMember(tx, ws, memberID, now); err != nil || !changed {
		return changed, err
	}
	return true, tx.BumpWorkspace(ws)
}
