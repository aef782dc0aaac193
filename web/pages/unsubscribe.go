package pages

import (
	"fmt"

	"stetig/internal/plan"
)

// Unsubscribe is what an address in a mail is about.
type Unsubscribe struct {
	Kind      plan.NewsKind
	Workspace string // its name; "" for the digest
	Wanted    bool   // it is still sent
}

// unsubscribeView is the page at an address to unsubscribe.
type unsubscribeView struct {
	SharedFrame
	Title, Lead string
	Button      string // "": there is nothing to end
	Again       string // how to have it sent again; "" where it is
}

func (unsubscribeView) file() string { return "unsubscribe.html" }

// Unsubscribe writes the page that asks whether to end a kind of mail or, where it
// is not sent any more, says so.
func (p *Pages) Unsubscribe(frame SharedFrame, u Unsubscribe) ([]byte, error) {
	w := frame.T()
	what := w.UnsubscribeDigest
	if u.Kind == plan.WeeklyNews {
		what = fmt.Sprintf(w.UnsubscribeReport, u.Workspace)
	}
	v := unsubscribeView{SharedFrame: frame, Title: w.UnsubscribedTitle, Lead: fmt.Sprintf(w.UnsubscribedText, what), Again: w.UnsubscribedAgain}
	if u.Wanted {
		v = unsubscribeView{SharedFrame: frame, Title: w.UnsubscribeTitle, Lead: fmt.Sprintf(w.UnsubscribeText, what), Button: w.UnsubscribeNow}
	}
	return p.write(v)
}

// DeadUnsubscribe writes the page for an address that is no good, or no longer.
func (p *Pages) DeadUnsubscribe(frame SharedFrame) ([]byte, error) {
	w := frame.T()
	return p.write(unsubscribeView{SharedFrame: frame, Title: w.DeadSharedTitle, Lead: w.DeadUnsubscribeText})
}
