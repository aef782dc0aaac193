package app

import (
	"context"
	"strings"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// How often a reset may be asked for.
var ( // values, never changed
	resetsAddress = limit{"password reset by address", 20, 3 * time.Minute}
	resetsAccount = limit{"password reset by account", 3, 20 * time.Minute}
)

// AskPasswordReset has a one-time link mailed to an address, if it is a user's
// who may sign in. The answer and its time are the same for every address:
// whose it is, is looked up when the mail is made. Too many from one client are
// CodeTooMany; too many for one address are not sent. Where passwords are not
// taken it is CodeForbidden; where no mail is sent, none is: MailConfigured tells.
func (a *App) AskPasswordReset(ctx context.Context, email string) error {
	if a.noPasswords {
		return passwordsOff()
	}
	email, err := normalEmail(email)
	if err != nil {
		return err
	}
	now := a.now()
	var wait time.Duration
	err = a.store.Write(ctx, func(tx *store.Tx) (err error) {
		if wait, err = resetsAddress.take(tx, neighbourhood(ctx), now); err != nil || wait > 0 {
			return err
		}
		enough, err := resetsAccount.take(tx, email, now)
		if err != nil || enough > 0 || !a.MailConfigured() {
			return err
		}
		return post(tx, mailReset, "", "", email, now)
	})
	if err == nil && wait > 0 {
		err = tooMany(wait)
	}
	return err
}

// PasswordLink is whose password a one-time link sets.
type PasswordLink struct {
	Name  string
	Email string
}

// PasswordLink says whose password a one-time link sets, without using it up.
// CodeNotFound for a link that is not good.
func (a *App) PasswordLink(ctx context.Context, secret string) (found PasswordLink, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		link, err := openLink(tx, store.LinkPassword, secret, a.now())
		if err != nil {
			return err
		}
		user, err := tx.User(link.UserID)
		found = PasswordLink{Name: user.Name, Email: user.Email}
		return err
	})
	return found, err
}

// SetPasswordByLink sets the password of the user whom a one-time link is for,
// uses the link up, ends their sessions and signs them in.
func (a *App) SetPasswordByLink(ctx context.Context, secret, password string) (SignedIn, error) {
	owner, err := a.PasswordLink(ctx, secret)
	if err != nil {
		return SignedIn{}, err
	}
	hash, err := a.newPassword(ctx, password, owner.Name, owner.Email)
	if err != nil {
		return SignedIn{}, err
	}
	now := a.now()
	var signedIn SignedIn
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		link, err := spendLink(tx, store.LinkPassword, secret, now)
		if err != nil {
			return err
		}
		user, err := tx.User(link.UserID)
		if err != nil {
			return err
		}
		if link.Mailed {
			if err := verifyAddress(ctx, tx, &user, now); err != nil {
				return err
			}
		}
		if err := setPassword(ctx, tx, Actor{UserID: user.ID}, &user, hash, now); err != nil {
			return err
		}
		may, err := maySignIn(tx, user)
		if err != nil {
			return err
		}
		if !may {
			return plan.Errorf(plan.CodeForbidden, "You are no active member of any workspace here. Ask a lead to invite you.")
		}
		signedIn, err = enter(ctx, tx, user, methodLink, now)
		return err
	})
	return signedIn, err
}

// newPassword checks and hashes a new password. known is what others know of its user.
func (a *App) newPassword(ctx context.Context, password string, known ...string) (hash string, err error) {
	var problems plan.Problems
	auth.CheckNewPassword(&problems, "password", password, known...)
	if err := problems.Err(); err != nil {
		return "", err
	}
	return a.passwords.Hash(ctx, password)
}

// setPassword stores a user's new password. Links that would set another are
// spent and all sessions but the actor's end.
func setPassword(ctx context.Context, tx *store.Tx, by Actor, user *store.User, hash string, now time.Time) error {
	user.Password, user.UpdatedAt, user.Rights = hash, now, user.Rights+1
	if err := tx.UpdateUser(user); err != nil {
		return err
	}
	if err := tx.SpendLinks(store.LinkPassword, user.ID, now); err != nil {
		return err
	}
	if err := endSessions(ctx, tx, by, user.ID, by.SessionID, now); err != nil {
		return err
	}
	return noteUserChange(ctx, tx, by, subjectUser, user.ID, actionPasswordSet, nil, now)
}

// ChangePassword changes the password of the user who asks; their other sessions
// end. The current one is asked for (CodeInvalid where it is wrong), and tries
// at it count like sign-ins. Who has none yet asks for a link by mail.
func (a *App) ChangePassword(ctx context.Context, by Actor, current, password string) error {
	if err := a.mayChangeUser(ctx, by); err != nil {
		return err
	}
	user, err := a.user(ctx, by.UserID)
	if err != nil {
		return err
	}
	if err := a.proveCurrent(ctx, user, current); err != nil {
		return err
	}
	hash, err := a.newPassword(ctx, password, user.Name, user.Email)
	if err != nil {
		return err
	}
	return a.changeUser(ctx, by, func(tx *store.Tx, now time.Time) error {
		return setPassword(ctx, tx, by, &user, hash, now) // CodeStale where somebody else was faster
	})
}

// proveCurrent checks a user's current password.
func (a *App) proveCurrent(ctx context.Context, user store.User, current string) error {
	limits := guessing(ctx, strings.ToLower(user.Email))
	if err := a.spendGuess(ctx, limits); err != nil {
		return err
	}
	right, _, err := a.passwords.Check(ctx, current, user.Password)
	if err != nil {
		return err
	}
	if !right {
		var problems plan.Problems
		problems.Add("current_password", "is not your password")
		return problems.Err()
	}
	return a.store.Write(ctx, func(tx *store.Tx) error { return giveBackEach(tx, limits, a.now()) })
}

func (a *App) user(ctx context.Context, id string) (user store.User, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		user, err = tx.User(id)
		return err
	})
	return user, err
}
