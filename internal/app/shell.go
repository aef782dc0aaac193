package app

import (
	"context"
	"strings"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// ShellActor is on whose behalf a command from the shell acts: the member with
// the e-mail address or, for "", the workspace's first active lead. Whoever can
// run the program on the database may act for anybody in it; the audit trail
// names the member. workspace is an id or name, "" where there is only one.
func (a *App) ShellActor(ctx context.Context, workspace, email string) (by Actor, w plan.Workspace, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		if w, err = findWorkspace(tx, workspace); err != nil {
			return err
		}
		member, err := shellMember(tx, w.ID, email)
		by = Actor{UserID: member.UserID, WorkspaceID: w.ID}
		return err
	})
	return by, w, err
}

// findWorkspace finds a workspace by id or name, "" the only one there is.
func findWorkspace(tx *store.Tx, named string) (found plan.Workspace, err error) {
	var names []string
	err = eachPage(func(page store.Page) (string, error) {
		workspaces, next, err := tx.AllWorkspaces(page)
		for _, w := range workspaces {
			names = append(names, w.Name)
			if named == "" || w.ID == named || strings.EqualFold(w.Name, named) {
				found = w
			}
		}
		return next, err
	})
	switch {
	case err != nil:
		return plan.Workspace{}, err
	case len(names) == 0:
		return plan.Workspace{}, plan.Errorf(plan.CodeNotFound, "There is no workspace yet. 'stetig token create --email you@example.org' makes one.")
	case found.ID == "" || named == "" && len(names) > 1:
		return plan.Workspace{}, plan.Errorf(plan.CodeInvalid, "Name one of the workspaces: %s.", strings.Join(names, ", "))
	}
	return found, nil
}

func shellMember(tx *store.Tx, ws, email string) (plan.Member, error) {
	if email != "" {
		user, err := tx.UserByEmail(email)
		if err != nil {
			return plan.Member{}, err
		}
		return tx.MemberOfUser(ws, user.ID)
	}
	active := true
	leads, _, err := tx.Members(ws, store.MemberFilter{Roles: []plan.Role{plan.Lead}, Active: &active, SignsIn: true}, store.Page{Limit: 1})
	if err != nil {
		return plan.Member{}, err
	}
	if len(leads) == 0 {
		return plan.Member{}, plan.Errorf(plan.CodeNotFound, "The workspace has no active lead.")
	}
	return leads[0], nil
}

// ChannelByName returns the channel of a name, whatever its case.
func (a *App) ChannelByName(ctx context.Context, by Actor, ws, name string) (found plan.Channel, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		err := eachPage(func(page store.Page) (string, error) {
			channels, next, err := v.Channels(ws, store.ChannelFilter{}, page)
			for _, channel := range channels {
				if channel.ID == name || nameKey(channel.Name) == nameKey(name) {
					found = channel
				}
			}
			return next, err
		})
		if err == nil && found.ID == "" {
			err = plan.Errorf(plan.CodeNotFound, "There is no channel %q in this workspace.", name)
		}
		return err
	})
	return found, err
}
