package app

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// ExportMyData writes all that is kept about the user who asks as one JSON
// document: of their account and of every workspace in which they are or were a
// member. A token for one workspace is given what that one keeps. It holds no
// secrets and nothing of others. Names and titles of a workspace's plans are for
// its active members; to others they are null.
//
// All of it shows one moment: it is read in one transaction, which lasts until w
// has taken the last byte, with no more than a row in memory. A door whose reader
// may be slow gives a file as w.
func (a *App) ExportMyData(ctx context.Context, by Actor, w io.Writer) error {
	d := &document{w: bufio.NewWriter(w)}
	err := a.store.Read(ctx, func(tx *store.Tx) error {
		user, err := tx.User(by.UserID)
		if err != nil {
			return err
		}
		d.begin("{")
		d.member("exported_at", formatInstant(a.now()))
		d.name("account")
		d.begin("{")
		d.fields(accountFields(user))
		for _, kind := range keptOfUser(by) {
			if err := d.list(tx, kind, store.KeptBy{UserID: user.ID, WorkspaceID: by.WorkspaceID, Plans: true}); err != nil {
				return err
			}
		}
		d.end("}")
		d.name("workspaces")
		d.begin("[")
		memberships, err := membershipsOf(tx, by)
		if err != nil {
			return err
		}
		for _, m := range memberships {
			if err := d.workspace(tx, m); err != nil {
				return err
			}
		}
		d.end("]")
		d.end("}")
		return d.err
	})
	if err == nil {
		err = d.w.Flush()
	}
	if err != nil && plan.CodeOf(err) == "" {
		return fmt.Errorf("exporting a user's data: %w", err)
	}
	return err
}

func accountFields(user store.User) []store.Field {
	return []store.Field{
		{Name: "id", Value: user.ID}, {Name: "name", Value: user.Name}, {Name: "email", Value: user.Email},
		{Name: "verified_at", Value: orNil(formatInstant(user.VerifiedAt))}, {Name: "language", Value: orNil(user.Language)},
		{Name: "administrator", Value: user.Admin}, {Name: "has_password", Value: user.Password != ""},
		{Name: "created_at", Value: formatInstant(user.CreatedAt)}, {Name: "updated_at", Value: formatInstant(user.UpdatedAt)},
	}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// workspace writes what a workspace keeps about a member.
func (d *document) workspace(tx *store.Tx, m store.Membership) error {
	d.next()
	d.begin("{")
	d.member("id", m.WorkspaceID)
	d.member("name", m.WorkspaceName)
	d.name(keptMembership)
	d.begin("{")
	d.fields([]store.Field{
		{Name: "id", Value: m.ID}, {Name: "name", Value: m.Name}, {Name: "email", Value: m.Email}, {Name: "role", Value: string(m.Role)},
		{Name: "external", Value: m.External}, {Name: "deactivated_at", Value: orNil(formatInstant(m.DeactivatedAt))},
		{Name: "removed_at", Value: orNil(formatInstant(m.RemovedAt))}, {Name: "created_at", Value: formatInstant(m.CreatedAt)},
		{Name: "weekly_hours", Value: orNil(effortText(m.WeeklyTime))}, {Name: "region", Value: orNil(m.Region)},
	})
	d.end("}")
	for _, kind := range store.KeptOfMember() {
		if err := d.list(tx, kind, store.KeptBy{WorkspaceID: m.WorkspaceID, MemberID: m.ID, Plans: m.IsActive()}); err != nil {
			return err
		}
	}
	d.end("}")
	return d.err
}

// document writes JSON (RFC 8259) piece by piece. The first error stays, and
// ends the writing.
type document struct {
	w     *bufio.Writer
	isOne bool // something stands before in the object or list that is open
	err   error
}

func (d *document) write(text string) {
	if d.err == nil {
		_, d.err = d.w.WriteString(text)
	}
}

// next separates what comes from what stands before it.
func (d *document) next() {
	if d.isOne {
		d.write(",\n")
	}
	d.isOne = true
}

func (d *document) begin(bracket string) { d.write(bracket + "\n"); d.isOne = false }

func (d *document) end(bracket string) { d.write("\n" + bracket); d.isOne = true }

func (d *document) name(name string) {
	d.next()
	d.value(name)
	d.write(": ")
}

func (d *document) member(name string, value any) {
	d.name(name)
	d.value(value)
}

func (d *document) fields(fields []store.Field) {
	for _, field := range fields {
		d.member(field.Name, field.Value)
	}
}

func (d *document) value(value any) {
	text, err := json.Marshal(value)
	if d.err == nil {
		d.err = err
	}
	d.write(string(text))
}

// list writes all of a kind that is kept about somebody.
func (d *document) list(tx *store.Tx, kind store.Kept, by store.KeptBy) error {
	d.name(kind.Kind)
	d.begin("[")
	err := tx.EachKept(kind, by, func(fields []store.Field) error {
		d.next()
		d.begin("{")
		d.fields(fields)
		d.end("}")
		return d.err
	})
	d.end("]")
	return err
}
