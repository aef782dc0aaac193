package httpapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/report"
)

// ListReports answers GET …/reports.
func (h *handlers) ListReports(ctx context.Context, r api.ListReportsRequestObject) (api.ListReportsResponseObject, error) {
	items, next, err := h.app.ReportOverviews(ctx, actor(ctx), r.Workspace, string(given(r.Params.Lang)), page(r.Params.Limit, r.Params.Cursor))
	if err != nil {
		return nil, err
	}
	return api.ListReports200JSONResponse{Items: each(items, sendReportSummary), NextCursor: orNull(next)}, nil
}

func sendReportSummary(r *app.ReportOverview) api.ReportSummary {
	sent := api.ReportSummary{
		ID:       r.ID,
		Week:     r.Week.String(),
		From:     r.Week.Monday,
		To:       r.Week.Sunday(),
		MadeAt:   r.MadeAt,
		Late:     r.Late,
		Headline: r.Headline,
		Expected: r.Kept.Expected,
		Kept:     r.Kept.Kept,
		Rate:     r.Kept.Rate,
	}
	if r.Gaps != nil {
		sent.Gaps = &api.Counts{Critical: r.Gaps.Critical, Warning: r.Gaps.Warning, Notice: r.Gaps.Notice, Total: r.Gaps.Total}
	}
	return sent
}

// GetReport answers GET …/reports/{report}.
func (h *handlers) GetReport(ctx context.Context, r api.GetReportRequestObject) (api.GetReportResponseObject, error) {
	format := given(r.Params.Format)
	if format == "" || format == "json" {
		kept, err := h.app.Report(ctx, actor(ctx), r.Workspace, r.Report)
		return weeklyReport(kept), err
	}
	contentType, body, err := h.app.ReportDocument(ctx, actor(ctx), r.Workspace, r.Report,
		app.ReportFormat(format), string(given(r.Params.Lang)), report.HTMLOptions{})
	if err != nil {
		return nil, err
	}
	return reportDocument{contentType: contentType, body: body}, nil
}

// weeklyReport is a report as it was kept. It has a published form of its own,
// with a schema number, and is not translated.
type weeklyReport app.WeeklyReport

// VisitGetReportResponse writes the report as JSON, its id with it.
func (k weeklyReport) VisitGetReportResponse(w http.ResponseWriter) error {
	body, err := json.Marshal(struct {
		ID string `json:"id"`
		report.Report
	}{k.ID, k.Report})
	if err != nil {
		return err
	}
	return reportDocument{contentType: "application/json", body: body}.VisitGetReportResponse(w)
}

// reportDocument is a report made for people to read.
type reportDocument struct {
	contentType string
	body        []byte
}

// VisitGetReportResponse writes the document.
func (d reportDocument) VisitGetReportResponse(w http.ResponseWriter) error {
	sum := sha256.Sum256(d.body)
	header := w.Header()
	header.Set("Content-Type", d.contentType)
	header.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	header.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src "+report.StyleHash())
	w.WriteHeader(http.StatusOK)
	_, err := w.Write(d.body)
	return err
}
