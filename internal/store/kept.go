package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"stetig/internal/plan"
)

// Kept is one kind of what is kept about somebody.
type Kept struct {
	Kind    string // as documents call it
	columns []keptColumn
	from    string // the rows' table and condition
	args    func(KeptBy) []any
}

// KeptBy says about whom something is kept, and where.
type KeptBy struct {
	UserID      string
	WorkspaceID string
	MemberID    string // the user's in the workspace
	Plans       bool   // what tells of the workspace's plans is given, too: to its active members
}

// Field is a value of a row, in its shape for documents: text, a flag, a time as
// RFC 3339, a day, or nil for none.
type Field struct {
	Name  string
	Value any
}

type keptColumn struct {
	name    string // in the table and in documents
	scan    func() (into any, value func() any)
	ofPlans bool // tells of the workspace's plans
}

// KeptOfUser lists what the server itself keeps about a user, the account aside.
// Where a workspace is named, of the tokens only those for it.
func KeptOfUser() []Kept {
	ofUser := func(by KeptBy) []any { return []any{by.UserID} }
	return []Kept{
		{"tokens", columnsOf(
			"id name workspace_id access hint created_at last_used_at expires_at revoked_at"),
			"tokens WHERE user_id = ? AND (workspace_id = ? OR ? = '')",
			func(by KeptBy) []any { return []any{by.UserID, by.WorkspaceID, by.WorkspaceID} }},
		{"sessions", columnsOf("id method address client created_at last_used_at expires_at ended_at"), "sessions WHERE user_id = ?", ofUser},
		{"identities", columnsOf("issuer subject created_at last_used_at"), "identities WHERE user_id = ?", ofUser},
		{"links", columnsOf("id purpose mailed? created_at expires_at used_at"), "links WHERE user_id = ?", ofUser},
		{"answers", columnsOf("key at"), "idempotency WHERE user_id = ?", ofUser},
		{"news", columnsOf("daily_digest? digest_hour+ time_zone updated_at"), "user_news WHERE user_id = ?", ofUser},
		{"digests", columnsOf("id created_at"), "digests WHERE user_id = ?", ofUser},
		{"unsubscribe_links", columnsOf("kind workspace_id created_at"), "unsubscribe_links WHERE user_id = ?", ofUser},
		{"audit", columnsOf("id at token_id address workspace_id subject_kind subject_id action changes{}"), "server_audit WHERE user_id = ?", ofUser},
	}
}

// KeptOfMember lists what a workspace keeps about a member, the membership aside.
func KeptOfMember() []Kept {
	const (
		entry   = "id channel_id title* state publish_at publish_on published_at created_at deleted_at"
		channel = "id name* owner_asked_at owner_accepted_at created_at"
		planned = "id channel_id name* starts_on ends_on created_at deleted_at"
		absence = "id starts_on ends_on reason created_at updated_at"
	)
	of := func(kind, columns, table, who string) Kept {
		return Kept{kind, columnsOf(columns), table + " WHERE workspace_id = ? AND " + who + " = ?",
			func(by KeptBy) []any { return []any{by.WorkspaceID, by.MemberID} }}
	}
	// No index leads from these to entries: a workspace's are all looked at, through
	// the indexes of those that are deleted and those that are not.
	ofEntries := func(kind, columns, who string) Kept {
		const some = "SELECT * FROM entries WHERE workspace_id = ? AND deleted_at IS "
		return Kept{kind, columnsOf(columns), "(" + some + "NULL AND " + who + " = ? UNION ALL " + some + "NOT NULL AND " + who + " = ?) AS kept",
			func(by KeptBy) []any { return []any{by.WorkspaceID, by.MemberID, by.WorkspaceID, by.MemberID} }}
	}
	return []Kept{
		of("absences", absence, "absences", "member_id"),
		of("absences_stood_in_for", "id starts_on ends_on", "absences", "deputy_id"),
		of("comments", "id entry_id text rejection? created_at edited_at deleted_at", "comments", "author_id"),
		of("mentions", "comment_id", "comment_mentions", "member_id"),
		of("entries_owned", entry, "entries", "owner_id"),
		ofEntries("entries_made", entry, "created_by"),
		ofEntries("entries_to_approve", entry, "approver_id"),
		of("channels_owned", channel, "channels", "owner_id"),
		of("channels_stood_in_for", "id name*", "channels", "deputy_id"),
		of("plans_owned", planned, "plans", "owner_id"),
		of("plans_stood_in_for", planned, "plans", "deputy_id"),
		of("feeds", "id name scope created_at last_fetch_at last_client revoked_at", "feeds", "created_by"),
		of("feeds_about", "id created_at revoked_at", "feeds", "member_id"),
		of("shared_links", "id name* shows created_at expires_at last_opened_at revoked_at", "shared_links", "created_by"),
		of("gaps_owned", "id channel_id rule state starts_on ends_on created_at", "gaps", "owner_id"),
		of("gaps_accepted", "id channel_id accepted_at accepted_reason accepted_until#", "gaps", "accepted_by"),
		of("invitations", "id role created_at expires_at accepted_at revoked_at", "invitations", "invited_by"),
		of("views", "id name screen settings{}* shared? created_at updated_at", "saved_views", "member_id"),
		of("news_of_workspace", "weekly_report daily_digest? updated_at", "member_news", "member_id"),
		of("bulks", "id at undone_at", "bulks", "member_id"),
		of("audit", "id at token_id address subject_kind subject_id action changes{}*", "audit", "member_id"),
	}
}

