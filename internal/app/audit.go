package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// AuditFilter narrows a workspace's audit log; its parts are joined with and.
type AuditFilter struct {
	MemberID    string
	SubjectKind string
	SubjectID   string
	Action      string
	From, To    *plan.Day // in the workspace's zone, inclusive; nil: open
}

// AuditLine is one line of a workspace's audit log. It holds no secrets, no copy
// and no notes: such texts are told by their length.
type AuditLine struct {
	ID          string
	At          time.Time
	MemberID    string // who; "" for the program or the shell
	TokenID     string // by which token; "" for none
	Address     string // of the client, as the server saw it; "" for the shell
	SubjectKind string
	SubjectID   string
	Action      string
	Fields      []FieldChange
}

// Audit lists who did what, who signed in and who was refused in a workspace,
// the latest first. Leads may.
func (a *App) Audit(ctx context.Context, by Actor, ws string, filter AuditFilter, page Page) (lines []AuditLine, next string, err error) {
	err = a.read(ctx, by, ws, ReadAudit, func(v *view) error {
		workspace, err := v.Workspace(ws)
		if err != nil {
			return err
		}
		zone, err := plan.LoadZone(workspace.TimeZone)
		if err != nil {
			return err
		}
		rows, n, err := v.Audit(ws, store.AuditFilter{
			MemberID: filter.MemberID, SubjectKind: filter.SubjectKind, SubjectID: filter.SubjectID, Action: filter.Action,
			From: startOf(filter.From, zone), To: endOf(filter.To, zone),
		}, store.Page(page))
		lines = make([]AuditLine, len(rows))
		for i, row := range rows {
			lines[i] = AuditLine{
				ID: row.ID, At: row.At, MemberID: row.MemberID, TokenID: row.TokenID, Address: row.Address,
				SubjectKind: row.SubjectKind, SubjectID: row.SubjectID, Action: row.Action, Fields: fieldChanges(row.Changes),
			}
		}
		next = n
		return err
	})
	return lines, next, err
}

// ServerAuditFilter narrows the server's audit log; its parts are joined with and.
type ServerAuditFilter struct {
	UserID   string
	Action   string
	From, To *plan.Day // UTC, inclusive; nil: open
}

// ServerAuditLine is one line of the server's own audit log.
type ServerAuditLine struct {
	ID          string
	At          time.Time
	UserID      string // who; "" for the shell
	TokenID     string // by which token; "" for none
	Address     string // of the client, as the server saw it; "" for the shell
	WorkspaceID string // the one it is about; "" for none or all of the user's
	SubjectKind string // workspace, token, operation
	SubjectID   string
	Action      string
	Fields      []FieldChange
}

// ServerAudit lists what was done on the server, the latest first: workspaces and
// tokens made and revoked, sign-ins, refused administration. Only the server's
// administrator may.
func (a *App) ServerAudit(ctx context.Context, by Actor, filter ServerAuditFilter, page Page) (lines []ServerAuditLine, next string, err error) {
	if err := administrates(by); err != nil {
		a.noteServerRefusal(ctx, by, Administrate, err)
		return nil, "", err
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		rows, n, err := tx.ServerAudit(store.ServerAuditFilter{
			UserID: filter.UserID, Action: filter.Action, From: startOf(filter.From, time.UTC), To: endOf(filter.To, time.UTC),
		}, store.Page(page))
		lines = make([]ServerAuditLine, len(rows))
		for i, row := range rows {
			lines[i] = ServerAuditLine{
				ID: row.ID, At: row.At, UserID: row.UserID, TokenID: row.TokenID, Address: row.Address, WorkspaceID: row.WorkspaceID,
				SubjectKind: row.SubjectKind, SubjectID: row.SubjectID, Action: row.Action, Fields: fieldChanges(row.Changes),
			}
		}
		next = n
		return err
	})
	return lines, next, err
}

func fieldChanges(changes []store.Change) []FieldChange {
	fields := make([]FieldChange, len(changes))
	for i, change := range changes {
		fields[i] = FieldChange(change)
	}
	return fields
}

// startOf is when a day begins in a zone, zero for none.
func startOf(day *plan.Day, zone *time.Location) time.Time {
	if day == nil {
		return time.Time{}
	}
	return day.Start(zone)
}

// endOf is when the day after a day begins in a zone, zero for none.
func endOf(day *plan.Day, zone *time.Location) time.Time {
	if day == nil {
		return time.Time{}
	}
	return day.End(zone)
}
