package store

import (
	"database/sql"
	"fmt"
)

// WeekCount counts the entries of a channel in one ISO week; each figure
// includes those behind it.
type WeekCount struct {
	ChannelID string
	Week      int // plan.Week.Code
	Planned   int // planned to published, overdue ones too
	Ready     int // approved or published
	Published int
}

const weekCountsQuery = `
SELECT channel_id, local_week, COUNT(*),
	SUM(CASE WHEN state IN ('approved', 'published') THEN 1 ELSE 0 END),
	SUM(CASE WHEN state = 'published' THEN 1 ELSE 0 END)
FROM entries
WHERE workspace_id = ? AND deleted_at IS NULL AND local_week BETWEEN ? AND ?
	AND state IN ('planned', 'drafting', 'in_review', 'approved', 'published') AND `

// WeekCounts counts, by channel and ISO week from one plan.Week.Code to another,
// both inclusive, ordered so. Weeks without an entry are left out; no channel ids
// mean every channel of the workspace.
func (tx *Tx) WeekCounts(ws string, channelIDs []string, fromWeek, toWeek int) ([]WeekCount, error) {
	var w where
	if len(channelIDs) == 0 {
		w.and("channel_id IN (SELECT id FROM channels WHERE workspace_id = ?)", ws)
	}
	andIn(&w, "channel_id", channelIDs)
	var counts []WeekCount
	args := append([]any{ws, fromWeek, toWeek}, w.args...)
	query := weekCountsQuery + w.String() + ` GROUP BY channel_id, local_week ORDER BY channel_id, local_week`
	err := tx.each(query, args, func(rows *sql.Rows) error {
		var c WeekCount
		err := rows.Scan(&c.ChannelID, &c.Week, &c.Planned, &c.Ready, &c.Published)
		counts = append(counts, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count the entries of weeks: %w", err)
	}
	return counts, nil
}
