package httpapi

import (
	"net/http"
	"net/url"
	"strings"

	"stetig/internal/plan"
	"stetig/web/pages"
)

func (p *pageServer) resetForm(w http.ResponseWriter, r *http.Request) error {
	return p.showReset(w, r, http.StatusOK, pages.Reset{})
}

func (p *pageServer) showReset(w http.ResponseWriter, r *http.Request, status int, in pages.Reset) error {
	in.Frame, in.Mail = p.frame(r, &visit{}), p.mail
	page, err := p.pages.Reset(in)
	return p.send(w, status, page, err)
}

// askReset has a link for a new password mailed. The answer is the same whoever's
// the address is, or nobody's.
func (p *pageServer) askReset(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	if !p.mail {
		return p.showReset(w, r, http.StatusConflict, pages.Reset{})
	}
	email := strings.TrimSpace(r.PostForm.Get("email"))
	err := p.app.AskPasswordReset(r.Context(), email)
	if wrong := wrongFields(err); len(wrong) > 0 {
		return p.showReset(w, r, http.StatusUnprocessableEntity, pages.Reset{Email: email, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return p.showReset(w, r, http.StatusOK, pages.Reset{Sent: true})
}

// newPasswordForm answers a link for a new password with the form. The link stays
// good: programs that look at what is in a mail ask for it too.
func (p *pageServer) newPasswordForm(w http.ResponseWriter, r *http.Request) error {
	return p.showNewPassword(w, r, http.StatusOK, pages.NewPassword{})
}

func (p *pageServer) showNewPassword(w http.ResponseWriter, r *http.Request, status int, in pages.NewPassword) error {
	secret := r.PathValue("secret")
	owner, err := p.app.PasswordLink(r.Context(), secret)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return p.showDeadLink(w, r, pages.DeadLink{})
	}
	if err != nil {
		return err
	}
	in.Frame, in.Action, in.Email = p.frame(r, &visit{}), "/password/"+url.PathEscape(secret), owner.Email
	page, err := p.pages.NewPassword(in)
	return p.send(w, status, page, err)
}

// setPassword uses a link for a new password up and signs its user in.
func (p *pageServer) setPassword(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	begun, err := p.app.SetPasswordByLink(r.Context(), r.PathValue("secret"), r.PostForm.Get("password"))
	switch wrong := wrongFields(err); {
	case len(wrong) > 0:
		return p.showNewPassword(w, r, http.StatusUnprocessableEntity, pages.NewPassword{Wrong: wrong})
	case plan.CodeOf(err) == plan.CodeNotFound:
		return p.showDeadLink(w, r, pages.DeadLink{})
	case plan.CodeOf(err) == plan.CodeForbidden:
		return p.showNewPassword(w, r, http.StatusForbidden, pages.NewPassword{Nowhere: true})
	case err != nil:
		return err
	}
	return p.enterWith(w, r, begun, "")
}
