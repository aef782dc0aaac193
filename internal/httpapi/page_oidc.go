package httpapi

import (
	"net/http"
	"net/url"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// Why somebody who came back from the identity provider was not even asked about,
// in the audit log's words.
const (
	reasonNoAttempt = "no_attempt" // begun too long ago, in another browser, or never
	reasonState     = "state_wrong"
	reasonDenied    = "access_denied" // they or the provider said no
	reasonNoCode    = "no_code"
)

// toProvider leads a browser to the identity provider. It is a link, not a form:
// browsers hold a form to form-action all the way that it is redirected, and
// nobody knows in advance where a provider leads people.
func (p *pageServer) toProvider(w http.ResponseWriter, r *http.Request) error {
	next := ownPage(r.URL.Query().Get("next"))
	if p.provider == "" {
		return plan.Errorf(plan.CodeNotFound, "There is no such page.")
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" || site == "same-site" {
		http.Redirect(w, r, signInPath(next), http.StatusSeeOther) // nobody is sent there by another site
		return nil
	}
	address, attempt, err := p.app.BeginProviderSignIn(r.Context())
	if err != nil {
		return p.refuseProvider(w, r, err, next)
	}
	if err := p.attempts.keep(w, r, attempt, next); err != nil {
		return err
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

// fromProvider takes whom the identity provider sends back (OpenID Connect Core
// 1.0 §3.1.2.5). What the provider says of errors is shown to nobody.
func (p *pageServer) fromProvider(w http.ResponseWriter, r *http.Request) error {
	if p.provider == "" {
		return plan.Errorf(plan.CodeNotFound, "There is no such page.")
	}
	attempt, next, found, err := p.attempts.take(w, r)
	if err != nil {
		return err
	}
	answer := r.URL.Query()
	if reason := whyNoAnswer(answer, attempt, found); reason != "" {
		if err := p.app.RefuseProviderSignIn(r.Context(), reason); err != nil {
			return err
		}
		shown := pages.SignInProviderAgain
		if reason == reasonDenied {
			shown = pages.SignInProviderDenied
		}
		return p.showProviderProblem(w, r, http.StatusUnauthorized, shown, next)
	}
	begun, err := p.app.SignInByProvider(r.Context(), attempt, answer.Get("code"))
	if err != nil {
		return p.refuseProvider(w, r, err, next)
	}
	return p.enterWith(w, r, begun, next)
}

// whyNoAnswer says in a word why what came back is no answer to the browser's
// attempt; "" where it is one.
func whyNoAnswer(answer url.Values, attempt app.Attempt, found bool) string {
	switch {
	case !found:
		return reasonNoAttempt
	case !isSame(answer.Get("state"), attempt.State):
		return reasonState
	case answer.Has("error"):
		return reasonDenied
	case answer.Get("code") == "":
		return reasonNoCode
	}
	return ""
}

// refuseProvider shows the sign-in page with why the provider brought nobody in.
func (p *pageServer) refuseProvider(w http.ResponseWriter, r *http.Request, err error, next string) error {
	switch plan.CodeOf(err) {
	case plan.CodeUnavailable:
		return p.showProviderProblem(w, r, http.StatusServiceUnavailable, pages.SignInProviderDown, next)
	case plan.CodeInvalid:
		return p.showProviderProblem(w, r, http.StatusForbidden, pages.SignInUnverified, next)
	case plan.CodeForbidden:
		return p.showProviderProblem(w, r, http.StatusForbidden, pages.SignInNotInvited, next)
	case plan.CodeUnauthenticated:
		return p.showProviderProblem(w, r, http.StatusUnauthorized, pages.SignInProviderAgain, next)
	}
	return err
}

// showProviderProblem shows the sign-in page without what the provider has sent
// along in its own address.
func (p *pageServer) showProviderProblem(w http.ResponseWriter, r *http.Request, status int, reason pages.SignInReason, next string) error {
	frame := p.frame(r, &visit{})
	frame.Address = signInPath(next)
	return p.showSignIn(w, r, status, pages.SignIn{Frame: frame, Reason: reason, Next: next})
}

// signInPath is the sign-in page, from which one goes on to a page of ours.
func signInPath(next string) string {
	if next == "" {
		return "/sign-in"
	}
	return "/sign-in?" + url.Values{"next": {next}}.Encode()
}
