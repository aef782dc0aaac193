package app

import (
	"context"
	"strconv"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Gaps lists gaps, the most pressing first.
func (a *App) Gaps(ctx context.Context, by Actor, ws string, filter GapFilter, page Page) (gaps []continuity.Gap, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		gaps, next, err = v.Gaps(ws, store.GapFilter{
			ChannelIDs: filter.ChannelIDs, OwnerIDs: filter.OwnerIDs, Rules: filter.Rules,
			Severities: filter.Severities, States: filter.States,
		}, store.Page(page))
		return err
	})
	return gaps, next, err
}

// Gap returns one gap with its history, or the first page of it.
func (a *App) Gap(ctx context.Context, by Actor, ws, id string) (gap continuity.Gap, history GapHistory, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if gap, err = v.Gap(ws, id); err != nil {
			return err
		}
		history, err = v.historyOf(id, Page{Limit: store.MaxLimit})
		return err
	})
	return gap, history, err
}

// AcceptGap lets a gap stay until a day, for a reason. Leads may.
func (a *App) AcceptGap(ctx context.Context, by Actor, ws, id string, match *int, draft AcceptanceDraft) (continuity.Gap, error) {
	return a.changeGap(ctx, by, ws, id, match, func(c *change, gap continuity.Gap, today plan.Day) (continuity.Gap, continuity.Event, error) {
		return continuity.Accept(gap, c.member.ID, draft.Reason, draft.Until, today, c.now)
	})
}

// WithdrawAcceptance opens an accepted gap again. Leads may.
func (a *App) WithdrawAcceptance(ctx context.Context, by Actor, ws, id string, match *int) (continuity.Gap, error) {
	return a.changeGap(ctx, by, ws, id, match, func(c *change, gap continuity.Gap, _ plan.Day) (continuity.Gap, continuity.Event, error) {
		return continuity.Withdraw(gap, c.member.ID, c.now)
	})
}

type gapStep func(c *change, gap continuity.Gap, today plan.Day) (continuity.Gap, continuity.Event, error)

// changeGap takes one step in a gap's life on a person's word. Its channel, or
// member, is scanned first, so that nobody accepts what is no longer so.
func (a *App) changeGap(ctx context.Context, by Actor, ws, id string, match *int, step gapStep) (gap continuity.Gap, err error) {
	err = a.change(ctx, by, ws, AcceptGaps, func(c *change) error {
		if gap, err = c.view.Gap(ws, id); err != nil {
			return err
		}
		if err := matches(match, gap.Version); err != nil {
			return err
		}
		zone, err := c.scanAround(gap)
		if err != nil {
			return err
		}
		if gap, err = c.view.Gap(ws, id); err != nil {
			return err
		}
		before := gap
		next, event, err := step(c, gap, plan.DayOf(c.now, zone))
		if err != nil {
			return err
		}
		gap = next
		c.audit("gap", id, string(event.Kind), gapDiff(before, gap))
		if err := c.SaveGap(&gap); err != nil {
			return err
		}
		return addGapEvents(c.Tx, ws, []continuity.Event{event})
	})
	return gap, err
}

// scanAround scans what a gap is of, and holds it. It returns the zone of its days.
func (c *change) scanAround(gap continuity.Gap) (*time.Location, error) {
	if gap.ChannelID == "" {
		if err := c.BumpWorkspace(c.ws); err != nil { // holds the row until the end
			return nil, err
		}
		if _, err := scanMember(c.Tx, c.ws, gap.SubjectID, c.now); err != nil {
			return nil, err
		}
		workspace, err := c.Workspace(c.ws)
		if err != nil {
			return nil, err
		}
		return plan.LoadZone(workspace.TimeZone)
	}
	channel, err := c.lock(gap.ChannelID)
	if err != nil {
		return nil, err
	}
	if _, err := scanChannel(c.Tx, c.ws, channel.ID, c.now); err != nil {
		return nil, err
	}
	return channel.Zone()
}

func gapDiff(before, after continuity.Gap) []store.Change {
	var diff compare
	diff.text("state", string(before.State), string(after.State))
	diff.text("accepted_until", acceptedUntil(before), acceptedUntil(after))
	diff.text("shortfall", strconv.Itoa(before.Shortfall()), strconv.Itoa(after.Shortfall()))
	return diff
}

func acceptedUntil(g continuity.Gap) string {
	if g.Acceptance == nil {
		return ""
	}
	return g.Acceptance.Until.String()
}
