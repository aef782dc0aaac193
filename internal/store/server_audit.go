package store

import (
	"database/sql"
	"fmt"
	"time"
)

// ServerAuditRow is one line of the server's own audit log: what is not one
// workspace's alone.
type ServerAuditRow struct {
	ID          string
	At          time.Time
	UserID      string // "" for the shell
	TokenID     string // by which it was done; "" for none
	Address     string // of the client, as the server saw it; "" for the shell
	WorkspaceID string // the one it is about; "" for none or all of the user's
	SubjectKind string // workspace, token, operation
	SubjectID   string
	Action      string
	Changes     []Change
}

// ServerAuditFilter narrows the server's audit log; its parts are joined with
// and, and what is zero narrows nothing.
type ServerAuditFilter struct {
	UserID   string
	Action   string
	From, To time.Time // From is inclusive, To is not
}

type serverAuditRow struct {
	ID          string
	At          int64
	UserID      ref
	TokenID     ref
	Address     string
	WorkspaceID ref
	SubjectKind string
	SubjectID   string
	Action      string
	Changes     string
}

func (serverAuditRow) TableName() string { return "server_audit" }

func (r serverAuditRow) line() (ServerAuditRow, error) {
	line := ServerAuditRow{
		ID: r.ID, At: timeOf(r.At), UserID: string(r.UserID), TokenID: string(r.TokenID), Address: r.Address,
		WorkspaceID: string(r.WorkspaceID), SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Action: r.Action,
	}
	return line, fromJSON(r.Changes, &line.Changes)
}

// AddServerAudit appends a line to the server's audit log. What stands there is
// never changed or deleted.
func (tx *Tx) AddServerAudit(line ServerAuditRow) error {
	row := serverAuditRow{
		ID: line.ID, At: unixOf(line.At), UserID: ref(line.UserID), TokenID: ref(line.TokenID), Address: line.Address,
		WorkspaceID: ref(line.WorkspaceID), SubjectKind: line.SubjectKind, SubjectID: line.SubjectID, Action: line.Action,
	}
	if len(line.Changes) > 0 {
		var err error
		if row.Changes, err = jsonOf(line.Changes); err != nil {
			return err
		}
	}
	return tx.create("server's audit line", &row, refusals{missing: "There is no such workspace or user."})
}

// ServerAudit lists what was done on the server, the latest first.
func (tx *Tx) ServerAudit(filter ServerAuditFilter, page Page) ([]ServerAuditRow, string, error) {
	const name = "server audit"
	var w where
	w.and("a.at >= 0")
	w.andEqual("a.user_id", filter.UserID)
	w.andEqual("a.action", filter.Action)
	if err := w.andTimes(name, filter.From, filter.To, page); err != nil {
		return nil, "", err
	}
	query := `SELECT a.id, a.at, a.user_id, a.token_id, a.address, a.workspace_id, a.subject_kind, a.subject_id, a.action, a.changes
		FROM ` + tx.through("server_audit", "a", filter.index()) + ` WHERE ` + w.String() + ` ORDER BY a.at DESC, a.id DESC LIMIT ?`
	var rows []serverAuditRow
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		rows = append(rows, serverAuditRow{})
		into := &rows[len(rows)-1]
		return r.Scan(&into.ID, &into.At, &into.UserID, &into.TokenID, &into.Address, &into.WorkspaceID,
			&into.SubjectKind, &into.SubjectID, &into.Action, &into.Changes)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the %s: %w", name, err)
	}
	rows, next, err := cutPage(rows, page.size(), name, func(r serverAuditRow) []any { return []any{r.At, r.ID} })
	if err != nil {
		return nil, "", err
	}
	lines := make([]ServerAuditRow, len(rows))
	for i, row := range rows {
		if lines[i], err = row.line(); err != nil {
			return nil, "", fmt.Errorf("list the %s: %w", name, err)
		}
	}
	return lines, next, nil
}

// index is the one that leaves the fewest lines to look at, in their order.
func (f ServerAuditFilter) index() string {
	switch {
	case f.UserID != "":
		return "server_audit_by_user"
	case f.Action != "":
		return "server_audit_by_action"
	default:
		return "server_audit_by_time"
	}
}
