package store

import (
	"slices"
	"strings"

	"stetig/internal/plan"
)

// EntrySort is an order of a list of entries. Each has an index of its own, so
// that a page costs what it holds. By owner, channel or state nothing is ordered:
// who wants those together asks for one after the other.
type EntrySort string

// The orders of entries. Backwards means that undated ones come first.
const (
	ByDate            EntrySort = "" // by local day; on one day timed ones by their time, then date-only ones; undated ones last
	ByDateBackwards   EntrySort = "-date"
	ByChange          EntrySort = "updated" // by their last change
	ByChangeBackwards EntrySort = "-updated"
	ByTitle           EntrySort = "title" // as people look them up, whatever case
	ByTitleBackwards  EntrySort = "-title"
)

// entryOrder is an order as the database has it: columns that, with the id, place
// every entry.
type entryOrder struct {
	list       string // what its cursors are called
	columns    []string
	descending bool
	index      string // that has the order
}

func (s EntrySort) order() entryOrder {
	o := entryOrder{list: "entries", columns: []string{"e.local_day", "e.local_time", "e.id"}, index: "entries_by_day"}
	if s != ByDate {
		o.list += string(s)
	}
	o.descending = strings.HasPrefix(string(s), "-")
	switch s {
	case ByChange, ByChangeBackwards:
		o.columns, o.index = []string{"e.updated_at", "e.id"}, "entries_by_change"
	case ByTitle, ByTitleBackwards:
		o.columns, o.index = []string{"e.title_key", "e.id"}, "entries_by_title"
	}
	return o
}

// isByDate reports whether days in a row stand together.
func (o entryOrder) isByDate() bool { return o.index == "entries_by_day" }

// entryPlace is where an entry stands in an order: the values of its columns.
type entryPlace []any

// placeOf returns where a row stands.
func (o entryOrder) placeOf(r *entryRow) entryPlace {
	switch o.index {
	case "entries_by_change":
		return entryPlace{r.UpdatedAt, r.ID}
	case "entries_by_title":
		return entryPlace{r.TitleKey, r.ID}
	}
	return entryPlace{r.LocalDay, r.LocalTime, r.ID}
}

// noPlace is a place to be read into.
func (o entryOrder) noPlace() entryPlace {
	switch o.index {
	case "entries_by_change":
		return entryPlace{new(int64), new(string)}
	case "entries_by_title":
		return entryPlace{new(string), new(string)}
	}
	return entryPlace{new(int64), new(int64), new(string)}
}

// by is what follows ORDER BY.
func (o entryOrder) by() string {
	if o.descending {
		return strings.Join(o.columns, " DESC, ") + " DESC"
	}
	return strings.Join(o.columns, ", ")
}

// behind is the condition that an entry comes after a place.
func (o entryOrder) behind() string { return o.compared(">", "<") }

// upTo is the condition that an entry stands at a place or before it.
func (o entryOrder) upTo() string { return o.compared("<=", ">=") }

func (o entryOrder) compared(ascending, descending string) string {
	operator := ascending
	if o.descending {
		operator = descending
	}
	return "(" + strings.Join(o.columns, ", ") + ") " + operator + " " + marks(len(o.columns))
}

// narrow is how many days are read, and put into another order than theirs,
// sooner than a whole list is walked in that order.
const narrow = 100

// path names the index that leads to a list's entries soonest; "" leaves the
// choice to the database.
func (f EntryFilter) path() string {
	order := f.Sort.order()
	switch {
	case f.Deleted:
		return ""
	case len(f.ChannelIDs) == 1:
		return "entries_by_channel"
	case f.isPending() && (order.isByDate() || f.Awaits != nil):
		return "entries_pending_by_day"
	case order.isByDate() || f.isNarrow():
		return "entries_by_day"
	}
	return order.index
}

// pending are the states of what is to come, word for word as the index of those
// entries has them.
const pending = "('planned', 'drafting', 'in_review', 'approved')"

// isPending reports whether the filter leaves only what is to come.
func (f EntryFilter) isPending() bool {
	isOver := func(s plan.State) bool { return !s.Pending() }
	return f.Awaits != nil || len(f.States) > 0 && !slices.ContainsFunc(f.States, isOver)
}

// isNarrow reports whether the filter leaves few days.
func (f EntryFilter) isNarrow() bool {
	return f.Undated != nil && *f.Undated || f.From != nil && f.To != nil && *f.To-*f.From < plan.Day(narrow)
}
