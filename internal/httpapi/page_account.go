package httpapi

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"stetig/internal/plan"
	"stetig/web/pages"
)

const accountPath = "/account"

// account answers with the page about the visitor's own account.
func (p *pageServer) account(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.showAccount(w, r, v, http.StatusOK, pages.Account{Done: pages.AccountDone(r.URL.Query().Get("done"))})
}

// toAccount leads from an address that only takes forms back to the page.
func (p *pageServer) toAccount(w http.ResponseWriter, r *http.Request, _ *visit) error {
	http.Redirect(w, r, accountPath, http.StatusSeeOther)
	return nil
}

func (p *pageServer) showAccount(w http.ResponseWriter, r *http.Request, v *visit, status int, in pages.Account) (err error) {
	if !v.isDemo {
		if in.Sessions, err = p.app.Sessions(r.Context(), v.actor); err != nil {
			return err
		}
	}
	if in.Zone, err = p.zoneOf(r.Context(), v); err != nil {
		return err
	}
	in.Frame, in.Email, in.Mail = p.frame(r, v), v.me.Email, p.mail
	w.Header().Set("Cache-Control", "no-store") // nobody finds it by going back after signing out
	page, err := p.pages.Account(in)
	return p.send(w, status, page, err)
}

// zoneOf is the time zone of the visitor's first workspace; UTC for one without.
func (p *pageServer) zoneOf(ctx context.Context, v *visit) (*time.Location, error) {
	if len(v.me.Memberships) == 0 {
		return time.UTC, nil
	}
	ws, err := p.app.Workspace(ctx, v.actor, v.me.Memberships[0].WorkspaceID)
	if err != nil {
		return nil, err
	}
	return plan.LoadZone(ws.TimeZone)
}

// changePassword changes the visitor's password. Their other sessions end, and
// this browser gets another cookie.
func (p *pageServer) changePassword(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	err := p.app.ChangePassword(r.Context(), v.actor, r.PostForm.Get("current_password"), r.PostForm.Get("password"))
	if wrong := wrongFields(err); len(wrong) > 0 {
		return p.showAccount(w, r, v, http.StatusUnprocessableEntity, pages.Account{Wrong: wrong})
	}
	if err == nil {
		err = p.sessions.renew(w, r)
	}
	if err != nil {
		return err
	}
	return p.doneOnAccount(w, r, pages.PasswordChanged)
}

func (p *pageServer) endSession(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := p.app.EndSession(r.Context(), v.actor, r.PathValue("session")); err != nil {
		return err
	}
	return p.doneOnAccount(w, r, pages.SessionEnded)
}

func (p *pageServer) endOtherSessions(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := p.app.EndOtherSessions(r.Context(), v.actor); err != nil {
		return err
	}
	return p.doneOnAccount(w, r, pages.SessionEnded)
}

func (p *pageServer) doneOnAccount(w http.ResponseWriter, r *http.Request, done pages.AccountDone) error {
	http.Redirect(w, r, accountPath+"?done="+url.QueryEscape(string(done)), http.StatusSeeOther)
	return nil
}

// ownAccount lets only visitors pass who have signed in: the demo's have no
// account that they could change.
func (p *pageServer) ownAccount(next memberPage) func(http.ResponseWriter, *http.Request) error {
	return p.signedIn(func(w http.ResponseWriter, r *http.Request, v *visit) error {
		if v.actor.SessionID == "" {
			return plan.Errorf(plan.CodeForbidden, "The demo has no accounts.")
		}
		return next(w, r, v)
	})
}
