package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
)

// ListMyTokens answers GET /me/tokens.
func (h *handlers) ListMyTokens(ctx context.Context, r api.ListMyTokensRequestObject) (api.ListMyTokensResponseObject, error) {
	items, next, err := h.app.MyTokens(ctx, actor(ctx), page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListMyTokens200JSONResponse{Items: each(items, sendToken), NextCursor: orNull(next)}, nil
}

// CreateMyToken answers POST /me/tokens. Only this answer holds the token's secret.
func (h *handlers) CreateMyToken(ctx context.Context, r api.CreateMyTokenRequestObject) (api.CreateMyTokenResponseObject, error) {
	secret, made, err := h.app.CreateMyToken(ctx, actor(ctx), app.MyTokenDraft{
		Name:        r.Body.Name,
		WorkspaceID: given(r.Body.WorkspaceID),
		ReadOnly:    r.Body.Access == api.TokenAccessRead,
		ExpiresAt:   givenTime(r.Body.ExpiresAt),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateMyToken201JSONResponse{Token: sendToken(&made), Secret: secret}, nil
}

// RevokeMyToken answers DELETE /me/tokens/{token}.
func (h *handlers) RevokeMyToken(ctx context.Context, r api.RevokeMyTokenRequestObject) (api.RevokeMyTokenResponseObject, error) {
	if err := h.app.RevokeMyToken(ctx, actor(ctx), r.Token); err != nil {
		return nil, err
	}
	return api.RevokeMyToken204Response{}, nil
}

// ListWorkspaceTokens answers GET …/tokens.
func (h *handlers) ListWorkspaceTokens(ctx context.Context, r api.ListWorkspaceTokensRequestObject) (api.ListWorkspaceTokensResponseObject, error) {
	items, next, err := h.app.WorkspaceTokens(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListWorkspaceTokens200JSONResponse{Items: each(items, sendMemberToken), NextCursor: orNull(next)}, nil
}

// RevokeWorkspaceToken answers DELETE …/tokens/{token}.
func (h *handlers) RevokeWorkspaceToken(ctx context.Context, r api.RevokeWorkspaceTokenRequestObject) (api.RevokeWorkspaceTokenResponseObject, error) {
	if err := h.app.RevokeWorkspaceToken(ctx, actor(ctx), r.Workspace, r.Token); err != nil {
		return nil, err
	}
	return api.RevokeWorkspaceToken204Response{}, nil
}

func sendToken(t *app.Token) api.Token {
	access := api.TokenAccessWrite
	if t.ReadOnly {
		access = api.TokenAccessRead
	}
	return api.Token{
		ID:          t.ID,
		Name:        t.Name,
		WorkspaceID: orNull(t.WorkspaceID),
		Access:      access,
		Hint:        t.Hint,
		ExpiresAt:   timeOrNull(t.ExpiresAt),
		LastUsedAt:  timeOrNull(t.LastUsedAt),
		CreatedAt:   t.CreatedAt,
	}
}

func sendMemberToken(t *app.MemberToken) api.MemberToken {
	return api.MemberToken{MemberID: t.MemberID, Token: sendToken(&t.Token)}
}
