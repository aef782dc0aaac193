package httpapi

import (
	"context"

	"stetig/api"
)

// ApproveEntry answers POST …/entries/{entry}/approve.
func (h *handlers) ApproveEntry(ctx context.Context, r api.ApproveEntryRequestObject) (api.ApproveEntryResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	e, err := h.app.ApproveEntry(ctx, actor(ctx), r.Workspace, r.Entry, version)
	if err != nil {
		return nil, err
	}
	return api.ApproveEntry200JSONResponse{
		Body: sendSeenEntry(&e), Headers: api.ApproveEntry200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// RejectEntry answers POST …/entries/{entry}/reject.
func (h *handlers) RejectEntry(ctx context.Context, r api.RejectEntryRequestObject) (api.RejectEntryResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	e, err := h.app.RejectEntry(ctx, actor(ctx), r.Workspace, r.Entry, version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.RejectEntry200JSONResponse{
		Body: sendSeenEntry(&e), Headers: api.RejectEntry200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}
