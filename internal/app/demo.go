package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"stetig/internal/auth"
	"stetig/internal/demo"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Demo is what a visitor of the demo workspace needs. Its token is made anew at
// every start and the one before revoked; feeds of earlier starts stay alive.
type Demo struct {
	WorkspaceID string
	Token       string // of the lead
	FeedToken   string
	FeedSlug    string
}

// demoAge is how long the demo workspace seems to have existed, so that it has
// reports to look back on.
const demoAge = 5 * 7 * 24 * time.Hour

// The names under which the demo's token and feed are known.
const (
	demoTokenName = "demo"
	demoFeedName  = "Redaktionsplan"
)

// InstallDemo fills an empty database with the demo workspace. A database that
// has workspaces is left as it is; where none of them is the demo's, it is
// CodeConflict, for nobody's plan is opened to visitors.
func (a *App) InstallDemo(ctx context.Context) (Demo, error) {
	now := a.now()
	var made Demo
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		lead, err := demoLead(tx)
		if plan.CodeOf(err) == plan.CodeNotFound {
			lead, err = installDemo(tx, now)
		}
		if err != nil {
			return err
		}
		made, err = openDemo(tx, lead, now)
		return err
	})
	return made, err
}

// demoEmail is how the demo's lead is known; no real user has it, since .invalid
// never is a real domain (RFC 2606 §2).
const demoEmail = "demo@stetig.invalid"

func demoLead(tx *store.Tx) (plan.Member, error) {
	workspaces, _, err := tx.AllWorkspaces(store.Page{Limit: 1})
	if err != nil {
		return plan.Member{}, err
	}
	if len(workspaces) == 0 {
		return plan.Member{}, plan.Errorf(plan.CodeNotFound, "There is no workspace.")
	}
	user, err := tx.UserByEmail(demoEmail)
	if plan.CodeOf(err) == plan.CodeNotFound {
		return plan.Member{}, plan.Errorf(plan.CodeConflict, "This database holds workspaces that are not the demo's; start without --demo, or name another database.")
	}
	if err != nil {
		return plan.Member{}, err
	}
	own, _, err := tx.WorkspacesOf(user.ID, store.Page{Limit: 1})
	if err != nil {
		return plan.Member{}, err
	}
	if len(own) == 0 {
		return plan.Member{}, plan.Errorf(plan.CodeConflict, "The demo's lead was deactivated, so nobody can be let in; start with another database.")
	}
	return tx.MemberOfUser(own[0].ID, user.ID)
}

func installDemo(tx *store.Tx, now time.Time) (plan.Member, error) {
	zone, err := plan.LoadZone(defaultZone)
	if err != nil {
		return plan.Member{}, err
	}
	set := demo.Company(plan.DayOf(now, zone), zone, now, newID)
	set.Workspace.CreatedAt = now.Add(-demoAge)
	if err := tx.CreateWorkspace(&set.Workspace); err != nil {
		return plan.Member{}, err
	}
	if err := installMembers(tx, set.Members, now); err != nil {
		return plan.Member{}, err
	}
	if err := installPlans(tx, set); err != nil {
		return plan.Member{}, err
	}
	if err := installEntries(tx, set, zone); err != nil {
		return plan.Member{}, err
	}
	for _, channel := range set.Channels {
		if _, err := scanChannel(tx, set.Workspace.ID, channel.ID, now); err != nil {
			return plan.Member{}, fmt.Errorf("scanning the demo's %s: %w", channel.Name, err)
		}
	}
	for _, member := range set.Members {
		if _, err := scanMember(tx, set.Workspace.ID, member.ID, now); err != nil {
			return plan.Member{}, fmt.Errorf("scanning what the demo asks of %s: %w", member.Name, err)
		}
	}
	return set.Members[0], nil
}

