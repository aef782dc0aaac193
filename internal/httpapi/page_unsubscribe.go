package httpapi

import (
	"cmp"
	"net/http"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// unsubscribeForm asks whoever has the address from a mail whether they want to end
// what it is one of. It ends nothing: mail servers and programs look at addresses
// in mails by themselves.
func (p *pageServer) unsubscribeForm(w http.ResponseWriter, r *http.Request) error {
	subscription, err := p.app.Subscription(r.Context(), r.PathValue("token"))
	return p.showSubscription(w, r, subscription, err)
}

// unsubscribe ends it, as mail programs ask for by themselves (RFC 8058 §3.2) and the
// form's button does. It knows no visitor and asks for no cookie.
func (p *pageServer) unsubscribe(w http.ResponseWriter, r *http.Request) error {
	subscription, err := p.app.Unsubscribe(r.Context(), r.PathValue("token"))
	return p.showSubscription(w, r, subscription, err)
}

func (p *pageServer) showSubscription(w http.ResponseWriter, r *http.Request, subscription app.Subscription, err error) error {
	w.Header().Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	if plan.CodeOf(err) == plan.CodeNotFound {
		page, err := p.pages.DeadUnsubscribe(p.sharedFrame(cmp.Or(chosenLanguage(r), "de")))
		return p.send(w, http.StatusNotFound, page, err)
	}
	if err != nil {
		return err
	}
	page, err := p.pages.Unsubscribe(p.sharedFrame(subscription.Language), pages.Unsubscribe{
		Kind: subscription.Kind, Workspace: subscription.Workspace, Wanted: subscription.Wanted,
	})
	return p.send(w, http.StatusOK, page, err)
}
