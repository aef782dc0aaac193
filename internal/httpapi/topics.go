package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListTopics answers GET …/topics.
func (h *handlers) ListTopics(ctx context.Context, r api.ListTopicsRequestObject) (api.ListTopicsResponseObject, error) {
	items, next, err := h.app.Topics(ctx, actor(ctx), r.Workspace, app.TopicFilter{
		Field:   r.Params.Field,
		Search:  given(r.Params.Q),
		Deleted: given(r.Params.Deleted),
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListTopics200JSONResponse{Items: each(items, sendTopic), NextCursor: orNull(next)}, nil
}

// CreateTopic answers POST …/topics.
func (h *handlers) CreateTopic(ctx context.Context, r api.CreateTopicRequestObject) (api.CreateTopicResponseObject, error) {
	t, err := h.app.CreateTopic(ctx, actor(ctx), r.Workspace, app.TopicDraft{
		Field:       given(r.Body.Field),
		Name:        r.Body.Name,
		Description: given(r.Body.Description),
		Company:     given(isCompany(r.Body.Centre)),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateTopic201JSONResponse{
		Body:    sendTopic(&t),
		Headers: api.CreateTopic201ResponseHeaders{ETag: etag(t.Version), Location: address(r.Workspace, "topics", t.ID)},
	}, nil
}

// GetTopic answers GET …/topics/{topic}.
func (h *handlers) GetTopic(ctx context.Context, r api.GetTopicRequestObject) (api.GetTopicResponseObject, error) {
	t, err := h.app.Topic(ctx, actor(ctx), r.Workspace, r.Topic)
	if err != nil {
		return nil, err
	}
	return api.GetTopic200JSONResponse{
		Body: sendTopic(&t), Headers: api.GetTopic200ResponseHeaders{ETag: etag(t.Version)},
	}, nil
}

// UpdateTopic answers PATCH …/topics/{topic}.
func (h *handlers) UpdateTopic(ctx context.Context, r api.UpdateTopicRequestObject) (api.UpdateTopicResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := h.app.ChangeTopic(ctx, actor(ctx), r.Workspace, r.Topic, version, app.TopicPatch{
		Field:       r.Body.Field,
		Name:        r.Body.Name,
		Description: r.Body.Description,
		Company:     isCompany(r.Body.Centre),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateTopic200JSONResponse{
		Body: sendTopic(&t), Headers: api.UpdateTopic200ResponseHeaders{ETag: etag(t.Version)},
	}, nil
}

// DeleteTopic answers DELETE …/topics/{topic}.
func (h *handlers) DeleteTopic(ctx context.Context, r api.DeleteTopicRequestObject) (api.DeleteTopicResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteTopic(ctx, actor(ctx), r.Workspace, r.Topic, version); err != nil {
		return nil, err
	}
	return api.DeleteTopic204Response{}, nil
}

// RestoreTopic answers POST …/topics/{topic}/restore.
func (h *handlers) RestoreTopic(ctx context.Context, r api.RestoreTopicRequestObject) (api.RestoreTopicResponseObject, error) {
	t, err := h.app.RestoreTopic(ctx, actor(ctx), r.Workspace, r.Topic)
	if err != nil {
		return nil, err
	}
	return api.RestoreTopic200JSONResponse{
		Body: sendTopic(&t), Headers: api.RestoreTopic200ResponseHeaders{ETag: etag(t.Version)},
	}, nil
}

func sendTopic(t *plan.Topic) api.Topic {
	return api.Topic{
		ID:          t.ID,
		Field:       t.Field,
		Name:        t.Name,
		Description: t.Description,
		Centre:      sendCentre(t.Company),
		CreatedAt:   t.CreatedAt,
		UpdatedAt:   t.UpdatedAt,
		DeletedAt:   timeOrNull(t.DeletedAt),
		Version:     t.Version,
	}
}

func sendCentre(company bool) api.Centre {
	if company {
		return api.CentreCompany
	}
	return api.CentreAudience
}

// isCompany takes around whom a topic turns; nil where it was not sent.
func isCompany(centre *api.Centre) *bool {
	if centre == nil {
		return nil
	}
	company := *centre == api.CentreCompany
	return &company
}
