package httpapi

import (
	"context"
	"time"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListChannels answers GET …/channels.
func (h *handlers) ListChannels(ctx context.Context, r api.ListChannelsRequestObject) (api.ListChannelsResponseObject, error) {
	items, next, err := h.app.Channels(ctx, actor(ctx), r.Workspace, app.ChannelFilter{
		Statuses: allAs[plan.ChannelStatus](given(r.Params.Status)),
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListChannels200JSONResponse{Items: each(items, sendChannel), NextCursor: orNull(next)}, nil
}

// CreateChannel answers POST …/channels.
func (h *handlers) CreateChannel(ctx context.Context, r api.CreateChannelRequestObject) (api.CreateChannelResponseObject, error) {
	c, err := h.app.CreateChannel(ctx, actor(ctx), r.Workspace, app.ChannelDraft{
		Name:     r.Body.Name,
		Platform: given(r.Body.Platform),
		Status:   plan.ChannelStatus(given(r.Body.Status)),
		TimeZone: given(r.Body.TimeZone),
		Grace:    hours(r.Body.GraceHours),
		OwnerID:  given(r.Body.OwnerID),
		DeputyID: given(r.Body.DeputyID),
		Color:    given(r.Body.Color),
		Link:     given(r.Body.Link),
		Position: r.Body.Position,
		FourEyes: given(r.Body.FourEyes),

		Region:         given(r.Body.Region),
		SkipHolidays:   given(r.Body.SkipHolidays),
		WarnOnHolidays: given(r.Body.WarnOnHolidays),
		MinSpacing:     given(minutes(r.Body.MinSpacingMinutes)),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateChannel201JSONResponse{
		Body:    sendChannel(&c),
		Headers: api.CreateChannel201ResponseHeaders{ETag: etag(c.Version), Location: address(r.Workspace, "channels", c.ID)},
	}, nil
}

// GetChannel answers GET …/channels/{channel}.
func (h *handlers) GetChannel(ctx context.Context, r api.GetChannelRequestObject) (api.GetChannelResponseObject, error) {
	c, err := h.app.Channel(ctx, actor(ctx), r.Workspace, r.Channel)
	if err != nil {
		return nil, err
	}
	return api.GetChannel200JSONResponse{
		Body: sendChannel(&c), Headers: api.GetChannel200ResponseHeaders{ETag: etag(c.Version)},
	}, nil
}

// UpdateChannel answers PATCH …/channels/{channel}.
func (h *handlers) UpdateChannel(ctx context.Context, r api.UpdateChannelRequestObject) (api.UpdateChannelResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	c, err := h.app.ChangeChannel(ctx, actor(ctx), r.Workspace, r.Channel, version, app.ChannelPatch{
		Name:     r.Body.Name,
		Platform: r.Body.Platform,
		Status:   as[plan.ChannelStatus](r.Body.Status),
		TimeZone: r.Body.TimeZone,
		Grace:    hours(r.Body.GraceHours),
		OwnerID:  changed(r.Body.OwnerID, ""),
		DeputyID: changed(r.Body.DeputyID, ""),
		Color:    changed(r.Body.Color, ""),
		Link:     changed(r.Body.Link, ""),
		Position: r.Body.Position,
		FourEyes: r.Body.FourEyes,

		Region:         changed(r.Body.Region, ""),
		SkipHolidays:   r.Body.SkipHolidays,
		WarnOnHolidays: r.Body.WarnOnHolidays,
		MinSpacing:     minutes(r.Body.MinSpacingMinutes),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateChannel200JSONResponse{
		Body: sendChannel(&c), Headers: api.UpdateChannel200ResponseHeaders{ETag: etag(c.Version)},
	}, nil
}

// AnswerOwnership answers POST …/channels/{channel}/ownership.
func (h *handlers) AnswerOwnership(ctx context.Context, r api.AnswerOwnershipRequestObject) (api.AnswerOwnershipResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	c, err := h.app.AnswerOwnership(ctx, actor(ctx), r.Workspace, r.Channel, version, r.Body.Accept)
	if err != nil {
		return nil, err
	}
	return api.AnswerOwnership200JSONResponse{
		Body: sendChannel(&c), Headers: api.AnswerOwnership200ResponseHeaders{ETag: etag(c.Version)},
	}, nil
}

func sendChannel(c *plan.Channel) api.Channel {
	return api.Channel{
		ID:              c.ID,
		Name:            c.Name,
		Platform:        c.Platform,
		Status:          api.ChannelStatus(c.Status),
		TimeZone:        c.TimeZone,
		GraceHours:      int(c.Grace / time.Hour),
		OwnerID:         orNull(c.OwnerID),
		OwnerAcceptedAt: timeOrNull(c.OwnerAcceptedAt),
		DeputyID:        orNull(c.DeputyID),
		Color:           orNull(c.Color),
		Link:            orNull(c.Link),
		Position:        c.Position,
		FourEyes:        c.FourEyes,
		Revision:        c.Revision,
		CreatedAt:       c.CreatedAt,
		UpdatedAt:       c.UpdatedAt,
		Version:         c.Version,

		Region:            orNull(c.Region),
		SkipHolidays:      c.SkipHolidays,
		WarnOnHolidays:    c.WarnOnHolidays,
		MinSpacingMinutes: int(c.MinSpacing / time.Minute),
	}
}
