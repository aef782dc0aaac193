package app

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// followGroups brings a user's memberships in line with what their groups give
// them, workspace by workspace. Only memberships that groups have made follow
// them; those made by hand are left alone.
func (a *App) followGroups(ctx context.Context, tx *store.Tx, user store.User, roles map[string]plan.Role, now time.Time) error {
	for _, ws := range slices.Sorted(maps.Keys(roles)) {
		c := newChange(ctx, view{Tx: tx, ws: ws, now: now}, Actor{})
		changed, err := a.followGroup(ctx, c, user, roles[ws])
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		if err := c.finish(); err != nil {
			return err
		}
	}
	return nil
}

// followGroup brings the user's membership of one workspace in line with a role,
// "" for none, and reports whether it had to.
func (a *App) followGroup(ctx context.Context, c *change, user store.User, role plan.Role) (changed bool, err error) {
	before, err := c.MemberOfUser(c.ws, user.ID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		if role == "" {
			return false, nil
		}
		return c.joinByGroup(user, role)
	}
	if err != nil || !before.ByGroup {
		return false, err
	}
	after := before
	switch {
	case role == "" && before.IsActive():
		after.DeactivatedAt = c.now
	case role != "":
		after.Role, after.DeactivatedAt = role, time.Time{}
	}
	if after.Role == before.Role && after.IsActive() == before.IsActive() {
		return false, nil
	}
	take := c.hold
	if after.IsActive() != before.IsActive() {
		take = c.lockEverything // whoever comes or goes opens and closes gaps
	}
	if err := take(); err != nil {
		return false, err
	}
	err = c.saveMember(ctx, before, &after)
	if plan.CodeOf(err) == plan.CodeConflict {
		a.log.LogAttrs(ctx, slog.LevelWarn, "the groups of a workspace's last active lead give them less; they stay lead, for somebody has to be",
			slog.String("workspace_id", c.ws), slog.String("member_id", before.ID))
		return false, nil
	}
	return err == nil, err
}

// joinByGroup makes the user a member by their groups, and reports whether it
// did: a member with their address whom a lead has deactivated stays so.
func (c *change) joinByGroup(user store.User, role plan.Role) (joined bool, err error) {
	if err := c.BumpWorkspace(c.ws); err != nil { // holds the row until the end
		return false, err
	}
	if _, err := c.MemberByEmail(c.ws, user.Email); plan.CodeOf(err) != plan.CodeNotFound {
		return false, err
	}
	member := plan.Member{
		ID: newID(), WorkspaceID: c.ws, UserID: user.ID, Name: user.Name, Email: user.Email,
		Role: role, ByGroup: true, CreatedAt: c.now, UpdatedAt: c.now,
	}
	if err := member.Validate(); err != nil {
		return false, err
	}
	if err := c.CreateMember(&member); err != nil {
		return false, err
	}
	c.audit("member", member.ID, actionCreated, []store.Change{{Field: "role", To: string(role)}, {Field: "by_group", To: "true"}})
	return true, c.RaiseRights(user.ID)
}
