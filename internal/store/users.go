package store

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm/clause"
)

// User is somebody who can sign in; in each workspace they are a member.
type User struct {
	ID            string
	Email         string
	Name          string
	Admin         bool      // administers the whole installation
	Password      string    // argon2id in PHC form; "" for none
	VerifiedAt    time.Time // when the address was shown to be theirs; zero: not yet
	Language      string    // of mails to them, "de" or "en"; "" for the workspace's
	Rights        int       // grows with every change of what they may; sessions are rotated then
	DeactivatedAt time.Time // zero: active
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Version       int
}

// IsActive reports whether the user may sign in.
func (u *User) IsActive() bool { return u.DeactivatedAt.IsZero() }

type userRow struct {
	ID        string
	Email     string
	EmailKey  string
	Name      string
	Admin     bool
	CreatedAt int64 `gorm:"autoCreateTime:false"`
	UpdatedAt int64 `gorm:"autoUpdateTime:false"`
	Version   int

	Password      ref
	VerifiedAt    moment
	Language      string
	Rights        int
	DeactivatedAt moment
}

func (userRow) TableName() string { return "users" }

func (r userRow) user() User {
	return User{
		ID: r.ID, Email: r.Email, Name: r.Name, Admin: r.Admin,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
		Password: string(r.Password), VerifiedAt: r.VerifiedAt.time(), Language: r.Language, Rights: r.Rights,
		DeactivatedAt: r.DeactivatedAt.time(),
	}
}

func rowOfUser(u *User) userRow {
	return userRow{
		ID: u.ID, Email: u.Email, EmailKey: emailKey(u.Email), Name: u.Name, Admin: u.Admin,
		CreatedAt: unixOf(u.CreatedAt), UpdatedAt: unixOf(u.UpdatedAt), Version: u.Version,
		Password: ref(u.Password), VerifiedAt: momentOf(u.VerifiedAt), Language: u.Language, Rights: u.Rights,
		DeactivatedAt: momentOf(u.DeactivatedAt),
	}
}

func userRefusals() refusals {
	return refusals{duplicate: "Somebody with this e-mail address exists already."}
}

// CreateUser stores a new user and sets its version to 1. E-mail addresses are
// unique, whatever their case (plan.CodeConflict).
func (tx *Tx) CreateUser(u *User) error {
	u.Version, u.Rights = 1, max(u.Rights, 1)
	row := rowOfUser(u)
	if err := tx.create("user", &row, userRefusals()); err != nil {
		return err
	}
	return tx.saveUserWords(u.ID, u.Name, u.Email)
}

// UpdateUser stores a changed user and raises its version. plan.CodeStale where
// the stored version is another.
func (tx *Tx) UpdateUser(u *User) error {
	row := rowOfUser(u)
	row.Version++
	result := tx.db.Model(&row).Where("id = ? AND version = ?", u.ID, u.Version).Select("*").Omit("ID", "CreatedAt").Updates(&row)
	if result.Error != nil {
		return userRefusals().refuse("change the user", result.Error)
	}
	if result.RowsAffected == 0 {
		return stale("user")
	}
	u.Version = row.Version
	return tx.saveUserWords(u.ID, u.Name, u.Email)
}

// RaiseRights has a user's sessions rotated, because what they may has changed.
func (tx *Tx) RaiseRights(userID string) error {
	if err := tx.exec(`UPDATE users SET rights = rights + 1 WHERE id = ?`, userID); err != nil {
		return fmt.Errorf("note the change of a user's rights: %w", err)
	}
	return nil
}

// HasUsers reports whether anybody is there who could sign in.
func (tx *Tx) HasUsers() (bool, error) {
	var some bool
	if err := tx.row(`SELECT EXISTS (SELECT 1 FROM users)`).Scan(&some); err != nil {
		return false, fmt.Errorf("look for users: %w", err)
	}
	return some, nil
}

// LockUser returns a user like User and keeps every other transaction from
// changing them until this one ends.
func (tx *Tx) LockUser(id string) (User, error) {
	query := tx.db.Where("id = ?", id)
	if tx.dialect == Postgres {
		query = query.Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	}
	row, err := take[userRow](query, "user")
	return row.user(), err
}

// User returns a user, or plan.CodeNotFound.
func (tx *Tx) User(id string) (User, error) {
	row, err := take[userRow](tx.db.Where("id = ?", id), "user")
	return row.user(), err
}

// UserByEmail returns the user with an e-mail address, whatever its case, or plan.CodeNotFound.
func (tx *Tx) UserByEmail(email string) (User, error) {
	row, err := take[userRow](tx.db.Where("email_key = ?", emailKey(email)), "user")
	return row.user(), err
}

func emailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
