package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Cookie returns what a browser's cookie stands for, by the cookie's hash; found
// is false for one that is unknown or expired at now.
func (tx *Tx) Cookie(token string, now time.Time) (data []byte, found bool, err error) {
	err = tx.row(`SELECT data FROM cookies WHERE token = ? AND expires_at > ?`, token, unixOf(now)).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("read a browser's session: %w", err)
	}
	return data, true, nil
}

// SaveCookie keeps what a browser's cookie stands for.
func (tx *Tx) SaveCookie(token string, data []byte, expiresAt time.Time) error {
	err := tx.exec(`INSERT INTO cookies (token, data, expires_at) VALUES (?, ?, ?)
		ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at`, token, data, unixOf(expiresAt))
	if err != nil {
		return fmt.Errorf("keep a browser's session: %w", err)
	}
	return nil
}

// DeleteCookie forgets a browser's cookie; one that is unknown is no error.
func (tx *Tx) DeleteCookie(token string) error {
	if err := tx.exec(`DELETE FROM cookies WHERE token = ?`, token); err != nil {
		return fmt.Errorf("forget a browser's session: %w", err)
	}
	return nil
}

// PurgeCookies forgets cookies that expired before a time.
func (tx *Tx) PurgeCookies(before time.Time) error {
	if err := tx.exec(`DELETE FROM cookies WHERE expires_at < ?`, unixOf(before)); err != nil {
		return fmt.Errorf("forget old sessions of browsers: %w", err)
	}
	return nil
}
