package pages

import (
	"fmt"
	"time"

	"stetig/internal/app"
	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/report"
)

// Workspace is the start page of a workspace: how its channels stand, their
// year, their gaps, the week's report, the visitor's feeds.
type Workspace struct {
	Frame
	Query     Query
	Workspace plan.Workspace
	Zone      *time.Location // the workspace's
	Today     plan.Day       // in Zone
	MemberID  string         // the visitor's
	Site      string         // scheme and host under which the visitor reaches the server

	Requests    []app.OwnershipRequest  // channels the visitor was asked to own
	Channels    []plan.Channel          // all that are not retired
	Standing    []app.ChannelContinuity // of those that are shown, over RateSpan and the year ahead
	Year        []app.YearRow           // of those that are shown
	MemberNames map[string]string       // by member id

	Open, Accepted         []report.Gap
	OpenNext, AcceptedNext string // cursors; "" at the end

	Latest      *app.WeeklyReport // nil where there is none
	Reports     []app.ReportSummary
	MoreReports bool

	Feeds     []plan.Feed
	FeedsNext string // cursor; "" at the end
	Form      FeedForm
	Problem   FeedProblem
}

// ChannelsShown is how many channels the page shows at a time.
const ChannelsShown = 40

// RateDays is over how many days before today the page says what was kept: 12 weeks.
const RateDays = 12 * 7

type workspaceView struct {
	Frame
	Title       string
	Latest      *latestReport
	NoReport    string
	Requests    []requestLine
	Channels    []channelLine
	Shown       string // which of the channels; "" for all
	MoreChannel string // address of the next channels; "" at the end
	FirstOnes   string // address of the first channels; "" where these are they
	Command     commands
	Year        yearView
	Filter      gapFilter
	Filtered    bool
	Open        gapList
	Accepted    gapList
	Past        []reportLine
	AllReports  string // address of the whole list; "" where the page shows all
	Feeds       []feedLine
	MoreFeeds   string
	FirstFeeds  string
	Form        feedForm
	Create      string // address that makes a feed
	HowTo       howTo
}

func (workspaceView) file() string { return "workspace.html" }

// commands are what to type where something is still missing.
type commands struct{ Channel, Plan, Check string }

// Workspace writes the page.
func (p *Pages) Workspace(in Workspace) ([]byte, error) {
	w, path := in.T(), in.Home
	v := workspaceView{
		Frame: in.Frame, Title: in.Workspace.Name,
		NoReport: w.noReportYet(in.Workspace),
		Command:  commandsFor(in.Site, in.Workspace.ID, in.Today),
		Filter:   w.gapFilter(in.Query, in.Channels, path), Filtered: in.Query.IsFiltered(),
		Open: in.openGaps(), Accepted: in.acceptedGaps(),
		Form: w.feedForm(in.Form, in.Problem, in.Channels), Create: path + "/feeds",
		HowTo: w.howTo(in.Site),
	}
	v.showRequests(in)
	v.showChannels(in)
	v.Year = in.year()
	v.showReports(in)
	v.showFeeds(in)
	return p.write(v)
}

// requestLine asks the visitor whether they take a channel.
type requestLine struct {
	Text   string
	Answer string // address that takes the answer
}

func (v *workspaceView) showRequests(in Workspace) {
	for _, q := range in.Requests {
		v.Requests = append(v.Requests, requestLine{
			Text: fmt.Sprintf(in.T().OwnershipAsk, q.ChannelName), Answer: in.Home + "/channels/" + q.ChannelID + "/ownership",
		})
	}
}

func (v *workspaceView) showChannels(in Workspace) {
	w := in.T()
	for _, standing := range in.Standing {
		line := w.channelLine(standing, in.MemberNames[standing.Channel.AcceptedOwner()], in.Today, in.gapsOf(standing.Channel.ID))
		if standing.Channel.Asked() {
			line.Asked = fmt.Sprintf(w.OwnerAsked, in.MemberNames[standing.Channel.OwnerID])
		}
		v.Channels = append(v.Channels, line)
	}
	if all := len(in.Channels); all > len(in.Standing) && len(in.Standing) > 0 {
		v.Shown = fmt.Sprintf(w.ChannelsShown, in.Query.First+1, in.Query.First+len(in.Standing), all)
	}
	next, first := in.Query, in.Query
	if next.First += ChannelsShown; next.First < len(in.Channels) {
		v.MoreChannel = next.In(in.Home) + "#channels"
	}
	if in.Query.First > 0 {
		first.First = 0
		v.FirstOnes = first.In(in.Home) + "#channels"
	}
}

