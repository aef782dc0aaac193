package httpapi

import (
	"context"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListAudit answers GET …/audit.
func (h *handlers) ListAudit(ctx context.Context, r api.ListAuditRequestObject) (api.ListAuditResponseObject, error) {
	filter, err := auditFilter(&r.Params)
	if err != nil {
		return nil, err
	}
	if given(r.Params.Format) == "csv" {
		return auditSheet{ctx: ctx, app: h.app, by: actor(ctx), workspace: r.Workspace, filter: filter}, nil
	}
	items, next, err := h.app.Audit(ctx, actor(ctx), r.Workspace, filter, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListAudit200JSONResponse{Items: each(items, sendAuditLine), NextCursor: orNull(next)}, nil
}

func auditFilter(p *api.ListAuditParams) (app.AuditFilter, error) {
	from, to, err := days(p.From, p.To)
	if err != nil {
		return app.AuditFilter{}, err
	}
	if p.Subject != nil && p.SubjectKind == nil {
		return app.AuditFilter{}, &plan.Error{
			Code: plan.CodeMalformed, Message: plan.Textf("Some parameters cannot be read."),
			Fields: []plan.FieldError{{Field: "subject_kind", Message: plan.Textf("must be sent with subject")}},
		}
	}
	return app.AuditFilter{
		MemberID:    given(p.Member),
		SubjectKind: given(p.SubjectKind),
		SubjectID:   given(p.Subject),
		Action:      given(p.Action),
		From:        from,
		To:          to,
	}, nil
}

// auditSheet is an audit log as CSV, written while it is read.
type auditSheet struct {
	ctx       context.Context
	app       *app.App
	by        app.Actor
	workspace string
	filter    app.AuditFilter
}

// VisitListAuditResponse writes the log. A refusal comes before the first byte
// and is answered as one.
func (s auditSheet) VisitListAuditResponse(w http.ResponseWriter) error {
	return s.app.WriteAudit(s.ctx, s.by, s.workspace, s.filter, &auditAnswer{ResponseWriter: w})
}

// auditAnswer says with its first byte, not before, that it is a sheet.
type auditAnswer struct {
	http.ResponseWriter
	begun bool
}

func (a *auditAnswer) Write(data []byte) (int, error) {
	if !a.begun {
		a.begun = true
		a.Header().Set("Content-Type", "text/csv; charset=utf-8")
		a.Header().Set("Content-Disposition", `attachment; filename="audit.csv"`)
	}
	return a.ResponseWriter.Write(data)
}

// ListServerAudit answers GET /admin/audit.
func (h *handlers) ListServerAudit(ctx context.Context, r api.ListServerAuditRequestObject) (api.ListServerAuditResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	filter := app.ServerAuditFilter{UserID: given(r.Params.User), Action: given(r.Params.Action), From: from, To: to}
	if given(r.Params.Format) == "csv" {
		return serverAuditSheet{ctx: ctx, app: h.app, by: actor(ctx), filter: filter}, nil
	}
	items, next, err := h.app.ServerAudit(ctx, actor(ctx), filter, page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListServerAudit200JSONResponse{Items: each(items, sendServerAuditLine), NextCursor: orNull(next)}, nil
}

// serverAuditSheet is auditSheet for the server's log.
type serverAuditSheet struct {
	ctx    context.Context
	app    *app.App
	by     app.Actor
	filter app.ServerAuditFilter
}

// VisitListServerAuditResponse writes the log.
func (s serverAuditSheet) VisitListServerAuditResponse(w http.ResponseWriter) error {
	return s.app.WriteServerAudit(s.ctx, s.by, s.filter, &auditAnswer{ResponseWriter: w})
}

func sendAuditLine(l *app.AuditLine) api.AuditLine {
	return api.AuditLine{
		ID:          l.ID,
		At:          l.At,
		MemberID:    orNull(l.MemberID),
		TokenID:     orNull(l.TokenID),
		Address:     orNull(l.Address),
		SubjectKind: l.SubjectKind,
		SubjectID:   l.SubjectID,
		Action:      l.Action,
		Fields:      each(l.Fields, sendFieldChange),
	}
}

func sendServerAuditLine(l *app.ServerAuditLine) api.ServerAuditLine {
	return api.ServerAuditLine{
		ID:          l.ID,
		At:          l.At,
		UserID:      orNull(l.UserID),
		TokenID:     orNull(l.TokenID),
		Address:     orNull(l.Address),
		WorkspaceID: orNull(l.WorkspaceID),
		SubjectKind: l.SubjectKind,
		SubjectID:   l.SubjectID,
		Action:      l.Action,
		Fields:      each(l.Fields, sendFieldChange),
	}
}
