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

// findEntries is the part of a list that has the words of a search: first from
// its next stretch, then, where that leaves room, by the index from behind it.
func (tx *Tx) findEntries(ws string, filter EntryFilter, after entryPlace, limit int) ([]entryRow, error) {
	words, err := sought(filter.Search)
	if err != nil || len(words) == 0 { // a search without a word finds nothing
		return nil, err
	}
	end, more, err := tx.stretchEnd(ws, filter, after)
	if err != nil {
		return nil, err
	}
	order := filter.Sort.order()
	walk := filter.where(ws, after)
	if more {
		walk.and(order.upTo(), end...)
	}
	walk.andWords("e.search_text", words)
	rows, err := tx.entryRows(filter.from(tx), walk, order.by(), limit)
	if err != nil || !more || len(rows) == limit {
		return rows, err
	}
	rest, err := tx.indexedEntries(ws, filter, words, end, limit-len(rows))
	return append(rows, rest...), err
}

// stretchEnd returns where the next stretch of a list ends, unless the list does.
func (tx *Tx) stretchEnd(ws string, filter EntryFilter, after entryPlace) (end entryPlace, more bool, err error) {
	return tx.entryPlaceAt(filter.from(tx), filter.span(ws, after), filter.Sort.order(), stretch-1)
}

// roomToGather lets PostgreSQL note each row of a common word until the
// transaction ends. With less memory it notes pages only, and folds the words of
// every row on them once more.
const roomToGather = `SELECT set_config('work_mem', GREATEST(pg_size_bytes(current_setting('work_mem')), 33554432) / 1024 || 'kB', TRUE)`

// indexedEntries reads the entries behind a place in a list that have the words,
// by the index of words where it helps.
func (tx *Tx) indexedEntries(ws string, filter EntryFilter, words []soughtWord, after entryPlace, limit int) ([]entryRow, error) {
	from, w, err := tx.indexed(ws, filter.from(tx), filter.where(ws, after), words)
	if err != nil {
		return nil, err
	}
	return tx.entryRows(from, w, filter.Sort.order().by(), limit)
}

// indexed adds to conditions that an entry has the words, and names the entries
// as the index of words finds them; where it does not help, they are read as from
// names them.
func (tx *Tx) indexed(ws, from string, w where, words []soughtWord) (string, where, error) {
	query, err := tx.indexQuery(ws, words)
	if err != nil {
		return "", w, err
	}
	if query == "" {
		w.andWords("e.search_text", words)
		return from, w, nil
	}
	if tx.dialect == Postgres {
		if err := tx.exec(roomToGather); err != nil {
			return "", w, fmt.Errorf("search the entries: %w", err)
		}
		// Nothing but the words counts inside, so that no other index is taken for better.
		var inside where
		inside.andWords("e.search_text", words)
		inside.and(indexedWords("e")+" @@ CAST(? AS tsquery)", query)
		w.args = slices.Concat(inside.args, w.args)
		return "(SELECT e.* FROM entries e WHERE " + inside.String() + " OFFSET 0) e", w, nil
	}
	w.andWords("e.search_text", words)
	w.and("w.words MATCH ?", query)
	return `entry_words w CROSS JOIN entry_numbers n ON n.number = w.docid CROSS JOIN entries e ON e.id = n.entry_id`, w, nil
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
