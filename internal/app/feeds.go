package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// Feeds lists the feeds a member may see: their own, a lead all of the workspace.
func (a *App) Feeds(ctx context.Context, by Actor, ws string, page Page) (feeds []plan.Feed, next string, err error) {
	err = a.read(ctx, by, ws, Subscribe, func(v *view) error {
		live := false
		filter := store.FeedFilter{Revoked: &live}
		if !may(v.member.Role, ManageFeeds) {
			filter.CreatedBy = v.member.ID
		}
		feeds, next, err = v.Feeds(ws, filter, store.Page(page))
		return err
	})
	return feeds, next, err
}

// Feed returns one feed to who made it or a lead.
func (a *App) Feed(ctx context.Context, by Actor, ws, id string) (feed plan.Feed, err error) {
	err = a.read(ctx, by, ws, Subscribe, func(v *view) error {
		feed, err = v.visibleFeed(id)
		return err
	})
	return feed, err
}

// visibleFeed returns a feed that is not revoked; somebody else's is not there
// for anybody but leads.
func (v *view) visibleFeed(id string) (plan.Feed, error) {
	feed, err := v.Feed(v.ws, id)
	if err != nil {
		return plan.Feed{}, err
	}
	isTheirs := feed.CreatedBy == v.member.ID || may(v.member.Role, ManageFeeds)
	if !isTheirs || !feed.RevokedAt.IsZero() {
		return plan.Feed{}, plan.Errorf(plan.CodeNotFound, "There is no such feed.")
	}
	return feed, nil
}

// CreateFeed makes a feed and the token of its address, which is told this once.
// Everybody may subscribe.
func (a *App) CreateFeed(ctx context.Context, by Actor, ws string, draft FeedDraft) (feed plan.Feed, token string, err error) {
	err = a.change(ctx, by, ws, Subscribe, func(c *change) error {
		w, err := c.Workspace(ws)
		if err != nil {
			return err
		}
		secret := auth.NewFeedToken()
		token = secret.Text
		feed = draft.feed(w)
		feed.ID, feed.CreatedBy, feed.TokenHash = newID(), c.member.ID, secret.Hash
		feed.RenderedAt, feed.CreatedAt, feed.UpdatedAt = c.now, c.now, c.now
		if err := c.checkFeed(&feed); err != nil {
			return err
		}
		c.audit("feed", feed.ID, "created", []store.Change{{Field: "name", To: feed.Name}, {Field: "scope", To: string(feed.Scope)}})
		return c.view.CreateFeed(&feed)
	})
	return feed, token, err
}

// feed is a feed of a workspace as the draft says.
func (d FeedDraft) feed(w plan.Workspace) plan.Feed {
	return plan.Feed{
		WorkspaceID: w.ID, Name: cmp.Or(d.Name, w.Name), Scope: d.scope(), ChannelIDs: d.ChannelIDs, MemberID: d.MemberID,
		TopicIDs: d.TopicIDs, States: d.States, Ideas: d.Ideas, Gaps: d.Gaps, Cancelled: d.Cancelled,
		Language: cmp.Or(d.Language, w.Language),
	}
}

func (d FeedDraft) scope() plan.FeedScope {
	switch {
	case d.Scope != "":
		return d.Scope
	case len(d.ChannelIDs) > 0:
		return plan.ScopeChannel
	case d.MemberID != "":
		return plan.ScopeMember
	}
	return plan.ScopeWorkspace
}

// checkFeed validates a feed and names the last segment of its address.
func (v *view) checkFeed(feed *plan.Feed) error {
	var problems plan.Problems
	if feed.Scope == plan.ScopeChannel && len(feed.ChannelIDs) == 0 {
		problems.Add("channel_ids", "name at least one channel")
	}
	if feed.Scope == plan.ScopeMember && feed.MemberID == "" {
		problems.Add("member_id", "say whose entries the feed shows")
	}
	feed.ChannelIDs = withoutRepeats(feed.ChannelIDs)
	feed.TopicIDs = withoutRepeats(feed.TopicIDs)
	for _, id := range feed.ChannelIDs {
		if _, err := v.Channel(v.ws, id); plan.CodeOf(err) == plan.CodeNotFound {
			problems.Add("channel_ids", "there is no channel %s in this workspace", id)
		} else if err != nil {
			return err
		}
	}
	for _, id := range feed.TopicIDs {
		if err := v.requireTopic(&problems, id); err != nil {
			return err
		}
	}
	if err := v.requireOwner(&problems, "member_id", feed.MemberID); err != nil {
		return err
	}
	feed.Slug = slugOf(feed.Name)
	return joinProblems(problems, feed.Validate())
}

