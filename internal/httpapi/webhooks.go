package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListWebhooks answers GET …/webhooks.
func (h *handlers) ListWebhooks(ctx context.Context, r api.ListWebhooksRequestObject) (api.ListWebhooksResponseObject, error) {
	items, next, err := h.app.Webhooks(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListWebhooks200JSONResponse{Items: each(items, sendWebhook), NextCursor: orNull(next)}, nil
}

// CreateWebhook answers POST …/webhooks. Only this answer holds the secret.
func (h *handlers) CreateWebhook(ctx context.Context, r api.CreateWebhookRequestObject) (api.CreateWebhookResponseObject, error) {
	w, secret, err := h.app.CreateWebhook(ctx, actor(ctx), r.Workspace, app.WebhookDraft{
		Name: r.Body.Name, URL: r.Body.URL, Events: webhookEvents(r.Body.Events),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateWebhook201JSONResponse{
		Body:    api.NewWebhook{Webhook: sendWebhook(&w), Secret: secret},
		Headers: api.CreateWebhook201ResponseHeaders{ETag: etag(w.Version), Location: address(r.Workspace, "webhooks", w.ID)},
	}, nil
}

// GetWebhook answers GET …/webhooks/{webhook}.
func (h *handlers) GetWebhook(ctx context.Context, r api.GetWebhookRequestObject) (api.GetWebhookResponseObject, error) {
	w, err := h.app.Webhook(ctx, actor(ctx), r.Workspace, r.Webhook)
	if err != nil {
		return nil, err
	}
	return api.GetWebhook200JSONResponse{Body: sendWebhook(&w), Headers: api.GetWebhook200ResponseHeaders{ETag: etag(w.Version)}}, nil
}

// UpdateWebhook answers PATCH …/webhooks/{webhook}.
func (h *handlers) UpdateWebhook(ctx context.Context, r api.UpdateWebhookRequestObject) (api.UpdateWebhookResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	patch := app.WebhookPatch{Name: r.Body.Name, URL: r.Body.URL, Enabled: r.Body.Enabled}
	if r.Body.Events != nil {
		events := webhookEvents(*r.Body.Events)
		patch.Events = &events
	}
	w, err := h.app.ChangeWebhook(ctx, actor(ctx), r.Workspace, r.Webhook, version, patch)
	if err != nil {
		return nil, err
	}
	return api.UpdateWebhook200JSONResponse{Body: sendWebhook(&w), Headers: api.UpdateWebhook200ResponseHeaders{ETag: etag(w.Version)}}, nil
}

// DeleteWebhook answers DELETE …/webhooks/{webhook}.
func (h *handlers) DeleteWebhook(ctx context.Context, r api.DeleteWebhookRequestObject) (api.DeleteWebhookResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteWebhook(ctx, actor(ctx), r.Workspace, r.Webhook, version); err != nil {
		return nil, err
	}
	return api.DeleteWebhook204Response{}, nil
}

// RotateWebhookSecret answers POST …/webhooks/{webhook}/secret. Only this answer
// holds the secret.
func (h *handlers) RotateWebhookSecret(ctx context.Context, r api.RotateWebhookSecretRequestObject) (api.RotateWebhookSecretResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	w, secret, err := h.app.RotateWebhookSecret(ctx, actor(ctx), r.Workspace, r.Webhook, version)
	if err != nil {
		return nil, err
	}
	return api.RotateWebhookSecret200JSONResponse{
		Body:    api.NewWebhook{Webhook: sendWebhook(&w), Secret: secret},
		Headers: api.RotateWebhookSecret200ResponseHeaders{ETag: etag(w.Version)},
	}, nil
}

// PingWebhook answers POST …/webhooks/{webhook}/ping.
func (h *handlers) PingWebhook(ctx context.Context, r api.PingWebhookRequestObject) (api.PingWebhookResponseObject, error) {
	ping, err := h.app.PingWebhook(ctx, actor(ctx), r.Workspace, r.Webhook)
	if err != nil {
		return nil, err
	}
	return api.PingWebhook200JSONResponse{
		Delivered: ping.Delivered, Status: statusOrNull(ping.Status), Outcome: orNull(ping.Outcome), Message: sendWebhookMessage(&ping.Message),
	}, nil
}

// ListDeliveries answers GET …/webhooks/{webhook}/deliveries.
func (h *handlers) ListDeliveries(ctx context.Context, r api.ListDeliveriesRequestObject) (api.ListDeliveriesResponseObject, error) {
	items, next, err := h.app.Deliveries(ctx, actor(ctx), r.Workspace, r.Webhook, app.DeliveryState(given(r.Params.State)), page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListDeliveries200JSONResponse{Items: each(items, sendDelivery), NextCursor: orNull(next)}, nil
}

// ResendDelivery answers POST …/webhooks/{webhook}/deliveries/{delivery}/resend.
func (h *handlers) ResendDelivery(ctx context.Context, r api.ResendDeliveryRequestObject) (api.ResendDeliveryResponseObject, error) {
	d, err := h.app.ResendDelivery(ctx, actor(ctx), r.Workspace, r.Webhook, r.Delivery)
	if err != nil {
		return nil, err
	}
	return api.ResendDelivery200JSONResponse(sendDelivery(&d)), nil
}

// ResendDeliveries answers POST …/webhooks/{webhook}/deliveries/resend.
func (h *handlers) ResendDeliveries(ctx context.Context, r api.ResendDeliveriesRequestObject) (api.ResendDeliveriesResponseObject, error) {
	resent, err := h.app.ResendDeliveries(ctx, actor(ctx), r.Workspace, r.Webhook)
	if err != nil {
		return nil, err
	}
	return api.ResendDeliveries200JSONResponse{Resent: int(resent)}, nil
}

func webhookEvents(named []api.WebhookEvent) []plan.WebhookEvent {
	events := make([]plan.WebhookEvent, len(named))
	for i, name := range named {
		events[i] = plan.WebhookEvent(name)
	}
	return events
}

func sendWebhook(w *app.Webhook) api.Webhook {
	events := make([]api.WebhookEvent, len(w.Events))
	for i, event := range w.Events {
		events[i] = api.WebhookEvent(event)
	}
	return api.Webhook{
		ID:                  w.ID,
		Name:                w.Name,
		URL:                 w.URL,
		Events:              events,
		Enabled:             w.DisabledAt.IsZero(),
		DisabledAt:          timeOrNull(w.DisabledAt),
		DisabledWhy:         orNull(string(w.DisabledWhy)),
		FailingSince:        timeOrNull(w.FailingSince),
		LastAt:              timeOrNull(w.LastAt),
		LastStatus:          statusOrNull(w.LastStatus),
		LastOutcome:         orNull(w.LastOutcome),
		PreviousSecretUntil: timeOrNull(w.PreviousUntil),
		CreatedAt:           w.CreatedAt,
		UpdatedAt:           w.UpdatedAt,
		Version:             w.Version,
	}
}

func sendDelivery(d *app.Delivery) api.Delivery {
	return api.Delivery{
		State:    api.DeliveryState(d.State),
		Attempts: d.Attempts,
		At:       timeOrNull(d.At),
		Status:   statusOrNull(d.Status),
		Outcome:  orNull(d.Outcome),
		Message:  sendWebhookMessage(&d.Message),
	}
}

func sendWebhookMessage(m *app.WebhookMessage) api.WebhookMessage {
	return api.WebhookMessage{
		Version: m.Version, ID: m.ID, Type: string(m.Type), Time: m.Time, WorkspaceID: m.WorkspaceID, Sequence: m.Sequence,
		Subject: api.WebhookSubject{Kind: m.Subject.Kind, ID: m.Subject.ID, Path: m.Subject.Path, Link: m.Subject.Link},
		Data:    m.Data,
	}
}

// statusOrNull returns an HTTP status, nil for none.
func statusOrNull(status int) *int {
	if status == 0 {
		return nil
	}
	return &status
}
