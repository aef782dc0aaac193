package httpapi

import (
	"context"
	"fmt"
	"strings"
	"time"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/plan"
)

// ListWorkspaces answers GET /workspaces.
func (h *handlers) ListWorkspaces(ctx context.Context, r api.ListWorkspacesRequestObject) (api.ListWorkspacesResponseObject, error) {
	items, next, err := h.app.Workspaces(ctx, actor(ctx), page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListWorkspaces200JSONResponse{Items: each(items, sendWorkspace), NextCursor: orNull(next)}, nil
}

// CreateWorkspace answers POST /workspaces.
func (h *handlers) CreateWorkspace(ctx context.Context, r api.CreateWorkspaceRequestObject) (api.CreateWorkspaceResponseObject, error) {
	reportDay, reportMinute, err := reportTime(r.Body.ReportDay, r.Body.ReportTime)
	if err != nil {
		return nil, err
	}
	w, err := h.app.CreateWorkspace(ctx, actor(ctx), app.WorkspaceDraft{
		Name:         r.Body.Name,
		TimeZone:     given(r.Body.TimeZone),
		Language:     given(r.Body.Language),
		ReportDay:    reportDay,
		ReportMinute: reportMinute,
	})
	if err != nil {
		return nil, err
	}
	return api.CreateWorkspace201JSONResponse{
		Body:    sendWorkspace(&w),
		Headers: api.CreateWorkspace201ResponseHeaders{ETag: etag(w.Version), Location: address(w.ID)},
	}, nil
}

// GetWorkspace answers GET /workspaces/{workspace}.
func (h *handlers) GetWorkspace(ctx context.Context, r api.GetWorkspaceRequestObject) (api.GetWorkspaceResponseObject, error) {
	w, err := h.app.Workspace(ctx, actor(ctx), r.Workspace)
	if err != nil {
		return nil, err
	}
	return api.GetWorkspace200JSONResponse{
		Body: sendSeenWorkspace(&w), Headers: api.GetWorkspace200ResponseHeaders{ETag: etag(w.Version)},
	}, nil
}

// UpdateWorkspace answers PATCH /workspaces/{workspace}.
func (h *handlers) UpdateWorkspace(ctx context.Context, r api.UpdateWorkspaceRequestObject) (api.UpdateWorkspaceResponseObject, error) {
	version, err := match(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	reportDay, reportMinute, err := reportTime(r.Body.ReportDay, r.Body.ReportTime)
	if err != nil {
		return nil, err
	}
	w, err := h.app.ChangeWorkspace(ctx, actor(ctx), r.Workspace, version, app.WorkspacePatch{
		Name:         r.Body.Name,
		TimeZone:     r.Body.TimeZone,
		Language:     as[string](r.Body.Language),
		ReportDay:    reportDay,
		ReportMinute: reportMinute,

		FormatEfforts: receiveFormatEfforts(r.Body.FormatEfforts),
	})
	if err != nil {
		return nil, err
	}
	return api.UpdateWorkspace200JSONResponse{
		Body: sendSeenWorkspace(&w), Headers: api.UpdateWorkspace200ResponseHeaders{ETag: etag(w.Version)},
	}, nil
}

func sendWorkspace(w *plan.Workspace) api.Workspace {
	return api.Workspace{
		ID:         w.ID,
		Name:       w.Name,
		TimeZone:   w.TimeZone,
		Language:   api.Language(w.Language),
		ReportDay:  api.Weekday(strings.ToLower(w.ReportDay.String())),
		ReportTime: fmt.Sprintf("%02d:%02d", w.ReportMinute/60, w.ReportMinute%60),
		Revision:   w.Revision,
		CreatedAt:  w.CreatedAt,
		UpdatedAt:  w.UpdatedAt,
		Version:    w.Version,

		FormatEfforts: each(w.FormatEfforts, sendFormatEffort),
	}
}

func sendFormatEffort(f *plan.FormatEffort) api.FormatEffort {
	return api.FormatEffort{Format: f.Format, EffortHours: f.Effort.Hours()}
}

// receiveFormatEfforts takes what entries take by format; nil where nothing was sent.
func receiveFormatEfforts(sent *api.FormatEfforts) *[]plan.FormatEffort {
	if sent == nil {
		return nil
	}
	received := make([]plan.FormatEffort, len(*sent))
	for i, f := range *sent {
		received[i] = plan.FormatEffort{Format: f.Format, Effort: *receiveEffort(&f.EffortHours)}
	}
	return &received
}

func sendSeenWorkspace(w *app.SeenWorkspace) api.Workspace {
	sent := sendWorkspace(&w.Workspace)
	may := allAs[string](w.May)
	sent.May = &may
	return sent
}

// reportTime takes when the weekly report is made; nil where it was not sent.
func reportTime(weekday *api.Weekday, clock *string) (*time.Weekday, *int, error) {
	var day *time.Weekday
	if weekday != nil {
		for d := time.Sunday; d <= time.Saturday; d++ {
			if strings.EqualFold(d.String(), string(*weekday)) {
				day = &d
			}
		}
	}
	if clock == nil {
		return day, nil, nil
	}
	seconds, err := plan.ParseTimeOfDay(*clock)
	if err != nil {
		return nil, nil, invalid("report_time", err)
	}
	minute := seconds / 60
	return day, &minute, nil
}
