package store

import (
	"database/sql"
	"fmt"
	"time"
)

const tokenColumns = `t.id, t.user_id, t.workspace_id, t.name, t.hash, t.hint, t.access, t.expires_at, t.last_used_at, t.revoked_at, t.created_at`

func (r *tokenRow) scan(rows *sql.Rows, more ...any) error {
	return rows.Scan(append([]any{&r.ID, &r.UserID, &r.WorkspaceID, &r.Name, &r.Hash, &r.Hint, &r.Access,
		&r.ExpiresAt, &r.LastUsedAt, &r.RevokedAt, &r.CreatedAt}, more...)...)
}

// TokensOf lists a user's tokens that are not revoked, the latest first: those
// for one workspace or, for "", all of them.
func (tx *Tx) TokensOf(userID, ws string, page Page) ([]Token, string, error) {
	var w where
	w.and("t.user_id = ?", userID)
	w.and("t.revoked_at IS NULL")
	w.andEqual("t.workspace_id", ws)
	if err := w.andBefore("tokens", page); err != nil {
		return nil, "", err
	}
	query := `SELECT ` + tokenColumns + ` FROM ` + tx.through("tokens", "t", "tokens_by_user") + ` WHERE ` + w.String() + ` ORDER BY t.id DESC LIMIT ?`
	var rows []tokenRow
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		rows = append(rows, tokenRow{})
		return rows[len(rows)-1].scan(r)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the user's tokens: %w", err)
	}
	rows, next, err := cutPage(rows, page.size(), "tokens", func(r tokenRow) []any { return []any{r.ID} })
	return convert(rows, tokenRow.token), next, err
}

// MemberToken is a token for one workspace, and the member whose it is.
type MemberToken struct {
	Token
	MemberID string
}

// WorkspaceTokens lists the tokens for one workspace that are not revoked, the
// latest first.
func (tx *Tx) WorkspaceTokens(ws string, page Page) ([]MemberToken, string, error) {
	var w where
	w.and("t.workspace_id = ?", ws)
	w.and("t.revoked_at IS NULL")
	if err := w.andBefore("workspace tokens", page); err != nil {
		return nil, "", err
	}
	type memberTokenRow struct {
		tokenRow
		member string
	}
	query := `SELECT ` + tokenColumns + `, m.id FROM ` + tx.through("tokens", "t", "tokens_by_workspace") + `
		JOIN members m ON m.workspace_id = t.workspace_id AND m.user_id = t.user_id
		WHERE ` + w.String() + ` ORDER BY t.id DESC LIMIT ?`
	var rows []memberTokenRow
	err := tx.each(query, append(w.args, page.size()+1), func(r *sql.Rows) error {
		rows = append(rows, memberTokenRow{})
		into := &rows[len(rows)-1]
		return into.scan(r, &into.member)
	})
	if err != nil {
		return nil, "", fmt.Errorf("list the workspace's tokens: %w", err)
	}
	rows, next, err := cutPage(rows, page.size(), "workspace tokens", func(r memberTokenRow) []any { return []any{r.ID} })
	return convert(rows, func(r memberTokenRow) MemberToken { return MemberToken{r.token(), r.member} }), next, err
}

// Token returns a token, expired and revoked ones too, or plan.CodeNotFound.
func (tx *Tx) Token(id string) (Token, error) {
	var row tokenRow
	if err := tx.db.Where("id = ?", id).Take(&row).Error; err != nil {
		return Token{}, notFound("token", err)
	}
	return row.token(), nil
}

// LiveTokens counts a user's tokens that are neither revoked nor expired.
func (tx *Tx) LiveTokens(userID string, now time.Time) (count int, err error) {
	err = tx.row(`SELECT COUNT(*) FROM tokens WHERE user_id = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)`,
		userID, unixOf(now)).Scan(&count)
	if err != nil {
		return 0, fmt.Errorf("count the user's tokens: %w", err)
	}
	return count, nil
}

// andBefore adds that tokens t lie behind the page's cursor, the latest being first.
func (w *where) andBefore(name string, page Page) error {
	var id string
	more, err := page.after(name, &id)
	if more {
		w.and("t.id < ?", id)
	}
	return err
}
