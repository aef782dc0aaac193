package store

import (
	"database/sql"
	"fmt"
	"time"

	"stetig/internal/plan"
)

// RezoneEntries moves a channel's entries, deleted ones too, to another time
// zone. Entries to be published keep their wall clock ("Tuesday at ten"), so
// their instant moves; published ones keep the instant at which they appeared.
// Each entry that changed has its version, sequence and times of change raised.
func (tx *Tx) RezoneEntries(ws, channelID string, zone *time.Location, at time.Time) error {
	rows, err := tx.timedEntries(ws, channelID)
	if err != nil {
		return fmt.Errorf("read the channel's timed entries: %w", err)
	}
	for _, before := range rows {
		after, err := before.rezoned(zone)
		if err != nil {
			return err
		}
		if after.PublishAt == before.PublishAt && *orZero(after.PublishWall) == *orZero(before.PublishWall) && after.LocalDay == before.LocalDay {
			continue
		}
		err = tx.exec(`UPDATE entries SET publish_at = ?, publish_wall = ?, local_day = ?, local_time = ?, local_week = ?,
				version = version + 1, sequence = sequence + 1, rendered_at = ?, updated_at = ?
			WHERE workspace_id = ? AND id = ?`,
			after.PublishAt, after.PublishWall, after.LocalDay, after.LocalTime, after.LocalWeek, unixOf(at), unixOf(at), ws, after.ID)
		if err != nil {
			return fmt.Errorf("move an entry to another zone: %w", err)
		}
	}
	return nil
}

func (tx *Tx) timedEntries(ws, channelID string) ([]entryRow, error) {
	var found []entryRow
	query := `SELECT id, state, publish_at, publish_wall, publish_on, published_at, local_day FROM entries
		WHERE workspace_id = ? AND channel_id = ? AND (publish_at IS NOT NULL OR published_at IS NOT NULL)`
	err := tx.each(query, []any{ws, channelID}, func(rows *sql.Rows) error {
		var r entryRow
		err := rows.Scan(&r.ID, &r.State, &r.PublishAt, &r.PublishWall, &r.PublishOn, &r.PublishedAt, &r.LocalDay)
		found = append(found, r)
		return err
	})
	return found, err
}

// rezoned is the row with its times as they are in another zone.
func (r entryRow) rezoned(zone *time.Location) (entryRow, error) {
	e, err := r.entry()
	if err != nil {
		return entryRow{}, err
	}
	if e.State != plan.Published && r.PublishWall != nil {
		e.PublishAt = plan.Wall(*r.PublishWall).In(zone).UTC()
	}
	intent := r.PublishWall
	r.place(&e, zone)
	if e.State != plan.Published {
		r.PublishWall = intent // also where the new zone's clocks skip it
	}
	return r, nil
}

func orZero(n *int64) *int64 {
	if n == nil {
		return new(int64)
	}
	return n
}
