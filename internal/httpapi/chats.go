package httpapi

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListChats answers GET …/chats.
func (h *handlers) ListChats(ctx context.Context, r api.ListChatsRequestObject) (api.ListChatsResponseObject, error) {
	items, next, err := h.app.Chats(ctx, actor(ctx), r.Workspace, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListChats200JSONResponse{Items: each(items, sendChat), NextCursor: orNull(next)}, nil
}

// CreateChat answers POST …/chats.
func (h *handlers) CreateChat(ctx context.Context, r api.CreateChatRequestObject) (api.CreateChatResponseObject, error) {
	chat, err := h.app.CreateChat(ctx, actor(ctx), r.Workspace, app.ChatDraft{
		Name: r.Body.Name, Form: plan.ChatForm(r.Body.Form), URL: r.Body.URL, Language: string(given(r.Body.Language)),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateChat201JSONResponse{
		Body:    sendChat(&chat),
		Headers: api.CreateChat201ResponseHeaders{ETag: etag(chat.Version), Location: address(r.Workspace, "chats", chat.ID)},
	}, nil
}

// GetChat answers GET …/chats/{chat}.
func (h *handlers) GetChat(ctx context.Context, r api.GetChatRequestObject) (api.GetChatResponseObject, error) {
	chat, err := h.app.Chat(ctx, actor(ctx), r.Workspace, r.Chat)
	if err != nil {
		return nil, err
	}
	return api.GetChat200JSONResponse{Body: sendChat(&chat), Headers: api.GetChat200ResponseHeaders{ETag: etag(chat.Version)}}, nil
}

// UpdateChat answers PATCH …/chats/{chat}.
func (h *handlers) UpdateChat(ctx context.Context, r api.UpdateChatRequestObject) (api.UpdateChatResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	chat, err := h.app.ChangeChat(ctx, actor(ctx), r.Workspace, r.Chat, version, app.ChatPatch{
		Name: r.Body.Name, URL: r.Body.URL, Language: as[string](r.Body.Language), Enabled: r.Body.Enabled,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateChat200JSONResponse{Body: sendChat(&chat), Headers: api.UpdateChat200ResponseHeaders{ETag: etag(chat.Version)}}, nil
}

// DeleteChat answers DELETE …/chats/{chat}.
func (h *handlers) DeleteChat(ctx context.Context, r api.DeleteChatRequestObject) (api.DeleteChatResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.DeleteChat(ctx, actor(ctx), r.Workspace, r.Chat, version); err != nil {
		return nil, err
	}
	return api.DeleteChat204Response{}, nil
}

// TryChat answers POST …/chats/{chat}/try.
func (h *handlers) TryChat(ctx context.Context, r api.TryChatRequestObject) (api.TryChatResponseObject, error) {
	trial, err := h.app.TryChat(ctx, actor(ctx), r.Workspace, r.Chat)
	if err != nil {
		return nil, err
	}
	return api.TryChat200JSONResponse{Delivered: trial.Delivered, Status: statusOrNull(trial.Status), Outcome: orNull(trial.Outcome)}, nil
}

func sendChat(chat *app.Chat) api.Chat {
	sent := api.Chat{
		ID:           chat.ID,
		Name:         chat.Name,
		Form:         api.ChatForm(chat.Form),
		Host:         chat.Host,
		Language:     api.Language(chat.Language),
		Enabled:      chat.DisabledAt.IsZero(),
		DisabledAt:   timeOrNull(chat.DisabledAt),
		DisabledWhy:  orNull(string(chat.DisabledWhy)),
		FailingSince: timeOrNull(chat.FailingSince),
		LastAt:       timeOrNull(chat.LastAt),
		LastStatus:   statusOrNull(chat.LastStatus),
		LastOutcome:  orNull(chat.LastOutcome),
		CreatedAt:    chat.CreatedAt,
		UpdatedAt:    chat.UpdatedAt,
		Version:      chat.Version,
	}
	sent.LastReport = nullable.NewNullNullable[api.NullableChatReport]()
	if last := chat.LastReport; last != nil {
		sent.LastReport = nullable.NewNullableWithValue(api.NullableChatReport{
			ReportID: last.ReportID, State: api.DeliveryState(last.State), Attempts: last.Attempts, Outcome: orNull(last.Outcome),
		})
	}
	return sent
}
