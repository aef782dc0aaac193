package store

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

// The purposes of a one-time link.
const (
	LinkSetup    = "setup"    // makes the first user of an empty server
	LinkPassword = "password" // sets a user's password
)

// Link is a one-time link, known by its hash alone.
type Link struct {
	ID        string
	Purpose   string
	UserID    string // "" for setup
	Hash      []byte // SHA-256 of its secret
	Mailed    bool   // it went to the user's address, so who uses it reads their mail
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // zero: not used
}

type linkRow struct {
	ID        string
	Purpose   string
	UserID    ref
	Hash      []byte
	Mailed    bool
	CreatedAt int64 `gorm:"autoCreateTime:false"`
	ExpiresAt int64
	UsedAt    moment
}

func (linkRow) TableName() string { return "links" }

func (r linkRow) link() Link {
	return Link{
		ID: r.ID, Purpose: r.Purpose, UserID: string(r.UserID), Hash: r.Hash, Mailed: r.Mailed,
		CreatedAt: timeOf(r.CreatedAt), ExpiresAt: timeOf(r.ExpiresAt), UsedAt: r.UsedAt.time(),
	}
}

// CreateLink stores a new one-time link.
func (tx *Tx) CreateLink(l *Link) error {
	row := linkRow{
		ID: l.ID, Purpose: l.Purpose, UserID: ref(l.UserID), Hash: l.Hash, Mailed: l.Mailed,
		CreatedAt: unixOf(l.CreatedAt), ExpiresAt: unixOf(l.ExpiresAt), UsedAt: momentOf(l.UsedAt),
	}
	return tx.create("link", &row, refusals{duplicate: "This link exists already.", missing: "There is no such user."})
}

// LinkByHash returns a link, used and expired ones too, or plan.CodeNotFound.
func (tx *Tx) LinkByHash(hash []byte) (Link, error) {
	row, err := take[linkRow](tx.db.Where("hash = ?", hash), "link")
	return row.link(), err
}

// UseLink spends a link; of two who do so at once one is refused, as with every
// link that was spent before (plan.CodeConflict).
func (tx *Tx) UseLink(id string, at time.Time) error {
	n, err := tx.execCount(`UPDATE links SET used_at = ? WHERE id = ? AND used_at IS NULL`, unixOf(at), id)
	if err != nil {
		return fmt.Errorf("use the link: %w", err)
	}
	if n == 0 {
		return plan.Errorf(plan.CodeConflict, "This link was used already.")
	}
	return nil
}

// SpendLinks makes a purpose's open links of a user ("" for setup) worthless.
func (tx *Tx) SpendLinks(purpose, userID string, at time.Time) error {
	err := tx.exec(`UPDATE links SET used_at = ? WHERE purpose = ? AND COALESCE(user_id, '') = ? AND used_at IS NULL`, unixOf(at), purpose, userID)
	if err != nil {
		return fmt.Errorf("end earlier links: %w", err)
	}
	return nil
}

// PurgeLinks forgets links that expired before a time.
func (tx *Tx) PurgeLinks(before time.Time) error {
	if err := tx.exec(`DELETE FROM links WHERE expires_at < ?`, unixOf(before)); err != nil {
		return fmt.Errorf("forget old links: %w", err)
	}
	return nil
}
