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

// export is written while it is read, so it is carried out as its answer is
// sent: a refusal comes before the first byte and is answered as one.
type export struct {
	ctx       context.Context
	app       *app.App
	by        app.Actor
	workspace string
	filter    app.ExportFilter
}

// VisitExportEntriesResponse writes the table.
func (e export) VisitExportEntriesResponse(w http.ResponseWriter) error {
	return e.app.Export(e.ctx, e.by, e.workspace, e.filter, &lateHeader{ResponseWriter: w, set: func(header http.Header) {
		header.Set("Content-Type", "text/csv; charset=utf-8")
		header.Set("Content-Disposition", `attachment; filename="stetig.csv"`)
	}})
}

// lateHeader sets headers with the first byte, not before.
type lateHeader struct {
	http.ResponseWriter
	set func(http.Header)
}

func (l *lateHeader) Write(data []byte) (int, error) {
	if l.set != nil {
		l.set(l.Header())
		l.set = nil
	}
	return l.ResponseWriter.Write(data)
}
