package app

import (
	"time"

	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// Actor is who asks: a user, by one of their tokens.
type Actor struct {
	UserID      string
	TokenID     string
	WorkspaceID string // the only workspace the token is good for; "": all of the user's
	Admin       bool   // the server's administrator
	ReadOnly    bool   // the token may only read
}

// Page asks for one page of a list.
type Page struct {
	Limit  int    // most items, 1 to 200
	Cursor string // where the page before ended; "" for the first
}

// NoDay in a patch takes a day away. No plan reaches back to it.
const NoDay plan.Day = 0

// Me is the user an Actor stands for.
type Me struct {
	UserID      string
	Name        string
	Email       string
	Admin       bool
	ReadOnly    bool
	Memberships []Membership // by name of the workspace
}

// Membership is a user's place in a workspace.
type Membership struct {
	WorkspaceID   string
	WorkspaceName string
	MemberID      string
	Role          plan.Role
}

// WorkspaceDraft is a workspace to be created. Values left out get their
// default: Europe/Berlin, "de", Monday 06:00.
type WorkspaceDraft struct {
	Name         string
	TimeZone     string
	Language     string
	ReportDay    *time.Weekday
	ReportMinute *int // after local midnight
}

// WorkspacePatch changes what is not nil.
type WorkspacePatch struct {
	Name         *string
	TimeZone     *string
	Language     *string
	ReportDay    *time.Weekday
	ReportMinute *int
}

// MemberFilter narrows a list of members.
type MemberFilter struct {
	Roles       []plan.Role // empty: all
	Deactivated *bool       // nil: both
}

// MemberDraft is a member to be added: the user with the e-mail address, who is
// created if nobody has it.
type MemberDraft struct {
	Name  string
	Email string
	Role  plan.Role
}

// MemberPatch changes what is not nil.
type MemberPatch struct {
	Name        *string
	Role        *plan.Role
	Deactivated *bool
}

// ChannelFilter narrows a list of channels.
type ChannelFilter struct {
	Statuses []plan.ChannelStatus // empty: all
}

// ChannelDraft is a channel to be created. "" and nil mean the default or none.
type ChannelDraft struct {
	Name     string
	Platform string
	Status   plan.ChannelStatus // "": candidate
	TimeZone string             // "": the workspace's
	Grace    *time.Duration     // nil: plan.DefaultGrace
	OwnerID  string
	DeputyID string
	Color    string
	Link     string
	Position *int // nil: last
}

// ChannelPatch changes what is not nil; "" takes owner, deputy, color and link away.
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
}

// PauseDraft is a pause to be added to a channel.
type PauseDraft struct {
	Span   plan.Span
	Reason string
}

// PausePatch changes what is not nil.
type PausePatch struct {
	StartsOn *plan.Day
	EndsOn   *plan.Day
	Reason   *string
}

// PlanFilter narrows a list of plans.
type PlanFilter struct {
	ChannelIDs []string  // empty: all
	From, To   *plan.Day // plans that have a day in the span; nil: open
	Deleted    bool      // only deleted plans that can be restored, else only others
}