func installMembers(tx *store.Tx, members []plan.Member, now time.Time) error {
	for i := range members {
		member := &members[i]
		if i == 0 {
			member.Email = demoEmail
		}
		user := store.User{ID: member.UserID, Email: member.Email, Name: member.Name, VerifiedAt: now, CreatedAt: now, UpdatedAt: now}
		if err := tx.CreateUser(&user); err != nil {
			return err
		}
		if err := tx.CreateMember(member); err != nil {
			return err
		}
	}
	return nil
}

func installPlans(tx *store.Tx, set demo.Dataset) error {
	for i := range set.Topics {
		if err := tx.CreateTopic(&set.Topics[i]); err != nil {
			return err
		}
	}
	for i := range set.Channels {
		if err := tx.CreateChannel(&set.Channels[i]); err != nil {
			return err
		}
	}
	for i := range set.Plans {
		if err := tx.CreatePlan(&set.Plans[i]); err != nil {
			return err
		}
	}
	for i := range set.Pauses {
		if err := tx.CreatePause(&set.Pauses[i]); err != nil {
			return err
		}
	}
	for i := range set.Themes {
		if err := tx.CreateTheme(&set.Themes[i]); err != nil {
			return err
		}
	}
	return nil
}

func installEntries(tx *store.Tx, set demo.Dataset, zone *time.Location) error {
	ofChannel := map[string][]*plan.Entry{}
	for i := range set.Entries {
		e := &set.Entries[i]
		ofChannel[e.ChannelID] = append(ofChannel[e.ChannelID], e)
	}
	for _, id := range slices.Sorted(maps.Keys(ofChannel)) {
		if err := tx.CreateEntries(ofChannel[id], zone); err != nil {
			return err
		}
	}
	return nil
}

// openDemo makes a token and a feed for the visitor and ends those of the start before.
func openDemo(tx *store.Tx, lead plan.Member, now time.Time) (Demo, error) {
	tokens, err := tx.Tokens(lead.UserID)
	if err != nil {
		return Demo{}, err
	}
	for _, token := range tokens {
		if token.Name == demoTokenName && token.RevokedAt.IsZero() {
			if err := tx.RevokeToken(token.ID, now); err != nil {
				return Demo{}, err
			}
		}
	}
	text, _, err := storeToken(tx, lead.UserID, lead.WorkspaceID, TokenDraft{Name: demoTokenName}, now)
	if err != nil {
		return Demo{}, err
	}
	feed, secret, err := demoFeed(tx, lead, now)
	return Demo{WorkspaceID: lead.WorkspaceID, Token: text, FeedToken: secret, FeedSlug: feed.Slug}, err
}

// demoFeeds is how many of the demo's feeds stay alive: a calendar that
// subscribed at an earlier start goes on.
const demoFeeds = 10

// demoFeed makes a new address for the demo's feed; only its hash is stored, so
// that the one before cannot be told again.
func demoFeed(tx *store.Tx, lead plan.Member, now time.Time) (plan.Feed, string, error) {
	secret := auth.NewFeedToken()
	live := false
	feeds, _, err := tx.Feeds(lead.WorkspaceID, store.FeedFilter{CreatedBy: lead.ID, Revoked: &live}, store.Page{Limit: 500})
	if err != nil {
		return plan.Feed{}, "", err
	}
	for i, feed := range feeds {
		if feed.Name == demoFeedName && i < len(feeds)-demoFeeds {
			feed.RevokedAt = now
			if err := tx.UpdateFeed(&feed); err != nil {
				return plan.Feed{}, "", err
			}
		}
	}
	feed := plan.Feed{
		ID: newID(), WorkspaceID: lead.WorkspaceID, CreatedBy: lead.ID, TokenHash: secret.Hash,
		Name: demoFeedName, Slug: slugOf(demoFeedName), Scope: plan.ScopeWorkspace, Gaps: true, Language: defaultLanguage,
		RenderedAt: now, CreatedAt: now, UpdatedAt: now,
	}
	return feed, secret.Text, tx.CreateFeed(&feed)
}
