package httpapi

import (
	"cmp"
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListInvitations answers GET …/invitations.
func (h *handlers) ListInvitations(ctx context.Context, r api.ListInvitationsRequestObject) (api.ListInvitationsResponseObject, error) {
	items, next, err := h.app.WorkspaceInvitations(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListInvitations200JSONResponse{Items: each(items, sendInvitation), NextCursor: orNull(next)}, nil
}

// CreateInvitation answers POST …/invitations. Only this answer holds the link.
func (h *handlers) CreateInvitation(ctx context.Context, r api.CreateInvitationRequestObject) (api.CreateInvitationResponseObject, error) {
	i, secret, err := h.app.Invite(ctx, actor(ctx), r.Workspace, app.InvitationDraft{
		Email:    r.Body.Email,
		Name:     given(r.Body.Name),
		Role:     plan.Role(r.Body.Role),
		External: given(r.Body.External),
		By:       app.InvitationWay(given(r.Body.By)),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateInvitation201JSONResponse{
		Body:    api.NewInvitation{Invitation: sendInvitation(&i), Link: h.invitationLink(ctx, secret)},
		Headers: api.CreateInvitation201ResponseHeaders{ETag: etag(i.Version), Location: address(r.Workspace, "invitations", i.ID)},
	}, nil
}

// GetInvitation answers GET …/invitations/{invitation}.
func (h *handlers) GetInvitation(ctx context.Context, r api.GetInvitationRequestObject) (api.GetInvitationResponseObject, error) {
	i, err := h.app.WorkspaceInvitation(ctx, actor(ctx), r.Workspace, r.Invitation)
	if err != nil {
		return nil, err
	}
	return api.GetInvitation200JSONResponse{
		Body: sendInvitation(&i), Headers: api.GetInvitation200ResponseHeaders{ETag: etag(i.Version)},
	}, nil
}

// RevokeInvitation answers DELETE …/invitations/{invitation}.
func (h *handlers) RevokeInvitation(ctx context.Context, r api.RevokeInvitationRequestObject) (api.RevokeInvitationResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.RevokeInvitation(ctx, actor(ctx), r.Workspace, r.Invitation, version); err != nil {
		return nil, err
	}
	return api.RevokeInvitation204Response{}, nil
}

// ResendInvitation answers POST …/invitations/{invitation}/resend. Only this
// answer holds the new link.
func (h *handlers) ResendInvitation(ctx context.Context, r api.ResendInvitationRequestObject) (api.ResendInvitationResponseObject, error) {
	i, secret, err := h.app.ResendInvitation(ctx, actor(ctx), r.Workspace, r.Invitation)
	if err != nil {
		return nil, err
	}
	return api.ResendInvitation200JSONResponse{
		Body:    api.NewInvitation{Invitation: sendInvitation(&i), Link: h.invitationLink(ctx, secret)},
		Headers: api.ResendInvitation200ResponseHeaders{ETag: etag(i.Version)},
	}, nil
}

// invitationLink is the address that the invited opens; null where it goes by mail.
func (h *handlers) invitationLink(ctx context.Context, secret string) *string {
	if secret == "" {
		return nil
	}
	link := cmp.Or(h.baseURL, exchangeOf(ctx).site) + invitationPath(secret)
	return &link
}

func sendInvitation(i *app.Invitation) api.Invitation {
	way := api.InvitationWayLink
	if i.Mailed {
		way = api.InvitationWayMail
	}
	return api.Invitation{
		ID:          i.ID,
		Email:       i.Email,
		Name:        orNull(i.Name),
		Role:        api.Role(i.Role),
		External:    i.External,
		By:          way,
		State:       api.InvitationState(i.State),
		Mail:        api.InvitationMail(i.Mail),
		MailProblem: orNull(i.MailProblem),
		InvitedBy:   i.InvitedBy,
		CreatedAt:   i.CreatedAt,
		UpdatedAt:   i.UpdatedAt,
		ExpiresAt:   i.ExpiresAt,
		Version:     i.Version,
	}
}
