package app

import (
	"stetig/internal/continuity"
	"stetig/internal/plan"
)

// MemberFilter narrows a list of members.
type MemberFilter struct {
	Roles       []plan.Role // empty: all
	Deactivated *bool       // nil: both
	External    *bool       // nil: both
	Removed     *bool       // nil: both
}

// ChannelFilter narrows a list of channels.
type ChannelFilter struct {
	Statuses []plan.ChannelStatus // empty: all
}

// PlanFilter narrows a list of plans.
type PlanFilter struct {
	ChannelIDs []string  // empty: all
	From, To   *plan.Day // plans that have a day in the span; nil: open
	Deleted    bool      // only deleted plans that can be restored, else only others
}

// TopicFilter narrows a list of topics.
type TopicFilter struct {
	Field   *string // nil: all fields
	Search  string  // words, each of which stands in a word of name, field or description, or, with one or two letters, begins one; "": all
	Deleted bool    // only deleted topics that can be restored, else only others
}

// ThemeFilter narrows a list of themes.
type ThemeFilter struct {
	PlanIDs    []string
	ChannelIDs []string
	From, To   *plan.Day // themes that have a day in the span; nil: open
}

// EntryFilter narrows a list of entries. Its parts are joined with and, the
// values of one part with or.
type EntryFilter struct {
	ChannelIDs []string
	OwnerIDs   []string // an entry's effective owner: its own, else its plan's, else its channel's
	Unowned    bool     // only what has no effective owner, or one of OwnerIDs
	TopicIDs   []string
	States     []plan.State
	From, To   *plan.Day // local day in each channel's zone, inclusive; nil: open
	Undated    *bool     // true: only undated, false: only dated, nil: both
	Search     string    // words, each of which stands in a word of title or copy, or, with one or two letters, begins one; "": all
	Deleted    bool      // only deleted entries that can be restored, else only others

	ApproverIDs []string // who is named to approve them
	AwaitsMe    bool     // only what is in review and for the member who asks to approve
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

// ContinuityQuery asks for the continuity of channels over a span.
type ContinuityQuery struct {
	ChannelIDs []string
	From, To   *plan.Day // nil: today in each channel's zone, and 365 days later
}

// ExportFilter narrows an export.
type ExportFilter struct {
	ChannelIDs []string  // empty: all
	From, To   *plan.Day // inclusive; undated entries are left out where either is given
	Language   string    // of headings and states; "": the workspace's
}