// PlanDraft is a plan to be created. "" and nil mean the default or none.
type PlanDraft struct {
	ChannelID  string
	Name       string
	Span       plan.Span
	Cadence    plan.Cadence
	LeadTime   *int // days; nil: plan.DefaultLeadTime
	MaxSilence int  // days; 0: not asked
	OwnerID    string
	DeputyID   string
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

// TopicFilter narrows a list of topics.
type TopicFilter struct {
	Field   *string // nil: all fields
	Search  string  // words, each of which begins a word of name, field or description; "": all
	Deleted bool    // only deleted topics that can be restored, else only others
}

// TopicDraft is a topic to be created.
type TopicDraft struct {
	Field       string
	Name        string
	Description string
}

// TopicPatch changes what is not nil.
type TopicPatch struct {
	Field       *string
	Name        *string
	Description *string
}

// ThemeFilter narrows a list of themes.
type ThemeFilter struct {
	PlanIDs    []string
	ChannelIDs []string
	From, To   *plan.Day // themes that have a day in the span; nil: open
}

// ThemeDraft is a theme to be laid on a plan.
type ThemeDraft struct {
	PlanID  string
	TopicID string
	Title   string // "" to show the topic's name
	Span    plan.Span
}

// ThemePatch changes what is not nil.
type ThemePatch struct {
	TopicID  *string
	Title    *string
	StartsOn *plan.Day
	EndsOn   *plan.Day
}

// EntryFilter narrows a list of entries. Its parts are joined with and, the
// values of one part with or.
type EntryFilter struct {
	ChannelIDs []string
	OwnerIDs   []string // an entry's effective owner: its own, else its plan's, else its channel's
	TopicIDs   []string
	States     []plan.State
	From, To   *plan.Day // local day in each channel's zone, inclusive; nil: open
	Undated    *bool     // true: only undated, false: only dated, nil: both
	Search     string    // words, each of which begins a word of title or copy; "": all
	Deleted    bool      // only deleted entries that can be restored, else only others
}

// EntryDraft is an entry to be created. "" and zero mean the default or none.
type EntryDraft struct {
	ChannelID   string
	TopicID     string
	OwnerID     string
	Title       string
	Copy        string
	Link        string
	Format      string
	State       plan.State // "": planned with a date, idea without
	PublishAt   time.Time
	PublishOn   *plan.Day
	PublishedAt time.Time
}

// EntryPatch changes what is not nil; "", the zero time and NoDay take a value
// away. PublishAt takes the place of PublishOn and the other way round; naming
// a value for both is refused. The state is changed by a Transition.
type EntryPatch struct {
	ChannelID   *string
	TopicID     *string
	OwnerID     *string
	Title       *string
	Copy        *string
	Link        *string
	Format      *string
	PublishAt   *time.Time
	PublishOn   *plan.Day
	PublishedAt *time.Time
}

// Transition moves an entry to another state.
type Transition struct {
	To          plan.State
	PublishedAt *time.Time // of a publication; nil and PublishedOn nil: now
	PublishedOn *plan.Day  // where only the day is known
}

// Change is one line of an entry's history.
type Change struct {
	At       time.Time
	MemberID string // who did it; "" for the program
	Action   string // created, changed, moved, deleted, restored, imported
	Fields   []FieldChange
}

// FieldChange says what a field was and became; "" means nothing.
type FieldChange struct {
	Field string // as the API spells it
	From  string
	To    string
}

// GapFilter narrows a list of gaps. Its parts are joined with and, the values of
// one part with or.
type GapFilter struct {
	ChannelIDs []string
	OwnerIDs   []string
	Rules      []continuity.Rule
	Severities []continuity.Severity
	States     []continuity.GapState
}

// AcceptanceDraft says why a gap may stay, and until when.
type AcceptanceDraft struct {
	Reason string
	Until  plan.Day // channel's zone, inclusive
}

// ContinuityQuery asks for the continuity of channels over a span.
type ContinuityQuery struct {
	ChannelIDs []string
	From, To   *plan.Day // nil: today in each channel's zone, and 365 days later
}

// ChannelContinuity is what the engine says of a channel over a span.
type ChannelContinuity struct {
	Channel  plan.Channel
	Figures  continuity.Figures // Figures.Span is the span asked for
	Runway   continuity.Runway
	Periods  []continuity.PeriodStatus // those that touch the span
	Findings []continuity.Finding      // those that touch the span
}

// YearGrid is a year at a glance: channels by ISO weeks.
type YearGrid struct {
	Year int // ISO 8601 week-numbering year
	Rows []YearRow
}

// YearRow is a channel in a YearGrid.
type YearRow struct {
	Channel plan.Channel
	Runway  continuity.Runway
	Figures continuity.Figures // of the year's ISO weeks
	Cells   []YearCell         // one a week: plan.Weeks(Year) of them
	Themes  []plan.Theme       // Title filled in with the topic's name where it is empty
	Pauses  []plan.Pause
}

// YearCell is a channel's week in a YearGrid.
type YearCell struct {
	Expected  int // promised for the week; of a month, the part its entries in the week fill, and in its last week what is missing
	Planned   int // entries of the week that cover
	Ready     int
	Published int
	Gap       continuity.Severity // the worst gap that touches the week and is open or missed; "" for none
}

// ReportSummary tells of a weekly report what a list needs.
type ReportSummary struct {
	ID          string
	WorkspaceID string
	Week        plan.Week
	MadeAt      time.Time
	Late        bool // made up for later; looks only at its own week
}

// FeedDraft is a feed to be made. "" and nil mean the default or none.
type FeedDraft struct {
	Name       string
	Scope      plan.FeedScope // "": channel where ChannelIDs are given, member where MemberID is, else workspace
	ChannelIDs []string
	MemberID   string
	TopicIDs   []string
	States     []plan.State
	Ideas      bool
	Gaps       bool
	Cancelled  bool
	Language   string // "": the workspace's
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

// FeedDocument is a feed as it is sent.
type FeedDocument struct {
	Body         []byte // text/calendar; charset=utf-8
	Gzip         []byte // the same, compressed; nil where it is not worth it
	ETag         string // strong, with its quotes, over Body
	LastModified time.Time
}

// ImportMode says how an import treats bad rows.
type ImportMode string

// The modes of an import.
const (
	DryRun       ImportMode = "dry_run"        // nothing is written
	AllOrNothing ImportMode = "all_or_nothing" // one bad row refuses all
	GoodRows     ImportMode = "good_rows"      // bad rows are left out and told
)

// ImportOptions says how a sheet is imported.
type ImportOptions struct {
	Mode      ImportMode
	ChannelID string // of rows that name no channel; "": such rows are bad
	Name      string // of the file, for the audit log; may be empty
}

// ImportResult says what an import did or, in a dry run or where AllOrNothing
// met a bad row, what it would do.
type ImportResult struct {
	Mode      ImportMode
	Applied   bool // the rows were written
	Rows      int  // rows read, without heading and empty ones
	Created   int
	Unchanged int // rows whose entry is there already
	Problems  []ImportProblem
	Notes     []string // what was understood and how
}

// ImportProblem says what is wrong with a row.
type ImportProblem struct {
	Line   int    // in the file, the heading being line 1; 0: the whole file
	Column string // as the file calls it; "": the whole row
	Reason string
}

// ExportFilter narrows an export.
type ExportFilter struct {
	ChannelIDs []string  // empty: all
	From, To   *plan.Day // inclusive; undated entries are left out where either is given
	Language   string    // of headings and states; "": the workspace's
}
