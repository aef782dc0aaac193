package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"

	"stetig/internal/plan"
)

// EntryGrouping is what entries are counted by.
type EntryGrouping string

// What entries are counted by.
const (
	ByChannel EntryGrouping = "channel"
	ByOwner   EntryGrouping = "owner" // who has them: their own owner, else their plan's, else their channel's
	ByState   EntryGrouping = "state"
	ByMonth   EntryGrouping = "month" // of the local day
	ByWeek    EntryGrouping = "week"  // ISO, of the local day
)

// EntryCount counts the entries that have something in common.
type EntryCount struct {
	Key   string // an id, a state, "2027-04" or "2027-W14"; "" for nobody's, and for those without a date
	Count int
}

// CountEntriesBy counts the entries of a list in groups, ordered by their keys.
func (tx *Tx) CountEntriesBy(ws string, filter EntryFilter, by EntryGrouping) ([]EntryCount, error) {
	count := tx.countInColumn
	if by == ByOwner {
		count = tx.countByOwner
	}
	counts, err := count(ws, filter, by)
	if err != nil {
		return nil, fmt.Errorf("count the entries by %s: %w", by, err)
	}
	groups := make([]EntryCount, 0, len(counts))
	for key, count := range counts {
		if count > 0 {
			groups = append(groups, EntryCount{key, count})
		}
	}
	slices.SortFunc(groups, func(a, b EntryCount) int { return cmp.Compare(a.Key, b.Key) })
	return groups, nil
}

// countInColumn counts by a column of the entries; for months and weeks that is
// the day.
func (tx *Tx) countInColumn(ws string, filter EntryFilter, by EntryGrouping) (map[string]int, error) {
	column := map[EntryGrouping]string{ByChannel: "e.channel_id", ByState: "e.state", ByMonth: "e.local_day", ByWeek: "e.local_day"}[by]
	counts := map[string]int{}
	err := tx.eachCount(ws, filter, tx.through("entries", "e", filter.groupPath(by)), "", column, func(rows *sql.Rows) error {
		key, count, err := by.scan(rows)
		counts[key] += count
		return err
	})
	return counts, err
}

// countByOwner counts by effective owner. What nobody has by name is counted by
// channel, and of that what plans with an owner hold; the rest is the channels'.
// To work out the owner of each entry would take far longer.
func (tx *Tx) countByOwner(ws string, filter EntryFilter, _ EntryGrouping) (map[string]int, error) {
	counts, ofChannel := map[string]int{}, map[string]int{}
	from := tx.through("entries", "e", filter.countPath())
	take := func(into func(channel, owner string, count int)) func(*sql.Rows) error {
		return func(rows *sql.Rows) error {
			var channel, owner string
			var count int
			err := rows.Scan(&channel, &owner, &count)
			into(channel, owner, count)
			return err
		}
	}
	err := tx.eachCount(ws, filter, from, "", "e.channel_id, COALESCE(e.owner_id, '')", take(func(channel, owner string, count int) {
		if owner == "" {
			ofChannel[channel] += count
		} else {
			counts[owner] += count
		}
	}))
	if err != nil {
		return nil, err
	}
	const ownedPlan = ` JOIN plans own_plan ON own_plan.workspace_id = e.workspace_id AND own_plan.channel_id = e.channel_id AND own_plan.deleted_at IS NULL
		AND own_plan.owner_id IS NOT NULL AND e.owner_id IS NULL AND own_plan.starts_on <= e.local_day AND own_plan.ends_on >= e.local_day`
	err = tx.eachCount(ws, filter, from, ownedPlan, "e.channel_id, own_plan.owner_id", take(func(channel, owner string, count int) {
		counts[owner] += count
		ofChannel[channel] -= count
	}))
	if err != nil {
		return nil, err
	}
	query := `SELECT c.id, COALESCE(` + acceptedOwner + `, ''), 0 FROM channels c WHERE c.workspace_id = ?`
	err = tx.each(query, []any{ws}, take(func(channel, owner string, _ int) { counts[owner] += ofChannel[channel] }))
	return counts, err
}

// eachCount counts the entries of a list by some columns, with what is joined to
// them; from names the entries where no words are sought.
func (tx *Tx) eachCount(ws string, filter EntryFilter, from, joined, columns string, scan func(*sql.Rows) error) error {
	w := filter.where(ws, nil)
	if filter.Search != "" {
		words, err := sought(filter.Search)
		if err != nil || len(words) == 0 { // a search without a word finds nothing
			return err
		}
		if from, w, err = tx.indexed(ws, from, w, words); err != nil {
			return err
		}
	}
	return tx.each(`SELECT `+columns+`, COUNT(*) FROM `+from+joined+` WHERE `+w.String()+` GROUP BY `+columns, w.args, scan)
}

// groupPath names the index that counts soonest: for days the one that has them
// in a row.
func (f EntryFilter) groupPath(by EntryGrouping) string {
	switch by {
	case ByMonth, ByWeek:
		f.Sort = ByDate
		return f.path()
	case ByChannel, ByState:
		if path := f.countPath(); path != "entries_by_day" || f.isOfMore() {
			return path
		}
		return "entries_by_week"
	}
	return f.countPath()
}

func (g EntryGrouping) scan(rows *sql.Rows) (key string, count int, err error) {
	if g != ByMonth && g != ByWeek {
		err = rows.Scan(&key, &count)
		return key, count, err
	}
	var day int64
	if err := rows.Scan(&day, &count); err != nil || day == undatedDay {
		return "", count, err
	}
	if g == ByWeek {
		return plan.Day(day).Week().String(), count, nil
	}
	year, month, _ := plan.Day(day).Civil()
	return fmt.Sprintf("%04d-%02d", year, month), count, nil
}
