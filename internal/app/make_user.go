package app

import (
	"cmp"
	"context"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// UserDraft is a user to be made from the shell. Whoever can run the program on
// the database may make one.
type UserDraft struct {
	Email     string
	Name      string // "": the e-mail address
	Admin     bool   // administers the server; the first user does anyway
	Workspace string // id or name; "": the only one there is; in an empty database it is made
	Role      plan.Role
}

// MadeUser is a user with a one-time link to set a password by.
type MadeUser struct {
	Secret    string // of the link, good for 30 minutes
	User      store.User
	Workspace plan.Workspace // the zero value for a link alone
	Member    plan.Member
}

// MakeUser makes a user, a member of a workspace, and a one-time link by which
// they set their password. CodeConflict where the address has a user already.
func (a *App) MakeUser(ctx context.Context, draft UserDraft) (made MadeUser, err error) {
	email, err := normalEmail(draft.Email)
	if err != nil {
		return MadeUser{}, err
	}
	now := a.now()
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.UserByEmail(email); plan.CodeOf(err) != plan.CodeNotFound {
			if err != nil {
				return err
			}
			return plan.Errorf(plan.CodeConflict, "There is a user with the address %s already; 'stetig user link --email %s' makes a link to set a new password.", email, email)
		}
		some, err := tx.HasUsers()
		if err != nil {
			return err
		}
		made.User = store.User{
			ID: newID(), Email: email, Name: cmp.Or(strings.TrimSpace(draft.Name), email), Admin: draft.Admin || !some,
			VerifiedAt: now, CreatedAt: now, UpdatedAt: now,
		}
		return made.create(ctx, tx, draft, now)
	})
	return made, err
}

func (m *MadeUser) create(ctx context.Context, tx *store.Tx, draft UserDraft, now time.Time) (err error) {
	if err := tx.CreateUser(&m.User); err != nil {
		return err
	}
	if err := claimMemberships(ctx, tx, m.User, now); err != nil {
		return err
	}
	if m.Workspace, err = workspaceFor(ctx, tx, draft.Workspace, now); err != nil {
		return err
	}
	if m.Member, err = membershipFor(ctx, tx, m.User, m.Workspace.ID, draft.Role, now); err != nil {
		return err
	}
	if err := noteUserChange(ctx, tx, Actor{}, subjectUser, m.User.ID, actionCreated, nil, now); err != nil {
		return err
	}
	m.Secret, err = newLink(tx, store.LinkPassword, m.User.ID, false, now)
	return err
}

// MakePasswordLink makes a one-time link by which the user with an address sets a
// new password, from the shell. For a deactivated user it is CodeConflict.
func (a *App) MakePasswordLink(ctx context.Context, email string) (made MadeUser, err error) {
	now := a.now()
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		if made.User, err = tx.UserByEmail(email); err != nil {
			return err
		}
		if !made.User.IsActive() {
			return plan.Errorf(plan.CodeConflict, "%s is deactivated and gets in nowhere; 'stetig user activate %s' lets them in again.", made.User.Email, made.User.Email)
		}
		if made.Secret, err = newLink(tx, store.LinkPassword, made.User.ID, false, now); err != nil {
			return err
		}
		return noteUserChange(ctx, tx, Actor{}, subjectLink, made.User.ID, actionCreated, nil, now)
	})
	return made, err
}
