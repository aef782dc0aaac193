package app

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// maxSharedLinks is how many links of a workspace may be good at a time.
const maxSharedLinks = 100

// subjectSharedLink is what the audit log calls a shared link.
const subjectSharedLink = "shared_link"

// SharedLinkDraft is a link to be made.
type SharedLinkDraft struct {
	Name      string
	Shows     plan.SharedPage
	ReportID  string
	ChannelID string
	Year      int // 0: the running year, as the channel's zone has it
	Names     bool
	Language  string    // "": the workspace's
	ExpiresAt time.Time // zero: in plan.DefaultSharedDays
}

// SharedLinks lists the workspace's links that are not revoked. Leads may.
func (a *App) SharedLinks(ctx context.Context, by Actor, ws string, page Page) (links []plan.SharedLink, next string, err error) {
	err = a.read(ctx, by, ws, ShareLinks, func(v *view) error {
		links, next, err = v.SharedLinks(ws, "", store.Page(page))
		return err
	})
	return links, next, err
}

// SharedLink returns one link that is not revoked. Leads may.
func (a *App) SharedLink(ctx context.Context, by Actor, ws, id string) (link plan.SharedLink, err error) {
	err = a.read(ctx, by, ws, ShareLinks, func(v *view) error {
		link, err = v.liveLink(id)
		return err
	})
	return link, err
}

func (v *view) liveLink(id string) (plan.SharedLink, error) {
	link, err := v.Tx.SharedLink(v.ws, id)
	if err == nil && !link.RevokedAt.IsZero() {
		err = plan.Errorf(plan.CodeNotFound, "There is no such link.")
	}
	return link, err
}

// CreateSharedLink makes a link and the token of its address, which is told this
// once. Leads may.
func (a *App) CreateSharedLink(ctx context.Context, by Actor, ws string, draft SharedLinkDraft) (link plan.SharedLink, token string, err error) {
	err = a.change(ctx, by, ws, ShareLinks, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row, so that nobody counts beside
			return err
		}
		if link, err = c.linkOf(draft); err != nil {
			return err
		}
		secret := auth.NewLinkSecret()
		token, link.TokenHash = secret.Text, secret.Hash
		count, err := c.CountSharedLinks(ws, c.now)
		if err != nil {
			return err
		}
		if count >= maxSharedLinks {
			return plan.Errorf(plan.CodeConflict, "This workspace has %d links that are good. Revoke one that is no longer needed.", maxSharedLinks)
		}
		c.audit(subjectSharedLink, link.ID, actionCreated, linkLines(link))
		return c.Tx.CreateSharedLink(&link)
	})
	return link, token, err
}

// linkOf is the link that a draft asks for, checked.
func (c *change) linkOf(draft SharedLinkDraft) (plan.SharedLink, error) {
	w, err := c.Workspace(c.ws)
	if err != nil {
		return plan.SharedLink{}, err
	}
	link := plan.SharedLink{
		ID: newID(), WorkspaceID: c.ws, CreatedBy: c.member.ID, Name: draft.Name,
		Shows: draft.Shows, ReportID: draft.ReportID, ChannelID: draft.ChannelID, Year: draft.Year, Names: draft.Names,
		Language: cmp.Or(draft.Language, w.Language), ExpiresAt: draft.ExpiresAt, CreatedAt: c.now, UpdatedAt: c.now,
	}
	if link.ExpiresAt.IsZero() {
		link.ExpiresAt = c.now.AddDate(0, 0, plan.DefaultSharedDays)
	}
	var problems plan.Problems
	if err := c.findShared(&problems, &link); err != nil {
		return link, err
	}
	return link, joinProblems(problems, link.Validate())
}

// findShared looks for what a link names, and gives a channel's year its default.
func (c *change) findShared(problems *plan.Problems, link *plan.SharedLink) error {
	if link.ReportID != "" {
		if _, err := c.Tx.Report(c.ws, link.ReportID); plan.CodeOf(err) == plan.CodeNotFound {
			problems.Add("report_id", "there is no report %s in this workspace", link.ReportID)
		} else if err != nil {
			return err
		}
	}
	if link.ChannelID == "" {
		return nil
	}
	channel, err := c.Channel(c.ws, link.ChannelID)
	if plan.CodeOf(err) == plan.CodeNotFound {
		problems.Add("channel_id", "there is no channel %s in this workspace", link.ChannelID)
		return nil
	}
	if err != nil || link.Year != 0 || link.Shows != plan.SharedChannelYear {
		return err
	}
	zone, err := plan.LoadZone(channel.TimeZone)
	if err == nil {
		link.Year, _, _ = plan.DayOf(c.now, zone).Civil()
	}
	return err
}

// linkLines tell the audit log what a link shows.
func linkLines(link plan.SharedLink) []store.Change {
	var diff compare
	diff.text("name", "", link.Name)
	diff.text("shows", "", string(link.Shows))
	diff.text("report_id", "", link.ReportID)
	diff.text("channel_id", "", link.ChannelID)
	if link.Year != 0 {
		diff.text("year", "", strconv.Itoa(link.Year))
	}
	diff.flag("names", false, link.Names)
	diff.text("expires_at", "", link.ExpiresAt.UTC().Format(time.RFC3339))
	return diff
}

// RevokeSharedLink kills a link for good. Leads may.
func (a *App) RevokeSharedLink(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, ShareLinks, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		link, err := c.liveLink(id)
		if err != nil {
			return err
		}
		if err := matches(match, link.Version); err != nil {
			return err
		}
		return c.revokeLink(link)
	})
}

func (c *change) revokeLink(link plan.SharedLink) error {
	link.RevokedAt, link.UpdatedAt = c.now, c.now
	c.audit(subjectSharedLink, link.ID, actionRevoked, nil)
	return c.UpdateSharedLink(&link)
}

// revokeLinksOf kills the links that a member has made.
func (c *change) revokeLinksOf(memberID string) error {
	var live []plan.SharedLink
	err := eachPage(func(page store.Page) (string, error) {
		links, next, err := c.Tx.SharedLinks(c.ws, memberID, page)
		live = append(live, links...)
		return next, err
	})
	if err != nil {
		return err
	}
	for _, link := range live {
		if err := c.revokeLink(link); err != nil {
			return err
		}
	}
	return nil
}
