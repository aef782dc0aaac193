package app

import (
	"context"

	"stetig/internal/store"
)

// EntryGrouping is what entries are counted by.
type EntryGrouping = store.EntryGrouping

// EntryCount counts the entries that have something in common.
type EntryCount = store.EntryCount

// CountEntries counts the entries that a list with the filter holds, in groups
// ordered by their keys.
func (a *App) CountEntries(ctx context.Context, by Actor, ws string, filter EntryFilter, grouping EntryGrouping) (counts []EntryCount, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		counts, err = v.CountEntriesBy(ws, v.entryFilter(filter), grouping)
		return err
	})
	return counts, err
}
