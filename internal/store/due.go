package store

import (
	"database/sql"
	"fmt"
	"time"
)

// ChannelRef names a channel of any workspace.
type ChannelRef struct {
	WorkspaceID string
	ChannelID   string
}

// ChannelsDue lists, across all workspaces and ordered by id, at most limit
// channels whose findings may have changed by now because time passed. after is
// the id of the last channel of the part before, "" to begin: so a channel that
// could not be scanned, and stays due, is asked for once in a round.
func (tx *Tx) ChannelsDue(now time.Time, after string, limit int) ([]ChannelRef, error) {
	var due []ChannelRef
	err := tx.each(channelsDueQuery, []any{unixOf(now), after, limit}, func(rows *sql.Rows) error {
		var c ChannelRef
		err := rows.Scan(&c.WorkspaceID, &c.ChannelID)
		due = append(due, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the channels due for a scan: %w", err)
	}
	return due, nil
}

const channelsDueQuery = `SELECT workspace_id, id FROM channels WHERE scan_due_at <= ? AND id > ? ORDER BY id LIMIT ?`

// SetScanDue notes when the worker has to scan a channel again even if nothing
// changes; the zero time is at once.
func (tx *Tx) SetScanDue(ws, channelID string, at time.Time) error {
	n, err := tx.execCount(`UPDATE channels SET scan_due_at = ? WHERE workspace_id = ? AND id = ?`, unixOf(at), ws, channelID)
	if err != nil {
		return fmt.Errorf("set the channel's next scan: %w", err)
	}
	if n == 0 {
		return notFound("channel", sql.ErrNoRows)
	}
	return nil
}
