package store

import (
	"fmt"

	"stetig/internal/plan"
)

type memberRow struct {
	ID            string
	WorkspaceID   string
	UserID        ref
	Name          string
	NameKey       string
	Email         string
	Role          string
	DeactivatedAt moment
	CreatedAt     int64 `gorm:"autoCreateTime:false"`
	UpdatedAt     int64 `gorm:"autoUpdateTime:false"`
	Version       int
	External      bool
	ByGroup       bool
	RemovedAt     moment
	WeeklyTime    *int64 // seconds
	Region        string
}

func (memberRow) TableName() string { return "members" }

func rowOfMember(m *plan.Member) memberRow {
	return memberRow{
		ID: m.ID, WorkspaceID: m.WorkspaceID, UserID: ref(m.UserID), Name: m.Name, NameKey: foldKey(m.Name), Email: m.Email,
		Role: string(m.Role), DeactivatedAt: momentOf(m.DeactivatedAt),
		CreatedAt: unixOf(m.CreatedAt), UpdatedAt: unixOf(m.UpdatedAt), Version: m.Version,
		External: m.External, ByGroup: m.ByGroup, RemovedAt: momentOf(m.RemovedAt),
		WeeklyTime: nullSeconds(m.WeeklyTime), Region: m.Region,
	}
}

func (r memberRow) member() plan.Member {
	return plan.Member{
		ID: r.ID, WorkspaceID: r.WorkspaceID, UserID: string(r.UserID), Name: r.Name, Email: r.Email,
		Role: plan.Role(r.Role), DeactivatedAt: r.DeactivatedAt.time(),
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
		External: r.External, ByGroup: r.ByGroup, RemovedAt: r.RemovedAt.time(),
		WeeklyTime: durationOrNil(r.WeeklyTime), Region: r.Region,
	}
}

func memberRefusals() refusals {
	return refusals{
		duplicate: "This user is a member of the workspace already.",
		missing:   "The user or the workspace of this member does not exist.",
	}
}

// CreateMember stores a new member and sets its version to 1. A user can be a
// member of a workspace once (plan.CodeConflict); UserID may be "" for somebody
// who owns things and never signs in.
func (tx *Tx) CreateMember(m *plan.Member) error {
	m.Version = 1
	row := rowOfMember(m)
	return tx.create("member", &row, memberRefusals())
}

// UpdateMember stores a changed member and raises its version. plan.CodeStale
// where the stored version is another.
func (tx *Tx) UpdateMember(m *plan.Member) error {
	row := rowOfMember(m)
	row.Version++
	if err := tx.update(identity{"member", m.WorkspaceID, m.ID, m.Version}, &row, memberRefusals()); err != nil {
		return err
	}
	m.Version = row.Version
	return nil
}

// Member returns a member, or plan.CodeNotFound.
func (tx *Tx) Member(ws, id string) (plan.Member, error) {
	row, err := take[memberRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "member")
	return row.member(), err
}

// MemberOfUser returns a user's membership in a workspace, deactivated or not, or
// plan.CodeNotFound.
func (tx *Tx) MemberOfUser(ws, userID string) (plan.Member, error) {
	row, err := take[memberRow](tx.db.Where("workspace_id = ? AND user_id = ?", ws, userID), "member")
	return row.member(), err
}

// MembersOfUser returns a user's memberships in all workspaces, deactivated ones too.
func (tx *Tx) MembersOfUser(userID string) ([]plan.Member, error) {
	var rows []memberRow
	if err := tx.db.Where("user_id = ?", userID).Order("workspace_id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list a user's memberships: %w", err)
	}
	return convert(rows, memberRow.member), nil
}

// MemberByEmail returns the member with an e-mail address, whatever its case,
// deactivated or not, or plan.CodeNotFound. Removed ones have none.
func (tx *Tx) MemberByEmail(ws, email string) (plan.Member, error) {
	row, err := take[memberRow](tx.db.Where("workspace_id = ? AND email = ? AND removed_at IS NULL", ws, emailKey(email)).Order("id").Limit(1), "member")
	return row.member(), err
}

// UnclaimedMembers returns the active members of all workspaces who have an
// e-mail address, whatever its case, and no user yet.
func (tx *Tx) UnclaimedMembers(email string) ([]plan.Member, error) {
	var rows []memberRow
	err := tx.db.Where("email = ? AND user_id IS NULL AND removed_at IS NULL AND deactivated_at IS NULL", emailKey(email)).
		Order("workspace_id, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("look for members without a user: %w", err)
	}
	return convert(rows, memberRow.member), nil
}

// MemberFilter narrows a list of members; its zero value is all of them.
type MemberFilter struct {
	Roles    []plan.Role // empty: every role
	Active   *bool       // nil: deactivated and removed ones too
	External *bool       // nil: both in-house and external
	Removed  *bool       // nil: removed ones too
	SignsIn  bool        // only those who have a user that may sign in
}

// Members lists members by name.
func (tx *Tx) Members(ws string, filter MemberFilter, page Page) ([]plan.Member, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	if len(filter.Roles) > 0 {
		query = query.Where("role IN ?", anyOf(filter.Roles))
	}
	if filter.Active != nil {
		query = query.Where("(deactivated_at IS NULL AND removed_at IS NULL) = ?", *filter.Active)
	}
	if filter.External != nil {
		query = query.Where("external = ?", *filter.External)
	}
	if filter.Removed != nil {
		query = query.Where("(removed_at IS NOT NULL) = ?", *filter.Removed)
	}
	if filter.SignsIn {
		query = query.Where("user_id IN (SELECT id FROM users WHERE deactivated_at IS NULL)")
	}
	var name, id string
	if more, err := page.after("members", &name, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(name_key, id) > (?, ?)", name, id)
	}
	rows, next, err := list(query.Order("name_key, id"), "members", page,
		func(r memberRow) []any { return []any{r.NameKey, r.ID} })
	return convert(rows, memberRow.member), next, err
}

// ActiveMembers returns the ids of the members who may own something: neither
// they nor the users they are have been deactivated.
func (tx *Tx) ActiveMembers(ws string) (map[string]bool, error) {
	var ids []string
	err := tx.db.Table("members").Where("workspace_id = ? AND deactivated_at IS NULL AND removed_at IS NULL", ws).
		Where("NOT EXISTS (SELECT 1 FROM users u WHERE u.id = members.user_id AND u.deactivated_at IS NOT NULL)").Pluck("id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("read the active members: %w", err)
	}
	active := make(map[string]bool, len(ids))
	for _, id := range ids {
		active[id] = true
	}
	return active, nil
}

// IsMemberAnywhere reports whether a user is an active member of some workspace.
func (tx *Tx) IsMemberAnywhere(userID string) (bool, error) {
	var somewhere bool
	err := tx.row(`SELECT EXISTS (SELECT 1 FROM members WHERE user_id = ? AND deactivated_at IS NULL AND removed_at IS NULL)`, userID).Scan(&somewhere)
	if err != nil {
		return false, fmt.Errorf("look for memberships: %w", err)
	}
	return somewhere, nil
}
