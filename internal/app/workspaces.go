package app

import (
	"cmp"
	"context"
	"strings"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Defaults of a workspace.
const (
	defaultZone         = "Europe/Berlin"
	defaultLanguage     = "de"
	defaultReportMinute = 6 * 60 // 06:00
)

// Me returns who asks and where they are a member. Anybody known may ask.
func (a *App) Me(ctx context.Context, by Actor) (Me, error) {
	me := Me{UserID: by.UserID, Admin: by.Admin, ReadOnly: by.ReadOnly}
	err := a.store.Read(ctx, func(tx *store.Tx) error {
		user, err := tx.User(by.UserID)
		if err != nil {
			return err
		}
		me.Name, me.Email, me.Language, me.Version = user.Name, user.Email, user.Language, user.Version
		return eachPage(func(page store.Page) (string, error) {
			workspaces, next, err := tx.WorkspacesOf(by.UserID, page)
			for _, w := range workspaces {
				member, err := memberOf(tx, by, w.ID)
				if plan.CodeOf(err) == plan.CodeNotFound {
					continue // outside the token's scope, or deactivated there
				}
				if err != nil {
					return "", err
				}
				me.Memberships = append(me.Memberships, Membership{
					WorkspaceID: w.ID, WorkspaceName: w.Name, MemberID: member.ID, Role: member.Role,
				})
			}
			return next, err
		})
	})
	return me, err
}

// Workspaces lists the workspaces in which the actor is an active member.
func (a *App) Workspaces(ctx context.Context, by Actor, page Page) (workspaces []plan.Workspace, next string, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		if by.WorkspaceID != "" {
			if _, err := memberOf(tx, by, by.WorkspaceID); err != nil {
				return nil // deactivated: an empty list
			}
			w, err := tx.Workspace(by.WorkspaceID)
			workspaces = []plan.Workspace{w}
			return err
		}
		workspaces, next, err = tx.WorkspacesOf(by.UserID, store.Page(page))
		return err
	})
	return workspaces, next, err
}

// CreateWorkspace makes a workspace with the actor as its lead. Only the
// server's administrator may.
func (a *App) CreateWorkspace(ctx context.Context, by Actor, draft WorkspaceDraft) (plan.Workspace, error) {
	if err := requireAdmin(by); err != nil {
		a.noteServerRefusal(ctx, by, Administrate, err)
		return plan.Workspace{}, err
	}
	w := plan.Workspace{
		ID: newID(), Name: draft.Name,
		TimeZone: cmp.Or(draft.TimeZone, defaultZone), Language: cmp.Or(draft.Language, defaultLanguage),
		ReportDay: time.Monday, ReportMinute: defaultReportMinute,
		CreatedAt: a.now(), UpdatedAt: a.now(),
	}
	set(&w.ReportDay, draft.ReportDay)
	set(&w.ReportMinute, draft.ReportMinute)
	if err := w.Validate(); err != nil {
		return plan.Workspace{}, err
	}
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		if err := claimIdempotency(ctx, tx, by, a.now()); err != nil {
			return err
		}
		user, err := tx.User(by.UserID)
		if err != nil {
			return err
		}
		if err := tx.CreateWorkspace(&w); err != nil {
			return err
		}
		lead := plan.Member{
			ID: newID(), WorkspaceID: w.ID, UserID: user.ID, Name: user.Name, Email: user.Email,
			Role: plan.Lead, CreatedAt: w.CreatedAt, UpdatedAt: w.CreatedAt,
		}
		if err := tx.CreateMember(&lead); err != nil {
			return err
		}
		return noteNewWorkspace(ctx, tx, by, &w, lead.ID)
	})
	return w, err
}

// SeenWorkspace is a workspace with what the member who asks may do in it.
type SeenWorkspace struct {
	plan.Workspace
	May []Permission
}

// Workspace returns a workspace to its members.
func (a *App) Workspace(ctx context.Context, by Actor, ws string) (seen SeenWorkspace, err error) {
	err = a.read(ctx, by, ws, ReadWorkspace, func(v *view) error {
		seen.May = v.permissions()
		seen.Workspace, err = v.Workspace(ws)
		return err
	})
	return seen, err
}

// ChangeWorkspace changes name, zone, language, report time or what entries take by
// format. Leads may.
func (a *App) ChangeWorkspace(ctx context.Context, by Actor, ws string, match *int, patch WorkspacePatch) (seen SeenWorkspace, err error) {
	err = a.change(ctx, by, ws, ManageWorkspace, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		w, err := c.Workspace(ws)
		if err != nil {
			return err
		}
		if err := matches(match, w.Version); err != nil {
			return err
		}
		before := w
		set(&w.Name, patch.Name)
		set(&w.TimeZone, patch.TimeZone)
		set(&w.Language, patch.Language)
		set(&w.ReportDay, patch.ReportDay)
		set(&w.ReportMinute, patch.ReportMinute)
		if patch.FormatEfforts != nil {
			w.SetFormatEfforts(*patch.FormatEfforts)
		}
		if err := w.Validate(); err != nil {
			return err
		}
		if diff := workspaceDiff(before, w); len(diff) > 0 {
			c.audit("workspace", w.ID, "changed", diff)
			w.UpdatedAt = c.now
			if err := c.UpdateWorkspace(&w); err != nil {
				return err
			}
			err = c.scanEverybody() // what entries take, and when a week begins
		}
		seen = SeenWorkspace{Workspace: w, May: c.permissions()}
		return err
	})
	return seen, err
}

func workspaceDiff(before, after plan.Workspace) []store.Change {
	var diff compare
	diff.text("name", before.Name, after.Name)
	diff.text("time_zone", before.TimeZone, after.TimeZone)
	diff.text("language", before.Language, after.Language)
	diff.text("report_day", before.ReportDay.String(), after.ReportDay.String())
	diff.number("report_time", before.ReportMinute, after.ReportMinute)
	diff.text("format_efforts", formatEffortsText(before.FormatEfforts), formatEffortsText(after.FormatEfforts))
	return diff
}

// formatEffortsText writes what entries take by format, in hours: "Reel 3, Story 0.5".
func formatEffortsText(efforts []plan.FormatEffort) string {
	parts := make([]string, len(efforts))
	for i, f := range efforts {
		parts[i] = f.Format + " " + effortText(&f.Effort)
	}
	return strings.Join(parts, ", ")
}

// noteNewWorkspace writes down who made a workspace, in its log and the server's.
func noteNewWorkspace(ctx context.Context, tx *store.Tx, by Actor, w *plan.Workspace, memberID string) error {
	address := originOf(ctx).Address
	err := tx.AddServerAudit(store.ServerAuditRow{
		ID: newID(), At: w.CreatedAt, UserID: by.UserID, TokenID: by.TokenID, Address: address, WorkspaceID: w.ID,
		SubjectKind: subjectWorkspace, SubjectID: w.ID, Action: actionCreated,
	})
	if err != nil {
		return err
	}
	return tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: w.ID, At: w.CreatedAt, MemberID: memberID, TokenID: by.TokenID, Address: address,
		SubjectKind: subjectWorkspace, SubjectID: w.ID, Action: actionCreated,
	})
}
