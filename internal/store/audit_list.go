package store

import (
	"database/sql"
	"fmt"
	"time"
)

// AuditFilter narrows an audit log; its parts are joined with and, and what is
// zero narrows nothing.
type AuditFilter struct {
	MemberID    string
	SubjectKind string
	SubjectID   string
	Action      string
	From, To    time.Time // From is inclusive, To is not
}

// Audit lists what was done in a workspace, the latest first.
func (tx *Tx) Audit(ws string, filter AuditFilter, page Page) ([]AuditRow, string, error) {
	return tx.auditLines("audit", ws, filter, page)
}

func (tx *Tx) auditLines(name, ws string, filter AuditFilter, page Page) ([]AuditRow, string, error) {
	var w where
	w.and("a.workspace_id = ?", ws)
	w.andEqual("a.member_id", filter.MemberID)
	w.andEqual("a.subject_kind", filter.SubjectKind)
	w.andEqual("a.subject_id", filter.SubjectID)
	w.andEqual("a.action", filter.Action)
	if err := w.andTimes(name, filter.From, filter.To, page); err != nil {
		return nil, "", err
	}
	query := `SELECT a.id, a.workspace_id, a.at, a.member_id, a.token_id, a.address, a.subject_kind, a.subject_id, a.action, a.changes
		FROM ` + tx.through("audit", "a", filter.index()) + ` WHERE ` + w.String() + ` ORDER BY a.at DESC, a.id DESC LIMIT ?`
	var rows []auditRow
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		rows = append(rows, auditRow{})
		into := &rows[len(rows)-1]
		return r.Scan(&into.ID, &into.WorkspaceID, &into.At, &into.MemberID, &into.TokenID, &into.Address,
			&into.SubjectKind, &into.SubjectID, &into.Action, &into.Changes)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the %s: %w", name, err)
	}
	rows, next, err := cutPage(rows, page.size(), name, func(r auditRow) []any { return []any{r.At, r.ID} })
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

// index is the one that leaves the fewest lines to look at, in their order.
func (f AuditFilter) index() string {
	switch {
	case f.SubjectKind != "" && f.SubjectID != "":
		return "audit_by_subject"
	case f.MemberID != "":
		return "audit_by_member"
	case f.Action != "":
		return "audit_by_action"
	case f.SubjectKind != "":
		return "audit_by_kind"
	default:
		return "audit_by_time"
	}
}

// andEqual adds that a column is a value; "" means no condition.
func (w *where) andEqual(column, value string) {
	if value != "" {
		w.and(column+" = ?", value)
	}
}

// andTimes adds that lines a of the named log lie in a span of time and behind
// the page's cursor, the latest being first.
func (w *where) andTimes(name string, from, to time.Time, page Page) error {
	if !from.IsZero() {
		w.and("a.at >= ?", unixOf(from))
	}
	if !to.IsZero() {
		w.and("a.at < ?", unixOf(to))
	}
	var at int64
	var id string
	more, err := page.after(name, &at, &id)
	if more {
		w.and("(a.at, a.id) < (?, ?)", at, id)
	}
	return err
}
