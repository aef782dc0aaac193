package continuity

import (
	"time"

	"stetig/internal/plan"
)

// GapState says where a gap is in its life.
type GapState string

// The states of a gap.
const (
	Open      GapState = "open"
	Accepted  GapState = "accepted" // somebody said why it may stay, until a day
	Resolved  GapState = "resolved" // not found any more
	Merged    GapState = "merged"   // held by a runs_dry of its plan now
	GapMissed GapState = "missed"   // its days passed; final against time, not against facts
)

// GapStates lists every state of a gap.
var GapStates = []GapState{Open, Accepted, Resolved, Merged, GapMissed}

// Live reports whether the gap still asks for something: open or accepted.
func (s GapState) Live() bool { return s == Open || s == Accepted }

// Acceptance is somebody's word that a gap may stay.
type Acceptance struct {
	By        string // a member's id
	At        time.Time
	Reason    string
	Until     plan.Day // last day, channel's zone, inclusive
	From      plan.Day // first day of the gap when it was accepted
	Shortfall int      // of the gap when it was accepted
}

// Gap is a finding that is stored, with its history.
type Gap struct {
	ID          string
	WorkspaceID string
	Finding     // as last seen
	State       GapState
	Acceptance  *Acceptance // nil: never accepted, or no longer
	OpenedAt    time.Time   // first seen, or seen again after it was closed
	ClosedAt    time.Time   // zero while open or accepted
	LastSeen    plan.Day    // local day of the last scan that found it; bumps no version
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}

// Event is one line of a gap's history.
type Event struct {
	GapID string
	At    time.Time
	By    string // a member's id; "" for the scan
	Kind  EventKind
	From  GapState // "" for a new gap
	To    GapState
	Note  string   // acceptance's reason; of a filling the entry's title
	Until plan.Day // of an acceptance its last day; 0 where that was not kept
	Seen  Finding
}

// EventKind says what happened to a gap.
type EventKind string

// The kinds of event.
const (
	EventOpened   EventKind = "opened"
	EventReturned EventKind = "returned" // the same matter, again
	EventMoved    EventKind = "moved"    // span, figures, severity or owner changed
	EventAccepted EventKind = "accepted"
	EventEnded    EventKind = "acceptance_ended" // by its last day, by getting worse, or by a person
	EventResolved EventKind = "resolved"
	EventMerged   EventKind = "merged"
	EventMissed   EventKind = "missed"
	EventFilled   EventKind = "filled" // somebody made an entry for it; what that changed, the scan tells
)
