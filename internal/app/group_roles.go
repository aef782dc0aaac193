package app

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// GroupRole gives whoever the identity provider says to be in a group a role in
// a workspace.
type GroupRole struct {
	Group     string
	Role      plan.Role
	Workspace string // name or id
}

// ParseGroupRole reads GROUP=ROLE@WORKSPACE. A group may hold equals signs, as
// LDAP's names do, a workspace's name anything.
func ParseGroupRole(text string) (GroupRole, error) {
	for i, r := range text {
		if r != '=' {
			continue
		}
		role, workspace, _ := strings.Cut(text[i+1:], "@")
		g := GroupRole{Group: strings.TrimSpace(text[:i]), Role: plan.Role(strings.TrimSpace(role)), Workspace: strings.TrimSpace(workspace)}
		if g.Group != "" && g.Role.Valid() && g.Workspace != "" {
			return g, nil
		}
	}
	return GroupRole{}, fmt.Errorf("%q is not understood; write GROUP=ROLE@WORKSPACE, with the role viewer, contributor, editor or lead, such as redaktion=editor@Musterwerk", text)
}

// rolesByGroup returns, for each workspace that the map of groups names and that
// there is, the highest role that somebody's groups give them in it, "" for none.
func (a *App) rolesByGroup(tx *store.Tx, groups []string) (map[string]plan.Role, error) {
	roles := map[string]plan.Role{}
	for _, g := range a.groupRoles {
		w, found, err := workspaceNamed(tx, g.Workspace)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		role, seen := roles[w.ID]
		if slices.Contains(groups, g.Group) && !role.AtLeast(g.Role) {
			role = g.Role
		}
		if role != "" || !seen {
			roles[w.ID] = role
		}
	}
	return roles, nil
}

// workspaceNamed finds a workspace by its id or, where only one has it, its name.
func workspaceNamed(tx *store.Tx, named string) (found plan.Workspace, ok bool, err error) {
	var called []plan.Workspace
	err = eachPage(func(page store.Page) (string, error) {
		workspaces, next, err := tx.AllWorkspaces(page)
		for _, w := range workspaces {
			if w.ID == named {
				found, ok = w, true
			}
			if strings.EqualFold(w.Name, named) {
				called = append(called, w)
			}
		}
		return next, err
	})
	if !ok && len(called) == 1 {
		return called[0], true, err
	}
	return found, ok, err
}

// WarnOfUnknownWorkspaces writes into the log which workspaces the map of groups
// names that there are not, or of which there are several. Sign-ins ignore them.
func (a *App) WarnOfUnknownWorkspaces(ctx context.Context) error {
	return a.store.Read(ctx, func(tx *store.Tx) error {
		for _, g := range a.groupRoles {
			_, found, err := workspaceNamed(tx, g.Workspace)
			if err != nil {
				return err
			}
			if !found {
				a.log.LogAttrs(ctx, slog.LevelWarn, "a group is given a role in a workspace that there is not, or of which there are several by that name; it is ignored",
					slog.String("group", g.Group), slog.String("role", string(g.Role)), slog.String("workspace", g.Workspace))
			}
		}
		return nil
	})
}
