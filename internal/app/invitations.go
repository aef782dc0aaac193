package app

import (
	"context"
	"strings"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// WorkspaceInvitations lists the invitations that were neither accepted nor
// revoked, the latest first. Leads may.
func (a *App) WorkspaceInvitations(ctx context.Context, by Actor, ws string, page Page) (invitations []Invitation, next string, err error) {
	err = a.read(ctx, by, ws, ManageMembers, func(v *view) error {
		stored, n, err := v.Invitations(ws, store.InvitationFilter{}, store.Page(page))
		for _, one := range stored {
			seen, err := v.invitationSeen(one)
			if err != nil {
				return err
			}
			invitations = append(invitations, seen)
		}
		next = n
		return err
	})
	return invitations, next, err
}

// WorkspaceInvitation returns one invitation, whatever became of it. Leads may.
func (a *App) WorkspaceInvitation(ctx context.Context, by Actor, ws, id string) (invitation Invitation, err error) {
	err = a.read(ctx, by, ws, ManageMembers, func(v *view) error {
		stored, err := v.Invitation(ws, id)
		if err != nil {
			return err
		}
		invitation, err = v.invitationSeen(stored)
		return err
	})
	return invitation, err
}

// Invite asks somebody into a workspace. Leads may. secret is that of the link to
// pass on, given this once; "" where the link goes by mail. CodeConflict for an
// address that is a member's or has an open invitation, and for mail where none
// can be sent; CodeTooMany where too many were mailed.
func (a *App) Invite(ctx context.Context, by Actor, ws string, draft InvitationDraft) (made Invitation, secret string, err error) {
	email, err := normalEmail(draft.Email)
	if err != nil {
		return Invitation{}, "", err
	}
	err = a.change(ctx, by, ws, ManageMembers, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil { // holds the row until the end
			return err
		}
		invitation := store.Invitation{
			ID: newID(), WorkspaceID: ws, Email: email, Name: strings.TrimSpace(draft.Name), Role: draft.Role, External: draft.External,
			InvitedBy: c.member.ID, CreatedAt: c.now,
		}
		if invitation.Mailed, err = a.goesByMail(draft.By); err != nil {
			return err
		}
		if err := checkInvitation(&invitation); err != nil {
			return err
		}
		if err := c.requireInvitable(email); err != nil {
			return err
		}
		if secret, err = c.renewInvitation(&invitation); err != nil {
			return err
		}
		if err := c.CreateInvitation(&invitation); err != nil {
			return err
		}
		c.audit(subjectInvitation, invitation.ID, actionCreated, invitationDiff(store.Invitation{}, invitation))
		made, err = c.invitationSeen(invitation)
		return err
	})
	return made, secret, err
}

// goesByMail decides how an invitation goes.
func (a *App) goesByMail(way InvitationWay) (bool, error) {
	if way == ByMail && !a.MailConfigured() {
		return false, plan.Errorf(plan.CodeConflict, "This server sends no mail. Invite by link and pass the link on, or have the administrator set up mail (--smtp-host).")
	}
	return way == ByMail || way == "" && a.MailConfigured(), nil
}

func checkInvitation(i *store.Invitation) error {
	var problems plan.Problems
	if i.Name != "" {
		problems.Name("name", i.Name)
	}
	if !i.Role.Valid() {
		problems.Add("role", "must be viewer, contributor, editor or lead")
	}
	return problems.Err()
}

// requireInvitable refuses an address that is a member's or has an open
// invitation. A member who never signed in may be invited to. An invitation that
// has expired makes way.
func (c *change) requireInvitable(email string) error {
	member, err := c.MemberByEmail(c.ws, email)
	waits := err == nil && member.UserID == "" && member.IsActive()
	if !waits {
		if err := c.requireNewAddress(email); err != nil {
			return err
		}
	}
	earlier, err := c.OpenInvitation(c.ws, email)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
	case err != nil:
		return err
	case stateOfInvitation(earlier, c.now) == InvitationOpen:
		return plan.Errorf(plan.CodeConflict, "This address is invited already. Revoke that invitation, or send it again.")
	default:
		if err := c.revokeInvitation(&earlier); err != nil {
			return err
		}
	}
	open, err := c.OpenInvitations(c.ws)
	if err == nil && open >= maxOpenInvitations {
		err = plan.Errorf(plan.CodeConflict, "The workspace has %d open invitations already. Revoke some that nobody follows.", open)
	}
	return err
}

