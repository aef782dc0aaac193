package app

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// undoFor is how long a deletion can be undone.
const undoFor = 30 * 24 * time.Hour

// Plans lists the plans of a workspace, by first day.
func (a *App) Plans(ctx context.Context, by Actor, ws string, filter PlanFilter, page Page) (plans []plan.Plan, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		plans, next, err = v.Plans(ws, store.PlanFilter{
			ChannelIDs: filter.ChannelIDs, Deleted: filter.Deleted, Overlaps: openSpan(filter.From, filter.To),
		}, store.Page(page))
		return err
	})
	return plans, next, err
}

// openSpan returns the span of a filter, nil where both ends are open.
func openSpan(from, to *plan.Day) *plan.Span {
	if from == nil && to == nil {
		return nil
	}
	span := plan.Span{From: plan.FirstDay, To: plan.LastDay}
	set(&span.From, from)
	set(&span.To, to)
	return &span
}

// Plan returns one plan, a deleted one too while it can be restored.
func (a *App) Plan(ctx context.Context, by Actor, ws, id string) (p plan.Plan, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		if p, err = v.Plan(ws, id, true); err != nil {
			return err
		}
		return requirePresent("plan", p.DeletedAt, v.now)
	})
	return p, err
}

// PlanSlots returns a plan's slots, each with the entry that fills it, or its
// periods with what they have.
func (a *App) PlanSlots(ctx context.Context, by Actor, ws, id string) (periods []continuity.PeriodStatus, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		p, err := v.Plan(ws, id, false)
		if err != nil {
			return err
		}
		channel, err := v.Channel(ws, p.ChannelID)
		if err != nil {
			return err
		}
		assessment, err := a.assessSpan(v, channel, p.Span)
		if err != nil {
			return err
		}
		periods = assessment.Periods(id)
		return nil
	})
	return periods, err
}

// CreatePlan makes a plan for a span of days of a channel. Leads may. A span
// that overlaps another plan of the channel is CodeConflict.
func (a *App) CreatePlan(ctx context.Context, by Actor, ws string, draft PlanDraft) (p plan.Plan, err error) {
	err = a.change(ctx, by, ws, WritePlans, func(c *change) error {
		p = draft.plan()
		p.ID, p.WorkspaceID, p.CreatedAt, p.UpdatedAt = newID(), ws, c.now, c.now
		if err := c.lockNamed(draft.ChannelID); err != nil {
			return err
		}
		if err := c.checkPlan(&p, plan.Plan{}); err != nil {
			return err
		}
		c.audit("plan", p.ID, "created", planDiff(plan.Plan{}, p))
		if err := c.view.CreatePlan(&p); err != nil {
			return err
		}
		return c.touchPlan(p, p)
	})
	return p, err
}

func (d PlanDraft) plan() plan.Plan {
	p := plan.Plan{
		ChannelID: d.ChannelID, Name: d.Name, Span: d.Span, Cadence: d.Cadence, LeadTime: plan.DefaultLeadTime,
		MaxSilence: d.MaxSilence, OwnerID: d.OwnerID, DeputyID: d.DeputyID, FourEyes: d.FourEyes,
		ThemeEachMonth: d.ThemeEachMonth, CompanyShare: d.CompanyShare, CuratedShare: d.CuratedShare,
	}
	set(&p.LeadTime, d.LeadTime)
	return p
}

// lockNamed locks a channel that a draft names: an unknown one is a wrong field.
func (c *change) lockNamed(channelID string) error {
	_, err := c.lock(channelID)
	if plan.CodeOf(err) != plan.CodeNotFound {
		return err
	}
	var problems plan.Problems
	problems.Add("channel_id", "there is no such channel in this workspace")
	return problems.Err()
}

func (c *change) checkPlan(p *plan.Plan, before plan.Plan) error {
	var problems plan.Problems
	if p.OwnerID != before.OwnerID {
		if err := c.requireOwner(&problems, "owner_id", p.OwnerID); err != nil {
			return err
		}
	}
	if p.DeputyID != before.DeputyID {
		if err := c.requireOwner(&problems, "deputy_id", p.DeputyID); err != nil {
			return err
		}
	}
	if err := joinProblems(problems, p.Validate()); err != nil {
		return err
	}
	return c.requireFree(*p)
}

// requireFree refuses a plan whose days another plan of the channel has.
func (c *change) requireFree(p plan.Plan) error {
	others, _, err := c.Plans(c.ws, store.PlanFilter{ChannelIDs: []string{p.ChannelID}, Overlaps: &p.Span}, store.Page{Limit: 2})
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ID != p.ID {
			return plan.Errorf(plan.CodeConflict, "The channel has the plan %q from %s to %s already; plans of one channel must not overlap.", other.Name, other.Span.From, other.Span.To)
		}
	}
	return nil
}

// ChangePlan changes a plan. Leads may. Its channel stays.
func (a *App) ChangePlan(ctx context.Context, by Actor, ws, id string, match *int, patch PlanPatch) (p plan.Plan, err error) {
	err = a.change(ctx, by, ws, WritePlans, func(c *change) error {
		before, err := c.lockedPlan(id, match)
		if err != nil {
			return err
		}
		p = before
		patch.apply(&p)
		if err := c.checkPlan(&p, before); err != nil {
			return err
		}
		diff := planDiff(before, p)
		if len(diff) == 0 {
			return nil
		}
		c.audit("plan", id, "changed", diff)
		p.UpdatedAt = c.now
		if err := c.UpdatePlan(&p); err != nil {
			return err
		}
		return c.touchPlan(before, p)
	})
	return p, err
}