// withoutRepeats keeps the first of each.
func withoutRepeats(ids []string) []string {
	seen := make(map[string]bool, len(ids))
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		repeated := seen[id]
		seen[id] = true
		return repeated
	})
}

// slugOf makes a readable last segment of a feed's address, which calendar
// programs show as its name: lower case ASCII, umlauts written out.
func slugOf(name string) string {
	var slug strings.Builder
	for _, r := range umlauts.Replace(strings.ToLower(name)) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			slug.WriteRune(r)
		case slug.Len() > 0 && !strings.HasSuffix(slug.String(), "-"):
			slug.WriteByte('-')
		}
		if slug.Len() >= 60 {
			break
		}
	}
	return cmp.Or(strings.Trim(slug.String(), "-"), "plan")
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// ChangeFeed changes what a feed shows; its address stays. Who made it or a lead may.
func (a *App) ChangeFeed(ctx context.Context, by Actor, ws, id string, match *int, patch FeedPatch) (feed plan.Feed, err error) {
	err = a.change(ctx, by, ws, Subscribe, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		before, err := c.visibleFeed(id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil {
			return err
		}
		feed = before
		patch.apply(&feed)
		if err := c.checkFeed(&feed); err != nil {
			return err
		}
		diff := feedDiff(before, feed)
		if len(diff) == 0 {
			return nil
		}
		c.audit("feed", id, "changed", diff)
		feed.UpdatedAt = c.now
		if before.Language != feed.Language { // the words in every event change
			feed.Sequence++
			feed.RenderedAt = c.now
		}
		return c.UpdateFeed(&feed)
	})
	return feed, err
}

func (p FeedPatch) apply(feed *plan.Feed) {
	set(&feed.Name, p.Name)
	set(&feed.Scope, p.Scope)
	set(&feed.ChannelIDs, p.ChannelIDs)
	set(&feed.MemberID, p.MemberID)
	set(&feed.TopicIDs, p.TopicIDs)
	set(&feed.States, p.States)
	set(&feed.Ideas, p.Ideas)
	set(&feed.Gaps, p.Gaps)
	set(&feed.Cancelled, p.Cancelled)
	set(&feed.Language, p.Language)
}

func feedDiff(before, after plan.Feed) []store.Change {
	var diff compare
	diff.text("name", before.Name, after.Name)
	diff.text("scope", string(before.Scope), string(after.Scope))
	diff.text("channel_ids", strings.Join(before.ChannelIDs, " "), strings.Join(after.ChannelIDs, " "))
	diff.text("member_id", before.MemberID, after.MemberID)
	diff.text("topic_ids", strings.Join(before.TopicIDs, " "), strings.Join(after.TopicIDs, " "))
	diff.text("states", joinStates(before.States), joinStates(after.States))
	diff.flag("ideas", before.Ideas, after.Ideas)
	diff.flag("gaps", before.Gaps, after.Gaps)
	diff.flag("cancelled", before.Cancelled, after.Cancelled)
	diff.text("language", before.Language, after.Language)
	return diff
}

func joinStates(states []plan.State) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = string(s)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// RevokeFeed kills a feed for good. Who made it or a lead may.
func (a *App) RevokeFeed(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, Subscribe, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		feed, err := c.visibleFeed(id)
		if err != nil {
			return err
		}
		if err := matches(match, feed.Version); err != nil {
			return err
		}
		feed.RevokedAt, feed.UpdatedAt = c.now, c.now
		c.audit("feed", id, "revoked", nil)
		return c.UpdateFeed(&feed)
	})
}
