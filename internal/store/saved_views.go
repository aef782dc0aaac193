package store

import (
	"fmt"

	"stetig/internal/plan"
)

type savedViewRow struct {
	ID          string
	WorkspaceID string
	MemberID    string
	Name        string
	NameKey     string
	Screen      string
	Settings    string
	Shared      bool
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	Version     int
}

func (savedViewRow) TableName() string { return "saved_views" }

func rowOfSavedView(s *plan.SavedView) savedViewRow {
	return savedViewRow{
		ID: s.ID, WorkspaceID: s.WorkspaceID, MemberID: s.MemberID, Name: s.Name, NameKey: foldKey(s.Name),
		Screen: string(s.Screen), Settings: string(s.Settings), Shared: s.Shared,
		CreatedAt: unixOf(s.CreatedAt), UpdatedAt: unixOf(s.UpdatedAt), Version: s.Version,
	}
}

func (r savedViewRow) savedView() plan.SavedView {
	return plan.SavedView{
		ID: r.ID, WorkspaceID: r.WorkspaceID, MemberID: r.MemberID, Name: r.Name,
		Screen: plan.Screen(r.Screen), Settings: []byte(r.Settings), Shared: r.Shared,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
}

func savedViewRefusals() refusals {
	return refusals{duplicate: "This view exists already.", missing: "There is no such workspace or member."}
}

// CreateSavedView stores a new view and sets its version to 1.
func (tx *Tx) CreateSavedView(s *plan.SavedView) error {
	s.Version = 1
	row := rowOfSavedView(s)
	return tx.create("view", &row, savedViewRefusals())
}

// UpdateSavedView stores a changed view, all but whose it is, and raises its
// version. plan.CodeStale where the stored version is another.
func (tx *Tx) UpdateSavedView(s *plan.SavedView) error {
	row := rowOfSavedView(s)
	row.Version++
	if err := tx.update(identity{"view", s.WorkspaceID, s.ID, s.Version}, &row, savedViewRefusals(), "MemberID"); err != nil {
		return err
	}
	s.Version = row.Version
	return nil
}

// DeleteSavedView deletes a view for good. plan.CodeStale where the stored
// version is another or the view is gone.
func (tx *Tx) DeleteSavedView(ws, id string, version int) error {
	return tx.delete(identity{"view", ws, id, version}, &savedViewRow{})
}

// SavedView returns a view, or plan.CodeNotFound.
func (tx *Tx) SavedView(ws, id string) (plan.SavedView, error) {
	row, err := take[savedViewRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "view")
	return row.savedView(), err
}

// SavedViews lists a member's views, and those shared with everybody, by name.
func (tx *Tx) SavedViews(ws, memberID string, page Page) ([]plan.SavedView, string, error) {
	query := tx.db.Where("(workspace_id = ? AND member_id = ? OR workspace_id = ? AND shared = ?)", ws, memberID, ws, true)
	var name, id string
	if more, err := page.after("views", &name, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(name_key, id) > (?, ?)", name, id)
	}
	rows, next, err := list(query.Order("name_key, id"), "views", page, func(r savedViewRow) []any { return []any{r.NameKey, r.ID} })
	return convert(rows, savedViewRow.savedView), next, err
}

// CountSavedViews tells how many views a member has.
func (tx *Tx) CountSavedViews(ws, memberID string) (count int, err error) {
	err = tx.row(`SELECT COUNT(*) FROM saved_views WHERE workspace_id = ? AND member_id = ?`, ws, memberID).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count a member's views: %w", err)
	}
	return count, nil
}
