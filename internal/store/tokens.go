package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Token is a bearer token of a user, known by its hash alone.
type Token struct {
	ID          string
	UserID      string
	WorkspaceID string // "" for every workspace of the user
	Name        string
	Hash        []byte // SHA-256 of the token
	Hint        string // its last characters, to tell tokens apart
	Access      string // "read" or "write"
	ExpiresAt   time.Time
	LastUsedAt  time.Time
	RevokedAt   time.Time
	CreatedAt   time.Time
}

type tokenRow struct {
	ID          string
	UserID      string
	WorkspaceID ref
	Name        string
	Hash        []byte
	Hint        string
	Access      string
	ExpiresAt   moment
	LastUsedAt  moment
	RevokedAt   moment
	CreatedAt   int64 `gorm:"autoCreateTime:false"`
}

func (tokenRow) TableName() string { return "tokens" }

func (r tokenRow) token() Token {
	return Token{
		ID: r.ID, UserID: r.UserID, WorkspaceID: string(r.WorkspaceID), Name: r.Name, Hash: r.Hash, Hint: r.Hint, Access: r.Access,
		ExpiresAt: r.ExpiresAt.time(), LastUsedAt: r.LastUsedAt.time(), RevokedAt: r.RevokedAt.time(), CreatedAt: timeOf(r.CreatedAt),
	}
}

// CreateToken stores a new token.
func (tx *Tx) CreateToken(t *Token) error {
	row := tokenRow{
		ID: t.ID, UserID: t.UserID, WorkspaceID: ref(t.WorkspaceID), Name: t.Name, Hash: t.Hash, Hint: t.Hint, Access: t.Access,
		ExpiresAt: momentOf(t.ExpiresAt), LastUsedAt: momentOf(t.LastUsedAt), RevokedAt: momentOf(t.RevokedAt), CreatedAt: unixOf(t.CreatedAt),
	}
	return tx.create("token", &row, refusals{
		duplicate: "This token exists already.",
		missing:   "The user or the workspace of this token does not exist.",
	})
}

// tokenByHashQuery is read with each request that carries a token.
const tokenByHashQuery = `
SELECT t.id, t.user_id, t.workspace_id, t.name, t.hash, t.hint, t.access, t.expires_at, t.last_used_at, t.revoked_at, t.created_at,
	u.id, u.email, u.name, u.admin, u.verified_at, u.language, u.rights, u.deactivated_at, u.created_at, u.updated_at, u.version
FROM tokens t JOIN users u ON u.id = t.user_id
WHERE t.hash = ?`

// TokenByHash is Tx.TokenByHash for a single look, without a transaction.
func (s *Store) TokenByHash(ctx context.Context, hash []byte) (Token, User, error) {
	return s.single(ctx).TokenByHash(hash)
}

// TokenByHash returns a token, expired and revoked ones too, and its user (without
// their password), or plan.CodeNotFound.
func (tx *Tx) TokenByHash(hash []byte) (Token, User, error) {
	var t tokenRow
	var u userRow
	err := tx.row(tokenByHashQuery, hash).Scan(
		&t.ID, &t.UserID, &t.WorkspaceID, &t.Name, &t.Hash, &t.Hint, &t.Access, &t.ExpiresAt, &t.LastUsedAt, &t.RevokedAt, &t.CreatedAt,
		&u.ID, &u.Email, &u.Name, &u.Admin, &u.VerifiedAt, &u.Language, &u.Rights, &u.DeactivatedAt, &u.CreatedAt, &u.UpdatedAt, &u.Version)
	if err != nil {
		return Token{}, User{}, notFound("token", err)
	}
	return t.token(), u.user(), nil
}

// Tokens returns the tokens of a user, oldest first.
func (tx *Tx) Tokens(userID string) ([]Token, error) {
	var rows []tokenRow
	if err := tx.db.Where("user_id = ?", userID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list the tokens: %w", err)
	}
	return convert(rows, tokenRow.token), nil
}

// RevokeToken ends a token for good; one that ended before keeps its time.
// plan.CodeNotFound where there is no such token.
func (tx *Tx) RevokeToken(id string, at time.Time) error {
	n, err := tx.execCount(`UPDATE tokens SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?`, unixOf(at), id)
	if err != nil {
		return fmt.Errorf("revoke the token: %w", err)
	}
	if n == 0 {
		return notFound("token", sql.ErrNoRows)
	}
	return nil
}

// TouchToken notes when a token was last used.
func (tx *Tx) TouchToken(id string, at time.Time) error {
	if err := tx.exec(`UPDATE tokens SET last_used_at = ? WHERE id = ?`, unixOf(at), id); err != nil {
		return fmt.Errorf("note the token's use: %w", err)
	}
	return nil
}

// RevokeTokensOf ends all tokens of a user for good.
func (tx *Tx) RevokeTokensOf(userID string, at time.Time) error {
	if err := tx.exec(`UPDATE tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL`, unixOf(at), userID); err != nil {
		return fmt.Errorf("revoke the tokens of a user: %w", err)
	}
	return nil
}
