package app

import (
	"context"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// horizonDays is how far continuity looks ahead unless a span is asked for.
const horizonDays = 365

// Continuity tells how channels stand over a span: what they promised and kept,
// how long they still carry, what is coming loose. It is computed at the moment
// of asking.
func (a *App) Continuity(ctx context.Context, by Actor, ws string, query ContinuityQuery) (answer []ChannelContinuity, err error) {
	if query.From != nil && query.To != nil && *query.To < *query.From {
		var problems plan.Problems
		problems.Add("to", "is before from")
		return nil, problems.Err()
	}
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		from := plan.LastDay
		set(&from, query.From)
		return a.eachAssessed(v, store.ChannelFilter{IDs: query.ChannelIDs}, from, func(channel plan.Channel, assessed *continuity.Assessment) error {
			answer = append(answer, continuityOf(v, channel, assessed, query))
			return nil
		})
	})
	return answer, err
}

// eachAssessed assesses the channels of a workspace, one after the other, as far
// as days from the given one on, and from today on, are concerned.
func (a *App) eachAssessed(v *view, filter store.ChannelFilter, from plan.Day, use func(plan.Channel, *continuity.Assessment) error) error {
	return eachPage(func(page store.Page) (string, error) {
		channels, next, err := v.Channels(v.ws, filter, page)
		if err != nil {
			return "", err
		}
		for _, channel := range channels {
			assessed, err := a.assess(v, channel, from)
			if err != nil {
				return "", err
			}
			if err := use(channel, assessed); err != nil {
				return "", err
			}
		}
		return next, nil
	})
}

func continuityOf(v *view, channel plan.Channel, assessed *continuity.Assessment, query ContinuityQuery) ChannelContinuity {
	span := plan.Span{From: assessed.Today(), To: assessed.Today() + horizonDays}
	set(&span.From, query.From)
	set(&span.To, query.To)
	answer := ChannelContinuity{Channel: channel, Figures: assessed.Figures(span), Runway: assessed.Runway()}
	for _, period := range assessed.AllPeriods() {
		if period.Span.Overlaps(span) {
			answer.Periods = append(answer.Periods, period)
		}
	}
	for _, finding := range assessed.Result().Findings {
		if finding.Span.Overlaps(span) {
			answer.Findings = append(answer.Findings, finding)
		}
	}
	return answer
}
