package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListAbsences answers GET …/absences.
func (h *handlers) ListAbsences(ctx context.Context, r api.ListAbsencesRequestObject) (api.ListAbsencesResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	items, next, err := h.app.Absences(ctx, actor(ctx), r.Workspace, app.AbsenceFilter{
		MemberIDs: given(r.Params.Member),
		From:      from,
		To:        to,
	}, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListAbsences200JSONResponse{Items: each(items, sendAbsence), NextCursor: orNull(next)}, nil
}

// CreateAbsence answers POST …/absences.
func (h *handlers) CreateAbsence(ctx context.Context, r api.CreateAbsenceRequestObject) (api.CreateAbsenceResponseObject, error) {
	a, err := h.app.AddAbsence(ctx, actor(ctx), r.Workspace, app.AbsenceDraft{
		MemberID: given(r.Body.MemberID),
		DeputyID: given(r.Body.DeputyID),
		Span:     plan.Span{From: r.Body.StartsOn, To: r.Body.EndsOn},
		Reason:   given(r.Body.Reason),
	})
	if err != nil {
		return nil, err
	}
	return api.CreateAbsence201JSONResponse{
		Body:    sendAbsence(&a),
		Headers: api.CreateAbsence201ResponseHeaders{ETag: etag(a.Version), Location: address(r.Workspace, "absences", a.ID)},
	}, nil
}

// GetAbsence answers GET …/absences/{absence}.
func (h *handlers) GetAbsence(ctx context.Context, r api.GetAbsenceRequestObject) (api.GetAbsenceResponseObject, error) {
	a, err := h.app.Absence(ctx, actor(ctx), r.Workspace, r.Absence)
	if err != nil {
		return nil, err
	}
	return api.GetAbsence200JSONResponse{
		Body: sendAbsence(&a), Headers: api.GetAbsence200ResponseHeaders{ETag: etag(a.Version)},
	}, nil
}

// UpdateAbsence answers PATCH …/absences/{absence}.
func (h *handlers) UpdateAbsence(ctx context.Context, r api.UpdateAbsenceRequestObject) (api.UpdateAbsenceResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	a, err := h.app.ChangeAbsence(ctx, actor(ctx), r.Workspace, r.Absence, version, app.AbsencePatch{
		DeputyID: changed(r.Body.DeputyID, ""),
		StartsOn: r.Body.StartsOn,
		EndsOn:   r.Body.EndsOn,
		Reason:   r.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateAbsence200JSONResponse{
		Body: sendAbsence(&a), Headers: api.UpdateAbsence200ResponseHeaders{ETag: etag(a.Version)},
	}, nil
}

// DeleteAbsence answers DELETE …/absences/{absence}.
func (h *handlers) DeleteAbsence(ctx context.Context, r api.DeleteAbsenceRequestObject) (api.DeleteAbsenceResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.app.RemoveAbsence(ctx, actor(ctx), r.Workspace, r.Absence, version); err != nil {
		return nil, err
	}
	return api.DeleteAbsence204Response{}, nil
}

func sendAbsence(a *plan.Absence) api.Absence {
	return api.Absence{
		ID:        a.ID,
		MemberID:  a.MemberID,
		DeputyID:  orNull(a.DeputyID),
		StartsOn:  a.Span.From,
		EndsOn:    a.Span.To,
		Reason:    a.Reason,
		CreatedAt: a.CreatedAt,
		UpdatedAt: a.UpdatedAt,
		Version:   a.Version,
	}
}
