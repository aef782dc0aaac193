package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
)

// ListMail answers GET /admin/mail.
func (h *handlers) ListMail(ctx context.Context, r api.ListMailRequestObject) (api.ListMailResponseObject, error) {
	items, next, err := h.app.Mails(ctx, actor(ctx), app.MailState(given(r.Params.State)), page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListMail200JSONResponse{Items: each(items, sendMail), NextCursor: orNull(next)}, nil
}

// RetryMail answers POST /admin/mail/{mail}/retry.
func (h *handlers) RetryMail(ctx context.Context, r api.RetryMailRequestObject) (api.RetryMailResponseObject, error) {
	mail, err := h.app.RetryMail(ctx, actor(ctx), r.Mail)
	if err != nil {
		return nil, err
	}
	return api.RetryMail200JSONResponse(sendMail(&mail)), nil
}

func sendMail(m *app.Mail) api.Mail {
	return api.Mail{
		ID:          m.ID,
		Kind:        m.Kind,
		State:       api.MailState(m.State),
		WorkspaceID: orNull(m.WorkspaceID),
		SubjectID:   orNull(m.SubjectID),
		MemberID:    orNull(m.MemberID),
		Attempts:    m.Attempts,
		Outcome:     orNull(m.Outcome),
		CreatedAt:   m.CreatedAt,
		DueAt:       timeOrNull(m.DueAt),
		SettledAt:   timeOrNull(m.SettledAt),
	}
}
