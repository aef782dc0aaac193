package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"stetig/internal/plan"
)

// Bulk is a change of many entries at once, kept so that it can be undone.
type Bulk struct {
	ID          string
	WorkspaceID string
	MemberID    string // who made it
	At          time.Time
	UndoneAt    time.Time // zero: it stands
}

// BulkEntry is what an entry was before a bulk changed it.
type BulkEntry struct {
	EntryID string
	Version int // that the bulk left it with
	Was     EntryBefore
}

// EntryBefore is all of an entry that a bulk may change.
type EntryBefore struct {
	State       plan.State `json:"state"`
	PublishAt   time.Time  `json:"publish_at,omitzero"`
	PublishOn   *plan.Day  `json:"publish_on,omitempty"`
	PublishedAt time.Time  `json:"published_at,omitzero"`
	OwnerID     string     `json:"owner_id,omitempty"`
	TopicID     string     `json:"topic_id,omitempty"`
	DeletedAt   time.Time  `json:"deleted_at,omitzero"`
}

type bulkRow struct {
	ID          string
	WorkspaceID string
	MemberID    string
	At          int64
	UndoneAt    moment
}

func (bulkRow) TableName() string { return "bulks" }

type bulkEntryRow struct {
	WorkspaceID string
	BulkID      string
	EntryID     string
	Version     int
	Was         string
}

func (bulkEntryRow) TableName() string { return "bulk_entries" }

// CreateBulk keeps a bulk with what its entries were.
func (tx *Tx) CreateBulk(b Bulk, entries []BulkEntry) error {
	row := bulkRow{ID: b.ID, WorkspaceID: b.WorkspaceID, MemberID: b.MemberID, At: unixOf(b.At), UndoneAt: momentOf(b.UndoneAt)}
	if err := tx.create("bulk", &row, refusals{missing: "There is no such workspace or member."}); err != nil {
		return err
	}
	rows := make([]bulkEntryRow, len(entries))
	for i, e := range entries {
		was, err := jsonOf(e.Was)
		if err != nil {
			return err
		}
		rows[i] = bulkEntryRow{WorkspaceID: b.WorkspaceID, BulkID: b.ID, EntryID: e.EntryID, Version: e.Version, Was: was}
	}
	for batch := range slices.Chunk(rows, insertBatch) {
		if err := tx.create("bulk", &batch, refusals{}); err != nil {
			return err
		}
	}
	return nil
}

// Bulk returns a bulk with its entries in the order of their ids, or
// plan.CodeNotFound.
func (tx *Tx) Bulk(ws, id string) (Bulk, []BulkEntry, error) {
	row, err := take[bulkRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "bulk change")
	if err != nil {
		return Bulk{}, nil, err
	}
	var entries []BulkEntry
	query := `SELECT entry_id, version, was FROM bulk_entries WHERE bulk_id = ? ORDER BY entry_id`
	err = tx.each(query, []any{id}, func(rows *sql.Rows) error {
		var e BulkEntry
		var was string
		if err := rows.Scan(&e.EntryID, &e.Version, &was); err != nil {
			return err
		}
		entries = append(entries, e)
		return fromJSON(was, &entries[len(entries)-1].Was)
	})
	if err != nil {
		return Bulk{}, nil, fmt.Errorf("read a bulk change: %w", err)
	}
	return Bulk{
		ID: row.ID, WorkspaceID: row.WorkspaceID, MemberID: row.MemberID, At: timeOf(row.At), UndoneAt: row.UndoneAt.time(),
	}, entries, nil
}

// MarkBulkUndone notes that a bulk was undone; plan.CodeStale where it was so already.
func (tx *Tx) MarkBulkUndone(ws, id string, at time.Time) error {
	n, err := tx.execCount(`UPDATE bulks SET undone_at = ? WHERE workspace_id = ? AND id = ? AND undone_at IS NULL`, unixOf(at), ws, id)
	if err != nil {
		return fmt.Errorf("note that a bulk change was undone: %w", err)
	}
	if n == 0 {
		return stale("bulk change")
	}
	return nil
}

// EntriesByID returns those of the entries that there are, deleted ones too.
func (tx *Tx) EntriesByID(ws string, ids []string) (map[string]plan.Entry, error) {
	found := make(map[string]plan.Entry, len(ids))
	for batch := range slices.Chunk(ids, 500) {
		var w where
		w.and("e.workspace_id = ?", ws)
		andIn(&w, "e.id", batch)
		err := tx.each(`SELECT `+entryColumns+` FROM entries e WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
			var row entryRow
			if err := row.scan(rows); err != nil {
				return err
			}
			e, err := row.entry()
			found[e.ID] = e
			tx.texts.read(e)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read entries: %w", err)
		}
	}
	return found, nil
}
