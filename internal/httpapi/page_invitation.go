package httpapi

import (
	"net/http"
	"net/url"
	"strings"

	"stetig/internal/plan"
	"stetig/web/pages"
)

// invitation answers the link of an invitation. The link stays good: programs
// that look at what is in a mail ask for it too.
func (p *pageServer) invitation(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visitor(w, r)
	if err != nil && plan.CodeOf(err) != plan.CodeUnauthenticated {
		return err
	}
	return p.showInvitation(w, r, v, http.StatusOK, pages.Invitation{})
}

func (p *pageServer) showInvitation(w http.ResponseWriter, r *http.Request, v *visit, status int, in pages.Invitation) (err error) {
	if in.Invited, err = p.app.Invitation(r.Context(), r.PathValue("secret")); err != nil {
		return p.refuseInvitation(w, r, v, err)
	}
	in.Action = invitationPath(r.PathValue("secret"))
	in.SignIn = "/sign-in?" + url.Values{"next": {in.Action}}.Encode()
	if !v.isDemo { // whoever is let into the demo is nobody yet
		in.Visitor = strings.ToLower(v.me.Email)
	}
	if in.Name == "" && in.Wrong == nil {
		in.Name = in.Invited.Name
	}
	v.lang = in.Invited.Language
	in.Frame = p.frame(r, v)
	page, err := p.pages.Invitation(in)
	return p.send(w, status, page, err)
}

// refuseInvitation answers a link that is not good with one page, whatever the reason.
func (p *pageServer) refuseInvitation(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	if plan.CodeOf(err) != plan.CodeNotFound {
		return err
	}
	page, err := p.pages.DeadInvitation(p.frame(r, v))
	return p.send(w, http.StatusNotFound, page, err)
}

// acceptInvitation makes an account for the invited and signs them in.
func (p *pageServer) acceptInvitation(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	name := r.PostForm.Get("name")
	begun, err := p.app.AcceptInvitationAsNew(r.Context(), r.PathValue("secret"), name, r.PostForm.Get("password"))
	switch wrong := wrongFields(err); {
	case len(wrong) > 0:
		return p.showInvitation(w, r, &visit{}, http.StatusUnprocessableEntity, pages.Invitation{Name: name, Wrong: wrong})
	case plan.CodeOf(err) == plan.CodeConflict:
		return p.showInvitation(w, r, &visit{}, http.StatusConflict, pages.Invitation{Name: name, Problem: pages.InvitationHasAccount})
	case err != nil:
		return p.refuseInvitation(w, r, &visit{}, err)
	}
	return p.enterWith(w, r, begun, "")
}

// joinByInvitation makes who is signed in a member.
func (p *pageServer) joinByInvitation(w http.ResponseWriter, r *http.Request, v *visit) error {
	ws, err := p.app.AcceptInvitation(r.Context(), v.actor, r.PathValue("secret"))
	switch {
	case plan.CodeOf(err) == plan.CodeConflict:
		return p.showInvitation(w, r, v, http.StatusConflict, pages.Invitation{Problem: pages.InvitationDeactivated})
	case err != nil:
		return p.refuseInvitation(w, r, v, err)
	}
	http.Redirect(w, r, workspacePath(ws), http.StatusSeeOther)
	return nil
}

// invitationPath is the page of an invitation.
func invitationPath(secret string) string { return "/invitation/" + url.PathEscape(secret) }
