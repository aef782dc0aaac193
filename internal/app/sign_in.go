package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// signInRefusedEvery is how often the refused sign-ins with one dead token are
// written down at most, so that a stranger who found it cannot fill the log.
const signInRefusedEvery = time.Minute

// SignIn is Authenticate for somebody who comes in by a page: it is written down,
// refused ones of known tokens too, in the server's log and in that of each
// workspace the token is for.
func (a *App) SignIn(ctx context.Context, token string) (Actor, error) {
	stored, user, err := a.lookUpToken(ctx, token)
	if err != nil {
		return Actor{}, err
	}
	now := a.now()
	reason := whyDead(stored, now)
	if reason == "" && !user.IsActive() {
		reason = "deactivated"
	}
	event := newTokenEvent(ctx, Actor{UserID: user.ID, TokenID: stored.ID}, stored, actionSignedIn, now)
	if reason != "" {
		event.action = actionSignInRefused
		event.changes = []store.Change{{Field: "reason", To: reason}}
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error { return noteSignIn(tx, event) })
	switch {
	case err != nil:
		return Actor{}, err
	case reason != "":
		return Actor{}, refusedToken()
	}
	return a.actorBy(stored, user, now), nil
}

func noteSignIn(tx *store.Tx, event tokenEvent) error {
	if event.action == actionSignInRefused {
		told, err := toldRecently(tx, event)
		if err != nil || told {
			return err
		}
	}
	if err := noteTokenOnServer(tx, event); err != nil {
		return err
	}
	workspaces, err := workspacesOfToken(tx, event.token)
	if err != nil {
		return err
	}
	for _, ws := range workspaces {
		member, err := tx.MemberOfUser(ws, event.token.UserID)
		if plan.CodeOf(err) == plan.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		here := event
		if event.action == actionSignedIn && !member.IsActive() {
			here.action, here.changes = actionSignInRefused, []store.Change{{Field: "reason", To: "deactivated"}}
		}
		if err := noteTokenIn(tx, here, ws, member.ID); err != nil {
			return err
		}
	}
	return nil
}

// toldRecently reports whether a refused sign-in of the same user was written
// down a moment ago.
func toldRecently(tx *store.Tx, event tokenEvent) (bool, error) {
	lines, _, err := tx.ServerAudit(store.ServerAuditFilter{
		UserID: event.token.UserID, Action: actionSignInRefused, From: event.at.Add(-signInRefusedEvery),
	}, store.Page{Limit: store.MaxLimit})
	for _, line := range lines {
		if line.SubjectID == event.token.ID {
			return true, err
		}
	}
	return false, err
}

// workspacesOfToken lists the workspaces that a token is for.
func workspacesOfToken(tx *store.Tx, token store.Token) (ids []string, err error) {
	if token.WorkspaceID != "" {
		return []string{token.WorkspaceID}, nil
	}
	err = eachPage(func(page store.Page) (string, error) {
		workspaces, next, err := tx.WorkspacesOf(token.UserID, page)
		for _, w := range workspaces {
			ids = append(ids, w.ID)
		}
		return next, err
	})
	return ids, err
}
