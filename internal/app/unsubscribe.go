package app

import (
	"cmp"
	"context"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// unsubscribeKept is how long an address to unsubscribe is good for.
const unsubscribeKept = 365 * 24 * time.Hour

// Subscription is what an address in a mail is about, for who has no sign-in at hand.
type Subscription struct {
	Kind      plan.NewsKind
	Workspace string // its name; "" for the digest, which tells of all
	Language  string // of whoever was sent the mail: "de" or "en"
	Wanted    bool   // they are still sent it
}

// Subscription returns what an address to unsubscribe is about, by the token in it.
// What is unknown, malformed or too old, and whose membership or account has ended,
// looks the same: plan.CodeNotFound.
func (a *App) Subscription(ctx context.Context, token string) (s Subscription, err error) {
	hash, err := unsubscribeHash(token)
	if err != nil {
		return s, err
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		_, s, err = a.subscription(tx, hash)
		return err
	})
	return s, err
}

func unsubscribeHash(token string) ([]byte, error) {
	hash, wellFormed := auth.HashLinkSecret(token)
	if !wellFormed {
		return nil, errNoSubscription()
	}
	return hash, nil
}

func errNoSubscription() error { return plan.Errorf(plan.CodeNotFound, "There is no such link.") }

func (a *App) subscription(tx *store.Tx, hash []byte) (link store.UnsubscribeLink, s Subscription, err error) {
	link, err = tx.UnsubscribeLink(hash)
	if err != nil {
		return link, s, err
	}
	user, err := tx.User(link.UserID)
	switch {
	case err != nil:
		return link, s, err
	case !user.IsActive(), a.now().Sub(link.CreatedAt) > unsubscribeKept:
		return link, s, errNoSubscription()
	}
	s = Subscription{Kind: link.Kind, Language: cmp.Or(user.Language, defaultLanguage)}
	if link.Kind == plan.DailyNews {
		news, err := tx.UserNews(user.ID)
		s.Wanted = news.DailyDigest
		return link, s, err
	}
	member, err := tx.Member(link.WorkspaceID, link.MemberID)
	switch {
	case err != nil:
		return link, s, err
	case !member.IsActive() || member.UserID != user.ID:
		return link, s, errNoSubscription()
	}
	workspace, err := tx.Workspace(link.WorkspaceID)
	if err != nil {
		return link, s, err
	}
	news, err := tx.MemberNews(link.WorkspaceID, link.MemberID)
	s.Workspace, s.Language, s.Wanted = workspace.Name, cmp.Or(user.Language, workspace.Language, defaultLanguage), news.WantsReport(member.Role)
	return link, s, err
}

// Unsubscribe ends the news that an address is about, for whoever has the address
// (RFC 8058). Once more does nothing. plan.CodeNotFound as Subscription has it.
func (a *App) Unsubscribe(ctx context.Context, token string) (s Subscription, err error) {
	hash, err := unsubscribeHash(token)
	if err != nil {
		return s, err
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		var link store.UnsubscribeLink
		if link, s, err = a.subscription(tx, hash); err != nil || !s.Wanted {
			return err
		}
		s.Wanted = false
		if link.Kind == plan.DailyNews {
			return a.endDigest(ctx, tx, link.UserID)
		}
		return a.endReport(ctx, tx, link)
	})
	return s, err
}

func (a *App) endDigest(ctx context.Context, tx *store.Tx, userID string) error {
	before, err := tx.UserNews(userID)
	if err != nil {
		return err
	}
	after := before
	after.DailyDigest = false
	return saveMyNews(ctx, tx, Actor{UserID: userID}, before, after, a.now())
}

func (a *App) endReport(ctx context.Context, tx *store.Tx, link store.UnsubscribeLink) error {
	before, err := tx.MemberNews(link.WorkspaceID, link.MemberID)
	if err != nil {
		return err
	}
	after := before
	after.WeeklyReport = plan.NewsNo
	now := a.now()
	if err := tx.SaveMemberNews(&after, now); err != nil {
		return err
	}
	var diff compare
	diff.text("weekly_report", string(before.WeeklyReport), string(after.WeeklyReport))
	return tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: link.WorkspaceID, At: now, MemberID: link.MemberID, Address: originOf(ctx).Address,
		SubjectKind: "member", SubjectID: link.MemberID, Action: actionNewsChanged, Changes: diff,
	})
}

// unsubscribeAddress makes the address in one mail by which its reader ends news of
// its kind.
func (w *mailWriter) unsubscribeAddress(kind plan.NewsKind, userID, memberID string) (string, error) {
	secret := auth.NewLinkSecret()
	link := store.UnsubscribeLink{TokenHash: secret.Hash, Kind: kind, UserID: userID, CreatedAt: w.now}
	if kind == plan.WeeklyNews {
		link.WorkspaceID, link.MemberID = w.WorkspaceID, memberID
	}
	return w.link("unsubscribe", secret.Text), w.CreateUnsubscribeLink(link)
}
