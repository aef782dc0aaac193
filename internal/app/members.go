package app

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Members lists the members of a workspace.
func (a *App) Members(ctx context.Context, by Actor, ws string, filter MemberFilter, page Page) (members []plan.Member, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		stored := store.MemberFilter{Roles: filter.Roles, External: filter.External, Removed: filter.Removed}
		if filter.Deactivated != nil {
			isActive := !*filter.Deactivated
			stored.Active = &isActive
		}
		members, next, err = v.Members(ws, stored, store.Page(page))
		return err
	})
	return members, next, err
}

// Member returns one member of a workspace.
func (a *App) Member(ctx context.Context, by Actor, ws, id string) (member plan.Member, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		member, err = v.Member(ws, id)
		return err
	})
	return member, err
}

// AddMember adds a member to a workspace. Leads may. Whose e-mail address was
// shown to be theirs is a member at once; others wait for that, or are invited.
// An address that is a member's already is CodeConflict.
func (a *App) AddMember(ctx context.Context, by Actor, ws string, draft MemberDraft) (member plan.Member, err error) {
	email, err := normalEmail(draft.Email)
	if err != nil {
		return plan.Member{}, err
	}
	err = a.change(ctx, by, ws, ManageMembers, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		member = plan.Member{
			ID: newID(), WorkspaceID: ws, Name: strings.TrimSpace(draft.Name), Email: email,
			Role: draft.Role, External: draft.External, CreatedAt: c.now, UpdatedAt: c.now,
		}
		if err := member.Validate(); err != nil {
			return err
		}
		if err := c.requireNewAddress(email); err != nil {
			return err
		}
		if member.UserID, err = verifiedUser(c.Tx, email); err != nil {
			return err
		}
		if err := c.CreateMember(&member); err != nil {
			return err
		}
		var diff compare
		diff.text("role", "", string(member.Role))
		diff.flag("external", false, member.External)
		c.audit("member", member.ID, actionCreated, diff)
		return c.raiseRights(member.UserID)
	})
	return member, err
}

// requireNewAddress refuses an address that is a member's, whether active or not.
func (c *change) requireNewAddress(email string) error {
	member, err := c.MemberByEmail(c.ws, email)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nil
	case err != nil:
		return err
	case !member.IsActive():
		return plan.Errorf(plan.CodeConflict, "This address belongs to a deactivated member. Reactivate them instead.")
	}
	return plan.Errorf(plan.CodeConflict, "This address belongs to a member of the workspace already. Change that member instead.")
}

func normalEmail(text string) (string, error) {
	address, err := mail.ParseAddress(strings.TrimSpace(text))
	if err != nil || address.Name != "" || len(address.Address) > 254 {
		var problems plan.Problems
		problems.Add("email", "must be an e-mail address like name@example.org")
		return "", problems.Err()
	}
	normal := strings.ToLower(address.Address)
	if normal == demoEmail {
		var problems plan.Problems
		problems.Add("email", "is the demo's own address")
		return "", problems.Err()
	}
	return normal, nil
}

// ChangeMember changes a member, deactivates or reactivates them. Leads may;
// members may say of themselves how much time they have and where they work. The
// last lead stays one (CodeConflict), and who was removed stays so.
//
// A deactivated member comes in no more: their tokens for the workspace are
// revoked, and so are the invitations they made; their feeds rest, and their
// sessions end where nothing is left for them. What they own becomes unowned gaps.
func (a *App) ChangeMember(ctx context.Context, by Actor, ws, id string, match *int, patch MemberPatch) (member plan.Member, err error) {
	err = a.change(ctx, by, ws, WriteOwnTime, func(c *change) error {
		if (id != c.member.ID || !patch.isOfTime()) && !may(c.member.Role, ManageMembers) {
			return plan.Errorf(plan.CodeForbidden, "You may say how much time you have and where you work; anything else of a member needs the role %s.", Permissions()[ManageMembers])
		}
		if err := c.holdForMember(patch); err != nil {
			return err
		}
		if member, err = c.Member(ws, id); err != nil {
			return err
		}
		if err := matches(match, member.Version); err != nil {
			return err
		}
		if !member.RemovedAt.IsZero() {
			return plan.Errorf(plan.CodeConflict, "This member was removed for good. Invite the person again.")
		}
		before := member
		if err := c.patchMember(&member, patch); err != nil {
			return err
		}
		return c.saveMember(ctx, before, &member)
	})
	return member, err
}

