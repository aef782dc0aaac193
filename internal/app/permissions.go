package app

import (
	"slices"

	"stetig/internal/plan"
)

// Permission names something a member may or may not do.
type Permission string

// The permissions. Each needs a role; see Permissions.
const (
	ReadWorkspace    Permission = "read"               // everything in the workspace
	Subscribe        Permission = "subscribe"          // make and revoke one's own feeds
	ReceiveNews      Permission = "receive_news"       // say what of the workspace one is sent by mail
	Leave            Permission = "leave"              // end one's own membership
	WriteOwnAbsences Permission = "write_own_absences" // say when one is away
	WriteOwnTime     Permission = "write_own_time"     // say how much time one has, and where one works
	OwnChannels      Permission = "own_channels"       // say whether one takes a channel
	WriteOwnEntries  Permission = "write_own_entries"  // ideas, and entries one owns or made
	WriteEntries     Permission = "write_entries"      // any entry
	WriteComments    Permission = "write_comments"     // say something about any entry
	DeleteComments   Permission = "delete_comments"    // of others
	ApproveEntries   Permission = "approve_entries"    // set an entry approved
	WriteTopics      Permission = "write_topics"       // topics and themes
	ImportEntries    Permission = "import"             // a whole sheet
	WriteChannels    Permission = "write_channels"     // channels and pauses
	WritePlans       Permission = "write_plans"        // plans and cadences
	AcceptGaps       Permission = "accept_gaps"        // say why a gap may stay
	ManageMembers    Permission = "manage_members"     // invite, add, change, deactivate, remove
	ManageFeeds      Permission = "manage_feeds"       // feeds of others
	ShareLinks       Permission = "share_links"        // links for people without an account
	ManageWorkspace  Permission = "manage_workspace"   // name, zone, report time
	ManageTokens     Permission = "manage_tokens"      // tokens of others that are for this workspace
	SaveViews        Permission = "save_views"         // of one's own
	ShareViews       Permission = "share_views"        // show one's views to every member
	ManageViews      Permission = "manage_views"       // shared ones of others
	ManageWebhooks   Permission = "manage_webhooks"    // who outside is told what happens
	ManageChats      Permission = "manage_chats"       // which chat rooms are told the weekly report
	ReadAudit        Permission = "read_audit"         // who did what, signed in, was refused
)

// Permissions is the one table of which role each permission needs at least.
func Permissions() map[Permission]plan.Role {
	return map[Permission]plan.Role{
		ReadWorkspace:    plan.Viewer,
		Subscribe:        plan.Viewer,
		ReceiveNews:      plan.Viewer,
		Leave:            plan.Viewer,
		WriteOwnAbsences: plan.Viewer,
		WriteOwnTime:     plan.Viewer,
		OwnChannels:      plan.Viewer,
		WriteOwnEntries:  plan.Contributor,
		WriteEntries:     plan.Editor,
		WriteComments:    plan.Contributor,
		DeleteComments:   plan.Lead,
		ApproveEntries:   plan.Editor,
		WriteTopics:      plan.Editor,
		ImportEntries:    plan.Editor,
		WriteChannels:    plan.Lead,
		WritePlans:       plan.Lead,
		AcceptGaps:       plan.Lead,
		ManageMembers:    plan.Lead,
		ManageFeeds:      plan.Lead,
		ShareLinks:       plan.Lead,
		ManageWorkspace:  plan.Lead,
		ManageTokens:     plan.Lead,
		SaveViews:        plan.Viewer,
		ShareViews:       plan.Contributor,
		ManageViews:      plan.Lead,
		ManageWebhooks:   plan.Lead,
		ManageChats:      plan.Lead,
		ReadAudit:        plan.Lead,
	}
}

// may reports whether a role has a permission. A permission without a row is
// nobody's.
func may(role plan.Role, p Permission) bool {
	needed, known := Permissions()[p]
	return known && role.AtLeast(needed)
}

// allow returns CodeForbidden unless the role has the permission.
func allow(role plan.Role, p Permission) error {
	if may(role, p) {
		return nil
	}
	return plan.Errorf(plan.CodeForbidden, "This needs the role %s in this workspace; yours is %s.", Permissions()[p], role)
}

// permissions lists what the member may: all that their role allows or, with a
// token that may only read, what of it is reading. They are in the order of
// their names.
func (v *view) permissions() []Permission {
	reading := []Permission{ReadWorkspace, ReadAudit}
	var all []Permission
	for permission := range Permissions() {
		if may(v.member.Role, permission) && (!v.readOnly || slices.Contains(reading, permission)) {
			all = append(all, permission)
		}
	}
	slices.Sort(all)
	return all
}
