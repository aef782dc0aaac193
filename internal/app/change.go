package app

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// view is what a use case that only reads works with: one consistent snapshot
// of the database, and the member who asks.
type view struct {
	*store.Tx
	ws       string
	now      time.Time
	member   plan.Member
	readOnly bool              // the member's token may only read
	places   map[string]*place // by channel; see placeOf
}

// read runs a use case for a member with the permission. A refusal for the
// member's role is written into the audit log.
func (a *App) read(ctx context.Context, by Actor, ws string, need Permission, use func(*view) error) error {
	err := a.store.Read(ctx, func(tx *store.Tx) error {
		member, err := memberOf(tx, by, ws)
		if err != nil {
			return err
		}
		if err := allow(member.Role, need); err != nil {
			return err
		}
		return use(&view{Tx: tx, ws: ws, now: a.now(), member: member, readOnly: by.ReadOnly})
	})
	a.noteRefusal(ctx, by, ws, need, err)
	return err
}

// change is what a use case that writes works with: one transaction, and what
// it has touched so far.
type change struct {
	view
	by       Actor
	origin   Origin
	channels map[string]bool                               // locked in this transaction; scanned at its end
	members  loadsWatched                                  // whose time or work is another; looked at at its end
	loads    map[string]map[store.MemberWeek]time.Duration // by channel: what it asked of whom when it was locked
	audits   []store.AuditRow
}

func newChange(ctx context.Context, v view, by Actor) *change {
	return &change{
		view: v, by: by, origin: originOf(ctx),
		channels: map[string]bool{}, members: loadsWatched{}, loads: map[string]map[store.MemberWeek]time.Duration{},
	}
}

// change runs a use case for a member with the permission, in one transaction.
// At its end every touched channel is scanned, its revision bumped and the
// audit trail written; a refusal anywhere leaves nothing behind but, where it is
// for the member's role, a line that says so.
func (a *App) change(ctx context.Context, by Actor, ws string, need Permission, use func(*change) error) error {
	revision, err := a.carryOut(ctx, by, ws, need, use)
	if err == nil {
		a.watch.wake()
		tellRevision(ctx, revision)
	}
	a.noteRefusal(ctx, by, ws, need, err)
	return err
}

// carryOut returns the revision that the workspace then has.
func (a *App) carryOut(ctx context.Context, by Actor, ws string, need Permission, use func(*change) error) (revision int64, err error) {
	if by.ReadOnly {
		return 0, plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		if err := claimIdempotency(ctx, tx, by, a.now()); err != nil {
			return err
		}
		member, err := memberOf(tx, by, ws)
		if err != nil {
			return err
		}
		if err := allow(member.Role, need); err != nil {
			return err
		}
		c := newChange(ctx, view{Tx: tx, ws: ws, now: a.now(), member: member}, by)
		if err := use(c); err != nil {
			return err
		}
		if err := c.finish(); err != nil {
			return err
		}
		revision, err = c.Revision(ws)
		return err
	})
	return revision, err
}

// lock takes the channel's row for this transaction, so that changes of one
// channel come one after the other, and has it scanned at the end, with everybody
// of whom it then asks more or less.
func (c *change) lock(channelID string) (plan.Channel, error) {
	channel, err := c.LockChannel(c.ws, channelID)
	if err != nil {
		return plan.Channel{}, err
	}
	c.channels[channelID] = true
	return channel, c.watchLoads(channelID)
}

// lockEverything is hold for changes, such as a member's, that may open or close
// gaps in any channel: every channel is scanned at the end. They give nobody work.
func (c *change) lockEverything() error {
	return c.holdEach(func(channelID string) { c.channels[channelID] = true })
}

// hold takes every channel's row, in the order of their ids, and the workspace's,
// for changes that show everywhere but open and close no gap.
func (c *change) hold() error { return c.holdEach(func(string) {}) }

func (c *change) holdEach(held func(channelID string)) error {
	ids, err := channelIDs(c.Tx, c.ws)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := c.LockChannel(c.ws, id); err != nil {
			return err
		}
		held(id)
	}
	return c.BumpWorkspace(c.ws) // holds the row until the end
}

func channelIDs(tx *store.Tx, ws string) ([]string, error) {
	var ids []string
	err := eachPage(func(page store.Page) (string, error) {
		channels, next, err := tx.Channels(ws, store.ChannelFilter{}, page)
		for _, channel := range channels {
			ids = append(ids, channel.ID)
		}
		return next, err
	})
	slices.Sort(ids)
	return ids, err
}

// eachPage walks a list to its end.
func eachPage(load func(store.Page) (next string, err error)) error {
	page := store.Page{Limit: 500}
	for {
		next, err := load(page)
		if err != nil || next == "" {
			return err
		}
		page.Cursor = next
	}
}

func (c *change) finish() error {
	for _, id := range slices.Sorted(maps.Keys(c.channels)) {
		if _, err := scanChannel(c.Tx, c.ws, id, c.now); err != nil {
			return err
		}
		if err := c.BumpChannel(c.ws, id); err != nil {
			return err
		}
	}
	if len(c.channels) == 0 {
		if err := c.BumpWorkspace(c.ws); err != nil {
			return err
		}
	}
	if err := c.scanMembers(); err != nil {
		return err
	}
	if err := c.AddAudit(c.audits...); err != nil {
		return err
	}
	return c.Emit(c.ws, entryEventsOf(c.audits), newID)
}

// touchRendered has entries rendered anew that show something that changed. No
// feed shows what lies further back, in whatever zone; an entry that is moved
// forward into sight is rendered anew for that.
func (c *change) touchRendered(what store.Rendered) error {
	what.From = plan.DayOf(c.now, time.UTC) - feedLookBack - 2
	return c.TouchRendered(c.ws, what, c.now)
}

// audit notes what a person changed, from what to what.
func (c *change) audit(kind, id, action string, changes []store.Change) {
	c.audits = append(c.audits, store.AuditRow{
		ID: newID(), WorkspaceID: c.ws, At: c.now, MemberID: c.member.ID,
		TokenID: c.by.TokenID, Address: c.origin.Address,
		SubjectKind: kind, SubjectID: id, Action: action, Changes: changes,
	})
}

// matches refuses a change of something that is no longer what the caller saw.
// A caller who did not say (nil) takes what is there.
func matches(match *int, version int) error {
	if match == nil || *match == version {
		return nil
	}
	return plan.Errorf(plan.CodeStale, "It was changed meanwhile: you have version %d, it is at %d. Read it again and repeat your change.", *match, version)
}

// compare collects the fields that differ, for the audit trail.
type compare []store.Change

func (c *compare) text(field, from, to string) {
	if from != to {
		*c = append(*c, store.Change{Field: field, From: from, To: to})
	}
}

// length tells of a text that people wrote only how long it was and is.
func (c *compare) length(field, from, to string) {
	if from != to {
		*c = append(*c, store.Change{Field: field, From: lengthOf(from), To: lengthOf(to)})
	}
}

func (c *compare) number(field string, from, to int) {
	c.text(field, strconv.Itoa(from), strconv.Itoa(to))
}

func (c *compare) flag(field string, from, to bool) {
	c.text(field, strconv.FormatBool(from), strconv.FormatBool(to))
}

func (c *compare) day(field string, from, to plan.Day) {
	c.text(field, formatDay(from), formatDay(to))
}

func (c *compare) instant(field string, from, to time.Time) {
	c.text(field, formatInstant(from), formatInstant(to))
}

// formatDay writes a day; the zero day stands for none.
func formatDay(d plan.Day) string {
	if d == NoDay {
		return ""
	}
	return d.String()
}

func formatInstant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
