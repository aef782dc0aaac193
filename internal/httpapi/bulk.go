package httpapi

import (
	"context"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ChangeEntries answers POST …/entries/bulk.
func (h *handlers) ChangeEntries(ctx context.Context, r api.ChangeEntriesRequestObject) (api.ChangeEntriesResponseObject, error) {
	change := r.Body.Change
	draft := app.BulkDraft{
		EntryIDs: r.Body.EntryIds,
		Change: app.BulkChange{
			MoveDays: given(change.MoveDays),
			State:    plan.State(given(change.State)),
			OwnerID:  changed(change.OwnerID, ""),
			TopicID:  changed(change.TopicID, ""),
			Delete:   bool(given(change.Deleted)),
		},
		Apply:       r.Body.Mode == api.BulkDraftModeApply,
		SkipRefused: given(r.Body.SkipRefused),
	}
	result, err := h.app.ChangeEntries(ctx, actor(ctx), r.Workspace, draft)
	if err != nil {
		return nil, err
	}
	if draft.Apply && !result.Applied {
		return refusedBulk{sendBulk(exchangeOf(ctx), result), exchangeOf(ctx)}, nil
	}
	return api.ChangeEntries200JSONResponse(sendBulk(exchangeOf(ctx), result)), nil
}

// UndoBulk answers POST …/entries/bulk/{bulk}/undo.
func (h *handlers) UndoBulk(ctx context.Context, r api.UndoBulkRequestObject) (api.UndoBulkResponseObject, error) {
	result, err := h.app.UndoBulk(ctx, actor(ctx), r.Workspace, r.Bulk, given(r.Params.SkipChanged))
	if err != nil {
		return nil, err
	}
	if !result.Applied {
		return refusedBulk{sendBulk(exchangeOf(ctx), result), exchangeOf(ctx)}, nil
	}
	return api.UndoBulk200JSONResponse(sendBulk(exchangeOf(ctx), result)), nil
}

func sendBulk(x *exchange, r app.BulkResult) api.BulkResult {
	return api.BulkResult{
		BulkID:    orNull(r.BulkID),
		Applied:   r.Applied,
		Changed:   r.Count(app.BulkChanged),
		Unchanged: r.Count(app.BulkUnchanged),
		Refused:   r.Count(app.BulkRefused),
		Items:     each(r.Items, func(i *app.BulkItem) api.BulkItem { return sendBulkItem(x, i) }),
	}
}

func sendBulkItem(x *exchange, i *app.BulkItem) api.BulkItem {
	sent := api.BulkItem{
		EntryID: i.EntryID,
		Title:   i.Title,
		Outcome: api.BulkItemOutcome(i.Outcome),
		Fields:  each(i.Fields, sendFieldChange),
		Version: i.Version,
	}
	if i.Outcome == app.BulkRefused {
		code, reason := string(i.Code), x.say(i.Reason)
		sent.Code, sent.Reason = &code, &reason
	}
	return sent
}

// refusedBulk is the answer where refused entries have kept all others back.
type refusedBulk struct {
	bulk     api.BulkResult
	exchange *exchange
}

// VisitChangeEntriesResponse writes problem details with the entries in them.
func (r refusedBulk) VisitChangeEntriesResponse(w http.ResponseWriter) error {
	detail := plan.Textf("%d of %d entries are refused; nothing was changed. Leave them out, or say skip_refused.", r.bulk.Refused, len(r.bulk.Items))
	return r.send(w, detail)
}

// VisitUndoBulkResponse writes problem details with the entries in them.
func (r refusedBulk) VisitUndoBulkResponse(w http.ResponseWriter) error {
	detail := plan.Textf("%d of %d entries have been changed since; nothing was undone. To undo the others, say skip_changed.", r.bulk.Refused, len(r.bulk.Items))
	return r.send(w, detail)
}

func (r refusedBulk) send(w http.ResponseWriter, detail plan.Text) error {
	kind := kindOf(plan.CodeConflict)
	sendProblem(w, r.exchange, kind.status, struct {
		problem
		Bulk api.BulkResult `json:"bulk"`
	}{newProblem(r.exchange, kind, detail), r.bulk})
	return nil
}
