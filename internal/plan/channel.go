package plan

import (
	"slices"
	"time"
)

// ChannelStatus says whether a channel promises anything.
type ChannelStatus string

// The statuses of a channel. Only an active one promises anything, so only an
// active one has gaps.
const (
	Candidate ChannelStatus = "candidate" // considered, not decided
	Listening ChannelStatus = "listening" // followed, nothing is published
	Active    ChannelStatus = "active"
	Retired   ChannelStatus = "retired"
)

// ChannelStatuses lists every status.
var ChannelStatuses = []ChannelStatus{Candidate, Listening, Active, Retired}

// Valid reports whether s is one of ChannelStatuses.
func (s ChannelStatus) Valid() bool { return slices.Contains(ChannelStatuses, s) }

// DefaultGrace is how long after its time an unpublished entry still counts, unless the channel says otherwise.
const DefaultGrace = 24 * time.Hour

// MaxGrace bounds a channel's grace.
const MaxGrace = 31 * 24 * time.Hour

// MaxSpacing bounds a channel's least time between two entries.
const MaxSpacing = 31 * 24 * time.Hour

// Channel is one outlet: a blog, a newsletter, a LinkedIn page.
type Channel struct {
	ID          string
	WorkspaceID string
	Name        string
	Platform    string // free: blog, newsletter, linkedin, instagram, mastodon, youtube, …
	Status      ChannelStatus
	TimeZone    string // IANA name; days, weeks and months of the channel are its zone's
	Grace       time.Duration
	OwnerID     string // the member who owns it or was asked to, "" for none; see AcceptedOwner
	DeputyID    string // a member's id, "" for none
	Color       string // "#rrggbb", "" for none
	Link        string
	Position    int  // order in lists and in the year
	FourEyes    bool // somebody else than its owner approves an entry before it is published

	Region         string        // where its readers are, as package holiday names it; "" for nowhere in particular
	SkipHolidays   bool          // promises nothing on public holidays of its region
	WarnOnHolidays bool          // tells entries planned on one
	MinSpacing     time.Duration // least elapsed time between two entries, whole minutes; 0: not asked
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Revision       int64 // grows with every change of anything in the channel
	Version        int

	OwnerAskedAt    time.Time // when the owner was asked; zero: never, for they named themselves
	OwnerAcceptedAt time.Time // when the owner said yes; zero: not yet
}

// AcceptedOwner returns the member who owns the channel, "" for none. Wherever an
// owner counts it is this one: a channel whose owner was only asked has none.
func (c *Channel) AcceptedOwner() string {
	if c.OwnerAcceptedAt.IsZero() {
		return ""
	}
	return c.OwnerID
}

// Asked reports whether somebody was asked to own the channel and has not answered.
func (c *Channel) Asked() bool { return c.OwnerID != "" && c.OwnerAcceptedAt.IsZero() }

// Zone loads the channel's time zone; an unknown one is an Error of CodeInvalid.
func (c *Channel) Zone() (*time.Location, error) { return LoadZone(c.TimeZone) }

// Pause is a run of days on which a channel is silent on purpose.
type Pause struct {
	ID          string
	WorkspaceID string
	ChannelID   string
	Span        Span
	Reason      string
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}

// LoadZone returns the time zone of an IANA name. The empty name and "Local",
// which would mean the server's zone, are refused.
func LoadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, Errorf(CodeInvalid, "a time zone is needed, by its IANA name, such as Europe/Berlin")
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, Errorf(CodeInvalid, "%q is no known time zone; give an IANA name such as Europe/Berlin", name)
	}
	return zone, nil
}
