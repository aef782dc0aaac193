package app

import (
	"cmp"
	"time"

	"stetig/internal/auth"
	"stetig/internal/letter"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// resetPatience is how long after somebody asked for a new password the mail is
// still of use to them. All attempts to send it fall into that time.
const resetPatience = 25 * time.Hour

// invitation makes the secret of an invitation and writes the mail with it. Of
// several mails about one invitation only the last is sent.
func (w *mailWriter) invitation() (writtenMail, error) {
	invitation, err := w.Invitation(w.WorkspaceID, w.SubjectID)
	switch {
	case plan.CodeOf(err) == plan.CodeNotFound:
		return nothing("the invitation is gone")
	case err != nil:
		return writtenMail{}, err
	case !invitation.RevokedAt.IsZero():
		return nothing("the invitation was revoked")
	case !invitation.AcceptedAt.IsZero():
		return nothing("the invitation was accepted")
	}
	latest, _, err := w.LatestOutgoing(mailInvitation, w.SubjectID)
	if err != nil {
		return writtenMail{}, err
	}
	if latest.ID != w.ID {
		return nothing("a later mail holds the invitation")
	}
	workspace, err := w.Workspace(w.WorkspaceID)
	if err != nil {
		return writtenMail{}, err
	}
	zone, err := plan.LoadZone(workspace.TimeZone)
	if err != nil {
		return writtenMail{}, err
	}
	inviter, err := w.nameOf(invitation.InvitedBy)
	if err != nil {
		return writtenMail{}, err
	}
	user, err := w.UserByEmail(invitation.Email)
	if ignoreNotFound(err) != nil {
		return writtenMail{}, err
	}
	secret, err := w.sealInvitation(&invitation)
	if err != nil {
		return writtenMail{}, err
	}
	r := reader{name: invitation.Name, email: invitation.Email, language: cmp.Or(user.Language, workspace.Language, defaultLanguage)}
	return w.to(r, letter.Invitation{
		Name: invitation.Name, Inviter: inviter, Workspace: workspace.Name, Role: invitation.Role,
		Link: w.link("invitation", secret), Until: invitation.ExpiresAt.In(zone),
	})
}

// sealInvitation gives an invitation a new secret; an earlier one ends.
func (w *mailWriter) sealInvitation(invitation *store.Invitation) (secret string, err error) {
	made := auth.NewLinkSecret()
	before := invitation.ExpiresAt
	invitation.Hash, invitation.Mailed = made.Hash, true
	invitation.ExpiresAt, invitation.UpdatedAt = w.now.Add(invitationLife), w.now
	if err := w.UpdateInvitation(invitation); err != nil {
		return "", err
	}
	var diff compare
	diff.instant("expires_at", before, invitation.ExpiresAt)
	err = w.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: w.WorkspaceID, At: w.now,
		SubjectKind: "invitation", SubjectID: invitation.ID, Action: actionMailed, Changes: diff,
	})
	if err != nil {
		return "", err
	}
	return made.Text, w.BumpWorkspace(w.WorkspaceID)
}

// passwordReset makes a one-time link for the user whose address was typed, if
// there is one, and writes the mail to the address they are known by.
func (w *mailWriter) passwordReset() (writtenMail, error) {
	user, err := w.UserByEmail(w.Recipient)
	switch {
	case w.now.Sub(w.CreatedAt) > resetPatience:
		return nothing("it was asked for too long ago")
	case plan.CodeOf(err) == plan.CodeNotFound, err == nil && !user.IsActive():
		return nothing("nobody who may sign in has this address")
	case err != nil:
		return writtenMail{}, err
	}
	language := user.Language
	if language == "" {
		own, _, err := w.WorkspacesOf(user.ID, store.Page{Limit: 1})
		if err != nil {
			return writtenMail{}, err
		}
		if len(own) > 0 {
			language = own[0].Language
		}
	}
	secret, err := newLink(w.Tx, store.LinkPassword, user.ID, true, w.now)
	if err != nil {
		return writtenMail{}, err
	}
	r := reader{name: user.Name, email: user.Email, language: cmp.Or(language, defaultLanguage)}
	return w.to(r, letter.PasswordReset{Name: user.Name, Link: w.link("password", secret), ValidFor: linkLife})
}
