package app

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Identity is who somebody is to the identity provider.
type Identity = auth.Identity

// Attempt is what a browser keeps while somebody is at the identity provider.
type Attempt = auth.Attempt

// How often sign-ins by the identity provider may be begun, and how often their
// refusals are written down, so that nobody fills the database with them.
var ( // values, never changed
	startsAddress = limit{"provider sign-in begun by address", 100, 3 * time.Second}
	toldRefusing  = limit{"provider sign-in refusals told", 5, time.Minute}
)

// Why a sign-in by the identity provider was refused, as the audit log says,
// beside the reasons of auth.ProviderError.
const (
	reasonUnknown      = "unknown"       // nobody has that address, and no group lets them in
	reasonNoMembership = "no_membership" // no active member of any workspace
	reasonAddress      = "email_invalid"
)

// BeginProviderSignIn returns where the identity provider asks somebody who they
// are, and what their browser keeps meanwhile. CodeUnavailable where the provider
// cannot be reached, CodeTooMany for too many from one address, CodeNotFound where
// none is configured.
func (a *App) BeginProviderSignIn(ctx context.Context) (address string, attempt Attempt, err error) {
	if a.provider == nil {
		return "", Attempt{}, noProvider()
	}
	var wait time.Duration
	err = a.store.Write(ctx, func(tx *store.Tx) (err error) {
		wait, err = startsAddress.take(tx, neighbourhood(ctx), a.now())
		return err
	})
	if err == nil && wait > 0 {
		err = tooMany(wait)
	}
	if err != nil {
		return "", Attempt{}, err
	}
	attempt = auth.NewAttempt()
	address, err = a.provider.Address(ctx, attempt)
	return address, attempt, a.refusedByProvider(ctx, err)
}

func noProvider() error {
	return plan.Errorf(plan.CodeNotFound, "Nobody signs in here through an identity provider.")
}

// SignInByProvider begins a session of whoever the identity provider has sent
// back with a code. CodeUnavailable where the provider does not answer,
// CodeInvalid where it has not verified their e-mail address, CodeForbidden where
// nobody has let them in, CodeUnauthenticated for everything else that is wrong.
// It is written down either way.
func (a *App) SignInByProvider(ctx context.Context, attempt Attempt, code string) (SignedIn, error) {
	if a.provider == nil {
		return SignedIn{}, noProvider()
	}
	identity, err := a.provider.Redeem(ctx, attempt, code)
	if err != nil {
		return SignedIn{}, a.refusedByProvider(ctx, err)
	}
	return a.SignInByIdentity(ctx, identity)
}

// refusedByProvider logs and writes down why the provider brought nobody in, and
// returns what to tell them.
func (a *App) refusedByProvider(ctx context.Context, err error) error {
	var refused *auth.ProviderError
	if !errors.As(err, &refused) {
		return err
	}
	a.log.LogAttrs(ctx, slog.LevelWarn, "the identity provider brought nobody in", slog.Any("error", err))
	if err := a.RefuseProviderSignIn(ctx, string(refused.Reason)); err != nil {
		return err
	}
	switch refused.Reason {
	case auth.Unreachable:
		return plan.Errorf(plan.CodeUnavailable, "The identity provider does not answer. Try again in a while.")
	case auth.EmailMissing, auth.EmailUnverified:
		return plan.Errorf(plan.CodeInvalid, "The identity provider has not verified your e-mail address.")
	}
	return plan.Errorf(plan.CodeUnauthenticated, "Signing in through the identity provider did not work. Try again.")
}

// RefuseProviderSignIn writes down, with a reason of one word, that somebody came
// back from the identity provider and was not let in.
func (a *App) RefuseProviderSignIn(ctx context.Context, reason string) error {
	now := a.now()
	return a.store.Write(ctx, func(tx *store.Tx) error { return noteRefusedIdentity(ctx, tx, "", reason, now) })
}

// noteRefusedIdentity writes a refused sign-in down, unless several of the kind
// were a moment ago.
func noteRefusedIdentity(ctx context.Context, tx *store.Tx, userID, reason string, now time.Time) error {
	silent, err := toldRefusing.take(tx, neighbourhood(ctx)+" "+userID+" "+reason, now)
	if err != nil || silent > 0 {
		return err
	}
	return noteSignInOf(tx, newSignIn(ctx, userID, methodOIDC, reason, now))
}

// SignInByIdentity begins a session of the user whom an identity stands for: the
// one who came with it before; else the one with its verified e-mail address, who
// comes with it from now on; else, where their groups give them a role or a
// membership waits for that address, a new one. Their memberships follow their
// groups first. CodeForbidden for everybody else. It is written down either way.
func (a *App) SignInByIdentity(ctx context.Context, identity Identity) (SignedIn, error) {
	now := a.now()
	var signedIn SignedIn
	var reason string
	admit := func(tx *store.Tx) (err error) {
		signedIn, reason, err = a.admit(ctx, tx, identity, now)
		return err
	}
	err := a.store.Write(ctx, admit)
	if plan.CodeOf(err) == plan.CodeConflict { // the same newcomer from two browsers at once
		err = a.store.Write(ctx, admit)
	}
	if err == nil && reason != "" {
		err = plan.Errorf(plan.CodeForbidden, "Nobody has let you in here yet. Ask a lead to invite you.")
	}
	return signedIn, err
}

