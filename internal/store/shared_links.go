package store

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

type sharedLinkRow struct {
	ID           string
	WorkspaceID  string
	CreatedBy    string
	Name         string
	TokenHash    []byte
	Shows        string
	ReportID     ref
	ChannelID    ref
	Year         int
	Names        bool
	Language     string
	ExpiresAt    int64
	LastOpenedAt moment
	RevokedAt    moment
	CreatedAt    int64 `gorm:"autoCreateTime:false"`
	UpdatedAt    int64 `gorm:"autoUpdateTime:false"`
	Version      int
}

func (sharedLinkRow) TableName() string { return "shared_links" }

func rowOfSharedLink(l *plan.SharedLink) sharedLinkRow {
	return sharedLinkRow{
		ID: l.ID, WorkspaceID: l.WorkspaceID, CreatedBy: l.CreatedBy, Name: l.Name, TokenHash: l.TokenHash,
		Shows: string(l.Shows), ReportID: ref(l.ReportID), ChannelID: ref(l.ChannelID), Year: l.Year, Names: l.Names, Language: l.Language,
		ExpiresAt: unixOf(l.ExpiresAt), LastOpenedAt: momentOf(l.LastOpenedAt), RevokedAt: momentOf(l.RevokedAt),
		CreatedAt: unixOf(l.CreatedAt), UpdatedAt: unixOf(l.UpdatedAt), Version: l.Version,
	}
}

func (r sharedLinkRow) sharedLink() plan.SharedLink {
	return plan.SharedLink{
		ID: r.ID, WorkspaceID: r.WorkspaceID, CreatedBy: r.CreatedBy, Name: r.Name, TokenHash: r.TokenHash,
		Shows: plan.SharedPage(r.Shows), ReportID: string(r.ReportID), ChannelID: string(r.ChannelID), Year: r.Year, Names: r.Names, Language: r.Language,
		ExpiresAt: timeOf(r.ExpiresAt), LastOpenedAt: r.LastOpenedAt.time(), RevokedAt: r.RevokedAt.time(),
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
}

func sharedLinkRefusals() refusals {
	return refusals{duplicate: "This link exists already.", missing: "A channel or a member of this link is not in this workspace."}
}

// CreateSharedLink stores a new link and sets its version to 1.
func (tx *Tx) CreateSharedLink(l *plan.SharedLink) error {
	l.Version = 1
	row := rowOfSharedLink(l)
	return tx.create("link", &row, sharedLinkRefusals())
}

// UpdateSharedLink stores a changed link, all but its creator, token and what
// TouchSharedLink notes, and raises its version. plan.CodeStale where the stored
// version is another.
func (tx *Tx) UpdateSharedLink(l *plan.SharedLink) error {
	row := rowOfSharedLink(l)
	row.Version++
	key := identity{"link", l.WorkspaceID, l.ID, l.Version}
	if err := tx.update(key, &row, sharedLinkRefusals(), "CreatedBy", "TokenHash", "LastOpenedAt"); err != nil {
		return err
	}
	l.Version = row.Version
	return nil
}

// SharedLink returns a link, revoked or not, or plan.CodeNotFound.
func (tx *Tx) SharedLink(ws, id string) (plan.SharedLink, error) {
	row, err := take[sharedLinkRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "link")
	return row.sharedLink(), err
}

// SharedLinks lists the links that are not revoked, expired ones too, oldest first;
// those of one member, "" for everybody's.
func (tx *Tx) SharedLinks(ws, createdBy string, page Page) ([]plan.SharedLink, string, error) {
	query := tx.db.Where("workspace_id = ? AND revoked_at IS NULL", ws)
	if createdBy != "" {
		query = query.Where("created_by = ?", createdBy)
	}
	var id string
	if more, err := page.after("links", &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("id > ?", id)
	}
	rows, next, err := list(query.Order("id"), "links", page, func(r sharedLinkRow) []any { return []any{r.ID} })
	return convert(rows, sharedLinkRow.sharedLink), next, err
}

// CountSharedLinks tells how many links of a workspace are good at a time.
func (tx *Tx) CountSharedLinks(ws string, now time.Time) (count int, err error) {
	err = tx.row(`SELECT COUNT(*) FROM shared_links WHERE workspace_id = ? AND revoked_at IS NULL AND expires_at > ?`, ws, unixOf(now)).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count a workspace's links: %w", err)
	}
	return count, nil
}

// SharedLinkByToken returns the link whose token has this SHA-256. One unknown or
// revoked is plan.CodeNotFound; one that expired is not.
func (tx *Tx) SharedLinkByToken(hash []byte) (plan.SharedLink, error) {
	row, err := take[sharedLinkRow](tx.db.Where("token_hash = ? AND revoked_at IS NULL", hash), "link")
	return row.sharedLink(), err
}

// TouchSharedLink notes when a link was last opened. It bumps no version.
func (tx *Tx) TouchSharedLink(id string, at time.Time) error {
	if err := tx.exec(`UPDATE shared_links SET last_opened_at = ? WHERE id = ?`, unixOf(at), id); err != nil {
		return fmt.Errorf("note that a link was opened: %w", err)
	}
	return nil
}

// RevokeSharedLinksOf ends all links that a user's members have made, for good.
func (tx *Tx) RevokeSharedLinksOf(userID string, at time.Time) error {
	err := tx.exec(`UPDATE shared_links SET revoked_at = ?, version = version + 1
		WHERE revoked_at IS NULL AND created_by IN (SELECT id FROM members WHERE user_id = ?)`, unixOf(at), userID)
	if err != nil {
		return fmt.Errorf("revoke the links of a user: %w", err)
	}
	return nil
}
