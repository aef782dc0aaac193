package app

import (
	"context"
	"slices"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// User is somebody who can sign in, or could, as the server's administrator sees
// them.
type User struct {
	ID            string
	Name          string
	Email         string
	IsVerified    bool // the address was shown to be theirs
	Admin         bool
	HasPassword   bool
	Memberships   int       // active ones
	DeactivatedAt time.Time // zero: active
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Version       int
}

func userOf(u store.ListedUser) User {
	return User{
		ID: u.ID, Name: u.Name, Email: u.Email, IsVerified: !u.VerifiedAt.IsZero(), Admin: u.Admin,
		HasPassword: u.HasPassword, Memberships: u.Memberships, DeactivatedAt: u.DeactivatedAt,
		CreatedAt: u.CreatedAt, UpdatedAt: u.UpdatedAt, Version: u.Version,
	}
}

// UserFilter narrows a list of users; its parts are joined with and, and what is
// zero narrows nothing.
type UserFilter struct {
	Search      string // words, each of which begins a word of name or address
	Admin       *bool
	Deactivated *bool
}

// UserPatch changes what is not nil.
type UserPatch struct {
	Admin       *bool
	Deactivated *bool
}

// Users lists users by e-mail address. Only the server's administrator may.
func (a *App) Users(ctx context.Context, by Actor, filter UserFilter, page Page) (users []User, next string, err error) {
	if err := a.mayAdminister(ctx, by, administrates); err != nil {
		return nil, "", err
	}
	return a.listUsers(ctx, filter, page)
}

func (a *App) listUsers(ctx context.Context, filter UserFilter, page Page) (users []User, next string, err error) {
	wanted := store.UserFilter{Search: filter.Search, Admin: filter.Admin}
	if filter.Deactivated != nil {
		active := !*filter.Deactivated
		wanted.Active = &active
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		listed, n, err := tx.Users(wanted, store.Page(page))
		for _, u := range listed {
			users = append(users, userOf(u))
		}
		next = n
		return err
	})
	return users, next, err
}

// User returns one user. Only the server's administrator may.
func (a *App) User(ctx context.Context, by Actor, id string) (user User, err error) {
	if err := a.mayAdminister(ctx, by, administrates); err != nil {
		return User{}, err
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		listed, err := tx.ListedUser(id)
		user = userOf(listed)
		return err
	})
	return user, err
}

// ChangeUser makes a user an administrator of the server or takes that back,
// deactivates or reactivates them. Only the server's administrator may. The last
// active one stays one (CodeConflict). A deactivated user's sessions end; their
// tokens and feeds are dead as long as they are deactivated, and what they own
// becomes unowned gaps.
func (a *App) ChangeUser(ctx context.Context, by Actor, id string, match *int, patch UserPatch) (user User, err error) {
	err = a.administer(ctx, by, func(tx *store.Tx, now time.Time) error {
		before, err := tx.LockUser(id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		if err := changeUserRights(ctx, tx, by, before, patch, now); err != nil {
			return err
		}
		listed, err := tx.ListedUser(id)
		user = userOf(listed)
		return err
	})
	return user, err
}

// changeUserRights stores what a patch changes of a user, whose row is locked.
func changeUserRights(ctx context.Context, tx *store.Tx, by Actor, before store.User, patch UserPatch, now time.Time) error {
	user := before
	set(&user.Admin, patch.Admin)
	if patch.Deactivated != nil && *patch.Deactivated == user.IsActive() {
		user.DeactivatedAt = now
		if !*patch.Deactivated {
			user.DeactivatedAt = time.Time{}
		}
	}
	var diff compare
	diff.flag("administrator", before.Admin, user.Admin)
	diff.instant("deactivated_at", before.DeactivatedAt, user.DeactivatedAt)
	if len(diff) == 0 {
		return nil
	}
	if before.Admin && before.IsActive() && !(user.Admin && user.IsActive()) {
		if err := requireAnotherAdmin(tx, user.ID); err != nil {
			return err
		}
	}
	user.UpdatedAt = now
	if err := tx.UpdateUser(&user); err != nil {
		return err
	}
	if err := tx.RaiseRights(user.ID); err != nil {
		return err
	}
	if err := noteUserChange(ctx, tx, by, subjectUser, user.ID, actionChanged, diff, now); err != nil {
		return err
	}
	if user.IsActive() != before.IsActive() {
		if err := rescanAround(tx, user.ID, now); err != nil {
			return err
		}
	}
	if user.IsActive() {
		return nil
	}
	if err := tx.SpendLinks(store.LinkPassword, user.ID, now); err != nil {
		return err
	}
	return endSessions(ctx, tx, by, user.ID, "", now)
}

// requireAnotherAdmin refuses to leave the server without an active administrator.
func requireAnotherAdmin(tx *store.Tx, userID string) error {
	ids, err := tx.LockAdministrators()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(ids, func(id string) bool { return id != userID }) {
		return plan.Errorf(plan.CodeConflict, "This is the server's last active administrator. Make somebody else one first.")
	}
	return nil
}

// CreatePasswordLink makes a one-time link by which a user sets their password, in
// the place of earlier ones, and returns its secret, this once. Only the server's
// administrator may. For a deactivated user it is CodeConflict.
func (a *App) CreatePasswordLink(ctx context.Context, by Actor, id string) (secret string, expiresAt time.Time, err error) {
	err = a.administer(ctx, by, func(tx *store.Tx, now time.Time) error {
		user, err := tx.User(id)
		if err != nil {
			return err
		}
		if !user.IsActive() {
			return plan.Errorf(plan.CodeConflict, "This user is deactivated and gets in nowhere. Reactivate them first.")
		}
		expiresAt = now.Add(linkLife)
		if secret, err = newLink(tx, store.LinkPassword, id, false, now); err != nil {
			return err
		}
		return noteUserChange(ctx, tx, by, subjectUser, id, actionPasswordLink, nil, now)
	})
	return secret, expiresAt, err
}

// EndSessionsOf ends all of a user's sessions at once. Only the server's
// administrator may.
func (a *App) EndSessionsOf(ctx context.Context, by Actor, id string) error {
	return a.administer(ctx, by, func(tx *store.Tx, now time.Time) error {
		if _, err := tx.User(id); err != nil {
			return err
		}
		return endSessions(ctx, tx, by, id, "", now)
	})
}

// administer runs a use case that changes something of the server's, for its
// administrator. That they still are it is looked up in the same transaction.
func (a *App) administer(ctx context.Context, by Actor, use func(tx *store.Tx, now time.Time) error) error {
	if err := a.mayAdminister(ctx, by, requireAdmin); err != nil {
		return err
	}
	now := a.now()
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		if err := claimIdempotency(ctx, tx, by, now); err != nil {
			return err
		}
		admins, err := tx.LockAdministrators()
		if err != nil {
			return err
		}
		if !slices.Contains(admins, by.UserID) {
			return administrates(Actor{})
		}
		return use(tx, now)
	})
	a.noteServerRefusal(ctx, by, Administrate, err)
	return err
}

// mayAdminister asks whether the actor may, and notes where not.
func (a *App) mayAdminister(ctx context.Context, by Actor, may func(Actor) error) error {
	err := may(by)
	a.noteServerRefusal(ctx, by, Administrate, err)
	return err
}
