package httpapi

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListPlans answers GET …/plans.
func (h *handlers) ListPlans(ctx context.Context, r api.ListPlansRequestObject) (api.ListPlansResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	items, next, err := h.app.Plans(ctx, actor(ctx), r.Workspace, app.PlanFilter{
		ChannelIDs: given(r.Params.Channel),
		From:       from,
		To:         to,
		Deleted:    given(r.Params.Deleted),
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListPlans200JSONResponse{Items: each(items, sendPlan), NextCursor: orNull(next)}, nil
}

// CreatePlan answers POST …/plans.
func (h *handlers) CreatePlan(ctx context.Context, r api.CreatePlanRequestObject) (api.CreatePlanResponseObject, error) {
	cadence, err := receiveCadence(r.Body.Cadence)
	if err != nil {
		return nil, err
	}
	p, err := h.app.CreatePlan(ctx, actor(ctx), r.Workspace, app.PlanDraft{
		ChannelID:  r.Body.ChannelID,
		Name:       r.Body.Name,
		Span:       plan.Span{From: r.Body.StartsOn, To: r.Body.EndsOn},
		Cadence:    cadence,
		LeadTime:   r.Body.LeadTimeDays,
		MaxSilence: given(r.Body.MaxSilenceDays),
		OwnerID:    given(r.Body.OwnerID),
		DeputyID:   given(r.Body.DeputyID),
		FourEyes:   r.Body.FourEyes,

		ThemeEachMonth: given(r.Body.ThemeEachMonth),
		CompanyShare:   receiveShare(r.Body.CompanyShare),
		CuratedShare:   receiveShare(r.Body.CuratedShare),
	})
	if err != nil {
		return nil, err
	}
	return api.CreatePlan201JSONResponse{
		Body:    sendPlan(&p),
		Headers: api.CreatePlan201ResponseHeaders{ETag: etag(p.Version), Location: address(r.Workspace, "plans", p.ID)},
	}, nil
}

// GetPlan answers GET …/plans/{plan}.
func (h *handlers) GetPlan(ctx context.Context, r api.GetPlanRequestObject) (api.GetPlanResponseObject, error) {
	p, err := h.app.Plan(ctx, actor(ctx), r.Workspace, r.Plan)
	if err != nil {
		return nil, err
	}
	return api.GetPlan200JSONResponse{
		Body: sendPlan(&p), Headers: api.GetPlan200ResponseHeaders{ETag: etag(p.Version)},
	}, nil
}

// UpdatePlan answers PATCH …/plans/{plan}.
func (h *handlers) UpdatePlan(ctx context.Context, r api.UpdatePlanRequestObject) (api.UpdatePlanResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	cadence, err := receiveCadencePatch(r.Body.Cadence)
	if err != nil {
		return nil, err
	}
	p, err := h.app.ChangePlan(ctx, actor(ctx), r.Workspace, r.Plan, version, app.PlanPatch{
		Name:       r.Body.Name,
		StartsOn:   r.Body.StartsOn,
		EndsOn:     r.Body.EndsOn,
		Cadence:    cadence,
		LeadTime:   r.Body.LeadTimeDays,
		MaxSilence: changed(r.Body.MaxSilenceDays, 0),
		OwnerID:    changed(r.Body.OwnerID, ""),
		DeputyID:   changed(r.Body.DeputyID, ""),
		FourEyes:   changedOptional(r.Body.FourEyes),

		ThemeEachMonth: r.Body.ThemeEachMonth,
		CompanyShare:   changedShare(r.Body.CompanyShare),
		CuratedShare:   changedShare(r.Body.CuratedShare),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdatePlan200JSONResponse{
		Body: sendPlan(&p), Headers: api.UpdatePlan200ResponseHeaders{ETag: etag(p.Version)},
	}, nil
}

// DeletePlan answers DELETE …/plans/{plan}.
func (h *handlers) DeletePlan(ctx context.Context, r api.DeletePlanRequestObject) (api.DeletePlanResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeletePlan(ctx, actor(ctx), r.Workspace, r.Plan, version); err != nil {
		return nil, err
	}
	return api.DeletePlan204Response{}, nil
}

// RestorePlan answers POST …/plans/{plan}/restore.
func (h *handlers) RestorePlan(ctx context.Context, r api.RestorePlanRequestObject) (api.RestorePlanResponseObject, error) {
	p, err := h.app.RestorePlan(ctx, actor(ctx), r.Workspace, r.Plan)
	if err != nil {
		return nil, err
	}
	return api.RestorePlan200JSONResponse{
		Body: sendPlan(&p), Headers: api.RestorePlan200ResponseHeaders{ETag: etag(p.Version)},
	}, nil
}

// ListPlanSlots answers GET …/plans/{plan}/slots.
func (h *handlers) ListPlanSlots(ctx context.Context, r api.ListPlanSlotsRequestObject) (api.ListPlanSlotsResponseObject, error) {
	periods, err := h.app.PlanSlots(ctx, actor(ctx), r.Workspace, r.Plan)
	if err != nil {
		return nil, err
	}
	return api.ListPlanSlots200JSONResponse{Items: each(periods, sendSlot)}, nil
}

func sendPlan(p *plan.Plan) api.Plan {
	sent := api.Plan{
		ID:           p.ID,
		ChannelID:    p.ChannelID,
		Name:         p.Name,
		StartsOn:     p.Span.From,
		EndsOn:       p.Span.To,
		Cadence:      sendCadence(p.Cadence),
		LeadTimeDays: p.LeadTime,
		OwnerID:      orNull(p.OwnerID),
		DeputyID:     orNull(p.DeputyID),
		FourEyes:     p.FourEyes,
		CreatedAt:    p.CreatedAt,
		UpdatedAt:    p.UpdatedAt,
		DeletedAt:    timeOrNull(p.DeletedAt),
		Version:      p.Version,

		ThemeEachMonth: p.ThemeEachMonth,
		CompanyShare:   sendShare(p.CompanyShare),
		CuratedShare:   sendShare(p.CuratedShare),
	}
	if p.MaxSilence > 0 {
		sent.MaxSilenceDays = &p.MaxSilence
	}
	return sent
}

func sendShare(s *plan.Share) *api.ClearableShare {
	if s == nil {
		return nil
	}
	return &api.ClearableShare{AtLeast: s.AtLeast, AtMost: s.AtMost}
}

func receiveShare(sent *api.ClearableShare) *plan.Share {
	if sent == nil {
		return nil
	}
	return &plan.Share{AtLeast: sent.AtLeast, AtMost: sent.AtMost}
}

// changedShare takes a share of a patch: nil where it was not sent.
func changedShare(field nullable.Nullable[api.ClearableShare]) **plan.Share {
	sent := changedOptional(field)
	if sent == nil {
		return nil
	}
	share := receiveShare(*sent)
	return &share
}