func (p PlanPatch) apply(to *plan.Plan) {
	set(&to.Name, p.Name)
	set(&to.Span.From, p.StartsOn)
	set(&to.Span.To, p.EndsOn)
	set(&to.LeadTime, p.LeadTime)
	set(&to.MaxSilence, p.MaxSilence)
	set(&to.OwnerID, p.OwnerID)
	set(&to.DeputyID, p.DeputyID)
	set(&to.FourEyes, p.FourEyes)
	set(&to.ThemeEachMonth, p.ThemeEachMonth)
	set(&to.CompanyShare, p.CompanyShare)
	set(&to.CuratedShare, p.CuratedShare)
	if p.Cadence != nil {
		to.Cadence = p.Cadence.Apply(to.Cadence)
	}
}

// lockedPlan returns a plan with its channel locked.
func (c *change) lockedPlan(id string, match *int) (plan.Plan, error) {
	p, err := c.Plan(c.ws, id, false)
	if err != nil {
		return plan.Plan{}, err
	}
	if _, err := c.lock(p.ChannelID); err != nil {
		return plan.Plan{}, err
	}
	if p, err = c.Plan(c.ws, id, false); err != nil { // as it is now that nobody else changes it
		return plan.Plan{}, err
	}
	return p, matches(match, p.Version)
}

// touchPlan has entries rendered anew whose owner comes from the plan.
func (c *change) touchPlan(before, after plan.Plan) error {
	if before.OwnerID == after.OwnerID && before.Span == after.Span && after.OwnerID == "" {
		return nil
	}
	whole := plan.Span{From: min(before.Span.From, after.Span.From), To: max(before.Span.To, after.Span.To)}
	return c.touchRendered(store.Rendered{ChannelID: after.ChannelID, Span: &whole})
}

// DeletePlan takes a plan away; for 30 days it can be restored. Leads may. Its
// entries stay where they are.
func (a *App) DeletePlan(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, WritePlans, func(c *change) error {
		p, err := c.lockedPlan(id, match)
		if err != nil {
			return err
		}
		p.DeletedAt, p.UpdatedAt = c.now, c.now
		c.audit("plan", id, "deleted", nil)
		if err := c.UpdatePlan(&p); err != nil {
			return err
		}
		return c.touchPlan(p, p)
	})
}

// RestorePlan brings a deleted plan back. Leads may. Where its days have another
// plan by now it is CodeConflict.
func (a *App) RestorePlan(ctx context.Context, by Actor, ws, id string) (p plan.Plan, err error) {
	err = a.change(ctx, by, ws, WritePlans, func(c *change) error {
		if p, err = c.Plan(ws, id, true); err != nil {
			return err
		}
		if err := requireUndoable("plan", p.DeletedAt, c.now); err != nil {
			return err
		}
		if _, err := c.lock(p.ChannelID); err != nil {
			return err
		}
		if err := c.requireFree(p); err != nil {
			return err
		}
		p.DeletedAt, p.UpdatedAt = time.Time{}, c.now
		c.audit("plan", id, "restored", nil)
		if err := c.UpdatePlan(&p); err != nil {
			return err
		}
		return c.touchPlan(p, p)
	})
	return p, err
}

// requireUndoable refuses to restore what is not deleted, or was too long ago.
func requireUndoable(what string, deletedAt, now time.Time) error {
	switch {
	case deletedAt.IsZero():
		return plan.Errorf(plan.CodeConflict, "This %s is not deleted.", plan.Word(what))
	case now.Sub(deletedAt) > undoFor:
		return plan.Errorf(plan.CodeNotFound, "This %s was deleted more than 30 days ago and cannot be restored.", plan.Word(what))
	}
	return nil
}

// requirePresent refuses what was deleted too long ago to be restored; only that
// it has not been purged yet tells it from what is gone.
func requirePresent(what string, deletedAt, now time.Time) error {
	if !deletedAt.IsZero() && now.Sub(deletedAt) > undoFor {
		return plan.Errorf(plan.CodeNotFound, "There is no such %s.", plan.Word(what))
	}
	return nil
}

func planDiff(before, after plan.Plan) []store.Change {
	var diff compare
	diff.text("name", before.Name, after.Name)
	diff.day("starts_on", before.Span.From, after.Span.From)
	diff.day("ends_on", before.Span.To, after.Span.To)
	diff.text("cadence", cadenceText(before.Cadence), cadenceText(after.Cadence))
	diff.number("tolerance_hours", int(before.Cadence.Tolerance.Hours()), int(after.Cadence.Tolerance.Hours()))
	diff.number("lead_time_days", before.LeadTime, after.LeadTime)
	diff.number("max_silence_days", before.MaxSilence, after.MaxSilence)
	diff.text("owner_id", before.OwnerID, after.OwnerID)
	diff.text("deputy_id", before.DeputyID, after.DeputyID)
	diff.text("four_eyes", optionalFlag(before.FourEyes), optionalFlag(after.FourEyes))
	diff.flag("theme_each_month", before.ThemeEachMonth, after.ThemeEachMonth)
	diff.text("company_share", shareText(before.CompanyShare), shareText(after.CompanyShare))
	diff.text("curated_share", shareText(before.CuratedShare), shareText(after.CuratedShare))
	return diff
}

// optionalFlag writes a flag; one that is inherited is nothing.
func optionalFlag(flag *bool) string {
	if flag == nil {
		return ""
	}
	return strconv.FormatBool(*flag)
}

// shareText writes a share as "20 to 40 %"; none is nothing.
func shareText(s *plan.Share) string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("%d to %d %%", s.AtLeast, s.AtMost)
}

func cadenceText(c plan.Cadence) string {
	if c == (plan.Cadence{}) {
		return ""
	}
	return c.String()
}
