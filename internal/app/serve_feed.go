package app

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"stetig/internal/auth"
	"stetig/internal/continuity"
	"stetig/internal/ical"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Windows of a feed, in days before today.
const (
	feedLookBack      = 90
	cancelledLookBack = 30
)

// ServeFeed returns a feed by the token in its address. Unknown, revoked and
// malformed tokens, and those of deactivated members, look the same: CodeNotFound.
// client is the User-Agent, noted with the time of the fetch. site is how the
// reader reaches the server, such as https://plan.example.org; links to gaps begin
// with it unless the server was told its address.
//
// Where nothing changed since the last fetch this is one indexed read.
func (a *App) ServeFeed(ctx context.Context, token, client, site string) (*FeedDocument, error) {
	unknown := plan.Errorf(plan.CodeNotFound, "There is no such feed.")
	hash, wellFormed := auth.HashFeedToken(token)
	if !wellFormed {
		return nil, unknown
	}
	found, err := a.store.FeedByToken(ctx, hash)
	if err != nil {
		if plan.CodeOf(err) == plan.CodeNotFound {
			return nil, unknown
		}
		return nil, err
	}
	if !found.CreatorActive {
		return nil, unknown
	}
	document, err := a.feedDocument(ctx, found, cmp.Or(a.baseURL, site))
	if err != nil {
		return nil, err
	}
	a.noteFetch(found.Feed, client, document.trimmed)
	return &document.FeedDocument, nil
}

// noteFetch has a fetch written down, at most once a minute.
func (a *App) noteFetch(feed plan.Feed, client string, trimmed int) {
	now := a.now()
	if now.Sub(feed.LastFetchAt) < touchEvery && feed.Trimmed == trimmed {
		return
	}
	a.noteUse("feed:"+feed.ID, func(tx *store.Tx) error { return tx.TouchFeed(feed.ID, now, firstRunes(client, 200), trimmed) })
}

func firstRunes(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}

// feedDocument returns the feed's bytes from the cache, or renders them once for
// all who ask at the same moment.
func (a *App) feedDocument(ctx context.Context, found store.FeedLookup, site string) (*renderedFeed, error) {
	zone, err := plan.LoadZone(found.TimeZone)
	if err != nil {
		return nil, err
	}
	key := feedKey{
		feedID:   found.Feed.ID,
		version:  found.Feed.Version,
		revision: found.WorkspaceRevision,
		zone:     found.TimeZone,
		firstDay: plan.DayOf(a.now(), zone) - feedLookBack,
	}
	if found.Feed.Scope == plan.ScopeChannel {
		key.revision = found.ChannelRevision
	}
	if found.Feed.Gaps {
		key.site = site
	}
	if document, ok := a.feeds.documents.Get(key); ok {
		return document, nil
	}
	rendered, err, _ := a.feeds.rendering.Do(fmt.Sprint(key), func() (any, error) {
		document, err := a.renderFeed(context.WithoutCancel(ctx), found, zone, key.site)
		if err == nil {
			a.feeds.documents.Add(key, document, len(document.Body)+len(document.Gzip))
		}
		return document, err
	})
	if err != nil {
		return nil, err
	}
	return rendered.(*renderedFeed), nil
}

// renderFeed reads what the feed shows and writes its calendar.
func (a *App) renderFeed(ctx context.Context, found store.FeedLookup, zone *time.Location, site string) (*renderedFeed, error) {
	now, feed := a.now(), found.Feed
	var calendar ical.Calendar
	var events []ical.Event
	err := a.store.Read(ctx, func(tx *store.Tx) (err error) {
		v := &view{Tx: tx, ws: feed.WorkspaceID, now: now}
		calendar, events, err = v.calendarOf(feed, zone, site)
		return err
	})
	if err != nil {
		return nil, err
	}
	rendering, err := a.feeds.renderer.Render(calendar, events)
	if err != nil {
		return nil, fmt.Errorf("rendering feed %s: %w", feed.ID, err)
	}
	compressed, err := rendering.Gzip()
	if err != nil {
		return nil, fmt.Errorf("compressing feed %s: %w", feed.ID, err)
	}
	return &renderedFeed{
		FeedDocument: FeedDocument{Body: rendering.Body, Gzip: compressed, ETag: rendering.ETag, LastModified: a.feedModified(found, rendering.ETag, now)},
		trimmed:      rendering.Trimmed,
	}, nil
}

// calendarOf reads what a feed shows. Days are those of a zone, links to gaps begin
// with site.
func (v *view) calendarOf(feed plan.Feed, zone *time.Location, site string) (calendar ical.Calendar, events []ical.Event, err error) {
	calendar = ical.Calendar{
		Options: ical.Options{Language: feed.Language, Sequence: feed.Sequence, Stamp: feed.RenderedAt},
		Name:    feed.Name, Zone: zone, Today: plan.DayOf(v.now, zone),
	}
	if calendar.InstanceID, err = v.InstanceID(); err != nil {
		return calendar, nil, err
	}
	events, calendar.Color, err = v.entryEvents(feed, calendar.Today)
	calendar.Color = cmp.Or(calendar.Color, feedColor)
	if err != nil || !feed.Gaps {
		return calendar, events, err
	}
	gaps, err := v.gapEvents(feed, calendar.Today, site)
	return calendar, append(events, gaps...), err
}

// feedColor is that of a feed of several channels, or of one without a colour.
const feedColor = "#2f5d8a"

