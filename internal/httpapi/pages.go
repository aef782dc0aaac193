package httpapi

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// PageOptions configures NewPages.
type PageOptions struct {
	Logger  *slog.Logger     // what went wrong; nil: nowhere
	Now     func() time.Time // to know today and the running week
	BaseURL string           // as in Options

	// Mail says that the server sends mail, so that people can have a link for a
	// new password sent to them.
	Mail bool

	// DemoToken lets visitors in who come from this machine, by a loopback
	// address and under a loopback name, and have no token; "": nobody.
	DemoToken string

	// DemoOpen lets everybody in without a token, from wherever they come.
	DemoOpen bool

	Provider    string // what people call the identity provider; "": there is none
	NoPasswords bool   // nobody signs in with a password

	// Planner is the planner in the browser as it was built; nil: it was not.
	// Then a workspace's start page is the one that the server writes.
	Planner fs.FS
}

// pageServer is what the handlers of the pages share.
type pageServer struct {
	app       *app.App
	pages     *pages.Pages
	assets    assets
	log       *slog.Logger
	now       func() time.Time
	baseURL   string
	mail      bool
	demoToken string
	sessions  *sessionCookies
	demoOpen  bool
	planner   *planner // nil: not built
	attempts  *attemptCookies

	provider    string
	noPasswords bool
}

// maxFormBody bounds what a form of ours sends.
const maxFormBody = 64 << 10

// NewPages returns the server's own pages: what Options.Pages asks for. It fails
// only where templates or styles that are part of the program cannot be read.
func NewPages(a *app.App, o PageOptions) (http.Handler, error) {
	written, err := pages.New()
	if err != nil {
		return nil, err
	}
	served, err := loadAssets()
	if err != nil {
		return nil, err
	}
	p := &pageServer{
		app: a, pages: written, assets: served, log: o.Logger, now: o.Now,
		baseURL: strings.TrimRight(o.BaseURL, "/"), mail: o.Mail && !o.NoPasswords, demoToken: o.DemoToken, demoOpen: o.DemoOpen,
	}
	p.sessions = newSessionCookies(a, p.now)
	p.attempts = newAttemptCookies(a, p.now)
	p.provider, p.noPasswords = o.Provider, o.NoPasswords
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	if p.planner, err = newPlanner(o.Planner); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /static/{file}", p.asset)
	p.handle(mux, "GET /sign-in", p.signInForm)
	p.handle(mux, "POST /sign-in", p.signIn)
	p.handle(mux, "POST /sign-out", p.signOut)
	p.handle(mux, "GET /set-up/{secret}", hiding(p.setUpForm))
	p.handle(mux, "POST /set-up/{secret}", hiding(p.setUp))
	p.handle(mux, "GET /reset", p.resetForm)
	p.handle(mux, "POST /reset", p.askReset)
	p.handle(mux, "GET /password/{secret}", hiding(p.newPasswordForm))
	p.handle(mux, "POST /password/{secret}", hiding(p.setPassword))
	p.handle(mux, "GET /invitation/{secret}", hiding(p.invitation))
	p.handle(mux, "POST /invitation/{secret}", hiding(p.acceptInvitation))
	p.handle(mux, "POST /invitation/{secret}/join", hiding(p.signedIn(p.joinByInvitation)))
	p.handle(mux, "GET "+accountPath, p.signedIn(p.account))
	p.handle(mux, "GET "+accountPath+"/", p.signedIn(p.toAccount))
	p.handle(mux, "POST /account/password", p.ownAccount(p.changePassword))
	p.handle(mux, "POST /account/sessions/end", p.ownAccount(p.endOtherSessions))
	p.handle(mux, "POST /account/sessions/{session}/end", p.ownAccount(p.endSession))
	p.handle(mux, "GET /shared/{token}", p.shared)
	p.handle(mux, "GET /unsubscribe/{token}", hiding(p.unsubscribeForm))
	p.handle(mux, "POST /unsubscribe/{token}", hiding(p.unsubscribe))
	p.handle(mux, "GET /oidc/start", p.toProvider)
	p.handle(mux, "GET /oidc/callback", p.fromProvider)
	p.handle(mux, "POST /w/{workspace}/channels/{channel}/ownership", p.signedIn(p.answerOwnership))
	p.handle(mux, "GET /w/{workspace}"+allReports, p.signedIn(p.reportList))
	p.handle(mux, "GET /w/{workspace}/reports/{report}", p.signedIn(p.report))
	p.handle(mux, "POST /w/{workspace}/feeds", p.signedIn(p.createFeed))
	p.handle(mux, "POST /w/{workspace}/feeds/{feed}/revoke", p.signedIn(p.revokeFeed))
	if p.planner != nil {
		p.handlePlanner(mux)
	} else {
		p.handleStartPage(mux)
	}
	p.handle(mux, "/", func(http.ResponseWriter, *http.Request) error {
		return plan.Errorf(plan.CodeNotFound, "There is no such page.")
	})
	return mux, nil
}

// handlePlanner gives the planner every address of a workspace that no page of
// the server's has.
func (p *pageServer) handlePlanner(mux *http.ServeMux) {
	p.handle(mux, "GET /{$}", p.planner.page)
	p.handle(mux, "GET /w/{workspace}", p.planner.page)
	p.handle(mux, "GET /w/{workspace}/{screen...}", p.planner.page)
	p.handle(mux, "GET /_app/{file...}", p.planner.file)
}

