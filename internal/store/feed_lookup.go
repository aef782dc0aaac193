package store

import (
	"context"
	"database/sql"
	"time"

	"stetig/internal/plan"
)

// FeedLookup is all that must be known to answer a calendar program: the feed,
// and whether what was rendered for it before still holds.
type FeedLookup struct {
	Feed              plan.Feed
	WorkspaceRevision int64  // grows with every change in the workspace
	ChannelRevision   int64  // sum over the channels the feed names: grows with every change in one of them
	TimeZone          string // the channel's where the feed names just one, else the workspace's
	CreatorActive     bool   // a feed dies with the member who made it, and with their user

	ETag       string    // of the bytes it had when it was last rendered, "" for never
	ModifiedAt time.Time // since when it has had those
}

// feedByTokenQuery is read with each fetch of a feed: a row for each channel the
// feed names, or one.
const feedByTokenQuery = `
SELECT f.id, f.workspace_id, f.created_by, f.name, f.slug, f.token_hash, f.scope, f.member_id, f.topic_ids, f.states,
	f.ideas, f.gaps, f.cancelled, f.language, f.sequence, f.rendered_at, f.last_fetch_at, f.last_client, f.trimmed,
	f.created_at, f.updated_at, f.version,
	w.revision, w.time_zone, m.deactivated_at IS NULL AND m.removed_at IS NULL AND u.deactivated_at IS NULL, f.etag, f.modified_at, c.id, c.revision, c.time_zone
FROM feeds f
JOIN workspaces w ON w.id = f.workspace_id
JOIN members m ON m.id = f.created_by
LEFT JOIN users u ON u.id = m.user_id
LEFT JOIN feed_channels fc ON fc.feed_id = f.id
LEFT JOIN channels c ON c.id = fc.channel_id
WHERE f.token_hash = ? AND f.revoked_at IS NULL
ORDER BY fc.position`

// FeedByToken is Tx.FeedByToken for a single look, without a transaction.
func (s *Store) FeedByToken(ctx context.Context, hash []byte) (FeedLookup, error) {
	return s.single(ctx).FeedByToken(hash)
}

// FeedByToken returns the feed whose token has this SHA-256 and what its
// rendering depends on, in one indexed read. A feed unknown or revoked is
// plan.CodeNotFound.
func (tx *Tx) FeedByToken(hash []byte) (FeedLookup, error) {
	var found FeedLookup
	var row feedRow
	var channelIDs []string
	var channelZone string
	err := tx.each(feedByTokenQuery, []any{hash}, func(rows *sql.Rows) error {
		var channelID, zone ref
		var revision moment // a number that may be missing
		var modified int64
		err := rows.Scan(&row.ID, &row.WorkspaceID, &row.CreatedBy, &row.Name, &row.Slug, &row.TokenHash, &row.Scope, &row.MemberID,
			&row.TopicIDs, &row.States, &row.Ideas, &row.Gaps, &row.Cancelled, &row.Language, &row.Sequence, &row.RenderedAt,
			&row.LastFetchAt, &row.LastClient, &row.Trimmed, &row.CreatedAt, &row.UpdatedAt, &row.Version,
			&found.WorkspaceRevision, &found.TimeZone, &found.CreatorActive, &found.ETag, &modified, &channelID, &revision, &zone)
		if channelID != "" {
			channelIDs = append(channelIDs, string(channelID))
			found.ChannelRevision += int64(revision)
			channelZone = string(zone)
		}
		found.ModifiedAt = timeOf(modified)
		return err
	})
	if err == nil && row.ID == "" {
		err = sql.ErrNoRows
	}
	if err != nil {
		return FeedLookup{}, notFound("feed", err)
	}
	if len(channelIDs) == 1 {
		found.TimeZone = channelZone
	}
	found.Feed, err = row.feed(channelIDs)
	return found, err
}
