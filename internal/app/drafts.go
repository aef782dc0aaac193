package app

import (
	"time"

	"stetig/internal/plan"
)

// WorkspaceDraft is a workspace to be created. Values left out get their
// default: Europe/Berlin, "de", Monday 06:00.
type WorkspaceDraft struct {
	Name         string
	TimeZone     string
	Language     string
	ReportDay    *time.Weekday
	ReportMinute *int // after local midnight
}

// MemberDraft is a member to be added.
type MemberDraft struct {
	Name     string
	Email    string
	Role     plan.Role
	External bool // works for somebody else
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
	FourEyes bool // a second person approves

	Region         string // as package holiday names it
	SkipHolidays   bool
	WarnOnHolidays bool
	MinSpacing     time.Duration
}

// PauseDraft is a pause to be added to a channel.
type PauseDraft struct {
	Span   plan.Span
	Reason string
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
	FourEyes   *bool // a second person approves; nil: as the channel says

	ThemeEachMonth bool
	CompanyShare   *plan.Share
	CuratedShare   *plan.Share
}

// TopicDraft is a topic to be created.
type TopicDraft struct {
	Field       string
	Name        string
	Description string
	Company     bool // centred on the company
}

// ThemeDraft is a theme to be laid on a plan.
type ThemeDraft struct {
	PlanID  string
	TopicID string
	Title   string // "" to show the topic's name
	Span    plan.Span
}

// EntryDraft is an entry to be created. "" and zero mean the default or none.
type EntryDraft struct {
	ChannelID   string
	TopicID     string
	OwnerID     string
	ApproverID  string // named by editors only; "": any editor may approve
	Title       string
	Copy        string
	Link        string
	Format      string
	State       plan.State // "": planned with a date, idea without
	PublishAt   time.Time
	PublishOn   *plan.Day
	PublishedAt time.Time
	Checklist   []plan.ChecklistItem
	Curated     bool
	SourceURL   string
	Effort      *time.Duration
}

// AcceptanceDraft says why a gap may stay, and until when.
type AcceptanceDraft struct {
	Reason string
	Until  plan.Day // channel's zone, inclusive
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

	// Columns says what columns hold, by their names in an ImportResult: a field
	// of ImportFields, or ExtraColumn. Others are taken for what they look like.
	Columns map[string]string

	// Offset and Limit say which rows a dry run tells of one by one: how many are
	// left out first, and how many at most. A Limit of 0 tells of none.
	Offset, Limit int
}

// CommentDraft is a comment to be written.
type CommentDraft struct {
	Text     string   // Markdown
	Mentions []string // members' ids; one that is named twice counts once
}
