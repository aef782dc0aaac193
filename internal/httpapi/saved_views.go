package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListViews answers GET …/views.
func (h *handlers) ListViews(ctx context.Context, r api.ListViewsRequestObject) (api.ListViewsResponseObject, error) {
	items, next, err := h.app.SavedViews(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListViews200JSONResponse{Items: each(items, sendView), NextCursor: orNull(next)}, nil
}

// SaveView answers POST …/views.
func (h *handlers) SaveView(ctx context.Context, r api.SaveViewRequestObject) (api.SaveViewResponseObject, error) {
	v, err := h.app.SaveView(ctx, actor(ctx), r.Workspace, app.ViewDraft{
		Name:     r.Body.Name,
		Screen:   plan.Screen(r.Body.Screen),
		Settings: r.Body.Settings,
		Shared:   given(r.Body.Shared),
	})
	if err != nil {
		return nil, err
	}
	return api.SaveView201JSONResponse{
		Body:    sendView(&v),
		Headers: api.SaveView201ResponseHeaders{ETag: etag(v.Version), Location: address(r.Workspace, "views", v.ID)},
	}, nil
}

// GetView answers GET …/views/{view}.
func (h *handlers) GetView(ctx context.Context, r api.GetViewRequestObject) (api.GetViewResponseObject, error) {
	v, err := h.app.SavedView(ctx, actor(ctx), r.Workspace, r.View)
	if err != nil {
		return nil, err
	}
	return api.GetView200JSONResponse{Body: sendView(&v), Headers: api.GetView200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// UpdateView answers PATCH …/views/{view}.
func (h *handlers) UpdateView(ctx context.Context, r api.UpdateViewRequestObject) (api.UpdateViewResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := h.app.ChangeView(ctx, actor(ctx), r.Workspace, r.View, version, app.ViewPatch{
		Name:     r.Body.Name,
		Screen:   as[plan.Screen](r.Body.Screen),
		Settings: given(r.Body.Settings),
		Shared:   r.Body.Shared,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateView200JSONResponse{Body: sendView(&v), Headers: api.UpdateView200ResponseHeaders{ETag: etag(v.Version)}}, nil
}

// DeleteView answers DELETE …/views/{view}.
func (h *handlers) DeleteView(ctx context.Context, r api.DeleteViewRequestObject) (api.DeleteViewResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteView(ctx, actor(ctx), r.Workspace, r.View, version); err != nil {
		return nil, err
	}
	return api.DeleteView204Response{}, nil
}

func sendView(v *plan.SavedView) api.View {
	return api.View{
		ID:        v.ID,
		MemberID:  v.MemberID,
		Name:      v.Name,
		Screen:    api.Screen(v.Screen),
		Settings:  v.Settings,
		Shared:    v.Shared,
		CreatedAt: v.CreatedAt,
		UpdatedAt: v.UpdatedAt,
		Version:   v.Version,
	}
}
