package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Pauses lists the pauses of a channel.
func (a *App) Pauses(ctx context.Context, by Actor, ws, channelID string, page Page) (pauses []plan.Pause, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if _, err := v.Channel(ws, channelID); err != nil {
			return err
		}
		pauses, next, err = v.Pauses(ws, channelID, store.Page(page))
		return err
	})
	return pauses, next, err
}

// Pause returns one pause of a channel.
func (a *App) Pause(ctx context.Context, by Actor, ws, channelID, id string) (pause plan.Pause, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		pause, err = v.pauseOf(channelID, id)
		return err
	})
	return pause, err
}

func (v *view) pauseOf(channelID, id string) (plan.Pause, error) {
	pause, err := v.Pause(v.ws, id)
	if err == nil && pause.ChannelID != channelID {
		err = plan.Errorf(plan.CodeNotFound, "There is no such pause on this channel.")
	}
	return pause, err
}

// AddPause silences a channel on purpose for a span of days. Leads may.
func (a *App) AddPause(ctx context.Context, by Actor, ws, channelID string, draft PauseDraft) (pause plan.Pause, err error) {
	err = a.change(ctx, by, ws, WriteChannels, func(c *change) error {
		if _, err := c.lock(channelID); err != nil {
			return err
		}
		pause = plan.Pause{
			ID: newID(), WorkspaceID: ws, ChannelID: channelID, Span: draft.Span, Reason: draft.Reason,
			CreatedAt: c.now, UpdatedAt: c.now,
		}
		if err := pause.Validate(); err != nil {
			return err
		}
		c.audit("pause", pause.ID, "created", pauseDiff(plan.Pause{}, pause))
		return c.CreatePause(&pause)
	})
	return pause, err
}

// ChangePause changes the days or the reason of a pause. Leads may.
func (a *App) ChangePause(ctx context.Context, by Actor, ws, channelID, id string, match *int, patch PausePatch) (pause plan.Pause, err error) {
	err = a.change(ctx, by, ws, WriteChannels, func(c *change) error {
		if _, err := c.lock(channelID); err != nil {
			return err
		}
		before, err := c.pauseOf(channelID, id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		pause = before
		set(&pause.Span.From, patch.StartsOn)
		set(&pause.Span.To, patch.EndsOn)
		set(&pause.Reason, patch.Reason)
		if err := pause.Validate(); err != nil {
			return err
		}
		diff := pauseDiff(before, pause)
		if len(diff) == 0 {
			return nil
		}
		c.audit("pause", id, "changed", diff)
		pause.UpdatedAt = c.now
		return c.UpdatePause(&pause)
	})
	return pause, err
}

// RemovePause ends a pause for good: the channel promises those days again. Leads may.
func (a *App) RemovePause(ctx context.Context, by Actor, ws, channelID, id string, match *int) error {
	return a.change(ctx, by, ws, WriteChannels, func(c *change) error {
		if _, err := c.lock(channelID); err != nil {
			return err
		}
		pause, err := c.pauseOf(channelID, id)
		if err != nil {
			return err
		}
		if err := matches(match, pause.Version); err != nil {
			return err
		}
		c.audit("pause", id, "deleted", pauseDiff(pause, plan.Pause{}))
		return c.DeletePause(ws, id, pause.Version)
	})
}

func pauseDiff(before, after plan.Pause) []store.Change {
	var diff compare
	diff.day("starts_on", before.Span.From, after.Span.From)
	diff.day("ends_on", before.Span.To, after.Span.To)
	diff.length("reason", before.Reason, after.Reason)
	return diff
}
