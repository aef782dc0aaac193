package httpapi

import (
	"cmp"
	"context"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListSharedLinks answers GET …/links.
func (h *handlers) ListSharedLinks(ctx context.Context, r api.ListSharedLinksRequestObject) (api.ListSharedLinksResponseObject, error) {
	items, next, err := h.app.SharedLinks(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListSharedLinks200JSONResponse{Items: each(items, sendSharedLink), NextCursor: orNull(next)}, nil
}

// CreateSharedLink answers POST …/links. Only this answer holds the link's address.
func (h *handlers) CreateSharedLink(ctx context.Context, r api.CreateSharedLinkRequestObject) (api.CreateSharedLinkResponseObject, error) {
	link, token, err := h.app.CreateSharedLink(ctx, actor(ctx), r.Workspace, app.SharedLinkDraft{
		Name:      r.Body.Name,
		Shows:     plan.SharedPage(r.Body.Shows),
		ReportID:  given(r.Body.ReportID),
		ChannelID: given(r.Body.ChannelID),
		Year:      given(r.Body.Year),
		Names:     given(r.Body.Names),
		Language:  string(given(r.Body.Language)),
		ExpiresAt: givenTime(r.Body.ExpiresAt),
	})
	if err != nil {
		return nil, err
	}
	url := cmp.Or(h.baseURL, exchangeOf(ctx).site) + sharedPath + token
	return api.CreateSharedLink201JSONResponse{
		Body:    api.NewSharedLink{Link: sendSharedLink(&link), URL: url},
		Headers: api.CreateSharedLink201ResponseHeaders{ETag: etag(link.Version), Location: address(r.Workspace, "links", link.ID)},
	}, nil
}

// GetSharedLink answers GET …/links/{link}.
func (h *handlers) GetSharedLink(ctx context.Context, r api.GetSharedLinkRequestObject) (api.GetSharedLinkResponseObject, error) {
	link, err := h.app.SharedLink(ctx, actor(ctx), r.Workspace, r.Link)
	if err != nil {
		return nil, err
	}
	return api.GetSharedLink200JSONResponse{
		Body: sendSharedLink(&link), Headers: api.GetSharedLink200ResponseHeaders{ETag: etag(link.Version)},
	}, nil
}

// RevokeSharedLink answers DELETE …/links/{link}.
func (h *handlers) RevokeSharedLink(ctx context.Context, r api.RevokeSharedLinkRequestObject) (api.RevokeSharedLinkResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.RevokeSharedLink(ctx, actor(ctx), r.Workspace, r.Link, version); err != nil {
		return nil, err
	}
	return api.RevokeSharedLink204Response{}, nil
}

func sendSharedLink(l *plan.SharedLink) api.SharedLink {
	year := nullable.NewNullNullable[int]()
	if l.Year != 0 {
		year = nullable.NewNullableWithValue(l.Year)
	}
	return api.SharedLink{
		ID:           l.ID,
		Name:         l.Name,
		Shows:        api.SharedPage(l.Shows),
		ReportID:     orNull(l.ReportID),
		ChannelID:    orNull(l.ChannelID),
		Year:         year,
		Names:        l.Names,
		Language:     api.Language(l.Language),
		ExpiresAt:    l.ExpiresAt,
		CreatedBy:    l.CreatedBy,
		LastOpenedAt: timeOrNull(l.LastOpenedAt),
		CreatedAt:    l.CreatedAt,
		UpdatedAt:    l.UpdatedAt,
		Version:      l.Version,
	}
}
