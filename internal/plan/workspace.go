package plan

import (
	"slices"
	"time"
)

// Workspace is a client or a team: the wall between tenants.
type Workspace struct {
	ID           string
	Name         string
	TimeZone     string // IANA name; zone of reports and of feeds that span channels
	Language     string // "de" or "en": of reports and feeds that do not say
	ReportDay    time.Weekday
	ReportMinute int // minutes after local midnight at which the weekly report is made

	FormatEfforts []FormatEffort // in the formats' order; none: nothing is set
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Revision      int64 // grows with every change of anything in the workspace
	Version       int
}

// Role is what a member may do in a workspace. Each role may all that those before it may.
type Role string

// The roles, from least to most rights.
const (
	Viewer      Role = "viewer"      // reads, subscribes
	Contributor Role = "contributor" // ideas, own entries, comments
	Editor      Role = "editor"      // all entries, topics, themes, approvals
	Lead        Role = "lead"        // channels, plans, gaps accepted, members, feeds of others
)

// Roles lists the roles from least to most rights.
var Roles = []Role{Viewer, Contributor, Editor, Lead}

// Valid reports whether r is one of Roles.
func (r Role) Valid() bool { return slices.Contains(Roles, r) }

// AtLeast reports whether r may all that other may.
func (r Role) AtLeast(other Role) bool {
	return r.Valid() && slices.Index(Roles, r) >= slices.Index(Roles, other)
}

// Member is a user in a workspace, with a role.
type Member struct {
	ID            string
	WorkspaceID   string
	UserID        string
	Name          string
	Email         string
	Role          Role
	External      bool           // works for somebody else: an agency, a freelancer
	ByGroup       bool           // made by a group of the identity provider, and goes with it
	WeeklyTime    *time.Duration // what they have for entries in a week of five workdays, whole minutes; nil: not said
	Region        string         // where they work, as package holiday names it; "" for nowhere in particular
	DeactivatedAt time.Time      // zero: active
	RemovedAt     time.Time      // zero: not removed; name and address are forgotten
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Version       int
}

// IsActive reports whether the member may act and own.
func (m *Member) IsActive() bool { return m.DeactivatedAt.IsZero() && m.RemovedAt.IsZero() }

// FeedScope is what a feed shows.
type FeedScope string

// The scopes of a feed.
const (
	ScopeWorkspace FeedScope = "workspace" // all channels
	ScopeChannel   FeedScope = "channel"   // those named in Feed.ChannelIDs
	ScopeMember    FeedScope = "member"    // entries owned by Feed.MemberID
)

// Feed is a revocable subscription to a part of the plan. Scope and rights live
// here, on the server: calendar clients have no session.
type Feed struct {
	ID          string
	WorkspaceID string
	CreatedBy   string // the member who made it and with whom it dies
	Name        string // shown as the calendar's name
	Slug        string // last segment of its address, without .ics
	TokenHash   []byte // SHA-256 of the token
	Scope       FeedScope
	ChannelIDs  []string // of ScopeChannel; may narrow the other scopes too
	MemberID    string   // of ScopeMember
	TopicIDs    []string // empty: all topics
	States      []State  // empty: planned to published
	Ideas       bool     // dated ideas are shown
	Gaps        bool     // gaps are shown
	Cancelled   bool     // cancelled and deleted entries are shown as CANCELLED for 30 days
	Language    string   // "de" or "en"
	Sequence    int      // grows when an option that alters events changes
	RenderedAt  time.Time
	LastFetchAt time.Time // zero: never
	LastClient  string    // User-Agent of the last fetch
	Trimmed     int       // past events left out of the last rendering for its size
	RevokedAt   time.Time // zero: not revoked
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}
