package app

import (
	"slices"

	"stetig/internal/plan"
)

// What an operation of the contract asks for that no role in a workspace gives.
const (
	Authenticated = "authenticated" // any valid token or session
	Administrate  = "administrate"  // the server's administrator
)

// PermissionRow is a row of the table of permissions as it is shown to people.
type PermissionRow struct {
	Permission Permission
	Needs      plan.Role // and every higher one
	Meaning    string
}

// Roles lists the roles that have the permission, the lowest first.
func (r PermissionRow) Roles() []plan.Role {
	return slices.DeleteFunc(slices.Clone(plan.Roles), func(role plan.Role) bool { return !may(role, r.Permission) })
}

// PermissionRows is Permissions for people: what least asks for comes first.
func PermissionRows() []PermissionRow {
	rows := make([]PermissionRow, 0, len(Permissions()))
	for permission, needed := range Permissions() {
		rows = append(rows, PermissionRow{permission, needed, meaning(permission)})
	}
	slices.SortFunc(rows, func(a, b PermissionRow) int {
		if byRole := slices.Index(plan.Roles, a.Needs) - slices.Index(plan.Roles, b.Needs); byRole != 0 {
			return byRole
		}
		if a.Permission < b.Permission {
			return -1
		}
		return 1
	})
	return rows
}

// meaning says what a permission allows; "" for one that is none.
func meaning(p Permission) string {
	return map[Permission]string{
		ReadWorkspace:    "read everything in the workspace",
		Subscribe:        "make, change and revoke one's own feeds",
		ReceiveNews:      "say which of the weekly report and the daily digest one is sent by mail",
		Leave:            "leave the workspace oneself",
		WriteOwnAbsences: "say when one is away, and who stands in",
		WriteOwnTime:     "say how much time one has in a week, and where one works",
		OwnChannels:      "say yes or no to owning a channel, where one is asked",
		WriteOwnEntries:  "write ideas, and entries that one owns or made",
		WriteComments:    "comment on any entry, and change or delete one's own comments",
		DeleteComments:   "delete comments of others",
		WriteEntries:     "write every entry",
		ApproveEntries:   "set an entry approved",
		WriteTopics:      "write topics and themes",
		ImportEntries:    "import a whole sheet",
		WriteChannels:    "write channels and pauses",
		WritePlans:       "write plans and cadences",
		AcceptGaps:       "say why a gap may stay",
		ManageMembers:    "invite, add, change, deactivate and remove members",
		ManageFeeds:      "change and revoke feeds of others",
		ShareLinks:       "make, list and revoke links by which people without an account read a report or a channel's year",
		ManageWorkspace:  "set the workspace's name, zone, language and report time, and what entries take by format",
		ManageTokens:     "list and revoke the members' tokens for this workspace",
		SaveViews:        "save views of one's own, and change and delete them",
		ShareViews:       "show one's views to every member",
		ManageViews:      "change and delete shared views of others",
		ManageWebhooks:   "see, make, change and delete webhooks, and send to them",
		ManageChats:      "see, make, change and delete chat rooms that are told the weekly report, and send to them",
		ReadAudit:        "read who did what, who signed in and who was refused",
	}[p]
}
