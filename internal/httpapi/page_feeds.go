package httpapi

import (
	"errors"
	"net/http"
	"strings"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// createFeed makes a feed and shows its address, this once.
func (p *pageServer) createFeed(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseForm(r); err != nil {
		return err
	}
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	form := pages.FeedForm{
		Name:  strings.TrimSpace(r.PostForm.Get("name")),
		Shows: r.PostForm.Get("shows"),
		Gaps:  r.PostForm.Get("gaps") != "",
		Ideas: r.PostForm.Get("ideas") != "",
	}
	frame := p.frame(r, v)
	draft := app.FeedDraft{Name: form.Name, Gaps: form.Gaps, Ideas: form.Ideas, Language: frame.Lang()}
	if draft.Name == "" {
		draft.Name = frame.T().DefaultFeedName
	}
	switch form.Shows {
	case "":
		return p.showWorkspace(w, r, v, http.StatusUnprocessableEntity, form, pages.FeedScopeUnknown)
	case pages.FeedShowsAll:
		draft.Scope = plan.ScopeWorkspace
	case pages.FeedShowsMine:
		draft.Scope, draft.MemberID = plan.ScopeMember, v.memberID(ws.ID)
	default:
		draft.Scope, draft.ChannelIDs = plan.ScopeChannel, []string{form.Shows}
	}
	feed, token, err := p.app.CreateFeed(r.Context(), v.actor, ws.ID, draft)
	if problem, known := feedProblem(err); known {
		return p.showWorkspace(w, r, v, kindOf(plan.CodeOf(err)).status, form, problem)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store") // holds a secret
	page, err := p.pages.NewFeed(pages.NewFeed{
		Frame: frame, Name: feed.Name, Address: p.site(r) + "/feeds/" + token + "/" + feed.Slug + ".ics",
	})
	return p.send(w, http.StatusCreated, page, err)
}

// feedProblem says what in the form was refused, where it was something in the form.
func feedProblem(err error) (pages.FeedProblem, bool) {
	var refusal *plan.Error
	if !errors.As(err, &refusal) {
		return pages.FeedFine, false
	}
	for _, field := range refusal.Fields {
		switch field.Field {
		case "name":
			return pages.FeedNameTooLong, true
		case "channel_ids":
			return pages.FeedChannelUnknown, true
		}
	}
	return pages.FeedFine, false
}

// revokeFeed ends a feed for good.
func (p *pageServer) revokeFeed(w http.ResponseWriter, r *http.Request, v *visit) error {
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	if err := p.app.RevokeFeed(r.Context(), v.actor, ws.ID, r.PathValue("feed"), nil); err != nil {
		return err
	}
	http.Redirect(w, r, v.home+"#subscribe", http.StatusSeeOther)
	return nil
}
