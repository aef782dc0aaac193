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
	return api.GetMe200JSONResponse{
		UserID:        me.UserID,
		Name:          me.Name,
		Email:         me.Email,
		Administrator: me.Admin,
		ReadOnly:      me.ReadOnly,
		Memberships:   each(me.Memberships, sendMembership),
	}, nil
}

func sendMembership(m *app.Membership) api.Membership {
	return api.Membership{
		WorkspaceID:   m.WorkspaceID,
		WorkspaceName: m.WorkspaceName,
		MemberID:      m.MemberID,
		Role:          api.Role(m.Role),
	}
}