// feedModified tells since when the feed has had these bytes. The time is kept
// with their ETag, so that it is true across restarts and replicas; it is written
// down later, for who reads a feed never waits for who writes.
func (a *App) feedModified(found store.FeedLookup, etag string, now time.Time) time.Time {
	if found.ETag == etag {
		return found.ModifiedAt
	}
	a.noteUse("bytes:"+found.Feed.ID, func(tx *store.Tx) error {
		_, err := tx.FeedModified(found.Feed.WorkspaceID, found.Feed.ID, etag, now)
		return err
	})
	return now
}

// feedStates returns the states a feed shows; none named means planned to
// published, with dated ideas only where asked for.
func feedStates(feed plan.Feed) []plan.State {
	states := feed.States
	if len(states) == 0 {
		states = []plan.State{plan.Planned, plan.Drafting, plan.InReview, plan.Approved, plan.Published}
	}
	if feed.Ideas {
		states = append([]plan.State{plan.Idea}, states...)
	}
	return states
}

// entryEvents returns the events of a feed's entries, and the colour of the
// channel where the feed is of one.
func (v *view) entryEvents(feed plan.Feed, today plan.Day) (events []ical.Event, color string, err error) {
	filter := store.FeedEntryFilter{
		ChannelIDs: feed.ChannelIDs, TopicIDs: feed.TopicIDs, States: feedStates(feed), From: today - feedLookBack,
	}
	if feed.Scope == plan.ScopeMember {
		filter.OwnerID = feed.MemberID
	}
	if feed.Cancelled {
		filter.CancelledSince = v.now.AddDate(0, 0, -cancelledLookBack)
	}
	if len(feed.ChannelIDs) == 1 {
		channel, err := v.Channel(v.ws, feed.ChannelIDs[0])
		if err != nil {
			return nil, "", err
		}
		color = channel.Color
	}
	entries, err := v.FeedEntries(v.ws, filter)
	if err != nil {
		return nil, "", err
	}
	for i := range entries {
		e := &entries[i]
		names := ical.Names{Channel: e.ChannelName, Topic: e.TopicName, Owner: e.OwnerName}
		if event, dated := ical.EntryEvent(&e.Entry, names); dated {
			events = append(events, event)
		}
	}
	return events, color, nil
}

// gapEvents returns the events of the live gaps in a feed's scope that are not
// over before its window.
func (v *view) gapEvents(feed plan.Feed, today plan.Day, site string) (events []ical.Event, err error) {
	rendered, err := v.renderedNames()
	if err != nil {
		return nil, err
	}
	filter := store.GapFilter{
		ChannelIDs: feed.ChannelIDs,
		States:     []continuity.GapState{continuity.Open, continuity.Accepted},
		Overlaps:   &plan.Span{From: today - feedLookBack, To: plan.LastDay},
	}
	if feed.Scope == plan.ScopeMember {
		filter.OwnerIDs = []string{feed.MemberID}
	}
	err = eachPage(func(page store.Page) (string, error) {
		gaps, next, err := v.Gaps(v.ws, filter, page)
		for i := range gaps {
			event, err := v.gapEvent(&gaps[i], rendered)
			if err != nil {
				return "", err
			}
			event.Link = gapLink(site, &gaps[i])
			events = append(events, event)
		}
		return next, err
	})
	return events, err
}

// gapLink leads to a gap in the planner, and to what would fill it where an entry
// can. "" where nobody has said how people reach the server.
func gapLink(site string, gap *continuity.Gap) string {
	if site == "" {
		return ""
	}
	link := site + "/w/" + url.PathEscape(gap.WorkspaceID) + "/gaps?gap=" + url.QueryEscape(gap.ID)
	if gap.Rule.Fillable() {
		link += "&fill=" + url.QueryEscape(gap.ID)
	}
	return link
}

// gapEvent renders a gap. A gap has no stamp of what its event shows: it is the
// last change of the gap, its channel, its owner or its subject. Since that only
// grows, so do the seconds from the gap's beginning to it, which are its sequence.
func (v *view) gapEvent(gap *continuity.Gap, rendered renderedNames) (ical.Event, error) {
	subject, subjectChanged, err := v.subjectOf(gap)
	if err != nil {
		return ical.Event{}, err
	}
	channel, owner := rendered.channels[gap.ChannelID], rendered.members[gap.OwnerID]
	event := ical.GapEvent(gap, ical.Names{Channel: channel.Name, Owner: owner.Name}, subject)
	event.Stamp = latest(gap.UpdatedAt, channel.UpdatedAt, owner.UpdatedAt, subjectChanged)
	event.Sequence = int(event.Stamp.Sub(gap.CreatedAt) / time.Second)
	return event, nil
}

func latest(times ...time.Time) time.Time {
	return slices.MaxFunc(times, time.Time.Compare).UTC().Truncate(time.Second)
}

// renderedNames are the channels and members whose names events show.
type renderedNames struct {
	channels map[string]plan.Channel
	members  map[string]plan.Member
}

func (v *view) renderedNames() (renderedNames, error) {
	rendered := renderedNames{channels: map[string]plan.Channel{}, members: map[string]plan.Member{}}
	err := eachPage(func(page store.Page) (string, error) {
		channels, next, err := v.Channels(v.ws, store.ChannelFilter{}, page)
		for _, channel := range channels {
			rendered.channels[channel.ID] = channel
		}
		return next, err
	})
	if err != nil {
		return rendered, err
	}
	err = eachPage(func(page store.Page) (string, error) {
		members, next, err := v.Members(v.ws, store.MemberFilter{}, page)
		for _, member := range members {
			rendered.members[member.ID] = member
		}
		return next, err
	})
	return rendered, err
}
