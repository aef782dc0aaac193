package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// maxViews is how many views a member may have.
const maxViews = 100

// ViewDraft is a view to be saved.
type ViewDraft struct {
	Name     string
	Screen   plan.Screen
	Settings json.RawMessage
	Shared   bool
}

// ViewPatch changes what is not nil; Settings whole.
type ViewPatch struct {
	Name     *string
	Screen   *plan.Screen
	Settings json.RawMessage // nil: as they are
	Shared   *bool
}

// SavedViews lists the member's own views and those shared with everybody, by name.
func (a *App) SavedViews(ctx context.Context, by Actor, ws string, page Page) (views []plan.SavedView, next string, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		views, next, err = v.SavedViews(ws, v.member.ID, store.Page(page))
		return err
	})
	return views, next, err
}

// SavedView returns one of the member's own views, or one that is shared.
func (a *App) SavedView(ctx context.Context, by Actor, ws, id string) (saved plan.SavedView, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		saved, err = v.visibleView(id)
		return err
	})
	return saved, err
}

// visibleView finds a view; somebody else's that is not shared does not exist.
func (v *view) visibleView(id string) (plan.SavedView, error) {
	saved, err := v.Tx.SavedView(v.ws, id)
	if err == nil && saved.MemberID != v.member.ID && !saved.Shared {
		err = plan.Errorf(plan.CodeNotFound, "There is no such view.")
	}
	return saved, err
}

// SaveView saves a view of the member's own. To share it takes a role of its own.
func (a *App) SaveView(ctx context.Context, by Actor, ws string, draft ViewDraft) (saved plan.SavedView, err error) {
	err = a.change(ctx, by, ws, SaveViews, func(c *change) error {
		saved = plan.SavedView{
			ID: newID(), WorkspaceID: ws, MemberID: c.member.ID, Name: draft.Name, Screen: draft.Screen, Settings: draft.Settings,
			Shared: draft.Shared, CreatedAt: c.now, UpdatedAt: c.now,
		}
		if err := c.BumpWorkspace(ws); err != nil { // holds the row, so that nobody counts beside
			return err
		}
		if err := c.checkView(&saved); err != nil {
			return err
		}
		count, err := c.CountSavedViews(ws, c.member.ID)
		if err != nil {
			return err
		}
		if count >= maxViews {
			return plan.Errorf(plan.CodeConflict, "You have %d views already. Delete one that you no longer need.", maxViews)
		}
		c.audit(subjectView, saved.ID, actionCreated, viewDiff(plan.SavedView{}, saved))
		return c.CreateSavedView(&saved)
	})
	return saved, err
}

// checkView validates a view, whose settings are kept without their spaces, and
// refuses to share it to whoever may not.
func (c *change) checkView(saved *plan.SavedView) error {
	var compact bytes.Buffer
	if json.Compact(&compact, saved.Settings) == nil {
		saved.Settings = compact.Bytes()
	}
	if err := saved.Validate(); err != nil {
		return err
	}
	if saved.Shared {
		return allow(c.member.Role, ShareViews)
	}
	return nil
}

// ChangeView changes a view of the member's own, or a shared one of somebody else,
// which leads may.
func (a *App) ChangeView(ctx context.Context, by Actor, ws, id string, match *int, patch ViewPatch) (saved plan.SavedView, err error) {
	err = a.change(ctx, by, ws, SaveViews, func(c *change) error {
		before, err := c.viewToChange(id, match)
		if err != nil {
			return err
		}
		saved = before
		set(&saved.Name, patch.Name)
		set(&saved.Screen, patch.Screen)
		set(&saved.Shared, patch.Shared)
		if patch.Settings != nil {
			saved.Settings = patch.Settings
		}
		if err := c.checkView(&saved); err != nil {
			return err
		}
		diff := viewDiff(before, saved)
		if len(diff) == 0 {
			return nil
		}
		c.audit(subjectView, id, "changed", diff)
		saved.UpdatedAt = c.now
		return c.UpdateSavedView(&saved)
	})
	return saved, err
}

// viewToChange holds the workspace and returns a view that the member may change.
func (c *change) viewToChange(id string, match *int) (plan.SavedView, error) {
	if err := c.BumpWorkspace(c.ws); err != nil {
		return plan.SavedView{}, err
	}
	saved, err := c.visibleView(id)
	if err != nil {
		return plan.SavedView{}, err
	}
	if saved.MemberID != c.member.ID {
		if err := allow(c.member.Role, ManageViews); err != nil {
			return plan.SavedView{}, err
		}
	}
	return saved, matches(match, saved.Version)
}

// DeleteView deletes a view of the member's own, or a shared one of somebody else,
// which leads may.
func (a *App) DeleteView(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, SaveViews, func(c *change) error {
		saved, err := c.viewToChange(id, match)
		if err != nil {
			return err
		}
		c.audit(subjectView, id, "deleted", viewDiff(saved, plan.SavedView{}))
		return c.DeleteSavedView(c.ws, id, saved.Version)
	})
}

// subjectView is what the audit log calls a saved view.
const subjectView = "view"

// viewDiff tells what changed of a view; its name and its settings only by length,
// for both may be private.
func viewDiff(before, after plan.SavedView) []store.Change {
	var diff compare
	diff.length("name", before.Name, after.Name)
	diff.text("screen", string(before.Screen), string(after.Screen))
	if !bytes.Equal(before.Settings, after.Settings) {
		diff = append(diff, store.Change{Field: "settings", From: bytesOf(before.Settings), To: bytesOf(after.Settings)})
	}
	if before.Shared != after.Shared {
		diff.flag("shared", before.Shared, after.Shared)
	}
	return diff
}

func bytesOf(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	return fmt.Sprintf("%d bytes", len(data))
}
