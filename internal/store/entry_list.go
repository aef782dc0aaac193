package store

import (
	"slices"

	"stetig/internal/plan"
)

// EntryFilter narrows a list of entries; its zero value is all that are not deleted.
type EntryFilter struct {
	ChannelIDs []string
	OwnerIDs   []string // whose the entries are: their own owner, else their plan's, else their channel's
	Unowned    bool     // only those that nobody has, or one of OwnerIDs
	TopicIDs   []string
	States     []plan.State
	From, To   *plan.Day // local days, inclusive; either leaves undated entries out
	Undated    *bool     // true: the backlog, entries without a day; false: entries with one
	Search     string    // words, each of which stands in a word of title or copy (see andWords), whatever case and accents
	Deleted    bool      // the deleted ones instead

	ApproverIDs []string  // who is named to approve them
	Awaits      *Approver // only what this member is to approve; nil: all
	Sort        EntrySort
	Skip        int // so many of the list's first are left out; they are counted
}

// Approver is somebody who approves entries.
type Approver struct {
	MemberID string
	OfAll    bool // their role approves entries that name nobody
}

// acceptedOwner is plan.Channel.AcceptedOwner of a channel c.
const acceptedOwner = `CASE WHEN c.owner_accepted_at IS NOT NULL THEN c.owner_id END`

// effectiveOwner is the member who has an entry e: its own owner, else that of
// the plan that holds its day, else its channel's.
const effectiveOwner = `COALESCE(e.owner_id,
	(SELECT p.owner_id FROM plans p WHERE p.workspace_id = e.workspace_id AND p.channel_id = e.channel_id AND p.deleted_at IS NULL
		AND p.starts_on <= e.local_day AND p.ends_on >= e.local_day ORDER BY p.starts_on LIMIT 1),
	(SELECT ` + acceptedOwner + ` FROM channels c WHERE c.id = e.channel_id))`

// ownEyes is the member who cannot approve an entry e where four eyes are
// demanded; see plan.Standing.FirstEyes.
const ownEyes = `COALESCE(` + effectiveOwner + `, e.created_by)`

// needsFourEyes is whether an entry e is approved by a second person: what the
// plan that holds its day says, else what its channel says.
const needsFourEyes = `COALESCE(
	(SELECT p.four_eyes FROM plans p WHERE p.workspace_id = e.workspace_id AND p.channel_id = e.channel_id AND p.deleted_at IS NULL
		AND p.starts_on <= e.local_day AND p.ends_on >= e.local_day ORDER BY p.starts_on LIMIT 1),
	(SELECT c.four_eyes FROM channels c WHERE c.id = e.channel_id))`

// andAwaits adds that an entry is in review and for somebody to approve: they are
// named or, where nobody is, their role approves; see plan.Standing.MayApprove.
func (w *where) andAwaits(by Approver) {
	w.and("e.state = 'in_review'")
	named := "e.approver_id = ?"
	if by.OfAll {
		named = "(e.approver_id IS NULL OR e.approver_id = ?)"
	}
	w.and(named, by.MemberID)
	w.and("(NOT "+needsFourEyes+" OR "+ownEyes+" <> ? OR "+ownEyes+" IS NULL)", by.MemberID)
}

// unowned is whether nobody has an entry e.
const unowned = `(e.owner_id IS NULL AND ` + effectiveOwner + ` IS NULL)`

// andOwned adds that an entry is one of some members' or, if nobodys, of nobody.
func (w *where) andOwned(ws string, owners []string, nobodys bool) {
	switch {
	case len(owners) > 0 && nobodys:
		var owned where
		owned.andHad(ws, owners)
		w.and("("+owned.String()+" OR "+unowned+")", owned.args...)
	case len(owners) > 0:
		w.andHad(ws, owners)
	case nobodys:
		w.and(unowned)
	}
}

// andHad adds that an entry is one of some members'. Whose channels and plans it
// could be by is found once, so that the owner is worked out for few entries.
func (w *where) andHad(ws string, owners []string) {
	in, ids := marks(len(owners)), anyOf(owners)
	ofWorkspace := append([]any{ws}, ids...)
	w.and(`(e.owner_id IN `+in+` OR e.owner_id IS NULL AND e.channel_id IN (
		SELECT id FROM channels WHERE workspace_id = ? AND owner_accepted_at IS NOT NULL AND owner_id IN `+in+`
		UNION SELECT channel_id FROM plans WHERE workspace_id = ? AND deleted_at IS NULL AND owner_id IN `+in+`))`,
		slices.Concat(ids, ofWorkspace, ofWorkspace)...)
	andIn(w, effectiveOwner, owners)
}

// Entries lists entries in an order, by date unless the filter says otherwise.
func (tx *Tx) Entries(ws string, filter EntryFilter, page Page) ([]plan.Entry, string, error) {
	order := filter.Sort.order()
	after := order.noPlace()
	if more, err := page.after(order.list, after...); err != nil {
		return nil, "", err
	} else if !more {
		after = nil
	}
	after, isPast, err := tx.skipped(ws, filter, after)
	if err != nil || isPast {
		return nil, "", err
	}
	var rows []entryRow
	if filter.Search == "" {
		rows, err = tx.entryRows(filter.from(tx), filter.where(ws, after), order.by(), page.size()+1)
	} else {
		rows, err = tx.findEntries(ws, filter, after, page.size()+1)
	}
	if err != nil {
		return nil, "", err
	}
	rows, next, err := cutPage(rows, page.size(), order.list, func(r entryRow) []any { return order.placeOf(&r) })
	if err != nil {
		return nil, "", err
	}
	entries := make([]plan.Entry, len(rows))
	for i := range rows {
		if entries[i], err = rows[i].entry(); err != nil {
			return nil, "", err
		}
	}
	return entries, next, nil
}

// from names the entries, through the index that leads to a list's soonest.
func (f EntryFilter) from(tx *Tx) string { return tx.through("entries", "e", f.path()) }

// where is the filter's conditions, but for the search, on the list from behind
// a place on (nil: from its beginning).
func (f EntryFilter) where(ws string, after entryPlace) where {
	w := f.span(ws, after)
	if len(f.ChannelIDs) > 1 {
		andIn(&w, "e.channel_id", f.ChannelIDs)
	}
	andIn(&w, "e.topic_id", f.TopicIDs)
	andIn(&w, "e.state", f.States)
	andIn(&w, "e.approver_id", f.ApproverIDs)
	w.andOwned(ws, f.OwnerIDs, f.Unowned)
	if f.Awaits != nil {
		w.andAwaits(*f.Awaits)
	}
	return w
}

// span is those of the conditions that leave one piece of an order's index.
func (f EntryFilter) span(ws string, after entryPlace) (w where) {
	w.and("e.workspace_id = ?", ws)
	if f.Deleted {
		w.and("e.deleted_at IS NOT NULL")
	} else {
		w.and("e.deleted_at IS NULL")
	}
	if len(f.ChannelIDs) == 1 {
		andIn(&w, "e.channel_id", f.ChannelIDs)
	}
	if f.isPending() {
		w.and("e.state IN " + pending)
	}
	if f.From != nil {
		w.and("e.local_day >= ?", *f.From)
	}
	if f.To != nil {
		w.and("e.local_day <= ?", *f.To)
	}
	switch {
	case f.Undated != nil && *f.Undated:
		w.and("e.local_day = ?", undatedDay)
	case f.Undated != nil || f.From != nil:
		w.and("e.local_day < ?", undatedDay)
	}
	if after != nil {
		w.and(f.Sort.order().behind(), after...)
	}
	return w
}
