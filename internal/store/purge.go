package store

import (
	"fmt"
	"time"
)

// purges delete for good, in an order in which nothing is left pointing at
// nothing. A topic that an entry or a theme still names stays.
const (
	purgeMentionsOfEntries = `DELETE FROM comment_mentions WHERE comment_id IN (
		SELECT c.id FROM entries e JOIN comments c ON c.entry_id = e.id WHERE e.deleted_at IS NOT NULL AND e.deleted_at < ?)`
	purgeCommentsOfEntries = `DELETE FROM comments WHERE entry_id IN (SELECT id FROM entries WHERE deleted_at IS NOT NULL AND deleted_at < ?)`
	purgeMentions          = `DELETE FROM comment_mentions WHERE comment_id IN (SELECT id FROM comments WHERE deleted_at IS NOT NULL AND deleted_at < ?)`
	purgeComments          = `DELETE FROM comments WHERE deleted_at IS NOT NULL AND deleted_at < ?`
	purgeEntries           = `DELETE FROM entries WHERE deleted_at IS NOT NULL AND deleted_at < ?`
	purgeEntriesOfBulks    = `DELETE FROM bulk_entries WHERE bulk_id IN (SELECT id FROM bulks WHERE at < ?)`
	purgeBulks             = `DELETE FROM bulks WHERE at < ?`
	purgeGapsOfBulks       = `DELETE FROM gap_bulk_gaps WHERE bulk_id IN (SELECT id FROM gap_bulks WHERE at < ?)`
	purgeGapBulks          = `DELETE FROM gap_bulks WHERE at < ?`
	purgeThemes            = `DELETE FROM themes WHERE plan_id IN (SELECT id FROM plans WHERE deleted_at IS NOT NULL AND deleted_at < ?)`
	purgePlans             = `DELETE FROM plans WHERE deleted_at IS NOT NULL AND deleted_at < ?`
	purgeTopics            = `DELETE FROM topics WHERE deleted_at IS NOT NULL AND deleted_at < ?
		AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.workspace_id = topics.workspace_id AND e.topic_id = topics.id)
		AND NOT EXISTS (SELECT 1 FROM themes h WHERE h.workspace_id = topics.workspace_id AND h.topic_id = topics.id)`
)

// DeletePurge deletes for good what was deleted before a time, in every
// workspace: entries with their comments, comments, plans with their themes, and
// topics nothing names any more; and what was kept to undo changes of many
// entries, or gaps, made before. It returns how many rows went.
func (tx *Tx) DeletePurge(before time.Time) (int64, error) {
	var gone int64
	for _, purge := range []string{
		purgeMentionsOfEntries, purgeCommentsOfEntries, purgeMentions, purgeComments, purgeEntries, purgeEntriesOfBulks, purgeBulks,
		purgeGapsOfBulks, purgeGapBulks, purgeThemes, purgePlans, purgeTopics,
	} {
		n, err := tx.execCount(purge, unixOf(before))
		if err != nil {
			return 0, fmt.Errorf("delete for good: %w", err)
		}
		gone += n
	}
	return gone, nil
}
