package app

import (
	"cmp"
	"context"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// SetUpDraft is the first user of an empty server, and their workspace.
type SetUpDraft struct {
	Name      string
	Email     string
	Password  string
	Workspace string // its name
	TimeZone  string // IANA name; "": Europe/Berlin
	Language  string // "de" or "en"; "": "de"
}

// NewSetupLink makes a one-time link for setting up an empty server, good for 30
// minutes. needed is false where there are users already.
func (a *App) NewSetupLink(ctx context.Context) (secret string, needed bool, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		some, err := tx.HasUsers()
		if err != nil || some {
			return err
		}
		needed = true
		secret, err = newLink(tx, store.LinkSetup, "", false, a.now())
		return err
	})
	return secret, needed && err == nil, err
}

// NeedsSetUp reports whether the server has no users yet.
func (a *App) NeedsSetUp(ctx context.Context) (needed bool, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		some, err := tx.HasUsers()
		needed = !some
		return err
	})
	return needed && err == nil, err
}

// CheckSetupLink reports whether a link may set the server up, without using it
// up: CodeNotFound where it is not good, or there are users already.
func (a *App) CheckSetupLink(ctx context.Context, secret string) error {
	return a.store.Read(ctx, func(tx *store.Tx) error {
		if _, err := openLink(tx, store.LinkSetup, secret, a.now()); err != nil {
			return err
		}
		return requireEmpty(tx)
	})
}

func requireEmpty(tx *store.Tx) error {
	some, err := tx.HasUsers()
	if err == nil && some {
		err = plan.Errorf(plan.CodeNotFound, "This server was set up already. Sign in.")
	}
	return err
}

// SetUp makes the first user, who administers the server, and their workspace,
// which they lead, and signs them in.
func (a *App) SetUp(ctx context.Context, secret string, draft SetUpDraft) (signedIn SignedIn, err error) {
	if err := a.CheckSetupLink(ctx, secret); err != nil {
		return SignedIn{}, err
	}
	user, workspace, err := draft.prepare(a.now())
	if err != nil {
		return SignedIn{}, err
	}
	if user.Password, err = a.newPassword(ctx, draft.Password, draft.Name, draft.Email); err != nil {
		return SignedIn{}, err
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := spendLink(tx, store.LinkSetup, secret, a.now()); err != nil {
			return err
		}
		// Whoever holds another link waits here, and then finds a user.
		if err := tx.SpendLinks(store.LinkSetup, "", a.now()); err != nil {
			return err
		}
		if err := requireEmpty(tx); err != nil {
			return err
		}
		if err := a.setUp(ctx, tx, &user, &workspace); err != nil {
			return err
		}
		signedIn, err = enter(ctx, tx, user, methodLink, a.now())
		return err
	})
	return signedIn, err
}

// prepare checks everything but the password.
func (d SetUpDraft) prepare(now time.Time) (store.User, plan.Workspace, error) {
	workspace := newWorkspace(strings.TrimSpace(d.Workspace), now)
	workspace.TimeZone = cmp.Or(d.TimeZone, workspace.TimeZone)
	workspace.Language = cmp.Or(d.Language, workspace.Language)
	var problems plan.Problems
	problems.Name("name", d.Name)
	email, err := normalEmail(d.Email)
	addFields(&problems, err, "email", "email")
	addFields(&problems, workspace.Validate(), "name", "workspace")
	user := store.User{
		ID: newID(), Email: email, Name: strings.TrimSpace(d.Name), Admin: true, VerifiedAt: now,
		Language: workspace.Language, CreatedAt: now, UpdatedAt: now,
	}
	return user, workspace, problems.Err()
}

// addFields adds the wrong fields of an error, one of them under another name.
func addFields(problems *plan.Problems, err error, from, to string) {
	for _, field := range plan.FieldsOf(err) {
		if field.Field == from {
			field.Field = to
		}
		*problems = append(*problems, field)
	}
}

func (a *App) setUp(ctx context.Context, tx *store.Tx, user *store.User, workspace *plan.Workspace) error {
	if err := tx.CreateUser(user); err != nil {
		return err
	}
	if err := tx.CreateWorkspace(workspace); err != nil {
		return err
	}
	by := Actor{UserID: user.ID}
	member, err := membershipFor(ctx, tx, *user, workspace.ID, plan.Lead, a.now())
	if err != nil {
		return err
	}
	if err := noteNewWorkspace(ctx, tx, by, workspace, member.ID); err != nil {
		return err
	}
	return noteUserChange(ctx, tx, by, subjectUser, user.ID, actionCreated, nil, a.now())
}

func newWorkspace(name string, now time.Time) plan.Workspace {
	return plan.Workspace{
		ID: newID(), Name: name, TimeZone: defaultZone, Language: defaultLanguage,
		ReportDay: time.Monday, ReportMinute: defaultReportMinute, CreatedAt: now, UpdatedAt: now,
	}
}
