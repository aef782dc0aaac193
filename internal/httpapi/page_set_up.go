package httpapi

import (
	"net/http"
	"net/url"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// setUpForm answers the set-up link with the form. The link stays good: programs
// that look at what is in a mail or a chat ask for it too.
func (p *pageServer) setUpForm(w http.ResponseWriter, r *http.Request) error {
	err := p.app.CheckSetupLink(r.Context(), r.PathValue("secret"))
	if plan.CodeOf(err) == plan.CodeNotFound {
		return p.showDeadLink(w, r, pages.DeadLink{SetUp: true})
	}
	if err != nil {
		return err
	}
	frame := p.frame(r, &visit{})
	return p.showSetUp(w, r, http.StatusOK, pages.SetUpForm{TimeZone: "Europe/Berlin", Language: frame.Lang()}, nil)
}

func (p *pageServer) showSetUp(w http.ResponseWriter, r *http.Request, status int, form pages.SetUpForm, wrong pages.Wrong) error {
	page, err := p.pages.SetUp(pages.SetUp{
		Frame: p.frame(r, &visit{}), Action: "/set-up/" + url.PathEscape(r.PathValue("secret")), Form: form, Wrong: wrong,
	})
	return p.send(w, status, page, err)
}

// setUp makes the first user and their workspace, and signs them in.
func (p *pageServer) setUp(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	form := pages.SetUpForm{
		Name: r.PostForm.Get("name"), Email: r.PostForm.Get("email"), Workspace: r.PostForm.Get("workspace"),
		TimeZone: r.PostForm.Get("time_zone"), Language: r.PostForm.Get("language"),
	}
	begun, err := p.app.SetUp(r.Context(), r.PathValue("secret"), app.SetUpDraft{
		Name: form.Name, Email: form.Email, Password: r.PostForm.Get("password"),
		Workspace: form.Workspace, TimeZone: form.TimeZone, Language: form.Language,
	})
	switch wrong := wrongFields(err); {
	case len(wrong) > 0:
		return p.showSetUp(w, r, http.StatusUnprocessableEntity, form, wrong)
	case plan.CodeOf(err) == plan.CodeNotFound:
		return p.showDeadLink(w, r, pages.DeadLink{SetUp: true})
	case err != nil:
		return err
	}
	return p.enterWith(w, r, begun, "")
}

// showDeadLink answers a one-time link that is not good, or no longer.
func (p *pageServer) showDeadLink(w http.ResponseWriter, r *http.Request, in pages.DeadLink) error {
	in.Frame, in.Mail = p.frame(r, &visit{}), p.mail
	page, err := p.pages.DeadLink(in)
	return p.send(w, http.StatusNotFound, page, err)
}
