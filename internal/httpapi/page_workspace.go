package httpapi

import (
	"context"
	"net/http"
	"slices"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/web/pages"
)

// How much the start page shows of each list at a time.
const (
	openGapsShown     = 25
	acceptedGapsShown = 10
	feedsShown        = 10
	reportsShown      = 7
	pageLimit         = 200 // of lists that are read whole
)

// workspace answers with a workspace's start page.
func (p *pageServer) workspace(w http.ResponseWriter, r *http.Request, v *visit) error {
	return p.showWorkspace(w, r, v, http.StatusOK, pages.FeedForm{Shows: pages.FeedShowsAll, Gaps: true}, pages.FeedFine)
}

// toWorkspace leads from an address that only takes forms back to the page.
func (p *pageServer) toWorkspace(w http.ResponseWriter, r *http.Request, _ *visit) error {
	http.Redirect(w, r, workspacePath(r.PathValue("workspace"))+"#subscribe", http.StatusSeeOther)
	return nil
}

// enter brings the visitor into the workspace of the address.
func (p *pageServer) enter(r *http.Request, v *visit) (plan.Workspace, error) {
	ws, err := p.app.Workspace(r.Context(), v.actor, r.PathValue("workspace"))
	if err != nil {
		return ws.Workspace, err
	}
	v.home, v.name, v.lang = workspacePath(ws.ID), ws.Name, ws.Language
	return ws.Workspace, nil
}

// memberID returns who the visitor is in a workspace.
func (v *visit) memberID(ws string) string {
	for _, m := range v.me.Memberships {
		if m.WorkspaceID == ws {
			return m.MemberID
		}
	}
	return ""
}

func (p *pageServer) showWorkspace(w http.ResponseWriter, r *http.Request, v *visit, status int, form pages.FeedForm, problem pages.FeedProblem) error {
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	zone, err := plan.LoadZone(ws.TimeZone)
	if err != nil {
		return err
	}
	in := pages.Workspace{
		Frame: p.frame(r, v), Query: pages.ReadQuery(r.URL.Query()), Workspace: ws, Zone: zone,
		Today: plan.DayOf(p.now(), zone), MemberID: v.memberID(ws.ID), Site: p.site(r),
		Form: form, Problem: problem,
	}
	for _, part := range []func(context.Context, app.Actor, *pages.Workspace) error{
		p.addMembers, p.addRequests, p.addChannels, p.addYear, p.addGaps, p.addReports, p.addFeeds,
	} {
		if err := part(r.Context(), v.actor, &in); err != nil {
			return err
		}
	}
	page, err := p.pages.Workspace(in)
	return p.send(w, status, page, err)
}

// shownStatuses are those of the channels on the start page.
func shownStatuses() []plan.ChannelStatus {
	return []plan.ChannelStatus{plan.Candidate, plan.Listening, plan.Active}
}

func (p *pageServer) addChannels(ctx context.Context, by app.Actor, in *pages.Workspace) error {
	err := eachPage(func(page app.Page) (string, error) {
		channels, next, err := p.app.Channels(ctx, by, in.Workspace.ID, app.ChannelFilter{Statuses: shownStatuses()}, page)
		in.Channels = append(in.Channels, channels...)
		return next, err
	})
	if err != nil || len(in.Channels) == 0 {
		return err
	}
	if in.Query.First >= len(in.Channels) {
		in.Query.First = 0
	}
	if !slices.ContainsFunc(in.Channels, func(c plan.Channel) bool { return c.ID == in.Query.Channel }) {
		in.Query.Channel = ""
	}
	var ids []string
	for _, c := range in.Channels[in.Query.First:min(in.Query.First+pages.ChannelsShown, len(in.Channels))] {
		ids = append(ids, c.ID)
	}
	from, to := in.Today-pages.RateDays, in.Today+365
	in.Standing, err = p.app.Continuity(ctx, by, in.Workspace.ID, app.ContinuityQuery{ChannelIDs: ids, From: &from, To: &to})
	return err
}

func (p *pageServer) addYear(ctx context.Context, by app.Actor, in *pages.Workspace) error {
	if len(in.Standing) == 0 {
		return nil
	}
	year := in.Query.Year
	if year == 0 {
		year, _ = in.Today.Week().Number()
	}
	grid, err := p.app.Year(ctx, by, in.Workspace.ID, year)
	for _, row := range grid.Rows {
		if slices.ContainsFunc(in.Standing, func(c app.ChannelContinuity) bool { return c.Channel.ID == row.Channel.ID }) {
			in.Year = append(in.Year, row)
		}
	}
	return err
}

func (p *pageServer) addGaps(ctx context.Context, by app.Actor, in *pages.Workspace) (err error) {
	filter := app.GapFilter{States: []continuity.GapState{continuity.Open}}
	if in.Query.Channel != "" {
		filter.ChannelIDs = []string{in.Query.Channel}
	}
	if in.Query.Rule != "" {
		filter.Rules = []continuity.Rule{in.Query.Rule}
	}
	if in.Query.Severity != "" {
		filter.Severities = []continuity.Severity{in.Query.Severity}
	}
	in.Open, in.OpenNext, err = p.app.NamedGaps(ctx, by, in.Workspace.ID, filter, app.Page{Limit: openGapsShown, Cursor: in.Query.Open})
	if err != nil {
		return err
	}
	filter.States = []continuity.GapState{continuity.Accepted}
	in.Accepted, in.AcceptedNext, err = p.app.NamedGaps(ctx, by, in.Workspace.ID, filter, app.Page{Limit: acceptedGapsShown, Cursor: in.Query.Accepted})
	return err
}

func (p *pageServer) addReports(ctx context.Context, by app.Actor, in *pages.Workspace) error {
	reports, next, err := p.app.Reports(ctx, by, in.Workspace.ID, app.Page{Limit: reportsShown})
	if err != nil || len(reports) == 0 {
		return err
	}
	in.Reports, in.MoreReports = reports, next != ""
	latest, err := p.app.Report(ctx, by, in.Workspace.ID, reports[0].ID)
	in.Latest = &latest
	return err
}

func (p *pageServer) addFeeds(ctx context.Context, by app.Actor, in *pages.Workspace) (err error) {
	in.Feeds, in.FeedsNext, err = p.app.Feeds(ctx, by, in.Workspace.ID, app.Page{Limit: feedsShown, Cursor: in.Query.Feeds})
	return err
}

func (p *pageServer) addRequests(ctx context.Context, by app.Actor, in *pages.Workspace) error {
	return eachPage(func(page app.Page) (string, error) {
		requests, next, err := p.app.MyRequests(ctx, by, in.Workspace.ID, page)
		in.Requests = append(in.Requests, requests...)
		return next, err
	})
}

func (p *pageServer) addMembers(ctx context.Context, by app.Actor, in *pages.Workspace) error {
	in.MemberNames = map[string]string{}
	return eachPage(func(page app.Page) (string, error) {
		members, next, err := p.app.Members(ctx, by, in.Workspace.ID, app.MemberFilter{}, page)
		for _, m := range members {
			in.MemberNames[m.ID] = m.Name
		}
		return next, err
	})
}

// eachPage reads a list whole.
func eachPage(read func(app.Page) (next string, err error)) error {
	page := app.Page{Limit: pageLimit}
	for {
		next, err := read(page)
		if err != nil || next == "" {
			return err
		}
		page.Cursor = next
	}
}