// gapsOf returns the address of the page narrowed to a channel's gaps.
func (in Workspace) gapsOf(channelID string) string {
	return Query{Year: in.Query.Year, First: in.Query.First, Channel: channelID}.In(in.Home) + "#gaps"
}

func (in Workspace) year() yearView {
	w := in.T()
	present, _ := in.Today.Week().Number()
	year := in.Query.Year
	if year == 0 {
		year = present
	}
	grid := w.yearGrid(year, in.Today, in.gapsOf)
	for _, standing := range in.Standing {
		for _, f := range standing.Findings {
			if f.Rule == continuity.Horizon {
				grid.planless[f.ChannelID] = f.Span
			}
		}
	}
	v := grid.view(in.Year)
	link := func(year int) string {
		q := in.Query
		if q.Year = year; year == present {
			q.Year = 0
		}
		return q.In(in.Home) + "#year"
	}
	if year > FirstYear {
		v.Previous = &yearLink{fmt.Sprintf(w.PreviousYear, year-1), link(year - 1)}
	}
	if year < LastYear {
		v.Next = &yearLink{fmt.Sprintf(w.NextYear, year+1), link(year + 1)}
	}
	if year != present {
		v.Present = link(present)
	}
	return v
}

func (in Workspace) openGaps() gapList {
	list := gapList{Groups: in.T().groups(in.Open)}
	next, first := in.Query, in.Query
	if in.OpenNext != "" {
		next.Open = in.OpenNext
		list.More = next.In(in.Home) + "#gaps"
	}
	if in.Query.Open != "" {
		first.Open = ""
		list.First = first.In(in.Home) + "#gaps"
	}
	return list
}

func (in Workspace) acceptedGaps() gapList {
	list := gapList{Groups: in.T().groups(in.Accepted)}
	next, first := in.Query, in.Query
	if in.AcceptedNext != "" {
		next.Accepted = in.AcceptedNext
		list.More = next.In(in.Home) + "#accepted"
	}
	if in.Query.Accepted != "" {
		first.Accepted = ""
		list.First = first.In(in.Home) + "#accepted"
	}
	return list
}

func (v *workspaceView) showReports(in Workspace) {
	w := in.T()
	if in.Latest != nil {
		v.Latest = w.latestReport(*in.Latest, in.Zone, in.Home)
	}
	for _, r := range in.Reports {
		if in.Latest == nil || r.ID != in.Latest.ID {
			v.Past = append(v.Past, w.reportLine(r, in.Zone, in.Home))
		}
	}
	if in.MoreReports {
		v.AllReports = in.Home + "/reports/all"
	}
}

func (v *workspaceView) showFeeds(in Workspace) {
	names := feedNames{Channels: map[string]string{}, Members: in.MemberNames}
	for _, c := range in.Channels {
		names.Channels[c.ID] = c.Name
	}
	for _, f := range in.Feeds {
		v.Feeds = append(v.Feeds, in.T().feedLine(f, names, in.MemberID, in.Zone, in.Home))
	}
	next, first := in.Query, in.Query
	if in.FeedsNext != "" {
		next.Feeds = in.FeedsNext
		v.MoreFeeds = next.In(in.Home) + "#subscribe"
	}
	if in.Query.Feeds != "" {
		first.Feeds = ""
		v.FirstFeeds = first.In(in.Home) + "#subscribe"
	}
}

// commandsFor writes the commands with which a new workspace begins.
func commandsFor(site, ws string, today plan.Day) commands {
	year, _, _ := today.Civil()
	post := func(list, body string) string {
		return fmt.Sprintf("curl %s/api/v1/workspaces/%s/%s \\\n  -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \\\n  -d '%s'", site, ws, list, body)
	}
	return commands{
		Channel: post("channels", `{"name": "Blog", "platform": "blog", "status": "active"}`),
		Plan: post("plans", fmt.Sprintf(`{"channel_id": "…", "starts_on": "%d-01-01", "ends_on": "%d-12-31", "cadence": {"quota": 2, "per": "week"}}`,
			year, year)),
		Check: "stetig check --cadence 2/week plan.csv",
	}
}
