package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

const (
	// digestBatch is of how many users is looked at a time whether their digest is due.
	digestBatch = 200

	// firstDigest is how far back somebody's first digest looks.
	firstDigest = 24 * time.Hour

	// longestNight is longer than it ever is from one digest to the next.
	longestNight = 50 * time.Hour

	// digestsKept is how long is remembered what a digest told of: longer than the
	// mail about it.
	digestsKept = 100 * 24 * time.Hour
)

// digestZone is the zone by which a user's digest is due: theirs, else that of the
// oldest workspace that they are in, else the one that workspaces have.
func digestZone(tx *store.Tx, news plan.UserNews) (*time.Location, error) {
	if news.TimeZone != "" {
		return plan.LoadZone(news.TimeZone)
	}
	members, err := tx.MembersOfUser(news.UserID)
	if err != nil {
		return nil, err
	}
	for i := range members {
		if !members[i].IsActive() {
			continue
		}
		workspace, err := tx.Workspace(members[i].WorkspaceID)
		if err != nil {
			return nil, err
		}
		return plan.LoadZone(workspace.TimeZone)
	}
	return plan.LoadZone(defaultZone)
}

// digestAt is when a day's digest is due. An hour that a day does not have is moved
// on with the clock, one that it has twice is the first (see plan.Wall.In).
func digestAt(day plan.Day, hour int, zone *time.Location) time.Time {
	return plan.WallAt(day, hour*60*60).In(zone)
}

// isPassed reports whether a day's digest is done. A day further ahead than any
// zone was written by a clock that ran ahead.
func isPassed(day plan.Day, last *plan.Day) bool {
	return last != nil && day <= *last && *last <= day+1
}

// dueDigest is the latest day whose digest is due.
func dueDigest(now time.Time, hour int, zone *time.Location) plan.Day {
	day := plan.DayOf(now, zone)
	if digestAt(day, hour, zone).After(now) {
		day--
	}
	return day
}

// nextDigest is when a user's next digest is due after now.
func nextDigest(now time.Time, news store.StoredNews, zone *time.Location) time.Time {
	day := dueDigest(now, news.DigestHour, zone) + 1
	for isPassed(day, news.LastDay) {
		day++
	}
	return digestAt(day, news.DigestHour, zone)
}

// PostDueDigests lays the daily digests that are due into the outbox, each user's
// once, and none where there is nothing to tell. It returns how many. A user whose
// digest fails is told and does not stop the others.
func (a *App) PostDueDigests(ctx context.Context) (posted int, err error) {
	if !a.MailConfigured() {
		return 0, nil
	}
	now := a.now()
	var failed []error
	for after := ""; ctx.Err() == nil; {
		var users []string
		err := a.store.Read(ctx, func(tx *store.Tx) (err error) {
			users, err = tx.DueDigests(now, now.Add(longestNight), after, digestBatch)
			return err
		})
		if err != nil {
			return posted, errors.Join(append(failed, err)...)
		}
		for _, user := range users {
			has, err := a.postDigest(ctx, user, now)
			if err != nil {
				failed = append(failed, fmt.Errorf("digest of user %s: %w", user, err))
			}
			if has {
				posted++
			}
		}
		if len(users) < digestBatch {
			break
		}
		after = users[len(users)-1]
	}
	return posted, errors.Join(append(failed, ctx.Err())...)
}

// postDigest passes a user's digest that is due, and posts it where it has
// something to tell. What it tells is looked for before anything is held: who was
// faster in another process is noticed when it is noted.
func (a *App) postDigest(ctx context.Context, userID string, now time.Time) (posted bool, err error) {
	var before, after store.StoredNews
	digest := store.Digest{ID: newID(), UserID: userID, Until: now, CreatedAt: now}
	var tells bool
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		if before, err = tx.UserNews(userID); err != nil {
			return err
		}
		zone, err := digestZone(tx, before.UserNews)
		if err != nil {
			return err
		}
		after = before
		day := dueDigest(now, before.DigestHour, zone)
		isFirst := before.NextAt.IsZero() // nobody has looked for them yet: the first comes at its hour
		isDue := !isFirst && !isPassed(day, before.LastDay)
		if isFirst || isDue {
			after.LastDay = &day
		}
		if isFirst {
			after.ToldUntil = now.Add(-firstDigest)
		}
		after.NextAt = nextDigest(now, after, zone)
		if !isDue {
			return nil
		}
		digest.Day, digest.From = day, before.ToldUntil
		if digest.From.IsZero() || digest.From.After(now) { // never, or by a clock that ran ahead
			digest.From = now.Add(-firstDigest)
		}
		after.ToldUntil = now
		if !before.DailyDigest {
			return nil
		}
		told, err := tx.HasDigest(userID, day)
		if err != nil || told {
			return err
		}
		found, err := a.digestOf(tx, digest)
		tells = found.isNews()
		return err
	})
	if err != nil {
		return false, err
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		done, err := tx.PassDigest(after, before, now)
		if err != nil || !done || !tells {
			return err
		}
		if err := tx.CreateDigest(&digest); err != nil {
			return err
		}
		posted = true
		return post(tx, mailDigest, "", digest.ID, userID, now)
	})
	return posted && err == nil, err
}
