package store

import (
	"database/sql"
	"fmt"
)

// UserFilter narrows a list of users; its zero value is all of them.
type UserFilter struct {
	Search string // words, each of which begins a word of name or address, whatever case and accents
	Admin  *bool
	Active *bool
}

// ListedUser is a user as they are listed, without their password.
type ListedUser struct {
	User
	HasPassword bool
	Memberships int // active ones
}

// Users lists users by e-mail address.
func (tx *Tx) Users(filter UserFilter, page Page) ([]ListedUser, string, error) {
	const name = "users"
	var w where
	w.and("u.email_key > ?", "")
	if err := filter.add(&w); err != nil {
		return nil, "", err
	}
	var address string
	if more, err := page.after(name, &address); err != nil {
		return nil, "", err
	} else if more {
		w.and("u.email_key > ?", address)
	}
	users, err := tx.users(filter.index(), w, page.size()+1)
	if err != nil {
		return nil, "", fmt.Errorf("list the %s: %w", name, err)
	}
	return cutPage(users, page.size(), name, func(u ListedUser) []any { return []any{emailKey(u.Email)} })
}

// ListedUser returns one user as they are listed, or plan.CodeNotFound.
func (tx *Tx) ListedUser(id string) (ListedUser, error) {
	var w where
	w.and("u.id = ?", id)
	users, err := tx.users("", w, 1)
	if err == nil && len(users) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return ListedUser{}, notFound("user", err)
	}
	return users[0], nil
}

// users reads users through an index; the conditions are about u.
func (tx *Tx) users(index string, w where, most int) (users []ListedUser, err error) {
	query := `SELECT u.id, u.email, u.name, u.admin, u.verified_at, u.language, u.rights, u.deactivated_at, u.created_at, u.updated_at, u.version,
		u.password IS NOT NULL,
		(SELECT COUNT(*) FROM members m WHERE m.user_id = u.id AND m.deactivated_at IS NULL AND m.removed_at IS NULL)
		FROM ` + tx.through("users", "u", index) + ` WHERE ` + w.String() + ` ORDER BY u.email_key LIMIT ?`
	err = tx.each(query, append(w.args, most), func(r *sql.Rows) error {
		var u userRow
		var listed ListedUser
		err := r.Scan(&u.ID, &u.Email, &u.Name, &u.Admin, &u.VerifiedAt, &u.Language, &u.Rights, &u.DeactivatedAt, &u.CreatedAt, &u.UpdatedAt, &u.Version,
			&listed.HasPassword, &listed.Memberships)
		listed.User = u.user()
		users = append(users, listed)
		return err
	})
	return users, err
}

// add adds the filter's conditions. Those that few users fulfil are spelled as in
// the indexes that are for them.
func (f UserFilter) add(w *where) error {
	words, err := sought(f.Search)
	if err != nil {
		return err
	}
	w.andUserWords(words)
	if f.Admin != nil {
		w.and(map[bool]string{true: "u.admin", false: "NOT u.admin"}[*f.Admin])
	}
	if f.Active != nil {
		w.and(map[bool]string{true: "u.deactivated_at IS NULL", false: "u.deactivated_at IS NOT NULL"}[*f.Active])
	}
	return nil
}

// index is the one that leaves the fewest users to look at; a search has its own.
func (f UserFilter) index() string {
	switch {
	case f.Search != "":
		return ""
	case f.Admin != nil && *f.Admin:
		return "users_administrators"
	case f.Active != nil && !*f.Active:
		return "users_deactivated"
	default:
		return "users_by_email"
	}
}

// LockAdministrators returns the ids of the active administrators of the server,
// and keeps every other transaction from doing so until this one ends.
func (tx *Tx) LockAdministrators() (ids []string, err error) {
	query := `SELECT u.id FROM ` + tx.through("users", "u", "users_administrators") + ` WHERE u.admin AND u.deactivated_at IS NULL ORDER BY u.email_key`
	if tx.dialect == Postgres {
		query += ` FOR NO KEY UPDATE`
	}
	err = tx.each(query, nil, func(r *sql.Rows) error {
		ids = append(ids, "")
		return r.Scan(&ids[len(ids)-1])
	})
	if err != nil {
		return nil, fmt.Errorf("look for administrators: %w", err)
	}
	return ids, nil
}
