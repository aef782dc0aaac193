package report

import (
	"cmp"
	"slices"
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// Gap is a gap as a report keeps it: with the names it had then.
type Gap struct {
	ID           string              `json:"id"`
	Rule         continuity.Rule     `json:"rule"`
	Severity     continuity.Severity `json:"severity"`
	State        continuity.GapState `json:"state"`
	ChannelID    string              `json:"channel_id,omitempty"` // "" for one that is about a member and no channel
	ChannelName  string              `json:"channel_name"`
	PlanID       string              `json:"plan_id,omitempty"`
	Subject      *Subject            `json:"subject,omitempty"` // nil for a gap that is about no single thing
	Other        *Subject            `json:"other,omitempty"`   // of a clash the entry before the one it is about
	OwnerID      string              `json:"owner_id,omitempty"`
	OwnerName    string              `json:"owner_name"` // "" for nobody
	From         plan.Day            `json:"from"`       // days of the channel's zone, inclusive
	To           plan.Day            `json:"to"`
	Expected     int                 `json:"expected"`
	Actual       int                 `json:"actual"`
	OpenedAt     time.Time           `json:"opened_at"`
	ClosedAt     *time.Time          `json:"closed_at,omitempty"`     // nil while open or accepted
	New          bool                `json:"new"`                     // not in the report before
	PreviousFrom *plan.Day           `json:"previous_from,omitempty"` // its first day in the report before, where that was another
	Acceptance   *Acceptance         `json:"acceptance,omitempty"`
}

// Subject is the entry, plan or member that a gap is about, or of a plan a share.
type Subject struct {
	Kind  continuity.SubjectKind `json:"kind"`
	ID    string                 `json:"id"`
	Title string                 `json:"title"` // of an entry its title, else the name of the plan or member
}

// Acceptance is somebody's word that a gap may stay.
type Acceptance struct {
	ByID   string    `json:"by_id"`
	ByName string    `json:"by_name"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
	Until  plan.Day  `json:"until"` // last day, channel's zone, inclusive
}

// Names are the names that a gap knows only by their ids.
type Names struct {
	Channel    string
	Owner      string // "" for nobody
	Subject    string // title of the entry or name of the plan or member it is about
	Other      string // title of the other entry of a clash
	AcceptedBy string
}

// NewGap puts a gap and its names together. Names are brought to one line.
func NewGap(g continuity.Gap, names Names) Gap {
	gap := Gap{
		ID: g.ID, Rule: g.Rule, Severity: g.Severity, State: g.State,
		ChannelID: g.ChannelID, ChannelName: oneLine(names.Channel), PlanID: g.PlanID,
		OwnerID: g.OwnerID, OwnerName: oneLine(names.Owner),
		From: g.Span.From, To: g.Span.To, Expected: g.Expected, Actual: g.Actual,
		OpenedAt: g.OpenedAt.UTC(),
	}
	if g.SubjectKind != continuity.AboutNothing {
		gap.Subject = &Subject{Kind: g.SubjectKind, ID: g.SubjectID, Title: oneLine(names.Subject)}
	}
	if id := g.ClashesWith(); id != "" {
		gap.Other = &Subject{Kind: continuity.AboutEntry, ID: id, Title: oneLine(names.Other)}
	}
	if !g.ClosedAt.IsZero() {
		at := g.ClosedAt.UTC()
		gap.ClosedAt = &at
	}
	if a := g.Acceptance; a != nil {
		gap.Acceptance = &Acceptance{ByID: a.By, ByName: oneLine(names.AcceptedBy), At: a.At.UTC(), Reason: oneLine(a.Reason), Until: a.Until}
	}
	return gap
}

// Span returns the gap's days.
func (g Gap) Span() plan.Span { return plan.Span{From: g.From, To: g.To} }

// title returns the title of what the gap is about, short enough for a sentence.
func (g Gap) title() string { return g.Subject.title() }

func (s *Subject) title() string {
	if s == nil {
		return ""
	}
	return clip(oneLine(s.Title), titleWidth)
}

// owner returns the owner's name, short enough for a sentence.
func (g Gap) owner() string { return clip(oneLine(g.OwnerName), nameWidth) }

// isPast reports whether the gap is history.
func (g Gap) isPast() bool {
	return g.Severity == continuity.Missed || g.State == continuity.GapMissed
}

// acceptedSince reports whether somebody accepted the gap at a moment or later,
// and it still stands accepted.
func (g Gap) acceptedSince(at time.Time) bool {
	return g.State == continuity.Accepted && g.Acceptance != nil && !g.Acceptance.At.Before(at)
}

// movesWithTime reports whether the gap's first day is today for as long as
// it lasts, if only once it has begun.
func (g Gap) movesWithTime() bool {
	return g.Rule == continuity.Horizon || g.Rule == continuity.UncoveredAbsence || g.Rule == continuity.Mix || g.Rule == continuity.Unowned && g.Subject != nil && g.Subject.Kind == continuity.AboutPlan
}

// byUrgency sorts gaps: most pressing first, then by first day, channel, rule.
func byUrgency(gaps []Gap) {
	slices.SortFunc(gaps, func(a, b Gap) int {
		return cmp.Or(
			cmp.Compare(slices.Index(continuity.Severities, a.Severity), slices.Index(continuity.Severities, b.Severity)),
			cmp.Compare(a.From, b.From),
			cmp.Compare(a.ChannelName, b.ChannelName),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.ID, b.ID),
		)
	})
}
