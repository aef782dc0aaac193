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
		var active *bool
		if filter.Deactivated != nil {
			isActive := !*filter.Deactivated
			active = &isActive
		}
		members, next, err = v.Members(ws, store.MemberFilter{Roles: filter.Roles, Active: active}, store.Page(page))
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

// AddMember adds the user with an e-mail address to a workspace, and makes the
// user where there is none. Leads may. Somebody who is a member already is CodeConflict.
func (a *App) AddMember(ctx context.Context, by Actor, ws string, draft MemberDraft) (member plan.Member, err error) {
	email, err := normalEmail(draft.Email)
	if err != nil {
		return plan.Member{}, err
	}
	err = a.change(ctx, by, ws, ManageMembers, func(c *change) error {
		member = plan.Member{
			ID: newID(), WorkspaceID: ws, Name: strings.TrimSpace(draft.Name), Email: email,
			Role: draft.Role, CreatedAt: c.now, UpdatedAt: c.now,
		}
		if err := member.Validate(); err != nil {
			return err
		}
		user, err := userFor(c.Tx, member.Name, email, c.now)
		if err != nil {
			return err
		}
		member.UserID = user.ID
		if err := c.CreateMember(&member); err != nil {
			return err
		}
		c.audit("member", member.ID, "created", []store.Change{{Field: "role", To: string(member.Role)}})
		return nil
	})
	return member, err
}

// userFor returns the user with an e-mail address, made where there is none.
func userFor(tx *store.Tx, name, email string, now time.Time) (store.User, error) {
	user, err := tx.UserByEmail(email)
	if plan.CodeOf(err) != plan.CodeNotFound {
		return user, err
	}
	user = store.User{ID: newID(), Email: email, Name: name, CreatedAt: now, UpdatedAt: now}
	return user, tx.CreateUser(&user)
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

// ChangeMember changes a member's name or role, deactivates or reactivates
// them. Leads may. The last active lead stays one (CodeConflict). What a
// deactivated member owned becomes an unowned gap, and their feeds die.
func (a *App) ChangeMember(ctx context.Context, by Actor, ws, id string, match *int, patch MemberPatch) (member plan.Member, err error) {
	err = a.change(ctx, by, ws, ManageMembers, func(c *change) error {
		take := c.hold
		if patch.Deactivated != nil {
			take = c.lockEverything // whoever comes or goes opens and closes gaps
		}
		if err := take(); err != nil {
			return err
		}
		if member, err = c.Member(ws, id); err != nil {
			return err
		}
		if err := matches(match, member.Version); err != nil {
			return err
		}
		before := member
		set(&member.Name, patch.Name)
		set(&member.Role, patch.Role)
		if patch.Deactivated != nil && *patch.Deactivated == member.IsActive() {
			member.DeactivatedAt = c.now
			if !*patch.Deactivated {
				member.DeactivatedAt = time.Time{}
			}
		}
		return c.saveMember(before, &member)
	})
	return member, err
}

func (c *change) saveMember(before plan.Member, member *plan.Member) error {
	if err := member.Validate(); err != nil {
		return err
	}
	var diff compare
	diff.length("name", before.Name, member.Name)
	diff.text("role", string(before.Role), string(member.Role))
	diff.instant("deactivated_at", before.DeactivatedAt, member.DeactivatedAt)
	if len(diff) == 0 {
		return nil
	}
	wasLead := before.IsActive() && before.Role == plan.Lead
	if wasLead && (!member.IsActive() || member.Role != plan.Lead) {
		if err := c.requireAnotherLead(member.ID); err != nil {
			return err
		}
	}
	c.audit("member", member.ID, "changed", diff)
	member.UpdatedAt = c.now
	if err := c.UpdateMember(member); err != nil {
		return err
	}
	if before.Name == member.Name {
		return nil
	}
	if err := c.touchRendered(store.Rendered{OwnerID: member.ID}); err != nil {
		return err
	}
	return c.BumpAllChannels(c.ws)
}

func (c *change) requireAnotherLead(id string) error {
	active := true
	leads, _, err := c.Members(c.ws, store.MemberFilter{Roles: []plan.Role{plan.Lead}, Active: &active}, store.Page{Limit: 2})
	if err != nil {
		return err
	}
	for _, lead := range leads {
		if lead.ID != id {
			return nil
		}
	}
	return plan.Errorf(plan.CodeConflict, "This is the workspace's last active lead. Make somebody else a lead first.")
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
	case err == nil && !member.IsActive():
		problems.Add(field, "is deactivated")
	}
	return err
}
