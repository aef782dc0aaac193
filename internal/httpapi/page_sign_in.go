package httpapi

import (
	"context"
	"net/http"
	"strings"

	"stetig/internal/plan"
	"stetig/web/pages"
)

// home leads to the visitor's workspace, lets them choose one of several, or
// asks them to sign in.
func (p *pageServer) home(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visitor(w, r)
	switch {
	case plan.CodeOf(err) == plan.CodeUnauthenticated:
		return p.showSignIn(w, r, http.StatusOK, pages.SignIn{Frame: p.frame(r, v), Reason: v.reason})
	case err != nil:
		return err
	case len(v.me.Memberships) == 1:
		http.Redirect(w, r, workspacePath(v.me.Memberships[0].WorkspaceID), http.StatusSeeOther)
		return nil
	}
	page, err := p.pages.Choice(pages.Choice{Frame: p.frame(r, v), Memberships: v.me.Memberships})
	return p.send(w, http.StatusOK, page, err)
}

func (p *pageServer) signInForm(w http.ResponseWriter, r *http.Request) error {
	return p.showSignIn(w, r, http.StatusOK, pages.SignIn{Frame: p.frame(r, &visit{}), Next: ownPage(r.URL.Query().Get("next"))})
}

func (p *pageServer) showSignIn(w http.ResponseWriter, r *http.Request, status int, in pages.SignIn) error {
	page, err := p.signInPage(r.Context(), in)
	return p.send(w, status, page, err)
}

// signInPage writes the form as this server offers it.
func (p *pageServer) signInPage(ctx context.Context, in pages.SignIn) (page []byte, err error) {
	in.Mail, in.Provider, in.NoPasswords = p.mail, p.provider, p.noPasswords
	if in.NeedsSetUp, err = p.app.NeedsSetUp(ctx); err != nil {
		return nil, err
	}
	return p.pages.SignIn(in)
}

// signIn takes address and password from the form. A password that was typed is
// never shown again.
func (p *pageServer) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	in := pages.SignIn{
		Frame: p.frame(r, &visit{}), Reason: pages.SignInMissing,
		Email: strings.TrimSpace(r.PostForm.Get("email")), Next: ownPage(r.PostForm.Get("next")),
	}
	password := r.PostForm.Get("password")
	if in.Email == "" || password == "" {
		return p.showSignIn(w, r, http.StatusUnprocessableEntity, in)
	}
	begun, err := p.app.SignInWithPassword(r.Context(), in.Email, password)
	if plan.CodeOf(err) == plan.CodeUnauthenticated {
		in.Reason = pages.SignInWrong
		return p.showSignIn(w, r, http.StatusUnauthorized, in)
	}
	if plan.CodeOf(err) == plan.CodeForbidden {
		in.Reason = pages.SignInNoPasswords
		return p.showSignIn(w, r, http.StatusForbidden, in)
	}
	if err != nil {
		return err
	}
	return p.enterWith(w, r, begun, in.Next)
}

// signOut ends the session, for good and not only in this browser.
func (p *pageServer) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := p.sessions.end(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}
