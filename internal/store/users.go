package store

import (
	"strings"
	"time"
)

// User is somebody who can sign in; in each workspace they are a member.
type User struct {
	ID        string
	Email     string
	Name      string
	Admin     bool // administers the whole installation
	CreatedAt time.Time
	UpdatedAt time.Time
	Version   int
}

type userRow struct {
	ID        string
	Email     string
	EmailKey  string
	Name      string
	Admin     bool
	CreatedAt int64 `gorm:"autoCreateTime:false"`
	UpdatedAt int64 `gorm:"autoUpdateTime:false"`
	Version   int
}

func (userRow) TableName() string { return "users" }

func (r userRow) user() User {
	return User{
		ID: r.ID, Email: r.Email, Name: r.Name, Admin: r.Admin,
		CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
	}
}

// CreateUser stores a new user and sets its version to 1. E-mail addresses are
// unique, whatever their case (plan.CodeConflict).
func (tx *Tx) CreateUser(u *User) error {
	u.Version = 1
	row := userRow{
		ID: u.ID, Email: u.Email, EmailKey: emailKey(u.Email), Name: u.Name, Admin: u.Admin,
		CreatedAt: unixOf(u.CreatedAt), UpdatedAt: unixOf(u.UpdatedAt), Version: u.Version,
	}
	return tx.create("user", &row, refusals{duplicate: "Somebody with this e-mail address exists already."})
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
