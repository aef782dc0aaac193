package app

import (
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// invitationLife is how long an invitation is good.
const invitationLife = 7 * 24 * time.Hour

// invitationKept is how long one is kept after that, so that leads see who never came.
const invitationKept = 30 * 24 * time.Hour

// maxOpenInvitations is how many a workspace may have that are neither accepted
// nor revoked.
const maxOpenInvitations = 200

// How many invitations are mailed, so that nobody sends spam by us.
var ( // values, never changed
	invitingWorkspace = limit{"invitation mails of a workspace", 50, 24 * time.Hour / 50}
	invitingAddress   = limit{"invitation mails to an address", 5, 24 * time.Hour / 5}
)

// InvitationState says what has become of an invitation.
type InvitationState string

// The states of an invitation.
const (
	InvitationOpen     InvitationState = "open"
	InvitationExpired  InvitationState = "expired"
	InvitationAccepted InvitationState = "accepted"
	InvitationRevoked  InvitationState = "revoked"
)

// InvitationMail says how far the mail of an invitation has come.
type InvitationMail string

// How far the mail of an invitation may have come.
const (
	MailNone    InvitationMail = "none" // the invitation goes by link
	MailWaiting InvitationMail = "waiting"
	MailSent    InvitationMail = "sent"
	MailFailed  InvitationMail = "failed" // given up
)

// Invitation asks somebody into a workspace, as its leads see it: without the
// secret of its link.
type Invitation struct {
	ID          string
	Email       string // "" once the member it brought was removed
	Name        string // "": the invited says
	Role        plan.Role
	External    bool
	State       InvitationState
	Mailed      bool // it goes by mail
	Mail        InvitationMail
	MailProblem string // why the last attempt to send it failed; "" for none
	InvitedBy   string // member
	CreatedAt   time.Time
	UpdatedAt   time.Time
	ExpiresAt   time.Time
	Version     int
}

// InvitationDraft is an invitation to be made.
type InvitationDraft struct {
	Email    string
	Name     string // "": the invited says
	Role     plan.Role
	External bool
	By       InvitationWay // "": by mail where mail can be sent, else by link
}

// InvitationWay is how the link of an invitation comes to the invited.
type InvitationWay string

// The ways of an invitation.
const (
	ByMail InvitationWay = "mail"
	ByLink InvitationWay = "link" // whoever makes it passes it on
)

func stateOfInvitation(i store.Invitation, now time.Time) InvitationState {
	switch {
	case !i.AcceptedAt.IsZero():
		return InvitationAccepted
	case !i.RevokedAt.IsZero():
		return InvitationRevoked
	case !now.Before(i.ExpiresAt):
		return InvitationExpired
	}
	return InvitationOpen
}

// invitationSeen is an invitation as leads see it.
func (v *view) invitationSeen(i store.Invitation) (Invitation, error) {
	seen := Invitation{
		ID: i.ID, Email: i.Email, Name: i.Name, Role: i.Role, External: i.External, State: stateOfInvitation(i, v.now),
		Mailed: i.Mailed, Mail: MailNone, InvitedBy: i.InvitedBy, CreatedAt: i.CreatedAt, UpdatedAt: i.UpdatedAt, ExpiresAt: i.ExpiresAt, Version: i.Version,
	}
	if !i.Mailed {
		return seen, nil
	}
	mail, found, err := v.LatestOutgoing(mailInvitation, i.ID)
	switch {
	case err != nil:
		return seen, err
	case !found, !mail.SentAt.IsZero():
		seen.Mail = MailSent
	case !mail.GivenUpAt.IsZero(), !mail.DroppedAt.IsZero():
		seen.Mail, seen.MailProblem = MailFailed, mail.Outcome
	default:
		seen.Mail, seen.MailProblem = MailWaiting, mail.Outcome
	}
	return seen, nil
}
