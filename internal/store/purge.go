package store

import (
	"fmt"
	"time"
)

// purges delete for good, in an order in which nothing is left pointing at
// nothing. A topic that an entry or a theme still names stays.
const (
	purgeEntries = `DELETE FROM entries WHERE deleted_at IS NOT NULL AND deleted_at < ?`
	purgeThemes  = `DELETE FROM themes WHERE plan_id IN (SELECT id FROM plans WHERE deleted_at IS NOT NULL AND deleted_at < ?)`
	purgePlans   = `DELETE FROM plans WHERE deleted_at IS NOT NULL AND deleted_at < ?`
	purgeTopics  = `DELETE FROM topics WHERE deleted_at IS NOT NULL AND deleted_at < ?
		AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.workspace_id = topics.workspace_id AND e.topic_id = topics.id)
		AND NOT EXISTS (SELECT 1 FROM themes h WHERE h.workspace_id = topics.workspace_id AND h.topic_id = topics.id)`
)

// DeletePurge deletes for good what was deleted before a time, in every
// workspace: entries, plans with their themes, and topics nothing names any
// more. It returns how many rows went.
func (tx *Tx) DeletePurge(before time.Time) (int64, error) {
	var gone int64
	for _, purge := range []string{purgeEntries, purgeThemes, purgePlans, purgeTopics} {
		n, err := tx.execCount(purge, unixOf(before))
		if err != nil {
			return 0, fmt.Errorf("delete for good: %w", err)
		}
		gone += n
	}
	return gone, nil
}
