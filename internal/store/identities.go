package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// UserByIdentity returns the user whom an identity provider's subject stands
// for; found is false where nobody came with it yet.
func (tx *Tx) UserByIdentity(issuer, subject string) (user User, found bool, err error) {
	var id string
	err = tx.row(`SELECT user_id FROM identities WHERE issuer = ? AND subject = ?`, issuer, subject).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, false, nil
	}
	if err != nil {
		return User{}, false, fmt.Errorf("look for an identity: %w", err)
	}
	user, err = tx.User(id)
	return user, err == nil, err
}

// SaveIdentity notes that an identity provider's subject stands for a user, or
// that it was used again.
func (tx *Tx) SaveIdentity(issuer, subject, userID string, at time.Time) error {
	err := tx.exec(`INSERT INTO identities (issuer, subject, user_id, created_at, last_used_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (issuer, subject) DO UPDATE SET last_used_at = excluded.last_used_at`, issuer, subject, userID, unixOf(at), unixOf(at))
	if err != nil {
		return refusals{missing: "There is no such user."}.refuse("keep an identity", err)
	}
	return nil
}
