package app

import (
	"cmp"
	"context"

	"stetig/internal/plan"
	"stetig/internal/report"
	"stetig/internal/store"
)

// WeeklyReport is a report as it was made, for good.
type WeeklyReport struct {
	ReportSummary
	Report report.Report
}

// latestReport is the id under which the newest report is asked for.
const latestReport = "latest"

// Reports lists the weekly reports of a workspace, newest first.
func (a *App) Reports(ctx context.Context, by Actor, ws string, page Page) (summaries []ReportSummary, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		reports, n, err := v.Reports(ws, store.Page(page))
		for _, r := range reports {
			summaries = append(summaries, summaryOf(r))
		}
		next = n
		return err
	})
	return summaries, next, err
}

// ReportOverviews lists the weekly reports as Reports does, with what each comes
// to, in German ("de") or English ("en"); "" is the workspace's language.
func (a *App) ReportOverviews(ctx context.Context, by Actor, ws, language string, page Page) (overviews []ReportOverview, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		reports, n, err := v.Reports(ws, store.Page(page))
		if err != nil {
			return err
		}
		next = n
		for _, r := range reports { // one at a time: a large workspace's are large
			stored, err := v.Report(ws, r.ID)
			if err != nil {
				return err
			}
			told, err := report.Decode(stored.Body)
			if err != nil {
				return err
			}
			overviews = append(overviews, overviewOf(summaryOf(stored), told, cmp.Or(language, told.Workspace.Language)))
		}
		return nil
	})
	return overviews, next, err
}

func overviewOf(summary ReportSummary, told report.Report, language string) ReportOverview {
	overview := ReportOverview{ReportSummary: summary, Kept: told.Total.Week, Headline: told.Headline(language)}
	if told.Gaps != nil {
		overview.Gaps = &told.Gaps.Counts
	}
	return overview
}

func summaryOf(r store.StoredReport) ReportSummary {
	return ReportSummary{ID: r.ID, WorkspaceID: r.WorkspaceID, Week: plan.ISOWeek(r.Week/100, r.Week%100), MadeAt: r.MadeAt, Late: r.Late}
}

// Report returns one report by its id or its ISO week ("2026-W47"), or the newest
// for "latest".
func (a *App) Report(ctx context.Context, by Actor, ws, id string) (weekly WeeklyReport, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		var stored store.StoredReport
		week, notAWeek := plan.ParseWeek(id)
		switch {
		case id == latestReport:
			stored, err = v.LatestReport(ws)
			if plan.CodeOf(err) == plan.CodeNotFound {
				err = plan.Errorf(plan.CodeNotFound, "There is no report yet. The first one is made when the week has ended, at the workspace's report time.")
			}
		case notAWeek == nil:
			stored, err = v.ReportOfWeek(ws, week.Code())
		default:
			stored, err = v.Report(ws, id)
		}
		if err != nil {
			return err
		}
		weekly.ReportSummary = summaryOf(stored)
		weekly.Report, err = report.Decode(stored.Body)
		return err
	})
	return weekly, err
}

// ReportFormat is a form in which a report can be read.
type ReportFormat string

// The forms of a report, besides JSON.
const (
	ReportHTML ReportFormat = "html"
	ReportText ReportFormat = "txt"
	ReportCSV  ReportFormat = "csv"
)

// ReportDocument renders a report for people, in German ("de") or English
// ("en"); "" is the workspace's language. where tells the page its stylesheet
// and links.
func (a *App) ReportDocument(ctx context.Context, by Actor, ws, id string, format ReportFormat, language string, where report.HTMLOptions) (contentType string, body []byte, err error) {
	weekly, err := a.Report(ctx, by, ws, id)
	if err != nil {
		return "", nil, err
	}
	if language == "" {
		language = weekly.Report.Workspace.Language
	}
	switch format {
	case ReportHTML:
		body, err = weekly.Report.HTML(language, where)
		return "text/html; charset=utf-8", body, err
	case ReportText:
		body, err = weekly.Report.Text(language)
		return "text/plain; charset=utf-8", body, err
	case ReportCSV:
		body, err = weekly.Report.CSV(language)
		return "text/csv; charset=utf-8", body, err
	}
	return "", nil, plan.Errorf(plan.CodeNotFound, "A report can be had as JSON, html, txt and csv.")
}
