package httpapi

import (
	"cmp"
	"context"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// PreviewPlan answers POST …/plans:preview.
func (h *handlers) PreviewPlan(ctx context.Context, r api.PreviewPlanRequestObject) (api.PreviewPlanResponseObject, error) {
	cadence, err := receiveCadence(r.Body.Cadence)
	if err != nil {
		return nil, err
	}
	preview, err := h.app.PreviewPlan(ctx, actor(ctx), r.Workspace, given(r.Body.PlanID), app.PlanDraft{
		ChannelID:  r.Body.ChannelID,
		Name:       given(r.Body.Name),
		Span:       plan.Span{From: r.Body.StartsOn, To: r.Body.EndsOn},
		Cadence:    cadence,
		LeadTime:   r.Body.LeadTimeDays,
		MaxSilence: given(r.Body.MaxSilenceDays),
		OwnerID:    given(r.Body.OwnerID),
		DeputyID:   given(r.Body.DeputyID),
		FourEyes:   r.Body.FourEyes,
	})
	if err != nil {
		return nil, err
	}
	return api.PreviewPlan200JSONResponse(sendPlanPreview(&preview)), nil
}

func sendPlanPreview(p *app.PlanPreview) api.PlanPreview {
	return api.PlanPreview{
		Expected:   p.Expected,
		Planned:    p.Planned,
		Missing:    p.Missing,
		SilentDays: p.Silent,
		Weeks: each(p.Weeks, func(s *app.PreviewSpan) api.PreviewWeek {
			return api.PreviewWeek{Week: s.Span.From.Week().String(), From: s.Span.From, To: s.Span.To, Expected: s.Expected, Planned: s.Planned}
		}),
		Months: each(p.Months, func(s *app.PreviewSpan) api.PreviewMonth {
			return api.PreviewMonth{Month: s.Span.From.String()[:len("2027-03")], From: s.Span.From, To: s.Span.To, Expected: s.Expected, Planned: s.Planned}
		}),
		People: each(p.People, func(w *app.PreviewPerson) api.PreviewPerson {
			return api.PreviewPerson{MemberID: orNull(w.MemberID), Here: w.Here, Elsewhere: w.Elsewhere}
		}),
		Overlaps: each(p.Overlaps, func(o *plan.Plan) api.PreviewOverlap {
			return api.PreviewOverlap{PlanID: o.ID, Name: o.Name, From: o.Span.From, To: o.Span.To}
		}),
		First: sendPreviewSlot(p.First),
		Last:  sendPreviewSlot(p.Last),
	}
}

func sendPreviewSlot(p *continuity.PeriodStatus) nullable.Nullable[api.PreviewSlot] {
	if p == nil {
		return nullable.NewNullNullable[api.PreviewSlot]()
	}
	slot := sendSlot(p)
	return nullable.NewNullableWithValue(api.PreviewSlot{From: slot.From, To: slot.To, At: slot.At})
}

// PreviewFeed answers POST …/feeds:preview.
func (h *handlers) PreviewFeed(ctx context.Context, r api.PreviewFeedRequestObject) (api.PreviewFeedResponseObject, error) {
	preview, err := h.app.PreviewFeed(ctx, actor(ctx), r.Workspace, receiveFeed(*r.Body), cmp.Or(h.baseURL, exchangeOf(ctx).site))
	if err != nil {
		return nil, err
	}
	sent := api.FeedPreview{
		Events:  preview.Events,
		LeftOut: preview.LeftOut,
		Bytes:   preview.Bytes,
		Next:    each(preview.Next, sendFeedPreviewEvent),
	}
	if preview.Span != nil {
		sent.From, sent.To = &preview.Span.From, &preview.Span.To
	}
	return api.PreviewFeed200JSONResponse(sent), nil
}

func sendFeedPreviewEvent(e *app.FeedPreviewEvent) api.FeedPreviewEvent {
	sent := api.FeedPreviewEvent{
		Kind:    api.FeedPreviewEventKindEntry,
		ID:      e.ID,
		Title:   e.Title,
		Channel: e.Channel,
		From:    e.Span.From,
		To:      e.Span.To,
		At:      timeOrNull(e.At),
		State:   orNull(string(e.State)),
		Rule:    orNull(string(e.Rule)),
	}
	if e.IsGap {
		sent.Kind = api.FeedPreviewEventKindGap
	}
	return sent
}
