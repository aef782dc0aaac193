package httpapi

import (
	"context"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
)

// ExportEntries answers GET …/export.
func (h *handlers) ExportEntries(ctx context.Context, r api.ExportEntriesRequestObject) (api.ExportEntriesResponseObject, error) {
	from, to, err := days(r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	return export{ctx: ctx, app: h.app, by: actor(ctx), workspace: r.Workspace, filter: app.ExportFilter{
		ChannelIDs: given(r.Params.Channel),
		From:       from,
		To:         to,
		Language:   string(given(r.Params.Lang)),
	}}, nil
}

// export is made when its answer is sent. It is whole on disk before the first
// byte goes out: the database is not held while a slow reader takes it, and
// whatever fails is answered as a refusal.
type export struct {
	ctx       context.Context
	app       *app.App
	by        app.Actor
	workspace string
	filter    app.ExportFilter
}

// VisitExportEntriesResponse writes the table.
func (e export) VisitExportEntriesResponse(w http.ResponseWriter) (err error) {
	table, err := newSpool(maxSpool)
	if err != nil {
		return err
	}
	defer func() {
		if closed := table.close(); err == nil {
			err = closed
		}
	}()
	if err := e.app.Export(e.ctx, e.by, e.workspace, e.filter, table); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="stetig.csv"`)
	return table.send(e.ctx, w)
}
