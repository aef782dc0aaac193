package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"stetig/internal/plan"
)

// insertBatch is how many entries go into one INSERT: wide rows, and SQLite
// takes at most 32,766 values in a statement.
const insertBatch = 200

func entryRefusals() refusals {
	return refusals{
		duplicate: "This entry exists already, or the same row of a sheet was imported before.",
		missing:   "The channel, the topic, the owner or the approver of this entry is not in this workspace.",
	}
}

// CreateEntry stores a new entry and sets its version to 1. zone is its
// channel's: with it the entry is placed on its local day and ISO week.
func (tx *Tx) CreateEntry(e *plan.Entry, zone *time.Location) error {
	e.Version = 1
	row, err := rowOfEntry(e, zone)
	if err != nil {
		return err
	}
	tx.learn(row.WorkspaceID, row.SearchText)
	return tx.create("entry", &row, entryRefusals())
}

// CreateEntries stores many new entries, all of channels in zone, and sets their
// versions to 1.
func (tx *Tx) CreateEntries(entries []*plan.Entry, zone *time.Location) error {
	imported := make([]ImportedEntry, len(entries))
	for i, e := range entries {
		imported[i].Entry = e
	}
	return tx.ImportEntries(imported, zone)
}

// ImportedEntry is an entry with the key of the row it came from.
type ImportedEntry struct {
	Entry *plan.Entry
	Key   string // unique in its channel; "" for none
}

// ImportEntries is CreateEntries for rows of a sheet. A key that an entry of the
// channel has already is plan.CodeConflict; ImportKeys tells which those are.
func (tx *Tx) ImportEntries(imported []ImportedEntry, zone *time.Location) error {
	rows := make([]entryRow, 0, len(imported))
	for _, in := range imported {
		in.Entry.Version = 1
		row, err := rowOfEntry(in.Entry, zone)
		if err != nil {
			return err
		}
		row.ImportKey = ref(in.Key)
		tx.learn(row.WorkspaceID, row.SearchText)
		rows = append(rows, row)
	}
	// Neighbours in a channel's calendar become neighbours in the file.
	slices.SortStableFunc(rows, func(a, b entryRow) int {
		return cmp.Or(cmp.Compare(a.ChannelID, b.ChannelID), cmp.Compare(a.LocalDay, b.LocalDay), cmp.Compare(a.LocalTime, b.LocalTime))
	})
	for batch := range slices.Chunk(rows, insertBatch) {
		if err := tx.create("entries", &batch, entryRefusals()); err != nil {
			return err
		}
	}
	return nil
}

// ImportKeys returns, for those of the keys that an entry of the channel has, the
// entry's id.
func (tx *Tx) ImportKeys(ws, channelID string, keys []string) (map[string]string, error) {
	known := make(map[string]string)
	for batch := range slices.Chunk(keys, 500) {
		var w where
		w.and("workspace_id = ? AND channel_id = ? AND deleted_at IS NULL AND import_key IS NOT NULL", ws, channelID)
		andIn(&w, "import_key", batch)
		err := tx.each(`SELECT import_key, id FROM entries WHERE `+w.String(), w.args, func(rows *sql.Rows) error {
			var key, id string
			err := rows.Scan(&key, &id)
			known[key] = id
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("look for imported entries: %w", err)
		}
	}
	return known, nil
}

// UpdateEntry stores a changed entry, placed anew with its channel's zone, and
// raises its version. DeletedAt deletes it or brings it back; Sequence and
// RenderedAt are the caller's to raise. plan.CodeStale where the stored version
// is another.
func (tx *Tx) UpdateEntry(e *plan.Entry, zone *time.Location) error {
	row, err := rowOfEntry(e, zone)
	if err != nil {
		return err
	}
	if !tx.texts.has(e) {
		tx.learn(row.WorkspaceID, row.SearchText)
	}
	row.Version++
	key := identity{"entry", e.WorkspaceID, e.ID, e.Version}
	if err := tx.update(key, &row, entryRefusals(), "ImportKey", "CreatedBy"); err != nil {
		return err
	}
	e.Version = row.Version
	return nil
}

// Entry returns an entry, or plan.CodeNotFound. A deleted one is found only with withDeleted.
func (tx *Tx) Entry(ws, id string, withDeleted bool) (plan.Entry, error) {
	query := `SELECT ` + entryColumns + ` FROM entries e WHERE e.id = ? AND e.workspace_id = ?`
	if !withDeleted {
		query += ` AND e.deleted_at IS NULL`
	}
	var found []plan.Entry
	err := tx.each(query, []any{id, ws}, func(rows *sql.Rows) error {
		var row entryRow
		if err := row.scan(rows); err != nil {
			return err
		}
		e, err := row.entry()
		found = append(found, e)
		return err
	})
	if err == nil && len(found) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return plan.Entry{}, notFound("entry", err)
	}
	tx.texts.read(found[0])
	return found[0], nil
}
