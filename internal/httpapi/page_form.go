package httpapi

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

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

// wrongFields names the fields of a form that an error is about, none where it is
// about something else.
func wrongFields(err error) (wrong pages.Wrong) {
	if plan.CodeOf(err) != plan.CodeInvalid {
		return nil
	}
	for _, field := range plan.FieldsOf(err) {
		wrong = append(wrong, field.Field)
	}
	return wrong
}

// enterWith lets a visitor in whose session has just begun, and leads on to a
// page of ours, "" for the start page.
func (p *pageServer) enterWith(w http.ResponseWriter, r *http.Request, begun app.SignedIn, next string) error {
	if err := p.startSession(w, r, begun); err != nil {
		return err
	}
	http.Redirect(w, r, cmp.Or(next, "/"), http.StatusSeeOther)
	return nil
}

// pageToReturnTo is the page of ours that a request is about, to be asked for
// with GET; "/" where it is none that one returns to.
func pageToReturnTo(r *http.Request) string {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return r.URL.RequestURI()
	}
	if ws := r.PathValue("workspace"); ws != "" {
		return workspacePath(ws)
	}
	switch place, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); place {
	case "account":
		return "/account"
	case "invitation":
		return invitationPath(r.PathValue("secret"))
	case "sign-in", "reset", "set-up", "password":
		return r.URL.EscapedPath()
	}
	return "/"
}

// ownPages are where the addresses begin that one may be led back to.
var ownPages = []string{"/w/", "/invitation/", "/account"}

// ownPage returns the address of a page of ours as it is safe to redirect to, ""
// for any other address.
func ownPage(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || strings.Contains(u.Path, `\`) || path.Clean(u.Path) != u.Path {
		return ""
	}
	for _, start := range ownPages {
		if u.Path == start || strings.HasPrefix(u.Path, strings.TrimSuffix(start, "/")+"/") {
			return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
		}
	}
	return ""
}

func workspacePath(id string) string { return "/w/" + url.PathEscape(id) }
