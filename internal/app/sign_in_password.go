package app

import (
	"context"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// How often a sign-in may fail. Whoever guesses from one address exhausts the
// limit of that address and account first, and so locks nobody else out.
var ( // values, never changed
	guessesHere    = limit{"sign-in by address and account", 10, time.Minute}
	guessesAddress = limit{"sign-in by address", 50, time.Minute}
	guessesAccount = limit{"sign-in by account", 50, 12 * time.Second}
	toldGuessing   = limit{"sign-in refusals told", 1, time.Minute}
	toldUnknown    = limit{"sign-in refusals of nobody told", 100, 10 * time.Second} // in all: strangers cannot fill the log
)

// Why a sign-in was refused, as the audit log says.
const (
	reasonWrong       = "wrong"
	reasonDeactivated = "deactivated"
	reasonTooMany     = "too_many"
	reasonNoPasswords = "passwords_off"
)

// guessing are the limits that a try at a password spends.
func guessing(ctx context.Context, email string) []spending {
	here := neighbourhood(ctx)
	return []spending{{guessesHere, here + " " + email}, {guessesAddress, here}, {guessesAccount, email}}
}

// SignInWithPassword begins a session of the user with an e-mail address and a
// password. Everything that is wrong with them is CodeUnauthenticated with one
// text, and takes the same time whether or not there is such a user; too many
// tries are CodeTooMany, and where passwords are not taken all are CodeForbidden.
// It is written down either way.
func (a *App) SignInWithPassword(ctx context.Context, email, password string) (SignedIn, error) {
	if a.noPasswords {
		return SignedIn{}, a.refusePassword(ctx)
	}
	email = strings.ToLower(strings.TrimSpace(email))
	limits := guessing(ctx, email)
	if err := a.spendGuess(ctx, limits); err != nil {
		return SignedIn{}, err
	}
	user, err := a.userByEmail(ctx, email)
	if err != nil {
		return SignedIn{}, err
	}
	right, outdated, err := a.passwords.Check(ctx, password, user.Password)
	if err != nil {
		return SignedIn{}, err
	}
	var fresh string
	if right && outdated {
		if fresh, err = a.passwords.Hash(ctx, password); err != nil {
			return SignedIn{}, err
		}
	}
	var signedIn SignedIn
	refused := signIn{}
	err = a.store.Write(ctx, func(tx *store.Tx) (err error) {
		signedIn, refused, err = signInUser(ctx, tx, user, right, fresh, a.now())
		if err == nil && refused.reason == "" {
			err = giveBackEach(tx, limits, a.now())
		}
		return err
	})
	if err == nil && refused.reason != "" {
		a.tellWorkspacesLater(refused)
		err = plan.Errorf(plan.CodeUnauthenticated, "This address and password do not belong together. Try again, or set a new password.")
	}
	return signedIn, err
}

// refusePassword refuses whoever comes with a password where none is taken.
func (a *App) refusePassword(ctx context.Context) error {
	now := a.now()
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		silent, err := toldGuessing.take(tx, neighbourhood(ctx), now)
		if err != nil || silent > 0 {
			return err
		}
		return noteSignInOf(tx, newSignIn(ctx, "", methodPassword, reasonNoPasswords, now))
	})
	if err != nil {
		return err
	}
	return passwordsOff()
}

func passwordsOff() error {
	return plan.Errorf(plan.CodeForbidden, "Passwords are not taken here. Sign in through the identity provider.")
}

// spendGuess counts a try, in a transaction of its own that stands whatever
// becomes of the try.
func (a *App) spendGuess(ctx context.Context, limits []spending) error {
	now := a.now()
	var wait time.Duration
	err := a.store.Write(ctx, func(tx *store.Tx) (err error) {
		if wait, err = takeEach(tx, limits, now); err != nil || wait == 0 {
			return err
		}
		silent, err := toldGuessing.take(tx, neighbourhood(ctx), now)
		if err != nil || silent > 0 {
			return err
		}
		return noteSignInOf(tx, newSignIn(ctx, "", methodPassword, reasonTooMany, now))
	})
	if err == nil && wait > 0 {
		err = tooMany(wait)
	}
	return err
}

// userByEmail returns the user with an address, or nobody.
func (a *App) userByEmail(ctx context.Context, email string) (user store.User, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
		user, err = tx.UserByEmail(email)
		return err
	})
	if plan.CodeOf(err) == plan.CodeNotFound {
		return store.User{}, nil
	}
	return user, err
}

// signInUser begins a session of a user whose password was right, or says why
// not: a refusal is no error, for it is written down. fresh replaces the
// password's hash where it is not "".
func signInUser(ctx context.Context, tx *store.Tx, seen store.User, right bool, fresh string, now time.Time) (in SignedIn, refused signIn, err error) {
	user, reason, err := judgeSignIn(tx, seen, right)
	if err != nil {
		return SignedIn{}, signIn{}, err
	}
	if reason != "" {
		refused = newSignIn(ctx, seen.ID, methodPassword, reason, now)
		return SignedIn{}, refused, noteRefusedSignIn(tx, refused)
	}
	if fresh != "" {
		user.Password, user.UpdatedAt = fresh, now
		if err := tx.UpdateUser(&user); err != nil {
			return SignedIn{}, signIn{}, err
		}
	}
	in, err = enter(ctx, tx, user, methodPassword, now)
	return in, signIn{}, err
}

// judgeSignIn says why a user may not sign in, "" where they may.
func judgeSignIn(tx *store.Tx, seen store.User, right bool) (user store.User, reason string, err error) {
	if !right {
		return seen, reasonWrong, nil
	}
	if user, err = tx.User(seen.ID); err != nil {
		return user, "", err
	}
	if user.Password != seen.Password { // changed while it was checked
		return user, reasonWrong, nil
	}
	may, err := maySignIn(tx, user)
	if err == nil && !may {
		reason = reasonDeactivated
	}
	return user, reason, err
}

// maySignIn reports whether there is anything for a user behind the door: they
// are active, and administer the server, are an active member somewhere or were
// invited.
func maySignIn(tx *store.Tx, user store.User) (bool, error) {
	if !user.IsActive() {
		return false, nil
	}
	if user.Admin {
		return true, nil
	}
	somewhere, err := tx.IsMemberAnywhere(user.ID)
	if err != nil || somewhere {
		return somewhere, err
	}
	return tx.IsInvited(user.Email)
}

// enter begins a session and writes down the sign-in.
func enter(ctx context.Context, tx *store.Tx, user store.User, method string, now time.Time) (SignedIn, error) {
	signedIn, err := openSession(ctx, tx, user, method, now)
	if err != nil {
		return SignedIn{}, err
	}
	event := newSignIn(ctx, user.ID, method, "", now)
	event.sessionID = signedIn.SessionID
	return signedIn, noteSignInOf(tx, event)
}
