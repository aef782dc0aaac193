package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"
)

// AuditRow is one line of the audit log: who did what to what, and when.
type AuditRow struct {
	ID          string
	WorkspaceID string
	At          time.Time
	MemberID    string // "" for the program itself
	SubjectKind string // channel, plan, entry, …
	SubjectID   string
	Action      string
	Changes     []Change
}

// Change is one value that changed, as people read it.
type Change struct {
	Field string `json:"field"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
}

type auditRow struct {
	ID          string
	WorkspaceID string
	At          int64
	MemberID    ref
	SubjectKind string
	SubjectID   string
	Action      string
	Changes     string
}

func (auditRow) TableName() string { return "audit" }

func (r auditRow) line() (AuditRow, error) {
	line := AuditRow{
		ID: r.ID, WorkspaceID: r.WorkspaceID, At: timeOf(r.At), MemberID: string(r.MemberID),
		SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Action: r.Action,
	}
	return line, fromJSON(r.Changes, &line.Changes)
}

// AddAudit appends a line to the audit log. What stands there is never changed
// or deleted.
func (tx *Tx) AddAudit(line AuditRow) error {
	row := auditRow{
		ID: line.ID, WorkspaceID: line.WorkspaceID, At: unixOf(line.At), MemberID: ref(line.MemberID),
		SubjectKind: line.SubjectKind, SubjectID: line.SubjectID, Action: line.Action,
	}
	if len(line.Changes) > 0 {
		var err error
		if row.Changes, err = jsonOf(line.Changes); err != nil {
			return err
		}
	}
	return tx.create("audit line", &row, refusals{missing: "There is no such workspace or member."})
}

// History lists what was done to one subject, the latest first.
func (tx *Tx) History(ws, subjectKind, subjectID string, page Page) ([]AuditRow, string, error) {
	return tx.audit("history", page,
		tx.db.Where("workspace_id = ? AND subject_kind = ? AND subject_id = ?", ws, subjectKind, subjectID))
}

// Audit lists everything that was done in a workspace, the latest first.
func (tx *Tx) Audit(ws string, page Page) ([]AuditRow, string, error) {
	return tx.audit("audit", page, tx.db.Where("workspace_id = ?", ws))
}

func (tx *Tx) audit(name string, page Page, query *gorm.DB) ([]AuditRow, string, error) {
	var at int64
	var id string
	if more, err := page.after(name, &at, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(at, id) < (?, ?)", at, id)
	}
	rows, next, err := list(query.Order("at DESC, id DESC"), name, page, func(r auditRow) []any { return []any{r.At, r.ID} })
	if err != nil {
		return nil, "", err
	}
	lines := make([]AuditRow, len(rows))
	for i, row := range rows {
		if lines[i], err = row.line(); err != nil {
			return nil, "", fmt.Errorf("list the %s: %w", name, err)
		}
	}
	return lines, next, nil
}
