package app

import (
	"context"

	"stetig/internal/store"
)

// EntrySort is an order of a list of entries.
type EntrySort = store.EntrySort

// The orders of entries.
const (
	ByDate            = store.ByDate
	ByDateBackwards   = store.ByDateBackwards
	ByChange          = store.ByChange
	ByChangeBackwards = store.ByChangeBackwards
	ByTitle           = store.ByTitle
	ByTitleBackwards  = store.ByTitleBackwards
)

// EntryQuery asks for one page of a list of entries.
type EntryQuery struct {
	EntryFilter
	Sort  EntrySort
	Skip  int // so many are left out first
	Page  Page
	Total bool // count what all pages hold
	May   bool // say of each entry what may be done with it
}

// EntryList is one page of a list of entries.
type EntryList struct {
	Items []SeenEntry // May is zero where it was not asked for
	Next  string      // cursor of the next page, "" at the end
	Total *int        // nil where it was not asked for
}

// Entries lists entries in an order.
func (a *App) Entries(ctx context.Context, by Actor, ws string, query EntryQuery) (list EntryList, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		filter := v.entryFilter(query.EntryFilter)
		filter.Sort, filter.Skip = query.Sort, query.Skip
		entries, next, err := v.Entries(ws, filter, store.Page(query.Page))
		if err != nil {
			return err
		}
		list = EntryList{Items: make([]SeenEntry, len(entries)), Next: next}
		for i, e := range entries {
			list.Items[i].Entry = e
			if !query.May {
				continue
			}
			if list.Items[i], err = v.see(e); err != nil {
				return err
			}
		}
		if !query.Total {
			return nil
		}
		total, err := v.CountEntries(ws, filter)
		list.Total = &total
		return err
	})
	return list, err
}

func (v *view) entryFilter(f EntryFilter) store.EntryFilter {
	filter := store.EntryFilter{
		ChannelIDs: f.ChannelIDs, OwnerIDs: f.OwnerIDs, Unowned: f.Unowned, TopicIDs: f.TopicIDs, States: f.States, ApproverIDs: f.ApproverIDs,
		From: f.From, To: f.To, Undated: f.Undated, Deleted: f.Deleted, Search: f.Search,
	}
	if f.AwaitsMe {
		filter.Awaits = &store.Approver{MemberID: v.member.ID, OfAll: may(v.member.Role, ApproveEntries)}
		if !may(v.member.Role, WriteOwnEntries) {
			filter.Awaits.MemberID = "" // nothing waits for who may not approve what names them
		}
	}
	return filter
}
