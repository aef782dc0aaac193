package app

import (
	"context"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// PlanMix is what the entries of some days of a plan are about and where they
// come from, against what the plan asks.
type PlanMix struct {
	Plan    plan.Plan
	Span    plan.Span // the days asked for that are the plan's
	Mixture continuity.Mixture
}

// PlanMix counts over the days of a plan from the one to the other, nil for the
// plan's first and last. Days outside it are left out; a span with none of its
// days is CodeInvalid.
func (a *App) PlanMix(ctx context.Context, by Actor, ws, id string, from, to *plan.Day) (mix PlanMix, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		p, err := v.Plan(ws, id, false)
		if err != nil {
			return err
		}
		asked := p.Span
		set(&asked.From, from)
		set(&asked.To, to)
		mix = PlanMix{Plan: p, Span: asked.Cut(p.Span)}
		if mix.Span.Days() == 0 {
			var problems plan.Problems
			problems.Add("from", "to the last day there is no day of this plan, which goes from %s to %s", p.Span.From, p.Span.To)
			return problems.Err()
		}
		channel, err := v.Channel(ws, p.ChannelID)
		if err != nil {
			return err
		}
		assessed, err := a.assessSpan(v, channel, mix.Span)
		if err != nil {
			return err
		}
		company, err := v.CompanyTopics(ws)
		if err != nil {
			return err
		}
		mix.Mixture = assessed.Mixture(mix.Span, company)
		return nil
	})
	return mix, err
}
