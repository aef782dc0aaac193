package plan

import "time"

// Absence is a run of days on which a member is away. Its days are those of
// each channel's zone: who is away on a day is away on it everywhere. One
// member's absences never share a day.
type Absence struct {
	ID          string
	WorkspaceID string
	MemberID    string // who is away
	DeputyID    string // the member who takes over everywhere; "" for each plan's deputy, else its channel's
	Span        Span
	Reason      string // "" for none; every member of the workspace may read it
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}

// Validate returns nil or an Error of CodeInvalid that names every wrong field.
func (a *Absence) Validate() error {
	var problems Problems
	problems.span(a.Span, MaxPlanDays)
	if a.DeputyID != "" && a.DeputyID == a.MemberID {
		problems.Add("deputy_id", "must be somebody else than who is away")
	}
	if a.Reason != "" {
		problems.text("reason", a.Reason, MaxNote)
	}
	return problems.Err()
}
