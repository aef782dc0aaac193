package store

import (
	"fmt"
	"time"
)

// FeedModified returns since when a feed has had the bytes of an ETag. Where it
// had others before, or was never rendered, that is now, and is kept.
func (tx *Tx) FeedModified(ws, id, etag string, now time.Time) (time.Time, error) {
	_, err := tx.execCount(`UPDATE feeds SET etag = ?, modified_at = ? WHERE workspace_id = ? AND id = ? AND etag <> ?`,
		etag, unixOf(now), ws, id, etag)
	if err != nil {
		return time.Time{}, fmt.Errorf("note that a feed changed: %w", err)
	}
	var modified int64
	if err := tx.row(`SELECT modified_at FROM feeds WHERE workspace_id = ? AND id = ?`, ws, id).Scan(&modified); err != nil {
		return time.Time{}, notFound("feed", err)
	}
	return timeOf(modified), nil
}
