package httpapi

import (
	"context"
	"time"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListMembers answers GET …/members.
func (h *handlers) ListMembers(ctx context.Context, r api.ListMembersRequestObject) (api.ListMembersResponseObject, error) {
	removed := given(r.Params.Removed)
	items, next, err := h.app.Members(ctx, actor(ctx), r.Workspace, app.MemberFilter{
		Roles:       allAs[plan.Role](given(r.Params.Role)),
		Deactivated: r.Params.Deactivated,
		External:    r.Params.External,
		Removed:     &removed,
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListMembers200JSONResponse{Items: each(items, sendMember), NextCursor: orNull(next)}, nil
}

// AddMember answers POST …/members.
func (h *handlers) AddMember(ctx context.Context, r api.AddMemberRequestObject) (api.AddMemberResponseObject, error) {
	m, err := h.app.AddMember(ctx, actor(ctx), r.Workspace, app.MemberDraft{
		Name:     r.Body.Name,
		Email:    r.Body.Email,
		Role:     plan.Role(r.Body.Role),
		External: given(r.Body.External),
	})
	if err != nil {
		return nil, err
	}
	return api.AddMember201JSONResponse{
		Body:    sendMember(&m),
		Headers: api.AddMember201ResponseHeaders{ETag: etag(m.Version), Location: address(r.Workspace, "members", m.ID)},
	}, nil
}

// GetMember answers GET …/members/{member}.
func (h *handlers) GetMember(ctx context.Context, r api.GetMemberRequestObject) (api.GetMemberResponseObject, error) {
	m, err := h.app.Member(ctx, actor(ctx), r.Workspace, r.Member)
	if err != nil {
		return nil, err
	}
	return api.GetMember200JSONResponse{
		Body: sendMember(&m), Headers: api.GetMember200ResponseHeaders{ETag: etag(m.Version)},
	}, nil
}

// UpdateMember answers PATCH …/members/{member}.
func (h *handlers) UpdateMember(ctx context.Context, r api.UpdateMemberRequestObject) (api.UpdateMemberResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	m, err := h.app.ChangeMember(ctx, actor(ctx), r.Workspace, r.Member, version, app.MemberPatch{
		Name:        r.Body.Name,
		Role:        as[plan.Role](r.Body.Role),
		External:    r.Body.External,
		Deactivated: r.Body.Deactivated,
		WeeklyTime:  receiveWeeklyHours(r.Body.WeeklyHours),
		Region:      changed(r.Body.Region, ""),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateMember200JSONResponse{
		Body: sendMember(&m), Headers: api.UpdateMember200ResponseHeaders{ETag: etag(m.Version)},
	}, nil
}

// RemoveMember answers DELETE …/members/{member}.
func (h *handlers) RemoveMember(ctx context.Context, r api.RemoveMemberRequestObject) (api.RemoveMemberResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.RemoveMember(ctx, actor(ctx), r.Workspace, r.Member, version); err != nil {
		return nil, err
	}
	return api.RemoveMember204Response{}, nil
}

// receiveWeeklyHours takes hours to the minute; nil where nothing was sent, nil in
// it where they are taken away.
func receiveWeeklyHours(hours nullable.Nullable[float64]) **time.Duration {
	sent := changedOptional(hours)
	if sent == nil {
		return nil
	}
	received := receiveEffort(*sent)
	return &received
}

func sendMember(m *plan.Member) api.Member {
	return api.Member{
		ID:            m.ID,
		UserID:        orNull(m.UserID),
		Name:          m.Name,
		Email:         m.Email,
		Role:          api.Role(m.Role),
		External:      m.External,
		WeeklyHours:   sendEffort(m.WeeklyTime),
		Region:        orNull(m.Region),
		Deactivated:   !m.IsActive(),
		DeactivatedAt: timeOrNull(m.DeactivatedAt),
		Removed:       !m.RemovedAt.IsZero(),
		RemovedAt:     timeOrNull(m.RemovedAt),
		CreatedAt:     m.CreatedAt,
		UpdatedAt:     m.UpdatedAt,
		Version:       m.Version,
	}
}
