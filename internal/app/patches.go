package app

import (
	"time"

	"stetig/internal/plan"
)

// NoDay in a patch takes a day away. No plan reaches back to it.
const NoDay plan.Day = 0

// WorkspacePatch changes what is not nil.
type WorkspacePatch struct {
	Name         *string
	TimeZone     *string
	Language     *string
	ReportDay    *time.Weekday
	ReportMinute *int

	FormatEfforts *[]plan.FormatEffort // whole
}

// MemberPatch changes what is not nil.
type MemberPatch struct {
	Name        *string
	Role        *plan.Role
	External    *bool
	Deactivated *bool

	WeeklyTime **time.Duration // nil in it: not said any more
	Region     *string         // "" takes it away
}

// isOfTime reports whether a patch says nothing but how much time a member has and
// where they work.
func (p MemberPatch) isOfTime() bool {
	return p.Name == nil && p.Role == nil && p.External == nil && p.Deactivated == nil
}

// ChannelPatch changes what is not nil; "" takes owner, deputy, color,
// link and region away.
type ChannelPatch struct {
	Name     *string
	Platform *string
	Status   *plan.ChannelStatus
	TimeZone *string
	Grace    *time.Duration
	OwnerID  *string
	DeputyID *string
	Color    *string
	Link     *string
	Position *int
	FourEyes *bool

	Region         *string
	SkipHolidays   *bool
	WarnOnHolidays *bool
	MinSpacing     *time.Duration
}

// PausePatch changes what is not nil.
type PausePatch struct {
	StartsOn *plan.Day
	EndsOn   *plan.Day
	Reason   *string
}

// PlanPatch changes what is not nil; "" takes owner and deputy away, a
// MaxSilence of 0 is not asked any more.
type PlanPatch struct {
	Name       *string
	StartsOn   *plan.Day
	EndsOn     *plan.Day
	Cadence    *CadencePatch
	LeadTime   *int
	MaxSilence *int
	OwnerID    *string
	DeputyID   *string
	FourEyes   **bool // nil in it: as the channel says

	ThemeEachMonth *bool
	CompanyShare   **plan.Share // nil in it: not asked any more
	CuratedShare   **plan.Share
}

// CadencePatch changes what is not nil. A patch that names a quota makes the
// cadence a quota, one that names a rule makes it slots.
type CadencePatch struct {
	Quota     *int
	Per       *plan.Period
	Rule      *string
	TimeOfDay *int // seconds after local midnight
	Tolerance *time.Duration
}

// Apply returns the cadence with the patch laid over it. What belongs to the
// other kind is dropped where the kind changes; a patch that names both kinds
// yields a cadence that Validate refuses. New slots get the default tolerance.
func (p CadencePatch) Apply(c plan.Cadence) plan.Cadence {
	namesQuota := p.Quota != nil || p.Per != nil
	namesSlots := p.Rule != nil || p.TimeOfDay != nil || p.Tolerance != nil
	switch {
	case namesQuota && !namesSlots && c.IsSlots():
		c = plan.Cadence{}
	case namesSlots && !namesQuota && !c.IsSlots():
		c = plan.Cadence{Tolerance: plan.DefaultTolerance}
	}
	set(&c.Quota, p.Quota)
	set(&c.Per, p.Per)
	set(&c.Rule, p.Rule)
	set(&c.TimeOfDay, p.TimeOfDay)
	set(&c.Tolerance, p.Tolerance)
	return c
}

// set takes over a value that a patch names.
func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// TopicPatch changes what is not nil.
type TopicPatch struct {
	Field       *string
	Name        *string
	Description *string
	Company     *bool
}

// ThemePatch changes what is not nil.
type ThemePatch struct {
	TopicID  *string
	Title    *string
	StartsOn *plan.Day
	EndsOn   *plan.Day
}

// EntryPatch changes what is not nil; "", the zero time and NoDay take a value
// away. PublishAt takes the place of PublishOn and the other way round; naming
// a value for both is refused. The state is changed by a Transition.
type EntryPatch struct {
	ChannelID   *string
	TopicID     *string
	OwnerID     *string
	ApproverID  *string
	Title       *string
	Copy        *string
	Link        *string
	Format      *string
	PublishAt   *time.Time
	PublishOn   *plan.Day
	PublishedAt *time.Time
	Checklist   *[]plan.ChecklistItem // whole
	Curated     *bool                 // false takes the source's address away
	SourceURL   *string
	Effort      **time.Duration // nil in it: not said any more
}

// Transition moves an entry to another state.
type Transition struct {
	To          plan.State
	PublishedAt *time.Time // of a publication; nil and PublishedOn nil: now
	PublishedOn *plan.Day  // where only the day is known
}

// FeedPatch changes what is not nil; "" takes the member away.
type FeedPatch struct {
	Name       *string
	Scope      *plan.FeedScope
	ChannelIDs *[]string
	MemberID   *string
	TopicIDs   *[]string
	States     *[]plan.State
	Ideas      *bool
	Gaps       *bool
	Cancelled  *bool
	Language   *string
}

// CommentPatch changes what is not nil.
type CommentPatch struct {
	Text     *string
	Mentions *[]string
}
