package store

import (
	"fmt"
	"time"

	"stetig/internal/plan"
)

func feedRefusals() refusals {
	return refusals{
		duplicate: "This feed exists already, or it names a channel twice.",
		missing:   "A channel or a member of this feed is not in this workspace.",
	}
}

// CreateFeed stores a new feed and sets its version to 1.
func (tx *Tx) CreateFeed(f *plan.Feed) error {
	f.Version = 1
	row, err := rowOfFeed(f)
	if err != nil {
		return err
	}
	if err := tx.create("feed", &row, feedRefusals()); err != nil {
		return err
	}
	return tx.addFeedChannels(f)
}

// UpdateFeed stores a changed feed, all but its creator, token and what TouchFeed
// notes, and raises its version. plan.CodeStale where the stored version is another.
func (tx *Tx) UpdateFeed(f *plan.Feed) error {
	row, err := rowOfFeed(f)
	if err != nil {
		return err
	}
	row.Version++
	key := identity{"feed", f.WorkspaceID, f.ID, f.Version}
	err = tx.update(key, &row, feedRefusals(), "CreatedBy", "TokenHash", "LastFetchAt", "LastClient", "Trimmed")
	if err != nil {
		return err
	}
	if err := tx.exec(`DELETE FROM feed_channels WHERE workspace_id = ? AND feed_id = ?`, f.WorkspaceID, f.ID); err != nil {
		return fmt.Errorf("change the feed's channels: %w", err)
	}
	if err := tx.addFeedChannels(f); err != nil {
		return err
	}
	f.Version = row.Version
	return nil
}

func (tx *Tx) addFeedChannels(f *plan.Feed) error {
	if len(f.ChannelIDs) == 0 {
		return nil
	}
	rows := make([]feedChannelRow, len(f.ChannelIDs))
	for i, id := range f.ChannelIDs {
		rows[i] = feedChannelRow{WorkspaceID: f.WorkspaceID, FeedID: f.ID, Position: i, ChannelID: id}
	}
	return tx.create("feed's channels", &rows, feedRefusals())
}

// Feed returns a feed, revoked or not, or plan.CodeNotFound.
func (tx *Tx) Feed(ws, id string) (plan.Feed, error) {
	row, err := take[feedRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "feed")
	if err != nil {
		return plan.Feed{}, err
	}
	feeds, err := tx.withChannels(ws, []feedRow{row})
	if err != nil {
		return plan.Feed{}, err
	}
	return feeds[0], nil
}

// FeedFilter narrows a list of feeds; its zero value is all of them.
type FeedFilter struct {
	CreatedBy string // a member's id, "" for everybody's
	Revoked   *bool  // nil: revoked ones too
}

// Feeds lists feeds, oldest first.
func (tx *Tx) Feeds(ws string, filter FeedFilter, page Page) ([]plan.Feed, string, error) {
	query := tx.db.Where("workspace_id = ?", ws)
	if filter.CreatedBy != "" {
		query = query.Where("created_by = ?", filter.CreatedBy)
	}
	if filter.Revoked != nil {
		query = query.Where("(revoked_at IS NOT NULL) = ?", *filter.Revoked)
	}
	var id string
	if more, err := page.after("feeds", &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("id > ?", id)
	}
	rows, next, err := list(query.Order("id"), "feeds", page, func(r feedRow) []any { return []any{r.ID} })
	if err != nil {
		return nil, "", err
	}
	feeds, err := tx.withChannels(ws, rows)
	return feeds, next, err
}

func (tx *Tx) withChannels(ws string, rows []feedRow) ([]plan.Feed, error) {
	ids := convert(rows, func(r feedRow) string { return r.ID })
	var named []feedChannelRow
	if err := tx.db.Where("workspace_id = ? AND feed_id IN ?", ws, ids).Order("feed_id, position").Find(&named).Error; err != nil {
		return nil, fmt.Errorf("read the channels of feeds: %w", err)
	}
	channels := make(map[string][]string)
	for _, n := range named {
		channels[n.FeedID] = append(channels[n.FeedID], n.ChannelID)
	}
	feeds := make([]plan.Feed, len(rows))
	for i, row := range rows {
		var err error
		if feeds[i], err = row.feed(channels[row.ID]); err != nil {
			return nil, err
		}
	}
	return feeds, nil
}

// TouchFeed notes the last fetch of a feed: when, by what client, and how many
// past events were left out for its size. It bumps no version.
func (tx *Tx) TouchFeed(id string, at time.Time, client string, trimmed int) error {
	err := tx.exec(`UPDATE feeds SET last_fetch_at = ?, last_client = ?, trimmed = ? WHERE id = ?`, unixOf(at), client, trimmed, id)
	if err != nil {
		return fmt.Errorf("note the fetch of a feed: %w", err)
	}
	return nil
}

// RevokeFeedsOf ends all feeds that a user's members have made, for good.
func (tx *Tx) RevokeFeedsOf(userID string, at time.Time) error {
	err := tx.exec(`UPDATE feeds SET revoked_at = ?, version = version + 1
		WHERE revoked_at IS NULL AND created_by IN (SELECT id FROM members WHERE user_id = ?)`, unixOf(at), userID)
	if err != nil {
		return fmt.Errorf("revoke the feeds of a user: %w", err)
	}
	return nil
}
