package app

import (
	"context"

	"stetig/internal/continuity"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// FillDraft says what a gap is filled with. Its zero value asks what is proposed.
type FillDraft struct {
	Apply   bool    // else only told what it would make
	IdeaID  string  // an idea of the gap's channel that is taken over; "": a new entry
	Title   string  // "": the idea's, else the topic's name, else "new entry" in the workspace's language
	TopicID *string // nil: the idea's, else the one suggested; "": none
	OwnerID *string // nil: the idea's, else as Filling.OwnerFrom tells; "": as plan and channel say
}

// Origin of what a filling suggests.
const (
	FromAsked   = "asked"   // the request said so
	FromIdea    = "idea"    // it is the idea's own
	FromPlan    = "plan"    // the plan's owner
	FromChannel = "channel" // the channel's owner
	FromDeputy  = "deputy"  // the owner is away on that day, and this one stands in
	FromFiller  = "filler"  // nobody has plan and channel, so it is who fills
	FromTheme   = "theme"   // a theme of that day
	FromBacklog = "backlog" // the oldest idea of the backlog that has a topic
	FromNowhere = "none"
)

// Filling is what fills a gap, or would.
type Filling struct {
	BulkID  string         // to undo it by; "" where nothing was done
	Entry   SeenEntry      // as it is or would be; a new one that is not made has no id
	PlanID  string         // in whose days it stands; "" for none
	IsSlot  bool           // it stands at a slot; else its day was chosen
	TopicOf string         // FromAsked, FromIdea, FromTheme, FromBacklog, FromNowhere
	OwnerOf string         // FromAsked, FromIdea, FromPlan, FromChannel, FromDeputy, FromFiller
	Keeper  string         // the member who then has it; "" for nobody
	IsAway  bool           // that member is away on that day, and nobody stands in
	Ideas   []plan.Entry   // of the backlog that could be taken over: the theme's first, then the oldest
	Gap     continuity.Gap // as it is then
}

// FillGap makes an entry where a gap wants one, or takes an idea over: at the
// slot, or on a day of the period that suits the channel. Contributors may, as
// far as they may write entries at all. It answers the gap as it then stands, for
// one entry need not be enough. match is the gap's version, nil for any.
//
// CodeInvalid for a gap that no new entry answers, CodeConflict for one that is
// closed or has no day left. UndoBulk undoes it.
func (a *App) FillGap(ctx context.Context, by Actor, ws, id string, match *int, draft FillDraft) (filling Filling, err error) {
	if !draft.Apply {
		err = a.read(ctx, by, ws, WriteOwnEntries, func(v *view) error {
			if v.readOnly {
				return plan.Errorf(plan.CodeForbidden, "This token may only read. Use one that may write.")
			}
			gap, err := v.fillable(id, match)
			if err != nil {
				return err
			}
			filling, _, err = a.proposeFilling(v, gap, draft)
			return err
		})
		return filling, err
	}
	err = a.change(ctx, by, ws, WriteOwnEntries, func(c *change) error {
		gap, err := c.fillable(id, match)
		if err != nil {
			return err
		}
		if _, err := c.lock(gap.ChannelID); err != nil {
			return err
		}
		if _, err := scanChannel(c.Tx, ws, gap.ChannelID, c.now); err != nil {
			return err
		}
		if gap, err = c.fillable(id, nil); err != nil { // as it is now that nobody else changes it
			return err
		}
		proposed, before, err := a.proposeFilling(&c.view, gap, draft)
		if err != nil {
			return err
		}
		if err := c.applyFilling(&proposed, before); err != nil {
			return err
		}
		filling = proposed
		return nil
	})
	return filling, err
}

// fillable returns a gap that a new entry can answer.
func (v *view) fillable(id string, match *int) (continuity.Gap, error) {
	gap, err := v.Gap(v.ws, id)
	if err != nil {
		return gap, err
	}
	if !gap.Rule.Fillable() {
		return gap, noEntryHelps(gap.Rule)
	}
	if err := matches(match, gap.Version); err != nil {
		return gap, err
	}
	if !gap.State.Live() {
		return gap, plan.Errorf(plan.CodeConflict, "This gap is %s; there is nothing left to fill.", gap.State)
	}
	return gap, nil
}

// noEntryHelps says what helps instead.
func noEntryHelps(rule continuity.Rule) error {
	instead := map[continuity.Rule]plan.Text{
		continuity.Horizon:          plan.Textf("Make a plan that reaches further."),
		continuity.NotReady:         plan.Textf("Approve its entry, or move it."),
		continuity.Overdue:          plan.Textf("Record that its entry appeared, or move it."),
		continuity.Unowned:          plan.Textf("Give it an owner."),
		continuity.UncoveredAbsence: plan.Textf("Name who stands in."),
		continuity.Overload:         plan.Textf("Give some of the entries to somebody else, or move them."),
		continuity.ThemeMissing:     plan.Textf("Lay a theme on that month."),
		continuity.Mix:              plan.Textf("Change what the planned entries are about, or where they come from."),
		continuity.Clash:            plan.Textf("Move one of the two entries."),
		continuity.OnHoliday:        plan.Textf("Move its entry."),
	}[rule]
	return plan.Errorf(plan.CodeInvalid, "No new entry fills a gap of the rule %s. %s", rule, instead)
}

// applyFilling writes what is proposed, keeps what was, for undoing it, and tells
// what becomes of the gap.
func (c *change) applyFilling(f *Filling, before plan.Entry) error {
	e := &f.Entry.Entry
	at, err := c.placeOf(e.ChannelID)
	if err != nil {
		return err
	}
	f.BulkID = newID()
	diff := append(entryDiff(before, *e), store.Change{Field: bulkField, To: f.BulkID})
	was := beforeOf(before)
	if before.ID == "" {
		e.ID = newID()
		was = beforeOf(*e)
		was.DeletedAt = c.now
		c.audit("entry", e.ID, actionCreated, diff)
		err = c.view.CreateEntry(e, at.zone)
	} else {
		c.audit("entry", e.ID, "moved", diff)
		err = c.writeEntry(e, at.zone)
	}
	if err != nil {
		return err
	}
	kept := []store.BulkEntry{{EntryID: e.ID, Version: e.Version, Was: was}}
	if err := c.CreateBulk(store.Bulk{ID: f.BulkID, WorkspaceID: c.ws, MemberID: c.member.ID, At: c.now}, kept); err != nil {
		return err
	}
	if f.Entry, err = c.see(*e); err != nil {
		return err
	}
	filled := continuity.Filled(f.Gap, c.member.ID, e.Title, c.now)
	if err := addGapEvents(c.Tx, c.ws, []continuity.Event{filled}); err != nil {
		return err
	}
	if _, err := scanChannel(c.Tx, c.ws, e.ChannelID, c.now); err != nil {
		return err
	}
	f.Gap, err = c.view.Gap(c.ws, f.Gap.ID)
	return err
}
