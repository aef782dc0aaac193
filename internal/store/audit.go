package store

import (
	"slices"
	"time"
)

// AuditRow is one line of the audit log: who did what to what, and when.
type AuditRow struct {
	ID          string
	WorkspaceID string
	At          time.Time
	MemberID    string // "" for the program itself
	TokenID     string // "" for none, as from the shell
	Address     string // of the client, as the server saw it; "" for the shell
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
	TokenID     ref
	Address     string
	SubjectKind string
	SubjectID   string
	Action      string
	Changes     string
}

func (auditRow) TableName() string { return "audit" }

func (r auditRow) line() (AuditRow, error) {
	line := AuditRow{
		ID: r.ID, WorkspaceID: r.WorkspaceID, At: timeOf(r.At), MemberID: string(r.MemberID),
		TokenID: string(r.TokenID), Address: r.Address,
		SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, Action: r.Action,
	}
	return line, fromJSON(r.Changes, &line.Changes)
}

// AddAudit appends lines to the audit log. What stands there is never changed
// or deleted.
func (tx *Tx) AddAudit(lines ...AuditRow) error {
	rows := make([]auditRow, len(lines))
	for i, line := range lines {
		rows[i] = auditRow{
			ID: line.ID, WorkspaceID: line.WorkspaceID, At: unixOf(line.At), MemberID: ref(line.MemberID),
			TokenID: ref(line.TokenID), Address: line.Address,
			SubjectKind: line.SubjectKind, SubjectID: line.SubjectID, Action: line.Action,
		}
		if len(line.Changes) > 0 {
			var err error
			if rows[i].Changes, err = jsonOf(line.Changes); err != nil {
				return err
			}
		}
	}
	for batch := range slices.Chunk(rows, insertBatch) {
		if err := tx.create("audit line", &batch, refusals{missing: "There is no such workspace or member."}); err != nil {
			return err
		}
	}
	return nil
}

// History lists what was done to one subject, the latest first.
func (tx *Tx) History(ws, subjectKind, subjectID string, page Page) ([]AuditRow, string, error) {
	return tx.auditLines("history", ws, AuditFilter{SubjectKind: subjectKind, SubjectID: subjectID}, page)
}