// columnsOf reads the names of columns. One that ends in _at is a time, in _on or
// with # a day, with ? a flag, with + a number, with {} JSON, all others text. A star marks what
// tells of the workspace's plans.
func columnsOf(names string) []keptColumn {
	var columns []keptColumn
	for name := range strings.FieldsSeq(names) {
		c := keptColumn{scan: keptText}
		name, c.ofPlans = strings.CutSuffix(name, "*")
		switch {
		case name == "at", strings.HasSuffix(name, "_at"):
			c.scan = keptTime
		case strings.HasSuffix(name, "_on"), strings.HasSuffix(name, "#"):
			c.scan = keptDay
		case strings.HasSuffix(name, "?"):
			c.scan = keptFlag
		case strings.HasSuffix(name, "+"):
			c.scan = keptNumber
		case strings.HasSuffix(name, "{}"):
			c.scan = keptJSON
		}
		c.name = strings.TrimRight(name, "#?+{}")
		columns = append(columns, c)
	}
	return columns
}

func keptText() (any, func() any) {
	var text ref
	return &text, func() any {
		if text == "" {
			return nil
		}
		return string(text)
	}
}

func keptTime() (any, func() any) {
	var at moment
	return &at, func() any {
		if at == 0 {
			return nil
		}
		return at.time().Format(time.RFC3339)
	}
}

func keptDay() (any, func() any) {
	var day sql.NullInt32
	return &day, func() any {
		if !day.Valid {
			return nil
		}
		return plan.Day(day.Int32).String()
	}
}

func keptFlag() (any, func() any) {
	var flag bool
	return &flag, func() any { return flag }
}

func keptNumber() (any, func() any) {
	var number int64
	return &number, func() any { return number }
}

func keptJSON() (any, func() any) {
	var text ref
	return &text, func() any {
		if text == "" {
			return nil
		}
		return json.RawMessage(text)
	}
}

// CountKept tells how much of a kind is kept about somebody.
func (tx *Tx) CountKept(kind Kept, by KeptBy) (count int, err error) {
	if err := tx.row(`SELECT COUNT(*) FROM `+kind.from, kind.args(by)...).Scan(&count); err != nil {
		return 0, fmt.Errorf("count the %s kept: %w", kind.Kind, err)
	}
	return count, nil
}

// EachKept reads all of a kind that is kept about somebody, row by row. use must
// not ask the transaction for anything.
func (tx *Tx) EachKept(kind Kept, by KeptBy, use func([]Field) error) error {
	names := make([]string, len(kind.columns))
	into := make([]any, len(kind.columns))
	for i, c := range kind.columns {
		names[i] = c.name
	}
	query := `SELECT ` + strings.Join(names, ", ") + ` FROM ` + kind.from + ` ORDER BY 1`
	err := tx.each(query, kind.args(by), func(r *sql.Rows) error {
		fields := make([]Field, len(kind.columns))
		values := make([]func() any, len(kind.columns))
		for i, c := range kind.columns {
			into[i], values[i] = c.scan()
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		for i, c := range kind.columns {
			if fields[i].Name = c.name; by.Plans || !c.ofPlans {
				fields[i].Value = values[i]()
			}
		}
		return use(fields)
	})
	if err != nil {
		return fmt.Errorf("read the %s kept: %w", kind.Kind, err)
	}
	return nil
}

// Membership is a user's place in a workspace, deactivated and removed ones too.
type Membership struct {
	plan.Member
	WorkspaceName string
}

// MembershipsOf lists all memberships of a user, in the order of the workspaces' ids.
func (tx *Tx) MembershipsOf(userID string) (memberships []Membership, err error) {
	var rows []memberRow
	if err := tx.db.Where("user_id = ?", userID).Order("workspace_id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the user's memberships: %w", err)
	}
	for _, row := range rows {
		w, err := tx.Workspace(row.WorkspaceID)
		if err != nil {
			return nil, err
		}
		memberships = append(memberships, Membership{Member: row.member(), WorkspaceName: w.Name})
	}
	return memberships, nil
}