// renewInvitation gives an invitation seven days from now and a new secret, which
// it returns where somebody has to pass it on; a mail makes its own when it is sent.
func (c *change) renewInvitation(i *store.Invitation) (secret string, err error) {
	i.Hash, i.UpdatedAt, i.ExpiresAt = nil, c.now, c.now.Add(invitationLife)
	if !i.Mailed {
		made := auth.NewLinkSecret()
		i.Hash = made.Hash
		return made.Text, nil
	}
	wait, err := takeEach(c.Tx, []spending{{invitingWorkspace, c.ws}, {invitingAddress, i.Email}}, c.now)
	if err != nil {
		return "", err
	}
	if wait > 0 {
		return "", &plan.Error{
			Code: plan.CodeTooMany, RetryAfter: wait,
			Message: plan.Textf("Too many invitations were mailed. Wait a while, or invite by link and pass the link on."),
		}
	}
	if err := c.WithdrawOutgoing(mailInvitation, i.ID, "It was to be sent again.", c.now); err != nil {
		return "", err
	}
	return "", post(c.Tx, mailInvitation, c.ws, i.ID, "", c.now)
}

// ResendInvitation makes a new link for an invitation that was neither accepted
// nor revoked, good for seven days; the old one is dead. It goes the way the
// invitation went; secret is as with Invite.
func (a *App) ResendInvitation(ctx context.Context, by Actor, ws, id string) (again Invitation, secret string, err error) {
	err = a.change(ctx, by, ws, ManageMembers, func(c *change) error {
		before, err := c.invitationToChange(id, nil)
		if err != nil {
			return err
		}
		if before.Mailed && !a.MailConfigured() {
			return plan.Errorf(plan.CodeConflict, "This server sends no mail any more. Revoke the invitation and make one by link.")
		}
		invitation := before
		if secret, err = c.renewInvitation(&invitation); err != nil {
			return err
		}
		if err := c.UpdateInvitation(&invitation); err != nil {
			return err
		}
		c.audit(subjectInvitation, id, "resent", invitationDiff(before, invitation))
		again, err = c.invitationSeen(invitation)
		return err
	})
	return again, secret, err
}

// RevokeInvitation ends an invitation at once: its link is dead. One that was
// accepted is CodeConflict, one that was revoked before stays so.
func (a *App) RevokeInvitation(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.change(ctx, by, ws, ManageMembers, func(c *change) error {
		invitation, err := c.invitationToChange(id, match)
		if err == nil {
			err = c.revokeInvitation(&invitation)
		}
		return err
	})
}

// invitationToChange holds the workspace's row, so that an invitation is not
// accepted meanwhile, and returns one that is open or has expired.
func (c *change) invitationToChange(id string, match *int) (store.Invitation, error) {
	if err := c.BumpWorkspace(c.ws); err != nil {
		return store.Invitation{}, err
	}
	invitation, err := c.Invitation(c.ws, id)
	if err != nil {
		return store.Invitation{}, err
	}
	if err := matches(match, invitation.Version); err != nil {
		return store.Invitation{}, err
	}
	switch stateOfInvitation(invitation, c.now) {
	case InvitationAccepted:
		err = plan.Errorf(plan.CodeConflict, "This invitation was accepted. Change or remove the member instead.")
	case InvitationRevoked:
		err = plan.Errorf(plan.CodeConflict, "This invitation was revoked. Make a new one.")
	}
	return invitation, err
}

func (c *change) revokeInvitation(i *store.Invitation) error {
	i.RevokedAt, i.UpdatedAt = c.now, c.now
	c.audit(subjectInvitation, i.ID, actionRevoked, nil)
	if err := c.WithdrawOutgoing(mailInvitation, i.ID, "The invitation was revoked.", c.now); err != nil {
		return err
	}
	return c.UpdateInvitation(i)
}

// invitationDiff tells what changed of an invitation: not whom it asks.
func invitationDiff(before, after store.Invitation) []store.Change {
	var diff compare
	diff.text("role", string(before.Role), string(after.Role))
	diff.flag("external", before.External, after.External)
	diff.flag("mailed", before.Mailed, after.Mailed)
	diff.instant("expires_at", before.ExpiresAt, after.ExpiresAt)
	return diff
}

// goodInvitation returns the invitation that a secret stands for, while it is
// good: open, and made by somebody who still may invite. Any other is
// CodeNotFound, all with the same text.
func goodInvitation(tx *store.Tx, secret string, now time.Time) (store.Invitation, plan.Member, error) {
	gone := plan.Errorf(plan.CodeNotFound, "This invitation is not good any more: it was used, revoked, or is older than seven days. Ask for a new one.")
	hash, wellFormed := auth.HashLinkSecret(secret)
	if !wellFormed {
		return store.Invitation{}, plan.Member{}, gone
	}
	invitation, err := tx.InvitationByHash(hash)
	if plan.CodeOf(err) == plan.CodeNotFound || err == nil && stateOfInvitation(invitation, now) != InvitationOpen {
		return store.Invitation{}, plan.Member{}, gone
	}
	if err != nil {
		return store.Invitation{}, plan.Member{}, err
	}
	inviter, err := tx.Member(invitation.WorkspaceID, invitation.InvitedBy)
	if err == nil && !(inviter.IsActive() && may(inviter.Role, ManageMembers)) {
		err = gone
	}
	return invitation, inviter, err
}
