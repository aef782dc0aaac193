package store

import (
	"database/sql/driver"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"stetig/internal/plan"
)

type workspaceRow struct {
	ID           string
	Name         string
	NameKey      string
	TimeZone     string
	Language     string
	ReportDay    int
	ReportMinute int

	FormatEfforts formatEfforts
	CreatedAt     int64 `gorm:"autoCreateTime:false"`
	UpdatedAt     int64 `gorm:"autoUpdateTime:false"`
	Revision      int64
	Version       int
}

func (workspaceRow) TableName() string { return "workspaces" }

func rowOfWorkspace(w *plan.Workspace) workspaceRow {
	return workspaceRow{
		ID: w.ID, Name: w.Name, NameKey: foldKey(w.Name), TimeZone: w.TimeZone, Language: w.Language,
		ReportDay: int(w.ReportDay), ReportMinute: w.ReportMinute, FormatEfforts: w.FormatEfforts,
		CreatedAt: unixOf(w.CreatedAt), UpdatedAt: unixOf(w.UpdatedAt), Revision: w.Revision, Version: w.Version,
	}
}

func (r workspaceRow) workspace() plan.Workspace {
	return plan.Workspace{
		ID: r.ID, Name: r.Name, TimeZone: r.TimeZone, Language: r.Language,
		ReportDay: time.Weekday(r.ReportDay), ReportMinute: r.ReportMinute, FormatEfforts: r.FormatEfforts,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Revision: r.Revision, Version: r.Version,
	}
}

// CreateWorkspace stores a new workspace and sets its version to 1.
func (tx *Tx) CreateWorkspace(w *plan.Workspace) error {
	w.Version = 1
	row := rowOfWorkspace(w)
	return tx.create("workspace", &row, refusals{duplicate: "This workspace exists already."})
}

// UpdateWorkspace stores a changed workspace, all but its revision, and raises
// its version. plan.CodeStale where the stored version is another.
func (tx *Tx) UpdateWorkspace(w *plan.Workspace) error {
	row := rowOfWorkspace(w)
	row.Version++
	result := tx.db.Model(&row).Where("version = ?", w.Version).
		Select("*").Omit("ID", "CreatedAt", "Revision").Updates(&row)
	if result.Error != nil {
		return refusals{}.refuse("change the workspace", result.Error)
	}
	if result.RowsAffected == 0 {
		return stale("workspace")
	}
	w.Version = row.Version
	return nil
}

// Workspace returns a workspace, or plan.CodeNotFound.
func (tx *Tx) Workspace(ws string) (plan.Workspace, error) {
	row, err := take[workspaceRow](tx.db.Where("id = ?", ws), "workspace")
	return row.workspace(), err
}

// LockWorkspace keeps every other transaction from changing anything in a
// workspace until this one ends: each raises its revision.
func (tx *Tx) LockWorkspace(ws string) error {
	query := tx.db.Where("id = ?", ws)
	if tx.dialect == Postgres {
		query = query.Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	}
	_, err := take[workspaceRow](query, "workspace")
	return err
}

// WorkspacesOf lists, by name, the workspaces in which a user is an active member.
func (tx *Tx) WorkspacesOf(userID string, page Page) ([]plan.Workspace, string, error) {
	return tx.workspaces(page, tx.db.Where(
		"id IN (SELECT workspace_id FROM members WHERE user_id = ? AND deactivated_at IS NULL AND removed_at IS NULL)", userID))
}

// AllWorkspaces lists every workspace by name.
func (tx *Tx) AllWorkspaces(page Page) ([]plan.Workspace, string, error) {
	return tx.workspaces(page, tx.db)
}

func (tx *Tx) workspaces(page Page, query *gorm.DB) ([]plan.Workspace, string, error) {
	var name, id string
	if more, err := page.after("workspaces", &name, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(name_key, id) > (?, ?)", name, id)
	}
	rows, next, err := list(query.Order("name_key, id"), "workspaces", page,
		func(r workspaceRow) []any { return []any{r.NameKey, r.ID} })
	return convert(rows, workspaceRow.workspace), next, err
}

// formatEfforts is what entries take by format, as a JSON array; "" is none.
type formatEfforts []plan.FormatEffort

type formatEffort struct {
	Format  string `json:"format"`
	Minutes int    `json:"minutes"`
}

// Value implements driver.Valuer.
func (f formatEfforts) Value() (driver.Value, error) {
	if len(f) == 0 {
		return "", nil
	}
	kept := make([]formatEffort, len(f))
	for i, e := range f {
		kept[i] = formatEffort{Format: e.Format, Minutes: int(e.Effort / time.Minute)}
	}
	return jsonOf(kept)
}

// Scan implements sql.Scanner.
func (f *formatEfforts) Scan(value any) error {
	var text ref
	if err := text.Scan(value); err != nil {
		return err
	}
	var kept []formatEffort
	if err := fromJSON(string(text), &kept); err != nil {
		return err
	}
	*f = nil
	for _, e := range kept {
		*f = append(*f, plan.FormatEffort{Format: e.Format, Effort: time.Duration(e.Minutes) * time.Minute})
	}
	return nil
}
