package httpapi

import (
	"context"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
)

// ListMySessions answers GET /me/sessions.
func (h *handlers) ListMySessions(ctx context.Context, _ api.ListMySessionsRequestObject) (api.ListMySessionsResponseObject, error) {
	sessions, err := h.app.Sessions(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListMySessions200JSONResponse{Items: each(sessions, sendSession)}, nil
}

// EndMySession answers DELETE /me/sessions/{session}.
func (h *handlers) EndMySession(ctx context.Context, r api.EndMySessionRequestObject) (api.EndMySessionResponseObject, error) {
	if err := h.app.EndSession(ctx, actor(ctx), r.Session); err != nil {
		return nil, err
	}
	return api.EndMySession204Response{}, nil
}

// EndOtherSessions answers DELETE /me/sessions.
func (h *handlers) EndOtherSessions(ctx context.Context, _ api.EndOtherSessionsRequestObject) (api.EndOtherSessionsResponseObject, error) {
	if err := h.app.EndOtherSessions(ctx, actor(ctx)); err != nil {
		return nil, err
	}
	return api.EndOtherSessions204Response{}, nil
}

// ChangeMyPassword answers PUT /me/password.
func (h *handlers) ChangeMyPassword(ctx context.Context, r api.ChangeMyPasswordRequestObject) (api.ChangeMyPasswordResponseObject, error) {
	if err := h.app.ChangePassword(ctx, actor(ctx), r.Body.CurrentPassword, r.Body.Password); err != nil {
		return nil, err
	}
	return changedPassword{sessions: h.sessions, request: exchangeOf(ctx).request}, nil
}

// changedPassword is the answer to a change of password. A browser gets another
// cookie with it.
type changedPassword struct {
	sessions *sessionCookies
	request  *http.Request
}

// VisitChangeMyPasswordResponse sends the answer.
func (c changedPassword) VisitChangeMyPasswordResponse(w http.ResponseWriter) error {
	if exchangeOf(c.request.Context()).actor.SessionID != "" {
		if err := c.sessions.renew(w, c.request); err != nil {
			return err
		}
	}
	return api.ChangeMyPassword204Response{}.VisitChangeMyPasswordResponse(w)
}

func sendSession(s *app.Session) api.Session {
	return api.Session{
		ID:         s.ID,
		Method:     api.SignInMethod(s.Method),
		Address:    s.Address,
		Client:     s.Client,
		CreatedAt:  s.CreatedAt,
		LastUsedAt: s.LastUsedAt,
		ExpiresAt:  s.ExpiresAt,
		IsCurrent:  s.IsCurrent,
	}
}
