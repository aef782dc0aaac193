package httpapi

import (
	"cmp"
	"context"

	"stetig/api"
	"stetig/internal/app"
)

// ListUsers answers GET /admin/users.
func (h *handlers) ListUsers(ctx context.Context, r api.ListUsersRequestObject) (api.ListUsersResponseObject, error) {
	items, next, err := h.app.Users(ctx, actor(ctx), app.UserFilter{
		Search: given(r.Params.Q), Admin: r.Params.Administrator, Deactivated: r.Params.Deactivated,
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListUsers200JSONResponse{Items: each(items, sendUser), NextCursor: orNull(next)}, nil
}

// GetUser answers GET /admin/users/{user}.
func (h *handlers) GetUser(ctx context.Context, r api.GetUserRequestObject) (api.GetUserResponseObject, error) {
	u, err := h.app.User(ctx, actor(ctx), r.User)
	if err != nil {
		return nil, err
	}
	return api.GetUser200JSONResponse{Body: sendUser(&u), Headers: api.GetUser200ResponseHeaders{ETag: etag(u.Version)}}, nil
}

// UpdateUser answers PATCH /admin/users/{user}.
func (h *handlers) UpdateUser(ctx context.Context, r api.UpdateUserRequestObject) (api.UpdateUserResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	u, err := h.app.ChangeUser(ctx, actor(ctx), r.User, version, app.UserPatch{Admin: r.Body.Administrator, Deactivated: r.Body.Deactivated})
	if err != nil {
		return nil, err
	}
	return api.UpdateUser200JSONResponse{Body: sendUser(&u), Headers: api.UpdateUser200ResponseHeaders{ETag: etag(u.Version)}}, nil
}

// CreatePasswordLink answers POST /admin/users/{user}/password-link. Only this
// answer holds the link.
func (h *handlers) CreatePasswordLink(ctx context.Context, r api.CreatePasswordLinkRequestObject) (api.CreatePasswordLinkResponseObject, error) {
	secret, expiresAt, err := h.app.CreatePasswordLink(ctx, actor(ctx), r.User)
	if err != nil {
		return nil, err
	}
	return api.CreatePasswordLink201JSONResponse{
		URL: cmp.Or(h.baseURL, exchangeOf(ctx).site) + "/password/" + secret, ExpiresAt: expiresAt,
	}, nil
}

// EndUserSessions answers DELETE /admin/users/{user}/sessions.
func (h *handlers) EndUserSessions(ctx context.Context, r api.EndUserSessionsRequestObject) (api.EndUserSessionsResponseObject, error) {
	if err := h.app.EndSessionsOf(ctx, actor(ctx), r.User); err != nil {
		return nil, err
	}
	return api.EndUserSessions204Response{}, nil
}

func sendUser(u *app.User) api.User {
	return api.User{
		ID:            u.ID,
		Name:          u.Name,
		Email:         u.Email,
		Verified:      u.IsVerified,
		Administrator: u.Admin,
		HasPassword:   u.HasPassword,
		Memberships:   u.Memberships,
		Deactivated:   !u.DeactivatedAt.IsZero(),
		DeactivatedAt: timeOrNull(u.DeactivatedAt),
		CreatedAt:     u.CreatedAt,
		UpdatedAt:     u.UpdatedAt,
		Version:       u.Version,
	}
}