// admit lets somebody in, or says in a word why not. What it has done by then
// stands: whose groups give them nothing any more has lost their memberships.
func (a *App) admit(ctx context.Context, tx *store.Tx, identity Identity, now time.Time) (SignedIn, string, error) {
	roles, err := a.rolesByGroup(tx, identity.Groups)
	if err != nil {
		return SignedIn{}, "", err
	}
	user, reason, err := userOfIdentity(ctx, tx, identity, roles, now)
	if err != nil {
		return SignedIn{}, "", err
	}
	if reason == "" && !user.IsActive() {
		reason = reasonDeactivated
	}
	if reason != "" {
		return SignedIn{}, reason, noteRefusedIdentity(ctx, tx, user.ID, reason, now)
	}
	if err := tx.SaveIdentity(identity.Issuer, identity.Subject, user.ID, now); err != nil {
		return SignedIn{}, "", err
	}
	if err := a.followGroups(ctx, tx, user, roles, now); err != nil {
		return SignedIn{}, "", err
	}
	if user, err = tx.User(user.ID); err != nil { // with the rights they have now
		return SignedIn{}, "", err
	}
	may, err := maySignIn(tx, user)
	if err != nil {
		return SignedIn{}, "", err
	}
	if !may {
		return SignedIn{}, reasonNoMembership, noteRefusedIdentity(ctx, tx, user.ID, reasonNoMembership, now)
	}
	signedIn, err := enter(ctx, tx, user, methodOIDC, now)
	return signedIn, "", err
}

// userOfIdentity returns the user whom an identity stands for, or says in a word
// why there is none.
func userOfIdentity(ctx context.Context, tx *store.Tx, identity Identity, roles map[string]plan.Role, now time.Time) (store.User, string, error) {
	user, found, err := tx.UserByIdentity(identity.Issuer, identity.Subject)
	if err != nil || found {
		return user, "", err
	}
	email, err := normalEmail(identity.Email)
	if err != nil {
		return store.User{}, reasonAddress, nil
	}
	user, err = tx.UserByEmail(email)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return newcomer(ctx, tx, identity, email, roles, now)
	case err != nil || !user.IsActive():
		return user, "", err
	}
	if err := takeOver(ctx, tx, &user, now); err != nil {
		return user, "", err
	}
	return user, "", noteUserChange(ctx, tx, Actor{UserID: user.ID}, subjectUser, user.ID, actionIdentityLinked, nil, now)
}

// takeOver gives an account to whom the identity provider says its address
// belongs to. Whoever made it before that never showed so, and keeps no way in.
func takeOver(ctx context.Context, tx *store.Tx, user *store.User, now time.Time) error {
	if !user.VerifiedAt.IsZero() {
		return nil
	}
	user.Password = ""
	if err := tx.SpendLinks(store.LinkPassword, user.ID, now); err != nil {
		return err
	}
	return verifyAddress(ctx, tx, user, now)
}

// newcomer makes a user for somebody whom a group lets in, or a lead who has
// added their address. Memberships that wait for it are theirs.
func newcomer(ctx context.Context, tx *store.Tx, identity Identity, email string, roles map[string]plan.Role, now time.Time) (store.User, string, error) {
	waiting, err := tx.UnclaimedMembers(email)
	if err != nil {
		return store.User{}, "", err
	}
	isLetIn := len(waiting) > 0
	for _, role := range roles {
		isLetIn = isLetIn || role != ""
	}
	if !isLetIn {
		return store.User{}, reasonUnknown, nil
	}
	user := store.User{
		ID: newID(), Email: email, Name: nameOf(identity, email), VerifiedAt: now, CreatedAt: now, UpdatedAt: now,
	}
	if err := tx.CreateUser(&user); err != nil {
		return store.User{}, "", err
	}
	changes := []store.Change{{Field: "method", To: methodOIDC}}
	if err := noteUserChange(ctx, tx, Actor{UserID: user.ID}, subjectUser, user.ID, actionCreated, changes, now); err != nil {
		return store.User{}, "", err
	}
	return user, "", claimMemberships(ctx, tx, user, now)
}

// nameOf is what somebody is called: as the provider says, as far as there is
// room, else by their address.
func nameOf(identity Identity, email string) string {
	name := strings.Join(strings.Fields(identity.Name), " ")
	if utf8.RuneCountInString(name) > plan.MaxName {
		name = string([]rune(name)[:plan.MaxName])
	}
	return cmp.Or(name, email)
}
