package app

import (
	"cmp"
	"context"
	"time"

	"stetig/internal/holiday"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Channels lists the channels of a workspace, in their order.
func (a *App) Channels(ctx context.Context, by Actor, ws string, filter ChannelFilter, page Page) (channels []plan.Channel, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		channels, next, err = v.Channels(ws, store.ChannelFilter{Statuses: filter.Statuses}, store.Page(page))
		return err
	})
	return channels, next, err
}

// Channel returns one channel.
func (a *App) Channel(ctx context.Context, by Actor, ws, id string) (channel plan.Channel, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		channel, err = v.Channel(ws, id)
		return err
	})
	return channel, err
}

// CreateChannel makes a channel. Leads may. Whom they name as its owner is asked,
// unless they name themselves.
func (a *App) CreateChannel(ctx context.Context, by Actor, ws string, draft ChannelDraft) (channel plan.Channel, err error) {
	err = a.change(ctx, by, ws, WriteChannels, func(c *change) error {
		w, err := c.Workspace(ws)
		if err != nil {
			return err
		}
		channel = plan.Channel{
			ID: newID(), WorkspaceID: ws, Name: draft.Name, Platform: draft.Platform,
			Status:   cmp.Or(draft.Status, plan.Candidate),
			TimeZone: cmp.Or(draft.TimeZone, w.TimeZone),
			Grace:    plan.DefaultGrace, OwnerID: draft.OwnerID, DeputyID: draft.DeputyID,
			Color: draft.Color, Link: draft.Link, FourEyes: draft.FourEyes, CreatedAt: c.now, UpdatedAt: c.now,
			Region: draft.Region, SkipHolidays: draft.SkipHolidays, WarnOnHolidays: draft.WarnOnHolidays, MinSpacing: draft.MinSpacing,
		}
		set(&channel.Grace, draft.Grace)
		if draft.Position != nil {
			channel.Position = *draft.Position
		} else if channel.Position, err = c.NextChannelPosition(ws); err != nil {
			return err
		}
		if err := c.checkChannel(&channel, plan.Channel{}); err != nil {
			return err
		}
		if err := c.nameOwner(&channel, plan.Channel{}, true); err != nil {
			return err
		}
		if err := c.view.CreateChannel(&channel); err != nil {
			return err
		}
		created := compare{{Field: "name", To: channel.Name}}
		created.text("owner_id", "", channel.OwnerID)
		created.instant("owner_accepted_at", time.Time{}, channel.OwnerAcceptedAt)
		c.audit("channel", channel.ID, "created", created)
		channel, err = c.lock(channel.ID)
		return err
	})
	return channel, err
}

// checkChannel validates a channel; owner and deputy are looked at where they changed.
func (c *change) checkChannel(channel *plan.Channel, before plan.Channel) error {
	var problems plan.Problems
	if channel.OwnerID != before.OwnerID {
		if err := c.requireOwner(&problems, "owner_id", channel.OwnerID); err != nil {
			return err
		}
	}
	if channel.DeputyID != before.DeputyID {
		if err := c.requireOwner(&problems, "deputy_id", channel.DeputyID); err != nil {
			return err
		}
	}
	requireRegion(&problems, channel.Region)
	return joinProblems(problems, channel.Validate())
}

// requireRegion refuses a region whose public holidays are unknown; "" is none.
func requireRegion(problems *plan.Problems, region string) {
	if _, known := holiday.Lookup(region); !known && region != holiday.None {
		problems.Add("region", "%q is no region whose public holidays are known", region)
	}
}

// joinProblems adds the fields of a validation to those found before.
func joinProblems(problems plan.Problems, validation error) error {
	refusal, ok := validation.(*plan.Error)
	if validation != nil && !ok {
		return validation
	}
	if ok {
		problems = append(problems, refusal.Fields...)
	}
	return problems.Err()
}

// ChangeChannel changes a channel. Leads may. With a new time zone, entries not
// yet published keep their time on the clock, published ones their instant. A new
// owner is asked, unless they named themselves.
func (a *App) ChangeChannel(ctx context.Context, by Actor, ws, id string, match *int, patch ChannelPatch) (channel plan.Channel, err error) {
	err = a.change(ctx, by, ws, WriteChannels, func(c *change) error {
		before, err := c.lock(id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		channel = before
		patch.apply(&channel)
		if err := c.checkChannel(&channel, before); err != nil {
			return err
		}
		if err := c.nameOwner(&channel, before, patch.OwnerID != nil); err != nil {
			return err
		}
		diff := channelDiff(before, channel)
		if len(diff) == 0 {
			return nil
		}
		c.audit("channel", id, "changed", diff)
		channel.UpdatedAt = c.now
		if err := c.UpdateChannel(&channel); err != nil {
			return err
		}
		return c.followChannel(before, channel)
	})
	return channel, err
}

func (p ChannelPatch) apply(channel *plan.Channel) {
	set(&channel.Name, p.Name)
	set(&channel.Platform, p.Platform)
	set(&channel.Status, p.Status)
	set(&channel.TimeZone, p.TimeZone)
	set(&channel.Grace, p.Grace)
	set(&channel.OwnerID, p.OwnerID)
	set(&channel.DeputyID, p.DeputyID)
	set(&channel.Color, p.Color)
	set(&channel.Link, p.Link)
	set(&channel.Position, p.Position)
	set(&channel.FourEyes, p.FourEyes)
	set(&channel.Region, p.Region)
	set(&channel.SkipHolidays, p.SkipHolidays)
	set(&channel.WarnOnHolidays, p.WarnOnHolidays)
	set(&channel.MinSpacing, p.MinSpacing)
}

func channelDiff(before, after plan.Channel) []store.Change {
	var diff compare
	diff.text("name", before.Name, after.Name)
	diff.text("platform", before.Platform, after.Platform)
	diff.text("status", string(before.Status), string(after.Status))
	diff.text("time_zone", before.TimeZone, after.TimeZone)
	diff.number("grace_hours", int(before.Grace.Hours()), int(after.Grace.Hours()))
	diff.text("owner_id", before.OwnerID, after.OwnerID)
	diff.instant("owner_accepted_at", before.OwnerAcceptedAt, after.OwnerAcceptedAt)
	diff.text("deputy_id", before.DeputyID, after.DeputyID)
	diff.text("color", before.Color, after.Color)
	diff.text("link", before.Link, after.Link)
	diff.number("position", before.Position, after.Position)
	diff.flag("four_eyes", before.FourEyes, after.FourEyes)
	diff.text("region", before.Region, after.Region)
	diff.flag("skip_holidays", before.SkipHolidays, after.SkipHolidays)
	diff.flag("warn_on_holidays", before.WarnOnHolidays, after.WarnOnHolidays)
	diff.number("min_spacing_minutes", int(before.MinSpacing.Minutes()), int(after.MinSpacing.Minutes()))
	return diff
}

// followChannel rewrites what the channel's entries take from it.
func (c *change) followChannel(before, after plan.Channel) error {
	if before.TimeZone != after.TimeZone {
		zone, err := after.Zone()
		if err != nil {
			return err
		}
		if err := c.RezoneEntries(c.ws, after.ID, zone, c.now); err != nil {
			return err
		}
	}
	if before.Name != after.Name || before.AcceptedOwner() != after.AcceptedOwner() {
		return c.touchRendered(store.Rendered{ChannelID: after.ID})
	}
	return nil
}
