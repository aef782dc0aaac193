package plan

import (
	"slices"
	"time"
)

// State is how far an entry has come.
type State string

// The states of an entry, in the order of its life. An idea may have no date;
// every other state but cancelled needs one.
const (
	Idea      State = "idea"
	Planned   State = "planned"
	Drafting  State = "drafting"
	InReview  State = "in_review"
	Approved  State = "approved"
	Published State = "published"
	Cancelled State = "cancelled"
)

// States lists every state in the order of an entry's life.
var States = []State{Idea, Planned, Drafting, InReview, Approved, Published, Cancelled}

// Valid reports whether s is one of States.
func (s State) Valid() bool { return slices.Contains(States, s) }

// NeedsDate reports whether an entry in this state must have a date.
func (s State) NeedsDate() bool { return s != Idea && s != Cancelled }

// Pending reports whether the entry is meant to be published and is not yet:
// planned, drafting, in review or approved.
func (s State) Pending() bool {
	return s == Planned || s == Drafting || s == InReview || s == Approved
}

// Ready reports whether nothing but publishing is left to do: approved or published.
func (s State) Ready() bool { return s == Approved || s == Published }

// CanBecome reports whether a person may move an entry from s to next.
// Any pending state follows any other, forwards and backwards; publishing is
// possible from every state but cancelled; a cancelled entry returns as an idea
// or planned; a publication recorded by mistake returns to approved.
func (s State) CanBecome(next State) bool {
	switch {
	case s == next || !next.Valid():
		return false
	case s == Published:
		return next == Approved || next == Cancelled
	case s == Cancelled:
		return next == Idea || next == Planned
	default:
		return true
	}
}

// MaxEffort bounds what one entry may take.
const MaxEffort = 1000 * time.Hour

// Entry is one planned or published piece of content on a channel.
type Entry struct {
	ID          string
	WorkspaceID string
	ChannelID   string
	TopicID     string // "" for none
	OwnerID     string // a member's id; "" to inherit the plan's, else the channel's
	ApproverID  string // the member who is to approve it; "": any editor
	Title       string
	Copy        string // the text to be published, in Markdown
	Link        string // where it stands, or will stand
	Format      string // free: article, reel, carousel, …
	State       State
	Curated     bool           // others' work, passed on
	SourceURL   string         // of a curated entry: where that work stands
	Effort      *time.Duration // work it takes, whole minutes; nil: not said

	PublishAt   time.Time // when it shall appear, UTC; zero: no time of day is set
	PublishOn   *Day      // set alone for a date-only entry: the local day; nil where PublishAt is set or nothing is
	PublishedAt time.Time // when it appeared, UTC; zero: not yet, or only the day is known

	Checklist []ChecklistItem   // what is to be done before it is published
	Extra     map[string]string // columns of an imported sheet that mean nothing to us, kept aside

	CreatedBy  string // a member's id
	CreatedAt  time.Time
	UpdatedAt  time.Time
	RenderedAt time.Time // last change of anything a feed shows of the entry, names of channel, topic and owner included
	Sequence   int       // grows with RenderedAt (RFC 5545 §3.8.7.4)
	DeletedAt  time.Time // zero: not deleted
	Version    int
}

// Time returns the instant the entry stands for: PublishedAt, else PublishAt.
// timed is false where there is neither.
func (e *Entry) Time() (at time.Time, timed bool) {
	if !e.PublishedAt.IsZero() {
		return e.PublishedAt, true
	}
	return e.PublishAt, !e.PublishAt.IsZero()
}

// Day returns the local day of the entry in its channel's zone; dated is false
// for an entry with neither time nor date.
func (e *Entry) Day(zone *time.Location) (day Day, dated bool) {
	if at, timed := e.Time(); timed {
		return DayOf(at, zone), true
	}
	if e.PublishOn != nil {
		return *e.PublishOn, true
	}
	return 0, false
}

// Due returns the instant by which the entry should have appeared: its time or,
// for a date-only entry, the end of its day. ok is false for an undated entry.
func (e *Entry) Due(zone *time.Location) (due time.Time, ok bool) {
	if at, timed := e.Time(); timed {
		return at, true
	}
	if e.PublishOn != nil {
		return e.PublishOn.End(zone), true
	}
	return time.Time{}, false
}

// Overdue reports whether the entry should have appeared more than grace before
// now (elapsed time) and has not. Ideas and cancelled entries are never overdue.
func (e *Entry) Overdue(now time.Time, grace time.Duration, zone *time.Location) bool {
	due, dated := e.Due(zone)
	return dated && e.State.Pending() && now.Sub(due) > grace
}

// Covers reports whether the entry counts towards what its channel promised:
// it is published, or pending and not overdue.
func (e *Entry) Covers(now time.Time, grace time.Duration, zone *time.Location) bool {
	_, dated := e.Due(zone)
	return dated && (e.State == Published || e.State.Pending() && !e.Overdue(now, grace, zone))
}
