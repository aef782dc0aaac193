package store

import (
	"database/sql"
	"fmt"
	"time"
)

// stateConditions say in SQL what Outgoing.State says in Go.
func stateConditions() map[OutgoingState]string {
	const open = "sent_at IS NULL AND given_up_at IS NULL AND dropped_at IS NULL"
	return map[OutgoingState]string{
		OutgoingWaiting: open + " AND outcome = ''",
		OutgoingFailed:  open + " AND outcome <> ''",
		OutgoingSent:    "sent_at IS NOT NULL",
		OutgoingGivenUp: "sent_at IS NULL AND dropped_at IS NULL AND given_up_at IS NOT NULL",
		OutgoingDropped: "sent_at IS NULL AND dropped_at IS NOT NULL",
	}
}

// OutgoingList lists the outbox, what was posted last first; of one state only,
// "" for all.
func (tx *Tx) OutgoingList(state OutgoingState, page Page) ([]Outgoing, string, error) {
	query := tx.db.Order("id DESC")
	if state != "" {
		query = query.Where(stateConditions()[state])
	}
	var id string
	if more, err := page.after("outbox", &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("id < ?", id)
	}
	rows, next, err := list(query, "outbox", page, func(r outgoingRow) []any { return []any{r.ID} })
	return convert(rows, outgoingRow.outgoing), next, err
}

// OpenOutgoing tells how much is neither sent nor settled otherwise, and since
// when the oldest of it waits; zero where there is none.
func (tx *Tx) OpenOutgoing() (count int, oldest time.Time, err error) {
	var since sql.NullInt64
	err = tx.row(`SELECT COUNT(*), MIN(created_at) FROM outbox WHERE sent_at IS NULL AND given_up_at IS NULL AND dropped_at IS NULL`).Scan(&count, &since)
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("count waiting mail: %w", err)
	}
	if since.Valid {
		oldest = timeOf(since.Int64)
	}
	return count, oldest, nil
}
