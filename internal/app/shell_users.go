package app

import (
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// EachUser tells of all users, by e-mail address, for the shell.
func (a *App) EachUser(ctx context.Context, use func(User) error) error {
	return eachPage(func(page store.Page) (string, error) {
		users, next, err := a.listUsers(ctx, UserFilter{}, Page(page))
		if err != nil {
			return "", err
		}
		for _, user := range users {
			if err := use(user); err != nil {
				return "", err
			}
		}
		return next, nil
	})
}

// SetUserActive deactivates or reactivates the user with an e-mail address, from
// the shell, as ChangeUser does.
func (a *App) SetUserActive(ctx context.Context, email string, active bool) error {
	now, deactivated := a.now(), !active
	return a.store.Write(ctx, func(tx *store.Tx) error {
		found, err := tx.UserByEmail(email)
		if plan.CodeOf(err) == plan.CodeNotFound {
			return plan.Errorf(plan.CodeNotFound, "There is no user with the address %s.", email)
		}
		if err != nil {
			return err
		}
		if _, err := tx.LockAdministrators(); err != nil {
			return err
		}
		user, err := tx.LockUser(found.ID)
		if err != nil {
			return err
		}
		return changeUserRights(ctx, tx, Actor{}, user, UserPatch{Deactivated: &deactivated}, now)
	})
}
