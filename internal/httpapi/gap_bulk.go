package httpapi

import (
	"context"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// AcceptGaps answers POST …/gaps/bulk.
func (h *handlers) AcceptGaps(ctx context.Context, r api.AcceptGapsRequestObject) (api.AcceptGapsResponseObject, error) {
	draft := app.GapBulkDraft{
		GapIDs:      r.Body.GapIds,
		Acceptance:  app.AcceptanceDraft{Reason: r.Body.Reason, Until: r.Body.Until},
		Apply:       r.Body.Mode == api.GapBulkDraftModeApply,
		SkipRefused: given(r.Body.SkipRefused),
	}
	result, err := h.app.AcceptGaps(ctx, actor(ctx), r.Workspace, draft)
	if err != nil {
		return nil, err
	}
	if draft.Apply && !result.Applied {
		return refusedGapBulk{sendGapBulk(exchangeOf(ctx), result), exchangeOf(ctx)}, nil
	}
	return api.AcceptGaps200JSONResponse(sendGapBulk(exchangeOf(ctx), result)), nil
}

// UndoGapBulk answers POST …/gaps/bulk/{bulk}/undo.
func (h *handlers) UndoGapBulk(ctx context.Context, r api.UndoGapBulkRequestObject) (api.UndoGapBulkResponseObject, error) {
	result, err := h.app.UndoGapBulk(ctx, actor(ctx), r.Workspace, r.Bulk, given(r.Params.SkipChanged))
	if err != nil {
		return nil, err
	}
	if !result.Applied {
		return refusedGapBulk{sendGapBulk(exchangeOf(ctx), result), exchangeOf(ctx)}, nil
	}
	return api.UndoGapBulk200JSONResponse(sendGapBulk(exchangeOf(ctx), result)), nil
}

func sendGapBulk(x *exchange, r app.GapBulkResult) api.GapBulkResult {
	return api.GapBulkResult{
		BulkID:    orNull(r.BulkID),
		Applied:   r.Applied,
		Changed:   r.Count(app.BulkChanged),
		Unchanged: r.Count(app.BulkUnchanged),
		Refused:   r.Count(app.BulkRefused),
		Items:     each(r.Items, func(i *app.GapBulkItem) api.GapBulkItem { return sendGapBulkItem(x, i) }),
	}
}

func sendGapBulkItem(x *exchange, i *app.GapBulkItem) api.GapBulkItem {
	sent := api.GapBulkItem{GapID: i.GapID, Outcome: api.GapBulkItemOutcome(i.Outcome), Version: i.Gap.Version}
	if i.Outcome == app.BulkRefused {
		code, reason := string(i.Code), x.say(i.Reason)
		sent.Code, sent.Reason = &code, &reason
	}
	return sent
}

// refusedGapBulk is the answer where refused gaps have kept all others back.
type refusedGapBulk struct {
	bulk     api.GapBulkResult
	exchange *exchange
}

// VisitAcceptGapsResponse writes problem details with the gaps in them.
func (r refusedGapBulk) VisitAcceptGapsResponse(w http.ResponseWriter) error {
	return r.send(w, plan.Textf("%d of %d gaps are refused; nothing was changed. Leave them out, or say skip_refused.", r.bulk.Refused, len(r.bulk.Items)))
}

// VisitUndoGapBulkResponse writes problem details with the gaps in them.
func (r refusedGapBulk) VisitUndoGapBulkResponse(w http.ResponseWriter) error {
	return r.send(w, plan.Textf("%d of %d gaps have changed since; nothing was undone. To undo the others, say skip_changed.", r.bulk.Refused, len(r.bulk.Items)))
}

func (r refusedGapBulk) send(w http.ResponseWriter, detail plan.Text) error {
	kind := kindOf(plan.CodeConflict)
	sendProblem(w, r.exchange, kind.status, struct {
		problem
		Bulk api.GapBulkResult `json:"bulk"`
	}{newProblem(r.exchange, kind, detail), r.bulk})
	return nil
}
