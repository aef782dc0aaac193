package store

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

// Invitation asks somebody into a workspace. It is known by its hash alone.
type Invitation struct {
	ID          string
	WorkspaceID string
	Email       string // lower case
	Name        string // "": the invited says
	Role        plan.Role
	External    bool
	Mailed      bool   // it goes by mail, so who uses it reads the mail of Email
	Hash        []byte // SHA-256 of its secret; nil: the mail was not sent yet
	InvitedBy   string // member
	CreatedAt   time.Time
	UpdatedAt   time.Time
	ExpiresAt   time.Time
	AcceptedAt  time.Time // zero: not accepted
	AcceptedBy  string    // member
	RevokedAt   time.Time // zero: not revoked
	Version     int
}

type invitationRow struct {
	ID          string
	WorkspaceID string
	Email       string
	Name        string
	Role        string
	External    bool
	Mailed      bool
	Hash        []byte
	InvitedBy   string
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
	UpdatedAt   int64 `gorm:"autoUpdateTime:false"`
	ExpiresAt   int64
	AcceptedAt  moment
	AcceptedBy  ref
	RevokedAt   moment
	Version     int
}

func (invitationRow) TableName() string { return "invitations" }

func rowOfInvitation(i *Invitation) invitationRow {
	return invitationRow{
		ID: i.ID, WorkspaceID: i.WorkspaceID, Email: i.Email, Name: i.Name, Role: string(i.Role), External: i.External,
		Mailed: i.Mailed, Hash: i.Hash, InvitedBy: i.InvitedBy, CreatedAt: unixOf(i.CreatedAt), UpdatedAt: unixOf(i.UpdatedAt),
		ExpiresAt: unixOf(i.ExpiresAt), AcceptedAt: momentOf(i.AcceptedAt), AcceptedBy: ref(i.AcceptedBy),
		RevokedAt: momentOf(i.RevokedAt), Version: i.Version,
	}
}

func (r invitationRow) invitation() Invitation {
	return Invitation{
		ID: r.ID, WorkspaceID: r.WorkspaceID, Email: r.Email, Name: r.Name, Role: plan.Role(r.Role), External: r.External,
		Mailed: r.Mailed, Hash: r.Hash, InvitedBy: r.InvitedBy, CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt),
		ExpiresAt: timeOf(r.ExpiresAt), AcceptedAt: r.AcceptedAt.time(), AcceptedBy: string(r.AcceptedBy),
		RevokedAt: r.RevokedAt.time(), Version: r.Version,
	}
}

func invitationRefusals() refusals {
	return refusals{
		duplicate: "This address is invited already; revoke that invitation or send it again.",
		missing:   "There is no such workspace or member.",
	}
}

// CreateInvitation stores a new invitation and sets its version to 1. An address
// has one open invitation to a workspace, an expired one among them (plan.CodeConflict).
func (tx *Tx) CreateInvitation(i *Invitation) error {
	i.Version = 1
	row := rowOfInvitation(i)
	return tx.create("invitation", &row, invitationRefusals())
}

// UpdateInvitation stores a changed invitation and raises its version.
// plan.CodeStale where the stored version is another.
func (tx *Tx) UpdateInvitation(i *Invitation) error {
	row := rowOfInvitation(i)
	row.Version++
	if err := tx.update(identity{"invitation", i.WorkspaceID, i.ID, i.Version}, &row, invitationRefusals()); err != nil {
		return err
	}
	i.Version = row.Version
	return nil
}

// Invitation returns an invitation, or plan.CodeNotFound.
func (tx *Tx) Invitation(ws, id string) (Invitation, error) {
	row, err := take[invitationRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "invitation")
	return row.invitation(), err
}

// InvitationByHash returns an invitation, whatever became of it, or plan.CodeNotFound.
func (tx *Tx) InvitationByHash(hash []byte) (Invitation, error) {
	row, err := take[invitationRow](tx.db.Where("hash = ?", hash), "invitation")
	return row.invitation(), err
}

// OpenInvitation returns the invitation of an address that was neither accepted
// nor revoked, an expired one too, or plan.CodeNotFound.
func (tx *Tx) OpenInvitation(ws, email string) (Invitation, error) {
	row, err := take[invitationRow](tx.db.Where("workspace_id = ? AND email = ? AND accepted_at IS NULL AND revoked_at IS NULL", ws, email), "invitation")
	return row.invitation(), err
}

// InvitationFilter narrows a list of invitations; its zero value is all of them.
type InvitationFilter struct {
	InvitedBy string // member
	Email     string // lower case
}

// Invitations lists the invitations that were neither accepted nor revoked, the
// latest first.
func (tx *Tx) Invitations(ws string, filter InvitationFilter, page Page) ([]Invitation, string, error) {
	query := tx.db.Where("workspace_id = ? AND accepted_at IS NULL AND revoked_at IS NULL", ws)
	if filter.InvitedBy != "" {
		query = query.Where("invited_by = ?", filter.InvitedBy)
	}
	if filter.Email != "" {
		query = query.Where("email = ?", filter.Email)
	}
	var id string
	if more, err := page.after("invitations", &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("id < ?", id)
	}
	rows, next, err := list(query.Order("id DESC"), "invitations", page, func(r invitationRow) []any { return []any{r.ID} })
	return convert(rows, invitationRow.invitation), next, err
}

// OpenInvitations counts the invitations that Invitations lists.
func (tx *Tx) OpenInvitations(ws string) (count int, err error) {
	err = tx.row(`SELECT COUNT(*) FROM invitations WHERE workspace_id = ? AND accepted_at IS NULL AND revoked_at IS NULL`, ws).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count the open invitations: %w", err)
	}
	return count, nil
}

// IsInvited reports whether an e-mail address, whatever its case, has an
// invitation to some workspace that was neither accepted nor revoked, an expired
// one too.
func (tx *Tx) IsInvited(email string) (bool, error) {
	var somewhere bool
	err := tx.row(`SELECT EXISTS (SELECT 1 FROM invitations WHERE email = ? AND accepted_at IS NULL AND revoked_at IS NULL)`, emailKey(email)).Scan(&somewhere)
	if err != nil {
		return false, fmt.Errorf("look for invitations: %w", err)
	}
	return somewhere, nil
}

// ForgetInvited takes name and address out of the settled invitations that a
// member has accepted or that went to their address.
func (tx *Tx) ForgetInvited(ws, memberID, email string) error {
	err := tx.exec(`UPDATE invitations SET email = '', name = '' WHERE workspace_id = ? AND (accepted_by = ? OR email = ?)
		AND (accepted_at IS NOT NULL OR revoked_at IS NOT NULL)`, ws, memberID, email)
	if err != nil {
		return fmt.Errorf("forget who was invited: %w", err)
	}
	return nil
}

// PurgeInvitations forgets invitations, whatever became of them, that expired
// before a time.
func (tx *Tx) PurgeInvitations(before time.Time) error {
	if err := tx.exec(`DELETE FROM invitations WHERE expires_at < ?`, unixOf(before)); err != nil {
		return fmt.Errorf("forget old invitations: %w", err)
	}
	return nil
}
