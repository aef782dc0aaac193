package app

import (
	"slices"

	"stetig/internal/plan"
)

// EntryMay is what the member who asks may do with an entry as it stands. It is
// asked of the same rules that judge the change itself; that a value may be
// wrong, or a date missing, is not part of it.
type EntryMay struct {
	Change        bool         // its words, its place, its owner
	Delete        bool         //
	Restore       bool         // it is deleted, and not for too long
	Approve       bool         //
	Reject        bool         //
	NameApprover  bool         // say who is to approve it
	Comment       bool         //
	KeepsApproval bool         // changing its words or place does not send it back to review
	MoveTo        []plan.State // the states it may be moved to, in the order of States
}

// SeenEntry is an entry with what the member who asks may do with it.
type SeenEntry struct {
	plan.Entry
	May EntryMay
}

// see adds to an entry what the member may do with it.
func (v *view) see(e plan.Entry) (SeenEntry, error) {
	seen := SeenEntry{Entry: e}
	isWriter := !v.readOnly && may(v.member.Role, WriteOwnEntries)
	seen.May.Comment = !v.readOnly && e.DeletedAt.IsZero() && may(v.member.Role, WriteComments)
	if !isWriter {
		return seen, nil
	}
	writes, err := allowed(v.requireWriter(e, e))
	if err != nil {
		return SeenEntry{}, err
	}
	if !e.DeletedAt.IsZero() {
		seen.May.Restore = writes && requireUndoable("entry", e.DeletedAt, v.now) == nil
		return seen, nil
	}
	seen.May.Change, seen.May.Delete = writes, writes
	seen.May.NameApprover = may(v.member.Role, WriteEntries)
	if seen.May.MoveTo, err = v.moves(e); err != nil {
		return SeenEntry{}, err
	}
	seen.May.Approve = e.State != plan.Published && slices.Contains(seen.May.MoveTo, plan.Approved)
	stands, err := v.standing(e)
	if err != nil {
		return SeenEntry{}, err
	}
	approver := v.mayApprove(stands, e)
	seen.May.Reject = approver && (e.State == plan.InReview || e.State == plan.Approved)
	seen.May.KeepsApproval = e.State != plan.Approved || approver
	return seen, nil
}

// moves lists the states that the member may move an entry to.
func (v *view) moves(e plan.Entry) (states []plan.State, err error) {
	at, err := v.placeOf(e.ChannelID)
	if err != nil {
		return nil, err
	}
	if _, dated := e.Day(at.zone); !dated { // a date that is missing can be given
		today := plan.DayOf(v.now, at.zone)
		e.PublishOn = &today
	}
	for _, state := range plan.States {
		is, err := v.mayMove(e, state)
		if err != nil {
			return nil, err
		}
		if is {
			states = append(states, state)
		}
	}
	return states, nil
}

func (v *view) mayMove(e plan.Entry, to plan.State) (bool, error) {
	moved := e
	if !e.State.CanBecome(to) || (Transition{To: to}).apply(&moved, v.now) != nil {
		return false, nil
	}
	if is, err := allowed(v.requireWriter(moved, e)); !is || err != nil {
		return false, err
	}
	return allowed(v.judge(&moved, e))
}

// allowed tells a refusal, which is an answer here, from what went wrong.
func allowed(err error) (bool, error) {
	if err != nil && plan.CodeOf(err) == "" {
		return false, err
	}
	return err == nil, nil
}
