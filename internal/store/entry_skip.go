package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// skipped moves a place in a list (nil: its beginning) behind as many entries as
// the filter leaves out first, and reports whether the list ends before. The
// entries left out are walked in the order's index, not read.
func (tx *Tx) skipped(ws string, filter EntryFilter, after entryPlace) (place entryPlace, isPast bool, err error) {
	if filter.Skip <= 0 {
		return after, false, nil
	}
	from, w := filter.from(tx), filter.where(ws, after)
	if filter.Search != "" {
		words, err := sought(filter.Search)
		if err != nil || len(words) == 0 {
			return nil, true, err
		}
		if from, w, err = tx.indexed(ws, from, w, words); err != nil {
			return nil, false, err
		}
	}
	place, found, err := tx.entryPlaceAt(from, w, filter.Sort.order(), filter.Skip-1)
	return place, !found, err
}

// entryPlaceAt returns where the entry stands that so many others precede, unless
// there are fewer.
func (tx *Tx) entryPlaceAt(from string, w where, order entryOrder, number int) (place entryPlace, found bool, err error) {
	query := `SELECT ` + strings.Join(order.columns, ", ") + ` FROM ` + from + ` WHERE ` + w.String() + ` ORDER BY ` + order.by() + ` LIMIT 1 OFFSET ?`
	err = tx.each(query, append(slices.Clip(w.args), number), func(r *sql.Rows) error {
		found, place = true, order.noPlace()
		return r.Scan(place...)
	})
	if err != nil {
		return nil, false, fmt.Errorf("find a place in the list of entries: %w", err)
	}
	return place, found, nil
}
