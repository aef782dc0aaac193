package store

import (
	"database/sql"
	"fmt"
	"slices"
)

// stretch is how many entries of a list a search reads one by one before it asks
// the index of words. It finds a page of what many entries have sooner than the
// index, which would gather them all and put them in order.
const stretch = 2000

// entryKey is where an entry stands in a list.
type entryKey struct {
	day, time int64
	id        string
}

func (k entryKey) args() []any { return []any{k.day, k.time, k.id} }

const (
	entryOrder = "e.local_day, e.local_time, e.id"
	entryAfter = "(" + entryOrder + ") > (?, ?, ?)"
	entryUpTo  = "(" + entryOrder + ") <= (?, ?, ?)"
)

// findEntries is the part of a list that has the words of a search: first from
// its next stretch, then, where that leaves room, by the index from behind it.
func (tx *Tx) findEntries(ws string, filter EntryFilter, after *entryKey, limit int) ([]entryRow, error) {
	words, err := sought(filter.Search)
	if err != nil || len(words) == 0 { // a search without a word finds nothing
		return nil, err
	}
	end, more, err := tx.stretchEnd(ws, filter, after)
	if err != nil {
		return nil, err
	}
	walk := filter.where(ws, after)
	if more {
		walk.and(entryUpTo, end.args()...)
	}
	walk.andWords("e.search_text", words)
	rows, err := tx.entryRows(filter.from(tx), walk, entryOrder, limit)
	if err != nil || !more || len(rows) == limit {
		return rows, err
	}
	rest, err := tx.indexedEntries(ws, filter, words, end, limit-len(rows))
	return append(rows, rest...), err
}

// stretchEnd returns where the next stretch of a list ends, unless the list does.
func (tx *Tx) stretchEnd(ws string, filter EntryFilter, after *entryKey) (end entryKey, more bool, err error) {
	w := filter.span(ws, after)
	query := `SELECT ` + entryOrder + ` FROM ` + filter.from(tx) + ` WHERE ` + w.String() + ` ORDER BY ` + entryOrder + ` LIMIT 1 OFFSET ?`
	err = tx.each(query, append(w.args, stretch-1), func(r *sql.Rows) error {
		more = true
		return r.Scan(&end.day, &end.time, &end.id)
	})
	if err != nil {
		return end, false, fmt.Errorf("search the entries: %w", err)
	}
	return end, more, nil
}

// roomToGather lets PostgreSQL note each row of a common word until the
// transaction ends. With less memory it notes pages only, and folds the words of
// every row on them once more.
const roomToGather = `SELECT set_config('work_mem', GREATEST(pg_size_bytes(current_setting('work_mem')), 33554432) / 1024 || 'kB', TRUE)`

// indexedEntries reads the entries behind a place in a list that have the words,
// by the index of words.
func (tx *Tx) indexedEntries(ws string, filter EntryFilter, words []string, after entryKey, limit int) ([]entryRow, error) {
	w := filter.where(ws, &after)
	if tx.dialect == Postgres {
		if err := tx.exec(roomToGather); err != nil {
			return nil, fmt.Errorf("search the entries: %w", err)
		}
		// Nothing but the words counts inside, so that no other index is taken for better.
		var found where
		found.andWords("e.search_text", words)
		found.and(indexedWords("e")+" @@ CAST(? AS tsquery)", tx.indexQuery(ws, words))
		w.args = slices.Concat(found.args, w.args)
		return tx.entryRows("(SELECT e.* FROM entries e WHERE "+found.String()+" OFFSET 0) e", w, entryOrder, limit)
	}
	w.andWords("e.search_text", words)
	w.and("w.words MATCH ?", tx.indexQuery(ws, words))
	return tx.entryRows(`entry_words w CROSS JOIN entry_numbers n ON n.number = w.docid CROSS JOIN entries e ON e.id = n.entry_id`,
		w, entryOrder, limit)
}

// entryRows reads the first entries of an order.
func (tx *Tx) entryRows(from string, w where, order string, limit int) ([]entryRow, error) {
	query := `SELECT ` + entryColumns + ` FROM ` + from + ` WHERE ` + w.String() + ` ORDER BY ` + order + ` LIMIT ?`
	rows := make([]entryRow, 0, limit)
	err := tx.each(query, append(slices.Clip(w.args), limit), func(r *sql.Rows) error {
		rows = append(rows, entryRow{})
		return rows[len(rows)-1].scan(r)
	})
	if err != nil {
		return nil, fmt.Errorf("list the entries: %w", err)
	}
	return rows, nil
}
