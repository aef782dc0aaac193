package pages

import (
	"fmt"
	"html/template"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"stetig/internal/plan"
)

// feedLine is one subscription.
type feedLine struct {
	ID, Name  string
	Shows     string // scope and options
	LastFetch string
	MadeBy    string // "" for the visitor's own
	Trimmed   string // how much was left out; "" for nothing
	Revoke    string // address that revokes it
}

// maxClient is how many characters are shown of what a calendar calls itself.
const maxClient = 60

func (w words) feedLine(f plan.Feed, names feedNames, visitor string, zone *time.Location, path string) feedLine {
	line := feedLine{ID: f.ID, Name: f.Name, LastFetch: w.NeverFetched, Revoke: path + "/feeds/" + f.ID + "/revoke"}
	line.Shows = strings.Join(append([]string{w.scope(f, names)}, w.feedOptions(f)...), " · ")
	if !f.LastFetchAt.IsZero() {
		line.LastFetch = fmt.Sprintf(w.LastFetch, w.moment(f.LastFetchAt, zone))
		if f.LastClient != "" {
			line.LastFetch += " " + fmt.Sprintf(w.LastFetchBy, clip(f.LastClient, maxClient))
		}
	}
	if f.CreatedBy != visitor {
		line.MadeBy = fmt.Sprintf(w.MadeBy, names.Members[f.CreatedBy])
	}
	if f.Trimmed > 0 {
		line.Trimmed = fmt.Sprintf(w.Trimmed, f.Trimmed)
	}
	return line
}

// feedNames are the names of what feeds know by id.
type feedNames struct {
	Channels, Members map[string]string
}

func (w words) scope(f plan.Feed, names feedNames) string {
	channels := fmt.Sprintf(w.SeveralChannels, len(f.ChannelIDs))
	if len(f.ChannelIDs) == 1 {
		channels = names.Channels[f.ChannelIDs[0]]
	}
	switch {
	case f.Scope == plan.ScopeMember:
		return fmt.Sprintf(w.FeedOf, names.Members[f.MemberID])
	case len(f.ChannelIDs) > 0:
		return channels
	default:
		return w.FeedAll
	}
}

func (w words) feedOptions(f plan.Feed) []string {
	var options []string
	if f.Gaps {
		options = append(options, w.WithGapsShort)
	}
	if f.Ideas {
		options = append(options, w.WithIdeasShort)
	}
	return options
}

func clip(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// FeedForm is what was entered to make a feed, shown again where it is refused.
type FeedForm struct {
	Name  string
	Shows string // FeedShowsAll, FeedShowsMine, or a channel's id
	Gaps  bool
	Ideas bool
}

// What FeedForm.Shows can be beside a channel's id.
const (
	FeedShowsAll  = "all"
	FeedShowsMine = "mine"
)

// FeedProblem says what is wrong with a FeedForm.
type FeedProblem int

// The problems of a FeedForm.
const (
	FeedFine FeedProblem = iota
	FeedNameTooLong
	FeedChannelUnknown
	FeedScopeUnknown
)

func (w words) problem(p FeedProblem) string {
	switch p {
	case FeedNameTooLong:
		return w.NameTooLong
	case FeedChannelUnknown:
		return w.ChannelUnknown
	case FeedScopeUnknown:
		return w.ScopeUnknown
	}
	return ""
}

// feedForm is the form as it is shown.
type feedForm struct {
	FeedForm
	Problem  string
	Channels []option
}

func (w words) feedForm(form FeedForm, problem FeedProblem, channels []plan.Channel) feedForm {
	out := feedForm{FeedForm: form, Problem: w.problem(problem)}
	for _, c := range channels {
		out.Channels = append(out.Channels, option{c.ID, c.Name, c.ID == form.Shows})
	}
	return out
}

// NewFeed is the page that shows the address of a new feed, once.
type NewFeed struct {
	Frame
	Name    string
	Address string // https://…/feeds/TOKEN/SLUG.ics
}

type newFeedView struct {
	Frame
	Title     string
	Name      string
	Address   string
	Webcal    template.URL
	Google    string
	HowTo     howTo
	Published bool
}

func (newFeedView) file() string { return "new_feed.html" }

// NewFeed writes the page.
func (p *Pages) NewFeed(in NewFeed) ([]byte, error) {
	webcal := in.Address
	if _, rest, found := strings.Cut(in.Address, "://"); found {
		webcal = "webcal://" + rest
	}
	return p.write(newFeedView{
		Frame: in.Frame, Title: in.T().NewFeed, Name: in.Name, Address: in.Address,
		Webcal: template.URL(webcal), // #nosec G203: our own address, token and slug are of the URL's alphabet
		Google: "https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		HowTo:  in.T().howTo(in.Address),
	})
}

// howTo tells how to subscribe, and what this server's address rules out.
type howTo struct {
	NotPublic string // "" where the address may be a public one
	Programs  []program
}

type program struct{ Name, How, Refresh string }

func (w words) howTo(address string) howTo {
	h := howTo{Programs: []program{
		{w.Google, w.GoogleHow, w.GoogleRefresh},
		{w.Outlook, w.OutlookHow, w.OutlookRefresh},
		{w.OutlookOld, w.OutlookOldHow, w.OutlookOldRefresh},
		{w.Apple, w.AppleHow, w.AppleRefresh},
		{w.Thunderbird, w.ThunderbirdHow, w.ThunderbirdRefresh},
		{w.Nextcloud, w.NextcloudHow, w.NextcloudRefresh},
	}}
	if u, err := url.Parse(address); err == nil && !mayBePublic(u) {
		h.NotPublic = fmt.Sprintf(w.NotPublic, u.Scheme+"://"+u.Host)
	}
	return h
}

// mayBePublic reports whether servers elsewhere may be able to fetch from u.
func mayBePublic(u *url.URL) bool {
	host := u.Hostname()
	if u.Scheme != "https" || !strings.Contains(strings.TrimSuffix(host, "."), ".") && !strings.Contains(host, ":") {
		return false
	}
	address, err := netip.ParseAddr(host)
	return err != nil || !address.IsLoopback() && !address.IsPrivate() && !address.IsLinkLocalUnicast() && !address.IsUnspecified()
}