// handleStartPage stands in for the planner where that was not built.
func (p *pageServer) handleStartPage(mux *http.ServeMux) {
	p.handle(mux, "GET /{$}", p.home)
	p.handle(mux, "GET /w/{workspace}", p.signedIn(p.workspace))
	p.handle(mux, "GET /w/{workspace}/feeds", p.signedIn(p.toWorkspace))
	p.handle(mux, "GET /w/{workspace}/entries/{entry}", p.signedIn(p.mailedLink))
	p.handle(mux, "GET /w/{workspace}/channels/{channel}", p.signedIn(p.mailedLink))
	p.handle(mux, "GET /w/{workspace}/reports", p.signedIn(p.reportList))
	p.handle(mux, "GET /w/{workspace}/{screen...}", p.noPlanner)
}

// noPlanner says how to build the planner, at an address that only it has.
func (p *pageServer) noPlanner(w http.ResponseWriter, r *http.Request) error {
	page, err := p.pages.NoPlanner(p.frame(r, &visit{}))
	return p.send(w, http.StatusServiceUnavailable, page, err)
}

// handle registers a page. What it returns as an error becomes a page too.
func (p *pageServer) handle(mux *http.ServeMux, pattern string, page func(http.ResponseWriter, *http.Request) error) {
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		exchangeOf(r.Context()).route = pattern
		ctx, cancel := context.WithTimeout(r.Context(), defaultRequestTimeout)
		defer cancel()
		r = r.WithContext(ctx)
		r = r.WithContext(withOrigin(r, pattern))
		r.Body = http.MaxBytesReader(w, r.Body, maxFormBody)
		header := w.Header()
		header.Set("Vary", "Cookie, Accept-Language")
		// A browser that may tell no referrer sends "Origin: null" with our own
		// forms, and they would be taken for another site's. No other site is told
		// one, so that links with a secret in their path stay here.
		header.Set("Referrer-Policy", "same-origin")
		p.rememberLanguage(w, r)
		err := checkTexts(r.URL.Query())
		if !isText(r.URL.Path) {
			err = plan.Errorf(plan.CodeNotFound, "There is no such page.")
		}
		if err == nil {
			err = page(w, r)
		}
		if err != nil {
			p.refuse(w, r, err)
		}
	})
}

// hiding keeps a secret in a page's address from being told on: the page is not
// stored, and what it leads to learns only which server it came from.
func hiding(page func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Referrer-Policy", "strict-origin")
		return page(w, r)
	}
}

// checkTexts refuses parameters or a form with what is no text.
func checkTexts(sent url.Values) error {
	for name, values := range sent {
		for _, value := range values {
			if !isText(name) || !isText(value) {
				return plan.Errorf(plan.CodeMalformed, "The request cannot be read.")
			}
		}
	}
	return nil
}

// send answers with a page.
func (p *pageServer) send(w http.ResponseWriter, status int, page []byte, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	// The status is sent; a connection that breaks now has nobody to be told.
	_, _ = w.Write(page)
	return nil
}

// refuse writes the page for an error. Without a valid sign-in that is the form.
func (p *pageServer) refuse(w http.ResponseWriter, r *http.Request, err error) {
	code := p.codeOf(r, err)
	status := kindOf(code).status
	tellRetryAfter(w, status, err)
	if code == plan.CodeTooLarge {
		w.Header().Set("Connection", "close") // nobody waits for the rest
	}
	visit := visitOf(r)
	var page []byte
	var failed error
	if code == plan.CodeUnauthenticated {
		page, failed = p.signInPage(r.Context(), pages.SignIn{
			Frame: p.frame(r, visit), Reason: visit.reason, Next: pageToReturnTo(r),
		})
	} else {
		page, failed = p.pages.Refusal(pages.Refusal{
			Frame: p.frame(r, visit), Code: code, RequestID: exchangeOf(r.Context()).id, Wait: waitOf(err),
		})
	}
	if failed = p.send(w, status, page, failed); failed != nil {
		p.logFault(r, failed)
		writeProblem(w, exchangeOf(r.Context()), unexpected, unexpectedDetail(), nil)
	}
}

// codeOf says what an error is to the visitor: "" for a fault of ours, which is logged.
func (p *pageServer) codeOf(r *http.Request, err error) plan.Code {
	var tooLarge *http.MaxBytesError
	switch {
	case plan.CodeOf(err) != "":
		return plan.CodeOf(err)
	case errors.As(err, &tooLarge):
		return plan.CodeTooLarge
	case errors.Is(err, context.Canceled):
		return plan.CodeUnavailable // the visitor has left
	case errors.Is(err, context.DeadlineExceeded):
		p.logFault(r, err)
		return plan.CodeUnavailable
	}
	p.logFault(r, err)
	return ""
}

func (p *pageServer) logFault(r *http.Request, err error) {
	x := exchangeOf(r.Context())
	p.log.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelError, "a page failed",
		slog.String("id", x.id), slog.String("route", x.route), slog.Any("error", err))
}
