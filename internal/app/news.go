package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// actionNewsChanged is what the audit logs call it when somebody says what they
// want to be told by mail.
const actionNewsChanged = "news_changed"

// MailWay says whether somebody can be sent news.
type MailWay string

// The ways.
const (
	MailGoes      MailWay = "sent"
	MailNotSetUp  MailWay = "not_set_up" // this server sends no mail
	MailNoAddress MailWay = "no_address" // the demo's lead has none
)

func (a *App) mailWay(user *store.User) MailWay {
	switch {
	case user.Email == "" || user.Email == demoEmail:
		return MailNoAddress
	case !a.MailConfigured():
		return MailNotSetUp
	}
	return MailGoes
}

// MyNews is what a user wants to be told in all workspaces.
type MyNews struct {
	plan.UserNews
	Zone   string    // by which the hour is told: TimeZone or, where that is "", a workspace's
	NextAt time.Time // when the next digest is due, if there is something to tell then; zero: never
	Mail   MailWay
}

// MyNewsPatch changes what is not nil.
type MyNewsPatch struct {
	DailyDigest *bool
	DigestHour  *int
	TimeZone    *string
}

// MyNews tells what the user who asks wants to be told.
func (a *App) MyNews(ctx context.Context, by Actor) (news MyNews, err error) {
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		news, err = a.myNews(tx, by)
		return err
	})
	return news, err
}

func (a *App) myNews(tx *store.Tx, by Actor) (MyNews, error) {
	user, err := tx.User(by.UserID)
	if err != nil {
		return MyNews{}, err
	}
	stored, err := tx.UserNews(by.UserID)
	if err != nil {
		return MyNews{}, err
	}
	zone, err := digestZone(tx, stored.UserNews)
	if err != nil {
		return MyNews{}, err
	}
	if by.WorkspaceID != "" && stored.TimeZone == "" { // who comes for one workspace is told of no other
		workspace, err := tx.Workspace(by.WorkspaceID)
		if err != nil {
			return MyNews{}, err
		}
		if zone, err = plan.LoadZone(workspace.TimeZone); err != nil {
			return MyNews{}, err
		}
	}
	news := MyNews{UserNews: stored.UserNews, Zone: zone.String(), Mail: a.mailWay(&user)}
	if news.DailyDigest {
		news.NextAt = nextDigest(a.now(), stored, zone)
	}
	return news, nil
}

// ChangeMyNews changes whether, and at which hour of which zone, the user who asks
// is sent their digest. Not with a token for one workspace.
func (a *App) ChangeMyNews(ctx context.Context, by Actor, match *int, patch MyNewsPatch) (news MyNews, err error) {
	err = a.changeUser(ctx, by, func(tx *store.Tx, now time.Time) error {
		if _, err := tx.LockUser(by.UserID); err != nil {
			return err
		}
		before, err := tx.UserNews(by.UserID)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		after := before
		set(&after.DailyDigest, patch.DailyDigest)
		set(&after.DigestHour, patch.DigestHour)
		set(&after.TimeZone, patch.TimeZone)
		if err := after.Validate(); err != nil {
			return err
		}
		if err := saveMyNews(ctx, tx, by, before, after, now); err != nil {
			return err
		}
		news, err = a.myNews(tx, by)
		return err
	})
	return news, err
}

// saveMyNews stores what a user wants to be told, and writes it into the server's log.
func saveMyNews(ctx context.Context, tx *store.Tx, by Actor, before, after store.StoredNews, now time.Time) error {
	var diff compare
	diff.flag("daily_digest", before.DailyDigest, after.DailyDigest)
	diff.number("digest_hour", before.DigestHour, after.DigestHour)
	diff.text("time_zone", before.TimeZone, after.TimeZone)
	if len(diff) == 0 {
		return nil
	}
	zone, err := digestZone(tx, after.UserNews)
	if err != nil {
		return err
	}
	after.NextAt = nextDigest(now, after, zone)
	if err := tx.SaveUserNews(&after, now); err != nil {
		return err
	}
	return noteUserChange(ctx, tx, by, subjectUser, by.UserID, actionNewsChanged, diff, now)
}

// WorkspaceNews is what a member wants to be told of a workspace.
type WorkspaceNews struct {
	plan.MemberNews
	WantsReport bool // what WeeklyReport comes to
	Mail        MailWay
}

// WorkspaceNewsPatch changes what is not nil.
type WorkspaceNewsPatch struct {
	WeeklyReport *plan.NewsChoice
	DailyDigest  *bool
}

// WorkspaceNews tells what the member who asks wants to be told of a workspace.
func (a *App) WorkspaceNews(ctx context.Context, by Actor, ws string) (news WorkspaceNews, err error) {
	err = a.read(ctx, by, ws, ReceiveNews, func(v *view) error {
		stored, err := v.MemberNews(ws, v.member.ID)
		if err != nil {
			return err
		}
		news, err = a.workspaceNews(v, stored)
		return err
	})
	return news, err
}

func (a *App) workspaceNews(v *view, stored plan.MemberNews) (WorkspaceNews, error) {
	user, err := v.User(v.member.UserID)
	return WorkspaceNews{MemberNews: stored, WantsReport: stored.WantsReport(v.member.Role), Mail: a.mailWay(&user)}, err
}

// ChangeWorkspaceNews changes whether the member who asks is sent a workspace's
// weekly report, and whether their digest tells of it.
func (a *App) ChangeWorkspaceNews(ctx context.Context, by Actor, ws string, match *int, patch WorkspaceNewsPatch) (news WorkspaceNews, err error) {
	err = a.change(ctx, by, ws, ReceiveNews, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		before, err := c.MemberNews(ws, c.member.ID)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		after := before
		set(&after.WeeklyReport, patch.WeeklyReport)
		set(&after.DailyDigest, patch.DailyDigest)
		if err := c.saveNews(before, &after); err != nil {
			return err
		}
		news, err = a.workspaceNews(&c.view, after)
		return err
	})
	return news, err
}

// saveNews stores what the member wants to be told, and notes it in the log.
func (c *change) saveNews(before plan.MemberNews, after *plan.MemberNews) error {
	var diff compare
	diff.text("weekly_report", string(before.WeeklyReport), string(after.WeeklyReport))
	diff.flag("daily_digest", before.DailyDigest, after.DailyDigest)
	if len(diff) == 0 {
		return nil
	}
	c.audit("member", c.member.ID, actionNewsChanged, diff)
	return c.SaveMemberNews(after, c.now)
}
