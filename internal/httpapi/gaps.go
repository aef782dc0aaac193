package httpapi

import (
	"context"

	"github.com/oapi-codegen/nullable"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/report"
)

// ListGaps answers GET …/gaps.
func (h *handlers) ListGaps(ctx context.Context, r api.ListGapsRequestObject) (api.ListGapsResponseObject, error) {
	filter := app.GapFilter{
		ChannelIDs: given(r.Params.Channel),
		OwnerIDs:   given(r.Params.Owner),
		Rules:      allAs[continuity.Rule](given(r.Params.Rule)),
		Severities: allAs[continuity.Severity](given(r.Params.Severity)),
		States:     allAs[continuity.GapState](given(r.Params.State)),
	}
	page := page(r.Params.Limit, r.Params.Cursor)
	if given(r.Params.Explain) {
		items, next, err := h.app.ExplainedGaps(ctx, actor(ctx), r.Workspace, filter, string(given(r.Params.Lang)), page)
		if err != nil {
			return nil, err
		}
		return api.ListGaps200JSONResponse{Items: each(items, sendExplainedGap), NextCursor: orNull(next)}, nil
	}
	items, next, err := h.app.Gaps(ctx, actor(ctx), r.Workspace, filter, page)
	if err != nil {
		return nil, err
	}
	return api.ListGaps200JSONResponse{Items: each(items, sendGap), NextCursor: orNull(next)}, nil
}

// GetGap answers GET …/gaps/{gap}.
func (h *handlers) GetGap(ctx context.Context, r api.GetGapRequestObject) (api.GetGapResponseObject, error) {
	sent, history, err := h.gap(ctx, r)
	if err != nil {
		return nil, err
	}
	events := each(history.Events, sendGapEvent)
	sent.History, sent.HistoryNextCursor = &events, nullable.NewNullNullable[string]()
	if history.Next != "" {
		sent.HistoryNextCursor.Set(history.Next)
	}
	return api.GetGap200JSONResponse{
		Body: sent, Headers: api.GetGap200ResponseHeaders{ETag: etag(sent.Version)},
	}, nil
}

func (h *handlers) gap(ctx context.Context, r api.GetGapRequestObject) (api.Gap, app.GapHistory, error) {
	if given(r.Params.Explain) {
		gap, history, err := h.app.ExplainedGap(ctx, actor(ctx), r.Workspace, r.Gap, string(given(r.Params.Lang)))
		return sendExplainedGap(&gap), history, err
	}
	gap, history, err := h.app.Gap(ctx, actor(ctx), r.Workspace, r.Gap)
	return sendGap(&gap), history, err
}

// AcceptGap answers PUT …/gaps/{gap}/acceptance.
func (h *handlers) AcceptGap(ctx context.Context, r api.AcceptGapRequestObject) (api.AcceptGapResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	gap, err := h.app.AcceptGap(ctx, actor(ctx), r.Workspace, r.Gap, version, app.AcceptanceDraft{
		Reason: r.Body.Reason,
		Until:  r.Body.Until,
	})
	if err != nil {
		return nil, err
	}
	return api.AcceptGap200JSONResponse{
		Body: sendGap(&gap), Headers: api.AcceptGap200ResponseHeaders{ETag: etag(gap.Version)},
	}, nil
}

// WithdrawAcceptance answers DELETE …/gaps/{gap}/acceptance.
func (h *handlers) WithdrawAcceptance(ctx context.Context, r api.WithdrawAcceptanceRequestObject) (api.WithdrawAcceptanceResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	gap, err := h.app.WithdrawAcceptance(ctx, actor(ctx), r.Workspace, r.Gap, version)
	if err != nil {
		return nil, err
	}
	return api.WithdrawAcceptance200JSONResponse{
		Body: sendGap(&gap), Headers: api.WithdrawAcceptance200ResponseHeaders{ETag: etag(gap.Version)},
	}, nil
}

func sendGap(g *continuity.Gap) api.Gap {
	return api.Gap{
		ID:          g.ID,
		Rule:        api.Rule(g.Rule),
		ChannelID:   orNull(g.ChannelID),
		PlanID:      orNull(g.PlanID),
		Subject:     sendSubject(&g.Finding),
		OwnerID:     orNull(g.OwnerID),
		From:        g.Span.From,
		To:          g.Span.To,
		Expected:    g.Expected,
		Actual:      g.Actual,
		Severity:    api.Severity(g.Severity),
		Fingerprint: g.Fingerprint,
		State:       api.GapState(g.State),
		Acceptance:  sendAcceptance(g.Acceptance),
		OpenedAt:    g.OpenedAt,
		ClosedAt:    timeOrNull(g.ClosedAt),
		LastSeen:    g.LastSeen,
		CreatedAt:   g.CreatedAt,
		UpdatedAt:   g.UpdatedAt,
		Version:     g.Version,
	}
}

func sendExplainedGap(g *app.ExplainedGap) api.Gap {
	sent := sendGap(&g.Gap)
	sent.Explained = &api.GapExplained{
		Language:    api.Language(g.Language),
		Sentence:    report.Sentence(g.Named, g.Language),
		Matter:      report.Matter(g.Named, g.Language),
		ChannelName: g.Named.ChannelName,
		OwnerName:   g.Named.OwnerName,
		Other:       sendOther(g.Named.Other),
	}
	if g.Named.Subject != nil {
		sent.Explained.SubjectTitle = g.Named.Subject.Title
	}
	return sent
}

func sendOther(s *report.Subject) nullable.Nullable[api.OtherEntry] {
	if s == nil {
		return nullable.NewNullNullable[api.OtherEntry]()
	}
	return nullable.NewNullableWithValue(api.OtherEntry{ID: s.ID, Title: s.Title})
}

func sendSubject(f *continuity.Finding) nullable.Nullable[api.Subject] {
	if f.SubjectKind == continuity.AboutNothing {
		return nullable.NewNullNullable[api.Subject]()
	}
	return nullable.NewNullableWithValue(api.Subject{Kind: api.SubjectKind(f.SubjectKind), ID: f.SubjectID})
}

func sendAcceptance(a *continuity.Acceptance) nullable.Nullable[api.Acceptance] {
	if a == nil {
		return nullable.NewNullNullable[api.Acceptance]()
	}
	return nullable.NewNullableWithValue(api.Acceptance{By: orNull(a.By), At: a.At, Reason: a.Reason, Until: a.Until})
}
