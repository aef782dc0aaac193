package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// maxContinuityDays bounds the span of GET …/continuity.
const maxContinuityDays = 1100

// GetContinuity answers GET …/continuity.
func (h *handlers) GetContinuity(ctx context.Context, r api.GetContinuityRequestObject) (api.GetContinuityResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	if err := checkContinuitySpan(from, to); err != nil {
		return nil, err
	}
	found, err := h.app.Continuity(ctx, actor(ctx), r.Workspace, app.ContinuityQuery{
		ChannelIDs: r.Params.Channel,
		From:       from,
		To:         to,
	})
	if err != nil {
		return nil, err
	}
	items, err := inOrder(r.Params.Channel, found)
	if err != nil {
		return nil, err
	}
	return api.GetContinuity200JSONResponse{Items: items}, nil
}

func checkContinuitySpan(from, to *plan.Day) error {
	wrong := func(field, message string) error {
		return &plan.Error{
			Code: plan.CodeMalformed, Message: plan.Textf("Some parameters cannot be read."),
			Fields: []plan.FieldError{{Field: field, Message: plan.Textf(message)}},
		}
	}
	switch {
	case from == nil && to == nil:
		return nil
	case from == nil:
		return wrong("from", "is needed together with to")
	case to == nil:
		return wrong("to", "is needed together with from")
	case (plan.Span{From: *from, To: *to}).Days() > maxContinuityDays:
		return wrong("to", "must be at most 1,100 days after from")
	}
	return nil
}

// inOrder brings channels into the order they were asked for. One that was not
// found is refused, so that nobody takes its silence for peace.
func inOrder(ids []string, found []app.ChannelContinuity) ([]api.ChannelContinuity, error) {
	byID := make(map[string]*app.ChannelContinuity, len(found))
	for i := range found {
		byID[found[i].Channel.ID] = &found[i]
	}
	items := make([]api.ChannelContinuity, 0, len(ids))
	for _, id := range ids {
		channel := byID[id]
		if channel == nil {
			return nil, plan.Errorf(plan.CodeNotFound, "There is no channel %s in this workspace.", id)
		}
		items = append(items, sendContinuity(channel))
	}
	return items, nil
}

func sendContinuity(c *app.ChannelContinuity) api.ChannelContinuity {
	return api.ChannelContinuity{
		ChannelID:   c.Channel.ID,
		ChannelName: c.Channel.Name,
		Figures:     sendFigures(c.Figures),
		Runway:      sendRunway(c.Runway),
		Periods:     each(c.Periods, sendSlot),
		Findings:    each(c.Findings, sendFinding),
	}
}

func sendFigures(f continuity.Figures) api.Figures {
	sent := api.Figures{
		From:        f.Span.From,
		To:          f.Span.To,
		Expected:    f.Expected,
		Kept:        f.Kept,
		Unconfirmed: f.Unconfirmed,
		Planned:     f.Planned,
		Ready:       f.Ready,
		Published:   f.Published,
		Promised:    f.Promised,
	}
	if rate, known := f.Rate(); known {
		sent.Rate = &rate
	}
	return sent
}

func sendRunway(r continuity.Runway) api.Runway { return api.Runway{Days: r.Days, Until: r.Until} }

func sendFinding(f *continuity.Finding) api.Finding {
	return api.Finding{
		Rule:        api.Rule(f.Rule),
		ChannelID:   f.ChannelID,
		PlanID:      orNull(f.PlanID),
		Subject:     sendSubject(f),
		OwnerID:     orNull(f.OwnerID),
		From:        f.Span.From,
		To:          f.Span.To,
		Expected:    f.Expected,
		Actual:      f.Actual,
		Severity:    api.Severity(f.Severity),
		Fingerprint: f.Fingerprint,
	}
}
