package app

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"

	"stetig/internal/sheet"
	"stetig/internal/store"
)

// auditHeadings are the columns of a written audit log, as the API names them.
var auditHeadings = [...]string{
	"id", "at", "member_id", "member", "token_id", "address", "action", "subject_kind", "subject_id", "field", "from", "to",
}

// auditPage is how many lines of an audit log are read at a time.
const auditPage = 500

// WriteAudit writes a workspace's audit log as CSV (RFC 4180, UTF-8), the latest
// first: a row for each value that changed, and one for a line without any. It
// reads page by page, so that a log of any length needs little memory and keeps
// no transaction open. Leads may.
func (a *App) WriteAudit(ctx context.Context, by Actor, ws string, filter AuditFilter, w io.Writer) error {
	names, err := a.memberNames(ctx, by, ws)
	if err != nil {
		return err
	}
	return writeLog(w, auditHeadings[:], func(out *csv.Writer, page Page) (string, error) {
		lines, next, err := a.Audit(ctx, by, ws, filter, page)
		for i := range lines {
			writeAuditLine(out, &lines[i], names)
		}
		return next, err
	})
}

// writeLog writes headings and then page after page of a log. A refusal comes
// before the first byte. What goes wrong in writing rows is told by the writer's
// Error.
func writeLog(w io.Writer, headings []string, writePage func(out *csv.Writer, page Page) (next string, err error)) error {
	var rows bytes.Buffer
	out := csv.NewWriter(&rows)
	for page, isFirst := (Page{Limit: auditPage}), true; isFirst || page.Cursor != ""; isFirst = false {
		if isFirst {
			rows.WriteString("\uFEFF")
			_ = out.Write(headings) // told by out.Error
		}
		next, err := writePage(out, page)
		if err != nil {
			return err
		}
		out.Flush()
		if err := out.Error(); err != nil {
			return fmt.Errorf("writing the audit log: %w", err)
		}
		if _, err := rows.WriteTo(w); err != nil {
			return fmt.Errorf("writing the audit log: %w", err)
		}
		page.Cursor = next
	}
	return nil
}

// writeAuditLine writes the rows of a line; what goes wrong is told by the
// writer's Error.
func writeAuditLine(out *csv.Writer, line *AuditLine, names map[string]string) {
	writeFields(out, line.Fields, []string{
		line.ID, formatInstant(line.At), line.MemberID, names[line.MemberID], line.TokenID, line.Address,
		line.Action, line.SubjectKind, line.SubjectID,
	})
}

// writeFields writes a row for each field of a line or, where it has none, one.
func writeFields(out *csv.Writer, fields []FieldChange, line []string) {
	if len(fields) == 0 {
		fields = []FieldChange{{}}
	}
	for _, field := range fields {
		cells := append(slices.Clone(line), field.Field, field.From, field.To)
		for i := range cells {
			cells[i] = sheet.Guard(cells[i])
		}
		_ = out.Write(cells)
	}
}

// serverAuditHeadings are the columns of the server's written audit log.
var serverAuditHeadings = [...]string{
	"id", "at", "user_id", "token_id", "address", "workspace_id", "action", "subject_kind", "subject_id", "field", "from", "to",
}

// WriteServerAudit writes the server's audit log as WriteAudit does a workspace's.
// Only the server's administrator may.
func (a *App) WriteServerAudit(ctx context.Context, by Actor, filter ServerAuditFilter, w io.Writer) error {
	return writeLog(w, serverAuditHeadings[:], func(out *csv.Writer, page Page) (string, error) {
		lines, next, err := a.ServerAudit(ctx, by, filter, page)
		for i := range lines {
			line := &lines[i]
			writeFields(out, line.Fields, []string{
				line.ID, formatInstant(line.At), line.UserID, line.TokenID, line.Address, line.WorkspaceID,
				line.Action, line.SubjectKind, line.SubjectID,
			})
		}
		return next, err
	})
}

// memberNames tells what the members of a workspace are called now, by their id.
func (a *App) memberNames(ctx context.Context, by Actor, ws string) (map[string]string, error) {
	names := map[string]string{}
	err := a.read(ctx, by, ws, ReadAudit, func(v *view) error {
		return eachPage(func(page store.Page) (string, error) {
			members, next, err := v.Members(ws, store.MemberFilter{}, page)
			for _, member := range members {
				names[member.ID] = member.Name
			}
			return next, err
		})
	})
	return names, err
}
