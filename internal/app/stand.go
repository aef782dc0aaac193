package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Stand says how far a workspace and its channels have been changed. Whoever
// knows an older one reads anew what of it has another revision.
type Stand struct {
	Revision int64             // of the workspace: grows with every change of anything in it
	Channels []ChannelRevision // every channel, by position; nil where nothing changed
}

// ChannelRevision says how far a channel, with all that is on it, was changed.
type ChannelRevision struct {
	ChannelID string
	Revision  int64
}

// Stand returns how far a workspace has been changed; without channels where
// that is as far as after, which may be nil.
func (a *App) Stand(ctx context.Context, by Actor, ws string, after *int64) (stand Stand, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		stand, err = standOf(v.Tx, ws)
		return err
	})
	if after != nil && *after == stand.Revision {
		stand.Channels = nil
	}
	return stand, err
}

func standOf(tx *store.Tx, ws string) (stand Stand, err error) {
	revision, channels, err := tx.ChannelRevisions(ws)
	stand.Revision = revision
	for _, channel := range channels {
		stand.Channels = append(stand.Channels, ChannelRevision(channel))
	}
	return stand, err
}

// Live says how closely changes are followed. Zero values stand for the defaults.
type Live struct {
	Look  time.Duration // how often the database is asked for changes by others; 1 second
	Rest  time.Duration // at least so long between two looks; 100 ms
	Beat  time.Duration // how often a listener is told that nothing happened; 20 seconds
	Check time.Duration // how often it is looked whether a listener still may; 30 seconds
}

func (l Live) withDefaults() Live {
	for _, d := range []struct {
		value     *time.Duration
		otherwise time.Duration
	}{{&l.Look, time.Second}, {&l.Rest, 100 * time.Millisecond}, {&l.Beat, 20 * time.Second}, {&l.Check, 30 * time.Second}} {
		if *d.value <= 0 {
			*d.value = d.otherwise
		}
	}
	return l
}

// Listener is told what happens in a workspace, one thing after the other.
type Listener interface {
	Changed(Stand) error // the workspace stands so now
	Quiet() error        // nothing has happened for a while
}

// Listen tells a member of every change of a workspace, first how it stands
// unless that is as far as after. It returns when the context ends (nil), with
// the listener's error, and with a refusal as soon as it is noticed that the
// member may no longer read, or that their token or session has ended.
func (a *App) Listen(ctx context.Context, by Actor, ws string, after *int64, listener Listener) error {
	changes, leave := a.watch.join(ws)
	defer leave()
	stand, err := a.Stand(ctx, by, ws, nil) // after joining, so that nothing is missed in between
	if err != nil {
		return err
	}
	told := stand.Revision
	if after == nil || *after != stand.Revision {
		err = listener.Changed(stand)
	} else {
		err = listener.Quiet() // the answer begins
	}
	beat, check := time.NewTicker(a.live.Beat), time.NewTicker(a.live.Check)
	defer beat.Stop()
	defer check.Stop()
	for err == nil {
		select {
		case <-ctx.Done():
			return nil
		case stand := <-changes:
			if stand.Revision != told {
				told = stand.Revision
				err = listener.Changed(stand)
			}
		case <-beat.C:
			err = listener.Quiet()
		case <-check.C:
			err = a.mayStill(ctx, by, ws)
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// mayStill refuses whoever asked a while ago and may no longer: their token or
// session has ended, or they are no member any more.
func (a *App) mayStill(ctx context.Context, by Actor, ws string) error {
	return a.store.Read(ctx, func(tx *store.Tx) error {
		if err := a.isKnown(tx, by); err != nil {
			return err
		}
		member, err := memberOf(tx, by, ws)
		if err != nil {
			return err
		}
		return allow(member.Role, ReadWorkspace)
	})
}

// isKnown refuses an actor whose token or session has ended.
func (a *App) isKnown(tx *store.Tx, by Actor) error {
	if by.TokenID != "" {
		token, err := tx.Token(by.TokenID)
		if err != nil {
			return err
		}
		user, err := tx.User(by.UserID)
		if err == nil && (whyDead(token, a.now()) != "" || !user.IsActive()) {
			err = refusedToken()
		}
		return err
	}
	session, user, err := tx.Session(by.SessionID)
	if err == nil && !isLive(session, user, a.now()) {
		err = plan.Errorf(plan.CodeUnauthenticated, "You are not signed in, or no longer. Sign in again.")
	}
	return err
}
