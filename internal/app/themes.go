package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Themes lists the themes of a workspace, by first day.
func (a *App) Themes(ctx context.Context, by Actor, ws string, filter ThemeFilter, page Page) (themes []plan.Theme, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		themes, next, err = v.Themes(ws, store.ThemeFilter{
			PlanIDs: filter.PlanIDs, ChannelIDs: filter.ChannelIDs, Overlaps: openSpan(filter.From, filter.To),
		}, store.Page(page))
		return err
	})
	return themes, next, err
}

// Theme returns one theme.
func (a *App) Theme(ctx context.Context, by Actor, ws, id string) (theme plan.Theme, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		theme, err = v.Theme(ws, id)
		return err
	})
	return theme, err
}

// CreateTheme lays a topic on a plan for a span of days. Editors may.
func (a *App) CreateTheme(ctx context.Context, by Actor, ws string, draft ThemeDraft) (theme plan.Theme, err error) {
	err = a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		theme = plan.Theme{
			ID: newID(), WorkspaceID: ws, PlanID: draft.PlanID, TopicID: draft.TopicID, Title: draft.Title,
			Span: draft.Span, CreatedAt: c.now, UpdatedAt: c.now,
		}
		if err := c.checkTheme(theme); err != nil {
			return err
		}
		c.audit("theme", theme.ID, "created", themeDiff(plan.Theme{}, theme))
		return c.view.CreateTheme(&theme)
	})
	return theme, err
}

// checkTheme validates a theme and locks the channel it shows on.
func (c *change) checkTheme(theme plan.Theme) error {
	var problems plan.Problems
	p, err := c.view.Plan(c.ws, theme.PlanID, false)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		problems.Add("plan_id", "there is no such plan in this workspace")
	case err != nil:
		return err
	default:
		if _, err := c.lock(p.ChannelID); err != nil {
			return err
		}
		if theme.Span.Days() > 0 && theme.Span.Cut(p.Span) != theme.Span {
			problems.Add("ends_on", "the theme must lie within its plan, %s to %s", p.Span.From, p.Span.To)
		}
	}
	if err := c.requireTopic(&problems, theme.TopicID); err != nil {
		return err
	}
	return joinProblems(problems, theme.Validate())
}

func (v *view) requireTopic(problems *plan.Problems, id string) error {
	_, err := v.Topic(v.ws, id, false)
	if plan.CodeOf(err) == plan.CodeNotFound {
		problems.Add("topic_id", "there is no such topic in this workspace")
		return nil
	}
	return err
}

// ChangeTheme changes a theme's topic, title or days. Editors may.
func (a *App) ChangeTheme(ctx context.Context, by Actor, ws, id string, match *int, patch ThemePatch) (theme plan.Theme, err error) {
	err = a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		before, err := c.lockedTheme(id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		theme = before
		set(&theme.TopicID, patch.TopicID)
		set(&theme.Title, patch.Title)
		set(&theme.Span.From, patch.StartsOn)
		set(&theme.Span.To, patch.EndsOn)
		if err := c.checkTheme(theme); err != nil {
			return err
		}
		diff := themeDiff(before, theme)
		if len(diff) == 0 {
			return nil
		}
		c.audit("theme", id, "changed", diff)
		theme.UpdatedAt = c.now
		return c.UpdateTheme(&theme)
	})
	return theme, err
}

// DeleteTheme takes a theme off its plan. Editors may.
func (a *App) DeleteTheme(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, WriteTopics, func(c *change) error {
		theme, err := c.lockedTheme(id)
		if err != nil {
			return err
		}
		if err := matches(match, theme.Version); err != nil {
			return err
		}
		c.audit("theme", id, "deleted", themeDiff(theme, plan.Theme{}))
		return c.view.DeleteTheme(ws, id, theme.Version)
	})
}

// lockedTheme returns a theme with the channel of its plan locked.
func (c *change) lockedTheme(id string) (plan.Theme, error) {
	theme, err := c.view.Theme(c.ws, id)
	if err != nil {
		return plan.Theme{}, err
	}
	p, err := c.view.Plan(c.ws, theme.PlanID, true)
	if err != nil {
		return plan.Theme{}, err
	}
	if _, err := c.lock(p.ChannelID); err != nil {
		return plan.Theme{}, err
	}
	return c.view.Theme(c.ws, id) // as it is now that nobody else changes it
}

func themeDiff(before, after plan.Theme) []store.Change {
	var diff compare
	diff.text("topic_id", before.TopicID, after.TopicID)
	diff.text("title", before.Title, after.Title)
	diff.day("starts_on", before.Span.From, after.Span.From)
	diff.day("ends_on", before.Span.To, after.Span.To)
	return diff
}
