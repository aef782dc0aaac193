package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListPauses answers GET …/channels/{channel}/pauses.
func (h *handlers) ListPauses(ctx context.Context, r api.ListPausesRequestObject) (api.ListPausesResponseObject, error) {
	items, next, err := h.app.Pauses(ctx, actor(ctx), r.Workspace, r.Channel, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListPauses200JSONResponse{Items: each(items, sendPause), NextCursor: orNull(next)}, nil
}

// CreatePause answers POST …/channels/{channel}/pauses.
func (h *handlers) CreatePause(ctx context.Context, r api.CreatePauseRequestObject) (api.CreatePauseResponseObject, error) {
	p, err := h.app.AddPause(ctx, actor(ctx), r.Workspace, r.Channel, app.PauseDraft{
		Span:   plan.Span{From: r.Body.StartsOn, To: r.Body.EndsOn},
		Reason: r.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.CreatePause201JSONResponse{
		Body: sendPause(&p),
		Headers: api.CreatePause201ResponseHeaders{
			ETag: etag(p.Version), Location: address(r.Workspace, "channels", p.ChannelID, "pauses", p.ID),
		},
	}, nil
}

// GetPause answers GET …/channels/{channel}/pauses/{pause}.
func (h *handlers) GetPause(ctx context.Context, r api.GetPauseRequestObject) (api.GetPauseResponseObject, error) {
	p, err := h.app.Pause(ctx, actor(ctx), r.Workspace, r.Channel, r.Pause)
	if err != nil {
		return nil, err
	}
	return api.GetPause200JSONResponse{
		Body: sendPause(&p), Headers: api.GetPause200ResponseHeaders{ETag: etag(p.Version)},
	}, nil
}

// UpdatePause answers PATCH …/channels/{channel}/pauses/{pause}.
func (h *handlers) UpdatePause(ctx context.Context, r api.UpdatePauseRequestObject) (api.UpdatePauseResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.app.ChangePause(ctx, actor(ctx), r.Workspace, r.Channel, r.Pause, version, app.PausePatch{
		StartsOn: r.Body.StartsOn,
		EndsOn:   r.Body.EndsOn,
		Reason:   r.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdatePause200JSONResponse{
		Body: sendPause(&p), Headers: api.UpdatePause200ResponseHeaders{ETag: etag(p.Version)},
	}, nil
}

// DeletePause answers DELETE …/channels/{channel}/pauses/{pause}.
func (h *handlers) DeletePause(ctx context.Context, r api.DeletePauseRequestObject) (api.DeletePauseResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.RemovePause(ctx, actor(ctx), r.Workspace, r.Channel, r.Pause, version); err != nil {
		return nil, err
	}
	return api.DeletePause204Response{}, nil
}

func sendPause(p *plan.Pause) api.Pause {
	return api.Pause{
		ID:        p.ID,
		ChannelID: p.ChannelID,
		StartsOn:  p.Span.From,
		EndsOn:    p.Span.To,
		Reason:    p.Reason,
		CreatedAt: p.CreatedAt,
		UpdatedAt: p.UpdatedAt,
		Version:   p.Version,
	}
}