// holdForMember takes the rows that a change of a member needs.
func (c *change) holdForMember(patch MemberPatch) error {
	switch {
	case patch.Deactivated != nil:
		return c.lockEverything() // whoever comes or goes opens and closes gaps
	case patch.isOfTime():
		return c.BumpWorkspace(c.ws) // holds the row until the end
	}
	return c.hold()
}

func (c *change) patchMember(member *plan.Member, patch MemberPatch) (err error) {
	set(&member.Name, patch.Name)
	set(&member.Role, patch.Role)
	set(&member.External, patch.External)
	set(&member.WeeklyTime, patch.WeeklyTime)
	set(&member.Region, patch.Region)
	if patch.Deactivated == nil || *patch.Deactivated != member.IsActive() {
		return nil
	}
	member.ByGroup = false // whom a lead's hand has moved, no group moves any more
	if *patch.Deactivated {
		member.DeactivatedAt = c.now
		return nil
	}
	member.DeactivatedAt = time.Time{}
	if member.UserID == "" { // whose address was shown to be theirs in the meantime
		member.UserID, err = verifiedUser(c.Tx, member.Email)
	}
	return err
}

func (c *change) saveMember(ctx context.Context, before plan.Member, member *plan.Member) error {
	var problems plan.Problems
	if member.Region != before.Region {
		requireRegion(&problems, member.Region)
	}
	if err := joinProblems(problems, member.Validate()); err != nil {
		return err
	}
	diff := memberDiff(before, *member)
	if len(diff) == 0 {
		return nil
	}
	c.members.look(member.ID)
	if err := c.keepALead(before, *member); err != nil {
		return err
	}
	c.audit("member", member.ID, "changed", diff)
	if err := c.endRights(ctx, before, *member); err != nil {
		return err
	}
	member.UpdatedAt = c.now
	if err := c.UpdateMember(member); err != nil {
		return err
	}
	if err := c.tellSessions(ctx, before, *member); err != nil {
		return err
	}
	return c.renameMember(before, *member)
}

func memberDiff(before, after plan.Member) []store.Change {
	var diff compare
	diff.length("name", before.Name, after.Name)
	diff.text("role", string(before.Role), string(after.Role))
	diff.flag("external", before.External, after.External)
	diff.flag("by_group", before.ByGroup, after.ByGroup)
	diff.text("weekly_hours", effortText(before.WeeklyTime), effortText(after.WeeklyTime))
	diff.text("region", before.Region, after.Region)
	diff.instant("deactivated_at", before.DeactivatedAt, after.DeactivatedAt)
	diff.instant("removed_at", before.RemovedAt, after.RemovedAt)
	return diff
}

// renameMember has everything that shows the member's name rendered anew.
func (c *change) renameMember(before, after plan.Member) error {
	if before.Name == after.Name {
		return nil
	}
	if err := c.touchRendered(store.Rendered{OwnerID: after.ID}); err != nil {
		return err
	}
	return c.BumpAllChannels(c.ws)
}

// keepALead refuses a change that leaves the workspace without an active lead who
// can sign in. Whoever changes members waits for the workspace's row, so that of
// two leads who go at once one stays.
func (c *change) keepALead(before, after plan.Member) error {
	leads := before.IsActive() && before.Role == plan.Lead
	if !leads || after.IsActive() && after.Role == plan.Lead {
		return nil
	}
	active := true
	left, _, err := c.Members(c.ws, store.MemberFilter{Roles: []plan.Role{plan.Lead}, Active: &active, SignsIn: true}, store.Page{Limit: 2})
	if err != nil {
		return err
	}
	for _, lead := range left {
		if lead.ID != before.ID {
			return nil
		}
	}
	return plan.Errorf(plan.CodeConflict, "This is the workspace's last active lead. Make somebody else a lead first, who can sign in.")
}

// requireOwner refuses a member id that is unknown in the workspace or
// deactivated; "" means nobody.
func (v *view) requireOwner(problems *plan.Problems, field, memberID string) error {
	if memberID == "" {
		return nil
	}
	member, err := v.Member(v.ws, memberID)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		problems.Add(field, "is no member of this workspace")
		return nil
	case err == nil && !member.RemovedAt.IsZero():
		problems.Add(field, "has left this workspace")
	case err == nil && !member.IsActive():
		problems.Add(field, "is deactivated")
	}
	return err
}
