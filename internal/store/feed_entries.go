package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"stetig/internal/plan"
)

// FeedEntry is an entry with what a calendar shows beside it. Its copy is cut
// after excerptLength characters, its extra columns are left out.
type FeedEntry struct {
	plan.Entry
	Day          plan.Day // local day in the channel's zone
	ChannelName  string
	ChannelColor string // "#rrggbb", "" for none
	TimeZone     string // the channel's
	TopicName    string // "" for none; a deleted topic's too
	EffectiveID  string // the member who has it: its own owner, else its plan's, else its channel's; "" for none
	OwnerName    string // their name

	order int64 // local_time
}

// excerptLength is how much of a copy a feed entry has, in characters.
const excerptLength = 1000

// FeedEntryFilter says what a feed shows. Undated entries it never does.
type FeedEntryFilter struct {
	ChannelIDs []string     // empty: every channel
	TopicIDs   []string     // empty: every topic, and none
	OwnerID    string       // the member who has the entries; "" for everybody's
	States     []plan.State // empty: planned to published
	From       plan.Day     // first local day

	// CancelledSince, where set, adds what was cancelled or deleted since; of
	// the deleted ones those that the feed showed.
	CancelledSince time.Time
}

// feedOwner is effectiveOwner where plan and channel are joined already.
const feedOwner = `COALESCE(e.owner_id, p.owner_id, ` + acceptedOwner + `)`

// A feed's entries are joined by keys alone, once per entry of the window.
const feedEntriesColumns = `
SELECT e.id, e.workspace_id, e.channel_id, e.topic_id, e.owner_id, e.title, substr(e.copy, 1, ?), e.link, e.format, e.state,
	e.publish_at, e.publish_on, e.published_at, e.local_day, e.local_time, e.created_by, e.created_at, e.updated_at,
	e.rendered_at, e.sequence, e.deleted_at, e.version,
	c.name, c.color, c.time_zone, t.name, ` + feedOwner + `, o.name
FROM `
const feedEntriesJoins = `
JOIN channels c ON c.id = e.channel_id
LEFT JOIN topics t ON t.id = e.topic_id
LEFT JOIN plans p ON p.workspace_id = e.workspace_id AND p.channel_id = e.channel_id AND p.deleted_at IS NULL
	AND p.starts_on <= e.local_day AND p.ends_on >= e.local_day
LEFT JOIN members o ON o.id = ` + feedOwner + `
WHERE `

// FeedEntries returns what a feed shows, ordered by local day, then time, then id.
func (tx *Tx) FeedEntries(ws string, filter FeedEntryFilter) ([]FeedEntry, error) {
	shown := filter.States
	if len(shown) == 0 {
		shown = []plan.State{plan.Planned, plan.Drafting, plan.InReview, plan.Approved, plan.Published}
	}
	w := filter.where(ws)
	w.and("e.deleted_at IS NULL")
	andIn(&w, "e.state", shown)
	index := ""
	if len(filter.ChannelIDs) > 0 {
		index = "entries_by_channel"
	}
	entries, err := tx.feedEntries(nil, index, w)
	if err != nil || filter.CancelledSince.IsZero() {
		return entries, err
	}
	since := unixOf(filter.CancelledSince)
	if !slices.Contains(shown, plan.Cancelled) {
		w = filter.where(ws)
		w.and("e.deleted_at IS NULL AND e.state = 'cancelled' AND e.updated_at >= ?", since)
		if entries, err = tx.feedEntries(entries, index, w); err != nil {
			return nil, err
		}
	}
	w = filter.where(ws)
	w.and("e.deleted_at IS NOT NULL AND e.deleted_at >= ?", since)
	andIn(&w, "e.state", shown)
	if entries, err = tx.feedEntries(entries, "", w); err != nil {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b FeedEntry) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.order, b.order), cmp.Compare(a.ID, b.ID))
	})
	return entries, nil
}

func (f FeedEntryFilter) where(ws string) where {
	var w where
	w.and("e.workspace_id = ? AND e.local_day >= ? AND e.local_day < ?", ws, f.From, undatedDay)
	andIn(&w, "e.channel_id", f.ChannelIDs)
	andIn(&w, "e.topic_id", f.TopicIDs)
	if f.OwnerID != "" {
		w.and(feedOwner+" = ?", f.OwnerID)
	}
	return w
}

func (tx *Tx) feedEntries(entries []FeedEntry, index string, w where) ([]FeedEntry, error) {
	query := feedEntriesColumns + tx.through("entries", "e", index) + feedEntriesJoins + w.String() + ` ORDER BY e.local_day, e.local_time, e.id`
	err := tx.each(query, append([]any{excerptLength}, w.args...), func(rows *sql.Rows) error {
		var r entryRow
		var f FeedEntry
		var topic, owner, ownerName ref
		err := rows.Scan(&r.ID, &r.WorkspaceID, &r.ChannelID, &r.TopicID, &r.OwnerID, &r.Title, &r.Copy, &r.Link, &r.Format, &r.State,
			&r.PublishAt, &r.PublishOn, &r.PublishedAt, &r.LocalDay, &r.LocalTime, &r.CreatedBy, &r.CreatedAt, &r.UpdatedAt,
			&r.RenderedAt, &r.Sequence, &r.DeletedAt, &r.Version,
			&f.ChannelName, &f.ChannelColor, &f.TimeZone, &topic, &owner, &ownerName)
		if err != nil {
			return err
		}
		f.Day, f.order = plan.Day(r.LocalDay), r.LocalTime
		f.TopicName, f.EffectiveID, f.OwnerName = string(topic), string(owner), string(ownerName)
		f.Entry, err = r.entry()
		entries = append(entries, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the entries of a feed: %w", err)
	}
	return entries, nil
}
