package app

import (
	"cmp"
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// RemoveMember ends a membership for good. Members may leave, leads may remove
// anybody; the last active lead stays (CodeConflict). Name, e-mail address and what
// they said of their time are forgotten, absences ahead are deleted, and what the member could come in by
// ends. What they wrote stays under the former member, and what they own becomes
// unowned gaps. Removing a former member again does nothing.
func (a *App) RemoveMember(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, Leave, func(c *change) error {
		if id != c.member.ID && !may(c.member.Role, ManageMembers) {
			return plan.Errorf(plan.CodeForbidden, "You may leave yourself; removing others needs the role %s.", Permissions()[ManageMembers])
		}
		if err := c.lockEverything(); err != nil { // whoever goes opens gaps
			return err
		}
		before, err := c.Member(ws, id)
		if err != nil {
			return err
		}
		if err := matches(match, before.Version); err != nil || !before.RemovedAt.IsZero() {
			return err
		}
		return c.removeMember(ctx, before)
	})
}

func (c *change) removeMember(ctx context.Context, before plan.Member) error {
	workspace, err := c.Workspace(c.ws)
	if err != nil {
		return err
	}
	former := before
	former.Name, former.Email, former.UserID, former.ByGroup = formerMember(workspace.Language), "", "", false
	former.RemovedAt, former.WeeklyTime, former.Region = c.now, nil, ""
	if former.DeactivatedAt.IsZero() {
		former.DeactivatedAt = c.now
	}
	former.UpdatedAt = c.now
	if err := c.keepALead(before, former); err != nil {
		return err
	}
	c.audit("member", before.ID, "removed", memberDiff(before, former))
	c.members.look(before.ID)
	if err := c.endRights(ctx, before, former); err != nil {
		return err
	}
	if err := c.forgetMember(before, workspace); err != nil {
		return err
	}
	if err := c.UpdateMember(&former); err != nil {
		return err
	}
	if err := c.tellSessions(ctx, before, former); err != nil {
		return err
	}
	return c.renameMember(before, former)
}

// formerMember is what somebody who was removed is called, in a workspace's language.
func formerMember(language string) string {
	return cmp.Or(map[string]string{"de": "Ehemaliges Mitglied"}[language], "Former member")
}

// forgetMember takes away what else is known of who goes.
func (c *change) forgetMember(member plan.Member, workspace plan.Workspace) error {
	if err := c.deleteAbsencesAhead(member.ID, workspace); err != nil {
		return err
	}
	if err := c.revokeFeedsOf(member.ID); err != nil {
		return err
	}
	if err := c.revokeLinksOf(member.ID); err != nil {
		return err
	}
	return c.ForgetInvited(c.ws, member.ID, member.Email)
}

// deleteAbsencesAhead deletes a member's absences that are not over.
func (c *change) deleteAbsencesAhead(memberID string, workspace plan.Workspace) error {
	zone, err := plan.LoadZone(workspace.TimeZone)
	if err != nil {
		return err
	}
	today := plan.DayOf(c.now, zone)
	var ahead []plan.Absence
	err = eachPage(func(page store.Page) (string, error) {
		absences, next, err := c.Absences(c.ws, store.AbsenceFilter{
			MemberIDs: []string{memberID}, Overlaps: openSpan(&today, nil),
		}, page)
		ahead = append(ahead, absences...)
		return next, err
	})
	if err != nil {
		return err
	}
	for _, absence := range ahead {
		c.audit("absence", absence.ID, "deleted", absenceDiff(absence, plan.Absence{}))
		if err := c.DeleteAbsence(c.ws, absence.ID, absence.Version); err != nil {
			return err
		}
	}
	return nil
}

// revokeFeedsOf kills the feeds that a member has made.
func (c *change) revokeFeedsOf(memberID string) error {
	revoked := false
	var live []plan.Feed
	err := eachPage(func(page store.Page) (string, error) {
		feeds, next, err := c.Feeds(c.ws, store.FeedFilter{CreatedBy: memberID, Revoked: &revoked}, page)
		live = append(live, feeds...)
		return next, err
	})
	if err != nil {
		return err
	}
	for _, feed := range live {
		feed.RevokedAt, feed.UpdatedAt = c.now, c.now
		c.audit("feed", feed.ID, actionRevoked, nil)
		if err := c.UpdateFeed(&feed); err != nil {
			return err
		}
	}
	return nil
}
