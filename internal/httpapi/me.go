package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
)

// GetMe answers GET /me.
func (h *handlers) GetMe(ctx context.Context, _ api.GetMeRequestObject) (api.GetMeResponseObject, error) {
	me, err := h.app.Me(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetMe200JSONResponse{Body: sendMe(&me), Headers: api.GetMe200ResponseHeaders{ETag: etag(me.Version)}}, nil
}

// UpdateMe answers PATCH /me.
func (h *handlers) UpdateMe(ctx context.Context, r api.UpdateMeRequestObject) (api.UpdateMeResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	me, err := h.app.ChangeMe(ctx, actor(ctx), version, app.MePatch{Name: r.Body.Name, Language: changed(r.Body.Language, "")})
	if err != nil {
		return nil, err
	}
	return api.UpdateMe200JSONResponse{Body: sendMe(&me), Headers: api.UpdateMe200ResponseHeaders{ETag: etag(me.Version)}}, nil
}

// ListMyRequests answers GET /me/requests.
func (h *handlers) ListMyRequests(ctx context.Context, r api.ListMyRequestsRequestObject) (api.ListMyRequestsResponseObject, error) {
	items, next, err := h.app.MyRequests(ctx, actor(ctx), "", page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListMyRequests200JSONResponse{Items: each(items, sendOwnershipRequest), NextCursor: orNull(next)}, nil
}

func sendMe(me *app.Me) api.Me {
	return api.Me{
		UserID:        me.UserID,
		Name:          me.Name,
		Email:         me.Email,
		Language:      orNull(me.Language),
		Administrator: me.Admin,
		ReadOnly:      me.ReadOnly,
		Memberships:   each(me.Memberships, sendMembership),
		Version:       me.Version,
	}
}

func sendOwnershipRequest(q *app.OwnershipRequest) api.OwnershipRequest {
	return api.OwnershipRequest{
		WorkspaceID:   q.WorkspaceID,
		WorkspaceName: q.WorkspaceName,
		ChannelID:     q.ChannelID,
		ChannelName:   q.ChannelName,
		AskedAt:       q.AskedAt,
	}
}

func sendMembership(m *app.Membership) api.Membership {
	return api.Membership{
		WorkspaceID:   m.WorkspaceID,
		WorkspaceName: m.WorkspaceName,
		MemberID:      m.MemberID,
		Role:          api.Role(m.Role),
	}
}
