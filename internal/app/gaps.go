package app

import (
	"context"
	"strconv"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// TitledGap is a gap with the title of the entry, or the name of the plan, that it
// is about; "" where it is about neither, or that is gone for good.
type TitledGap struct {
	continuity.Gap
	Title string
}

// Gaps lists gaps, the most pressing first.
func (a *App) Gaps(ctx context.Context, by Actor, ws string, filter GapFilter, page Page) (gaps []TitledGap, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		found, n, err := v.Gaps(ws, store.GapFilter{
			ChannelIDs: filter.ChannelIDs, OwnerIDs: filter.OwnerIDs, Rules: filter.Rules,
			Severities: filter.Severities, States: filter.States,
		}, store.Page(page))
		if err != nil {
			return err
		}
		titles, err := v.SubjectTitles(ws, found)
		gaps, next = make([]TitledGap, len(found)), n
		for i, gap := range found {
			gaps[i] = TitledGap{gap, titles[gap.SubjectID]}
		}
		return err
	})
	return gaps, next, err
}

// Gap returns one gap with its whole history, oldest first.
func (a *App) Gap(ctx context.Context, by Actor, ws, id string) (gap TitledGap, history []continuity.Event, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if gap.Gap, err = v.Gap(ws, id); err != nil {
			return err
		}
		if gap.Title, _, err = v.subjectOf(&gap.Gap); err != nil {
			return err
		}
		history, err = v.GapEvents(ws, id)
		return err
	})
	return gap, history, err
}

// AcceptGap lets a gap stay until a day, for a reason. Leads may.
func (a *App) AcceptGap(ctx context.Context, by Actor, ws, id string, match *int, draft AcceptanceDraft) (TitledGap, error) {
	return a.changeGap(ctx, by, ws, id, match, func(c *change, gap continuity.Gap, today plan.Day) (continuity.Gap, continuity.Event, error) {
		return continuity.Accept(gap, c.member.ID, draft.Reason, draft.Until, today, c.now)
	})
}

// WithdrawAcceptance opens an accepted gap again. Leads may.
func (a *App) WithdrawAcceptance(ctx context.Context, by Actor, ws, id string, match *int) (TitledGap, error) {
	return a.changeGap(ctx, by, ws, id, match, func(c *change, gap continuity.Gap, _ plan.Day) (continuity.Gap, continuity.Event, error) {
		return continuity.Withdraw(gap, c.member.ID, c.now)
	})
}

type gapStep func(c *change, gap continuity.Gap, today plan.Day) (continuity.Gap, continuity.Event, error)

// changeGap takes one step in a gap's life on a person's word. The channel is
// scanned first, so that nobody accepts what is no longer so.
func (a *App) changeGap(ctx context.Context, by Actor, ws, id string, match *int, step gapStep) (changed TitledGap, err error) {
	err = a.change(ctx, by, ws, AcceptGaps, func(c *change) error {
		gap, err := c.view.Gap(ws, id)
		if err != nil {
			return err
		}
		if err := matches(match, gap.Version); err != nil {
			return err
		}
		channel, err := c.lock(gap.ChannelID)
		if err != nil {
			return err
		}
		zone, err := channel.Zone()
		if err != nil {
			return err
		}
		if _, err := scanChannel(c.Tx, ws, channel.ID, c.now); err != nil {
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
		changed.Gap = gap
		if changed.Title, _, err = c.subjectOf(&gap); err != nil {
			return err
		}
		return c.AddGapEvents(ws, []continuity.Event{event})
	})
	return changed, err
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
