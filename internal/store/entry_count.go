package store

import (
	"fmt"
	"slices"
)

// CountEntries tells how many entries a list has, all its pages together.
func (tx *Tx) CountEntries(ws string, filter EntryFilter) (int, error) {
	if len(filter.OwnerIDs) == 0 {
		return tx.countEntries(ws, filter, filter.where(ws, nil), tx.through("entries", "e", filter.countPath()))
	}
	count, err := tx.countOwned(ws, filter)
	if err != nil || !filter.Unowned {
		return count, err
	}
	filter.OwnerIDs = nil
	nobodys, err := tx.CountEntries(ws, filter)
	return count + nobodys, err
}

// countPath names the index that counts soonest: one that holds all that is
// asked of, where there is one.
func (f EntryFilter) countPath() string {
	f.Sort = ByDate
	if path := f.path(); path != "entries_by_day" || f.isOfMore() || len(f.ChannelIDs)+len(f.States) == 0 {
		return path
	}
	return "entries_by_week"
}

// isOfMore reports whether more counts than channels and states.
func (f EntryFilter) isOfMore() bool {
	isOfDays := f.From != nil || f.To != nil || f.Undated != nil
	isOfOthers := len(f.TopicIDs) > 0 || len(f.ApproverIDs) > 0 || len(f.OwnerIDs) > 0 || f.Unowned
	return isOfDays || isOfOthers || f.Awaits != nil
}

func (tx *Tx) countEntries(ws string, filter EntryFilter, w where, from string) (count int, err error) {
	if filter.Search != "" {
		words, err := sought(filter.Search)
		if err != nil || len(words) == 0 { // a search without a word finds nothing
			return 0, err
		}
		if from, w, err = tx.indexed(ws, from, w, words); err != nil {
			return 0, err
		}
	}
	if err := tx.row(`SELECT COUNT(*) FROM `+from+` WHERE `+w.String(), w.args...).Scan(&count); err != nil {
		return 0, fmt.Errorf("count the entries: %w", err)
	}
	return count, nil
}

// countOwned counts the entries of owners in three parts that share none: their
// own, those of days of their plans, and those of their channels on days whose
// plan names nobody. To work out the owner of each entry would take far longer.
func (tx *Tx) countOwned(ws string, filter EntryFilter) (count int, err error) {
	others := filter
	others.OwnerIDs, others.Unowned = nil, false
	owners, ids := marks(len(filter.OwnerIDs)), anyOf(filter.OwnerIDs)
	const ofDay = `p.workspace_id = e.workspace_id AND p.channel_id = e.channel_id AND p.deleted_at IS NULL
		AND p.starts_on <= e.local_day AND p.ends_on >= e.local_day`
	inherited := append([]any{ws}, ids...)
	for _, part := range []struct {
		condition string
		args      []any
		path      string
	}{
		{`e.owner_id IN ` + owners, ids, "entries_by_owner"},
		{`e.owner_id IS NULL AND e.channel_id IN (SELECT p.channel_id FROM plans p WHERE p.workspace_id = ? AND p.owner_id IN ` + owners + `)
			AND EXISTS (SELECT 1 FROM plans p WHERE ` + ofDay + ` AND p.owner_id IN ` + owners + `)`, slices.Concat(inherited, ids), others.countPath()},
		{`e.owner_id IS NULL AND e.channel_id IN (SELECT c.id FROM channels c WHERE c.workspace_id = ? AND ` + acceptedOwner + ` IN ` + owners + `)
			AND NOT EXISTS (SELECT 1 FROM plans p WHERE ` + ofDay + ` AND p.owner_id IS NOT NULL)`, inherited, others.countPath()},
	} {
		w := others.where(ws, nil)
		w.and(part.condition, part.args...)
		n, err := tx.countEntries(ws, others, w, tx.through("entries", "e", part.path))
		if err != nil {
			return 0, err
		}
		count += n
	}
	return count, nil
}
