package app

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"

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
	out := csv.NewWriter(w)
	for page, isFirst := (Page{Limit: auditPage}), true; isFirst || page.Cursor != ""; isFirst = false {
		lines, next, err := a.Audit(ctx, by, ws, filter, page)
		if err != nil {
			return err
		}
		if isFirst {
			if _, err := io.WriteString(w, "\uFEFF"); err != nil {
				return fmt.Errorf("writing the audit log: %w", err)
			}
			_ = out.Write(auditHeadings[:]) // told by out.Error
		}
		for i := range lines {
			writeAuditLine(out, &lines[i], names)
		}
		out.Flush()
		if err := out.Error(); err != nil {
			return fmt.Errorf("writing the audit log: %w", err)
		}
		page.Cursor = next
	}
	return nil
}

// writeAuditLine writes the rows of a line; what goes wrong is told by the
// writer's Error.
func writeAuditLine(out *csv.Writer, line *AuditLine, names map[string]string) {
	fields := line.Fields
	if len(fields) == 0 {
		fields = []FieldChange{{}}
	}
	for _, field := range fields {
		cells := []string{
			line.ID, formatInstant(line.At), line.MemberID, names[line.MemberID], line.TokenID, line.Address,
			line.Action, line.SubjectKind, line.SubjectID, field.Field, field.From, field.To,
		}
		for i := range cells {
			cells[i] = sheet.Guard(cells[i])
		}
		_ = out.Write(cells)
	}
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
