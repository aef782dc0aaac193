package httpapi

import (
	"context"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
)

// GetMyData answers GET /me/data.
func (h *handlers) GetMyData(ctx context.Context, _ api.GetMyDataRequestObject) (api.GetMyDataResponseObject, error) {
	kept, err := h.app.MyData(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetMyData200JSONResponse{Items: each(kept, sendKeptData)}, nil
}

// ExportMyData answers GET /me/export.
func (h *handlers) ExportMyData(ctx context.Context, _ api.ExportMyDataRequestObject) (api.ExportMyDataResponseObject, error) {
	return myExport{ctx: ctx, app: h.app, by: actor(ctx)}, nil
}

// myExport is made when its answer is sent, whole on disk before its first byte, as
// an export of entries is.
type myExport struct {
	ctx context.Context
	app *app.App
	by  app.Actor
}

// VisitExportMyDataResponse writes the document.
func (e myExport) VisitExportMyDataResponse(w http.ResponseWriter) (err error) {
	document, err := newSpool(maxSpool)
	if err != nil {
		return err
	}
	defer func() {
		if closed := document.close(); err == nil {
			err = closed
		}
	}()
	if err := e.app.ExportMyData(e.ctx, e.by, document); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="stetig-me.json"`)
	w.Header().Set("Cache-Control", "no-store")
	return document.send(e.ctx, w)
}

func sendKeptData(k *app.KeptData) api.KeptData {
	return api.KeptData{
		Kind: k.Kind, Meaning: k.Meaning, Kept: k.Kept, Count: k.Count,
		WorkspaceID: orNull(k.WorkspaceID), WorkspaceName: orNull(k.WorkspaceName),
	}
}
