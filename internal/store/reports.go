package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"
)

// StoredReport is a weekly report as it was made; it is never changed.
type StoredReport struct {
	ID          string
	WorkspaceID string
	Week        int // plan.Week.Code of the week it tells
	MadeAt      time.Time
	Late        bool   // made up for after the next week had ended too
	Body        []byte // JSON, given back byte for byte
}

type reportRow struct {
	ID          string
	WorkspaceID string
	Week        int
	MadeAt      int64
	Late        bool
	Body        []byte
}

func (reportRow) TableName() string { return "reports" }

func (r reportRow) report() StoredReport {
	return StoredReport{ID: r.ID, WorkspaceID: r.WorkspaceID, Week: r.Week, MadeAt: timeOf(r.MadeAt), Late: r.Late, Body: r.Body}
}

// CreateReport stores a report. A week has one report (plan.CodeConflict).
func (tx *Tx) CreateReport(r *StoredReport) error {
	row := reportRow{ID: r.ID, WorkspaceID: r.WorkspaceID, Week: r.Week, MadeAt: unixOf(r.MadeAt), Late: r.Late, Body: r.Body}
	return tx.create("report", &row, refusals{
		duplicate: "The report of this week has been made already.",
		missing:   "There is no such workspace.",
	})
}

// Report returns a report, or plan.CodeNotFound.
func (tx *Tx) Report(ws, id string) (StoredReport, error) {
	row, err := take[reportRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "report")
	return row.report(), err
}

// LatestReport returns the report of the latest week, or plan.CodeNotFound.
func (tx *Tx) LatestReport(ws string) (StoredReport, error) {
	row, err := take[reportRow](tx.db.Where("workspace_id = ?", ws).Order("week DESC"), "report")
	return row.report(), err
}

// LatestReportAhead returns the report of the latest week that was not made late,
// or plan.CodeNotFound.
func (tx *Tx) LatestReportAhead(ws string) (StoredReport, error) {
	row, err := take[reportRow](tx.db.Where("workspace_id = ? AND NOT late", ws).Order("week DESC"), "report")
	return row.report(), err
}

// ReportOfWeek returns the report of a week, by plan.Week.Code, or plan.CodeNotFound.
func (tx *Tx) ReportOfWeek(ws string, week int) (StoredReport, error) {
	row, err := take[reportRow](tx.db.Where("workspace_id = ? AND week = ?", ws, week), "report")
	return row.report(), err
}

// WithdrawReports lays aside the reports of a week and all later ones that were
// made after a moment that has not come, and returns them without their bodies.
func (tx *Tx) WithdrawReports(ws string, from int, after, now time.Time) ([]StoredReport, error) {
	var rows []reportRow
	early := tx.db.Where("workspace_id = ? AND week >= ? AND made_at > ?", ws, from, unixOf(after)).Session(&gorm.Session{})
	if err := early.Omit("Body").Order("week").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the reports to withdraw: %w", err)
	}
	err := tx.exec(`INSERT INTO withdrawn_reports (id, workspace_id, week, made_at, late, body, withdrawn_at)
		SELECT id, workspace_id, week, made_at, late, body, ? FROM reports WHERE workspace_id = ? AND week >= ? AND made_at > ?`,
		unixOf(now), ws, from, unixOf(after))
	if err != nil {
		return nil, fmt.Errorf("lay reports aside: %w", err)
	}
	if err := early.Delete(&reportRow{}).Error; err != nil {
		return nil, fmt.Errorf("withdraw reports: %w", err)
	}
	return convert(rows, reportRow.report), nil
}

// ReportsOfWeeks returns the reports of a span of weeks, first and last among
// them, by plan.Week.Code, the earliest first.
func (tx *Tx) ReportsOfWeeks(ws string, first, last int) ([]StoredReport, error) {
	var rows []reportRow
	if err := tx.db.Where("workspace_id = ? AND week BETWEEN ? AND ?", ws, first, last).Order("week").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read the reports of some weeks: %w", err)
	}
	return convert(rows, reportRow.report), nil
}

// Reports lists reports without their bodies, the latest week first.
func (tx *Tx) Reports(ws string, page Page) ([]StoredReport, string, error) {
	query := tx.db.Omit("Body").Where("workspace_id = ?", ws)
	var week int32
	if more, err := page.after("reports", &week); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("week < ?", week)
	}
	rows, next, err := list(query.Order("week DESC"), "reports", page, func(r reportRow) []any { return []any{r.Week} })
	return convert(rows, reportRow.report), next, err
}
