package httpapi

import (
	"cmp"
	"context"
	"net/http"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// visit is who asks for a page.
type visit struct {
	actor  app.Actor
	me     app.Me
	isDemo bool               // let in without a token
	reason pages.SignInReason // why nobody is signed in
	home   string             // address of the workspace's page the visitor is on; "" on none
	name   string             // of that workspace
	lang   string             // of that workspace, for a visitor who names none
}

type visitKey struct{}

// visitOf returns who asks; for a stranger an empty visit.
func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// memberPage answers a visitor who is signed in.
type memberPage func(w http.ResponseWriter, r *http.Request, v *visit) error

// signedIn lets only those pass who are signed in; others get the form.
func (p *pageServer) signedIn(next memberPage) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := p.visitor(w, r)
		*r = *r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		if err != nil {
			return err
		}
		return next(w, r, v)
	}
}

// visitor tells who asks, by the cookie or, in the demo, by where they are.
func (p *pageServer) visitor(w http.ResponseWriter, r *http.Request) (*visit, error) {
	v := &visit{}
	err := error(plan.Errorf(plan.CodeUnauthenticated, "Sign in first."))
	if p.sessions.token(r) != "" {
		v.actor, err = p.sessions.actor(w, r)
		v.reason = pages.SignInEnded
		if plan.CodeOf(err) == plan.CodeUnauthenticated {
			err = cmp.Or(p.sessions.forget(w, r), err)
		}
	}
	if plan.CodeOf(err) == plan.CodeUnauthenticated && p.demoToken != "" && (p.demoOpen || isFromThisMachine(r)) {
		v.actor, err = p.app.Authenticate(r.Context(), p.demoToken)
		v.isDemo = err == nil
	}
	if err != nil {
		return v, err
	}
	exchangeOf(r.Context()).actor = v.actor
	v.me, err = p.app.Me(r.Context(), v.actor)
	return v, err
}

// startSession gives the visitor's browser a cookie for the session that has just
// begun. What it was signed in with before is dead.
func (p *pageServer) startSession(w http.ResponseWriter, r *http.Request, begun app.SignedIn) error {
	return p.sessions.start(w, r, begun)
}

func (p *pageServer) cookie(r *http.Request, name, value string, age int) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: exchangeOf(r.Context()).isTLS,
	}
}

// frame is what stands around the page that answers r.
func (p *pageServer) frame(r *http.Request, v *visit) pages.Frame {
	return pages.Frame{
		Language: cmp.Or(chosenLanguage(r), v.lang, "de"), Address: pageToReturnTo(r),
		Stylesheet: p.assets.address("pages.css"), Icon: p.assets.address("icon.svg"),
		Visitor: v.me.Name, Demo: p.demoToken != "", DemoOpen: p.demoOpen, Guest: v.isDemo, Workspace: v.name, Home: v.home, Choice: len(v.me.Memberships) > 1,
	}
}

// site returns scheme and host under which people reach the server.
func (p *pageServer) site(r *http.Request) string {
	return cmp.Or(p.baseURL, exchangeOf(r.Context()).site)
}
