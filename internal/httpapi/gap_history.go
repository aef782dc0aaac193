package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
)

// ListGapHistory answers GET …/gaps/{gap}/history.
func (h *handlers) ListGapHistory(ctx context.Context, r api.ListGapHistoryRequestObject) (api.ListGapHistoryResponseObject, error) {
	history, err := h.app.GapHistory(ctx, actor(ctx), r.Workspace, r.Gap, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListGapHistory200JSONResponse{Items: each(history.Events, sendGapEvent), NextCursor: orNull(history.Next)}, nil
}

func sendGapEvent(e *app.GapEvent) api.GapEvent {
	sent := api.GapEvent{
		At:        e.At,
		By:        orNull(e.By),
		Kind:      api.GapEventKind(e.Kind),
		FromState: orNull(string(e.From)),
		ToState:   api.GapState(e.To),
		Note:      e.Note,
		From:      e.Seen.Span.From,
		To:        e.Seen.Span.To,
		Expected:  e.Seen.Expected,
		Actual:    e.Seen.Actual,
		Severity:  api.Severity(e.Seen.Severity),
		OwnerID:   orNull(e.Seen.OwnerID),
		Changes:   each(e.Changed, sendFieldChange),
	}
	if e.Until != 0 {
		sent.Until = &e.Until
	}
	return sent
}
