package httpapi

import (
	"errors"
	"net/http"
	"net/url"
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
		if v.reason == pages.SignInEnded {
			p.forget(w, r)
		}
		return p.showSignIn(w, r, http.StatusOK, v.reason, "")
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
	return p.showSignIn(w, r, http.StatusOK, pages.SignInAsked, ownPage(r.URL.Query().Get("next")))
}

func (p *pageServer) showSignIn(w http.ResponseWriter, r *http.Request, status int, reason pages.SignInReason, next string) error {
	page, err := p.pages.SignIn(pages.SignIn{Frame: p.frame(r, &visit{}), Reason: reason, Next: next})
	return p.send(w, status, page, err)
}

// signIn takes a token from the form. What was typed is never shown again.
func (p *pageServer) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	token, next := strings.TrimSpace(r.PostForm.Get("token")), ownPage(r.PostForm.Get("next"))
	if token == "" {
		return p.showSignIn(w, r, http.StatusUnprocessableEntity, pages.SignInMissing, next)
	}
	_, err := p.app.SignIn(r.Context(), token)
	if plan.CodeOf(err) == plan.CodeUnauthenticated {
		return p.showSignIn(w, r, http.StatusUnauthorized, pages.SignInWrong, next)
	}
	if err != nil {
		return err
	}
	p.remember(w, r, token)
	if next == "" {
		next = "/"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (p *pageServer) signOut(w http.ResponseWriter, r *http.Request) error {
	p.forget(w, r)
	http.Redirect(w, r, "/", http.StatusSeeOther)
	return nil
}

// parseForm reads what a form sent; what is none is refused.
func parseForm(r *http.Request) error {
	err := r.ParseForm()
	if err == nil {
		return checkTexts(r.PostForm)
	}
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return err
	}
	return plan.Errorf(plan.CodeMalformed, "The form cannot be read.")
}

// pageToReturnTo is the page of ours that a request is about, to be asked for
// with GET; "" where it is none that one returns to.
func pageToReturnTo(r *http.Request) string {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return r.URL.RequestURI()
	}
	if ws := r.PathValue("workspace"); ws != "" {
		return workspacePath(ws)
	}
	return "/"
}

// ownPage returns the address of a workspace's page as it is safe to redirect
// to, "" for any other address.
func ownPage(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(u.Path, "/w/") || strings.Contains(u.Path, `\`) {
		return ""
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
}

func workspacePath(id string) string { return "/w/" + url.PathEscape(id) }
