package app

import (
	"context"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Mail is a mail of the outbox as the administrator sees it: without addresses
// and without what it says.
type Mail struct {
	ID          string
	Kind        string // invitation, password_reset, mention, ownership, weekly_report, daily_digest
	State       MailState
	WorkspaceID string // "" for none
	SubjectID   string // what it is about; "" for none
	MemberID    string // to whom; "" for who is no member
	Attempts    int    // since it was posted, or last tried again by hand
	Outcome     string // why the last attempt failed, or why nothing was to be sent; "" for neither
	CreatedAt   time.Time
	DueAt       time.Time // when it is tried next; zero: it is not
	SettledAt   time.Time // when it was sent, given up, or found to be nothing to send; zero: not yet
}

// MailState says how far a mail has come.
type MailState string

func mailOf(o *store.Outgoing) Mail {
	m := Mail{
		ID: o.ID, Kind: o.Kind, State: MailState(o.State()), WorkspaceID: o.WorkspaceID, SubjectID: o.SubjectID,
		Attempts: o.Attempts, Outcome: o.Outcome, CreatedAt: o.CreatedAt,
	}
	if o.Kind == mailMention || o.Kind == mailOwnership || o.Kind == mailReport {
		m.MemberID = o.Recipient
	}
	switch o.State() {
	case store.OutgoingSent:
		m.SettledAt = o.SentAt
	case store.OutgoingGivenUp:
		m.SettledAt = o.GivenUpAt
	case store.OutgoingDropped:
		m.SettledAt = o.DroppedAt
	default:
		m.DueAt = o.DueAt
	}
	return m
}

// Mails lists the outbox, what was posted last first; of one state only, "" for
// all. Only the server's administrator may.
func (a *App) Mails(ctx context.Context, by Actor, state MailState, page Page) (mails []Mail, next string, err error) {
	if err := administrates(by); err != nil {
		a.noteServerRefusal(ctx, by, Administrate, err)
		return nil, "", err
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		found, n, err := tx.OutgoingList(store.OutgoingState(state), store.Page(page))
		mails = make([]Mail, len(found))
		for i := range found {
			mails[i] = mailOf(&found[i])
		}
		next = n
		return err
	})
	return mails, next, err
}

// RetryMail has a mail tried again at once, and from now on as often as a new
// one. Mail that was sent, is being sent, or was nothing to send is CodeConflict.
// Only the server's administrator may.
func (a *App) RetryMail(ctx context.Context, by Actor, id string) (mail Mail, err error) {
	if err := requireAdmin(by); err != nil {
		a.noteServerRefusal(ctx, by, Administrate, err)
		return Mail{}, err
	}
	if !a.MailConfigured() {
		return Mail{}, plan.Errorf(plan.CodeConflict, "This server sends no mail. Start it with --smtp-host first.")
	}
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		now := a.now()
		if err := claimIdempotency(ctx, tx, by, now); err != nil {
			return err
		}
		before, err := tx.Outgoing(id)
		if err != nil {
			return err
		}
		clock, err := tx.Clock()
		if err != nil {
			return err
		}
		if done, err := tx.RetryOutgoing(id, clock); err != nil {
			return err
		} else if !done {
			return refusedRetry(before)
		}
		after, err := tx.Outgoing(id)
		if err != nil {
			return err
		}
		mail = mailOf(&after)
		var diff compare
		diff.text("state", string(before.State()), string(after.State()))
		diff.number("attempts", before.Attempts, after.Attempts)
		return tx.AddServerAudit(store.ServerAuditRow{
			ID: newID(), At: now, UserID: by.UserID, TokenID: by.TokenID, Address: originOf(ctx).Address, WorkspaceID: before.WorkspaceID,
			SubjectKind: subjectMail, SubjectID: id, Action: actionRetried, Changes: diff,
		})
	})
	return mail, err
}

func refusedRetry(o store.Outgoing) error {
	switch o.State() {
	case store.OutgoingSent:
		return plan.Errorf(plan.CodeConflict, "This mail was sent.")
	case store.OutgoingDropped:
		return plan.Errorf(plan.CodeConflict, "There was nothing to send: %s.", o.Outcome)
	}
	return plan.Errorf(plan.CodeConflict, "This mail is being sent just now. Look again in a few minutes.")
}
