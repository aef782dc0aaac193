// Package plan is the domain: workspaces, channels, plans, cadences, entries,
// topics and themes, their states and what makes them valid. It knows no
// clock, no database and no network.
package plan

import "time"

// DefaultLeadTime is how many days before its time an entry should be ready, unless the plan says otherwise.
const DefaultLeadTime = 7

// MaxPlanDays bounds a plan's span: three years and the leap days they may hold.
const MaxPlanDays = 3*366 - 2

// Plan is a channel's editorial plan for a span of days, usually a year. Plans
// of one channel never overlap.
type Plan struct {
	ID          string
	WorkspaceID string
	ChannelID   string
	Name        string
	Span        Span // starts_on … ends_on, both inclusive, days of the channel's zone
	Cadence     Cadence
	LeadTime    int    // days before its time by which an entry should be approved
	MaxSilence  int    // most days without an entry; 0: not asked
	OwnerID     string // a member's id, "" to inherit the channel's
	DeputyID    string // a member's id, "" to inherit the channel's
	FourEyes    *bool  // as Channel.FourEyes, for the plan's days; nil to inherit the channel's

	ThemeEachMonth bool   // asks each calendar month for a theme
	CompanyShare   *Share // of its entries, those on company-centred topics; nil: not asked
	CuratedShare   *Share // of its entries, those that are curated; nil: not asked

	CreatedAt time.Time
	UpdatedAt time.Time
	DeletedAt time.Time // zero: not deleted
	Version   int
}

// Share is what part of a plan's entries may be of a kind, in percent.
type Share struct {
	AtLeast, AtMost int
}

// Topic is what entries are about. It lives in the workspace's pool, in a field.
type Topic struct {
	ID          string
	WorkspaceID string
	Field       string // the pillar it belongs to, "" for none
	Name        string
	Description string
	Company     bool // centred on the company, not on its audience
	CreatedAt   time.Time
	UpdatedAt   time.Time
	DeletedAt   time.Time // zero: not deleted
	Version     int
}

// Theme is a topic laid on a plan for a span of days.
type Theme struct {
	ID          string
	WorkspaceID string
	PlanID      string
	TopicID     string
	Title       string // "" to show the topic's name
	Span        Span
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Version     int
}
