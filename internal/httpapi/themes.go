package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListThemes answers GET …/themes.
func (h *handlers) ListThemes(ctx context.Context, r api.ListThemesRequestObject) (api.ListThemesResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	items, next, err := h.app.Themes(ctx, actor(ctx), r.Workspace, app.ThemeFilter{
		PlanIDs:    given(r.Params.Plan),
		ChannelIDs: given(r.Params.Channel),
		From:       from,
		To:         to,
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListThemes200JSONResponse{Items: each(items, sendTheme), NextCursor: orNull(next)}, nil
}

// CreateTheme answers POST …/themes.
func (h *handlers) CreateTheme(ctx context.Context, r api.CreateThemeRequestObject) (api.CreateThemeResponseObject, error) {
	t, err := h.app.CreateTheme(ctx, actor(ctx), r.Workspace, app.ThemeDraft{
		PlanID:  r.Body.PlanID,
		TopicID: r.Body.TopicID,
		Title:   given(r.Body.Title),
		Span:    plan.Span{From: r.Body.StartsOn, To: r.Body.EndsOn},
	})
	if err != nil {
		return nil, err
	}
	return api.CreateTheme201JSONResponse{
		Body:    sendTheme(&t),
		Headers: api.CreateTheme201ResponseHeaders{ETag: etag(t.Version), Location: address(r.Workspace, "themes", t.ID)},
	}, nil
}

// GetTheme answers GET …/themes/{theme}.
func (h *handlers) GetTheme(ctx context.Context, r api.GetThemeRequestObject) (api.GetThemeResponseObject, error) {
	t, err := h.app.Theme(ctx, actor(ctx), r.Workspace, r.Theme)
	if err != nil {
		return nil, err
	}
	return api.GetTheme200JSONResponse{
		Body: sendTheme(&t), Headers: api.GetTheme200ResponseHeaders{ETag: etag(t.Version)},
	}, nil
}

// UpdateTheme answers PATCH …/themes/{theme}.
func (h *handlers) UpdateTheme(ctx context.Context, r api.UpdateThemeRequestObject) (api.UpdateThemeResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := h.app.ChangeTheme(ctx, actor(ctx), r.Workspace, r.Theme, version, app.ThemePatch{
		TopicID:  r.Body.TopicID,
		Title:    r.Body.Title,
		StartsOn: r.Body.StartsOn,
		EndsOn:   r.Body.EndsOn,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateTheme200JSONResponse{
		Body: sendTheme(&t), Headers: api.UpdateTheme200ResponseHeaders{ETag: etag(t.Version)},
	}, nil
}

// DeleteTheme answers DELETE …/themes/{theme}.
func (h *handlers) DeleteTheme(ctx context.Context, r api.DeleteThemeRequestObject) (api.DeleteThemeResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteTheme(ctx, actor(ctx), r.Workspace, r.Theme, version); err != nil {
		return nil, err
	}
	return api.DeleteTheme204Response{}, nil
}

func sendTheme(t *plan.Theme) api.Theme {
	return api.Theme{
		ID:        t.ID,
		PlanID:    t.PlanID,
		TopicID:   t.TopicID,
		Title:     t.Title,
		StartsOn:  t.Span.From,
		EndsOn:    t.Span.To,
		CreatedAt: t.CreatedAt,
		UpdatedAt: t.UpdatedAt,
		Version:   t.Version,
	}
}
