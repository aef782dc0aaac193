package app

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"stetig/internal/notify"
	"stetig/internal/store"
)

// MailEvery is how often DeliverMail is worth calling for what waits to be tried
// again.
const MailEvery = 10 * time.Second

const (
	// mailClaim is how long who sends a mail has it for themselves: longer than
	// any sending takes. Where the program dies meanwhile, the mail is sent once
	// that is over, for the second time perhaps.
	mailClaim = 5 * time.Minute

	// mailRun bounds one call of DeliverMail; what is left is the next one's.
	mailRun = 30 * time.Second

	// settleTimeout bounds how long is waited to note how a sending went, also
	// when the program is being ended.
	settleTimeout = 5 * time.Second
)

// How failed mail is tried again: after a minute, then after twice as long each
// time, up to four hours. The last of the attempts comes a little more than 24
// hours after the first.
const (
	mailFirstPause  = time.Minute
	mailLongest     = 4 * time.Hour
	maxMailAttempts = 14
)

// pauseAfter is how long to wait after a failed attempt, of which the first is 1.
func pauseAfter(attempt int) time.Duration {
	pause := mailFirstPause
	for range attempt - 1 {
		pause = min(2*pause, mailLongest)
	}
	return pause
}

// DeliverMail sends what is due, each mail as it has to read now, and notes how
// it went. That mail cannot be sent is no error of DeliverMail: it is noted, and
// tried again. Several may call it at once, in several processes: no mail is two
// callers' at a time.
func (a *App) DeliverMail(ctx context.Context) error {
	if a.mailer == nil {
		return nil
	}
	begun, more := a.now(), true
	for more && ctx.Err() == nil && a.now().Sub(begun) < mailRun {
		var err error
		if more, err = a.deliverNext(ctx); err != nil {
			return err
		}
	}
	return a.store.Read(ctx, func(tx *store.Tx) error {
		open, oldest, err := tx.OpenOutgoing()
		if err == nil {
			a.countMail(func(f *MailFigures) { f.Open, f.Oldest = open, oldest })
		}
		return err
	})
}

// deliverNext sends one mail; more is false where nothing else is due, or where
// the rest would fail as well.
func (a *App) deliverNext(ctx context.Context) (more bool, err error) {
	var o store.Outgoing
	var found bool
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		o, found, err = tx.ClaimOutgoing(now, now.Add(mailClaim))
		return err
	})
	if err != nil || !found {
		return false, err
	}
	written, err := a.composeMail(ctx, o)
	if err != nil {
		a.log.ErrorContext(ctx, "mail could not be written", "mail", o.ID, "kind", o.Kind, "error", err)
		return true, a.settleMail(ctx, o, &notify.Failure{Cause: "the mail could not be written; the server's log says why"})
	}
	if written.nothing != "" {
		o.DroppedAt, o.Outcome = a.now(), written.nothing
		return true, a.settleMail(ctx, o, nil)
	}
	failure := failureOf(a.mailer.Send(ctx, written.mail))
	return failure == nil || !failure.Everywhere, a.settleMail(ctx, o, failure)
}

func failureOf(err error) *notify.Failure {
	var failure *notify.Failure
	if err == nil || errors.As(err, &failure) {
		return failure
	}
	return &notify.Failure{Cause: "the mail could not be sent"}
}

// settleMail notes how it went with a mail that was claimed. What is given up is
// told in the log, in the metrics and in the audit logs.
func (a *App) settleMail(ctx context.Context, o store.Outgoing, failure *notify.Failure) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	now := a.now()
	isOver := failure != nil && (failure.Permanent || o.Attempts >= maxMailAttempts)
	switch {
	case isOver:
		o.GivenUpAt, o.Outcome = now, failure.Cause
	case failure != nil:
		o.Outcome = failure.Cause
	case o.DroppedAt.IsZero():
		o.SentAt, o.Outcome = now, ""
	}
	var done bool
	err := a.store.Write(ctx, func(tx *store.Tx) error {
		clock, err := tx.Clock()
		if err != nil {
			return err
		}
		if failure != nil && !isOver {
			o.DueAt = clock.Add(pauseAfter(o.Attempts))
		}
		if done, err = tx.SettleOutgoing(&o); err != nil || !done || o.State() != store.OutgoingGivenUp {
			return err
		}
		return noteGivenUp(tx, o, now)
	})
	if err == nil && done {
		a.tellMail(ctx, o)
	}
	return err
}

// tellMail logs and counts how an attempt went. It names no address.
func (a *App) tellMail(ctx context.Context, o store.Outgoing) {
	level, text := slog.LevelInfo, "mail sent"
	count := func(f *MailFigures) { f.Sent++ }
	switch o.State() {
	case store.OutgoingFailed:
		level, text = slog.LevelWarn, "mail was not sent, it is tried again"
		count = func(f *MailFigures) { f.Failed++ }
	case store.OutgoingGivenUp:
		level, text = slog.LevelError, "mail was given up"
		count = func(f *MailFigures) { f.Failed++; f.GivenUp++ }
	case store.OutgoingDropped:
		text = "no mail was to be sent"
		count = func(f *MailFigures) { f.NothingToSend++ }
	}
	a.log.LogAttrs(ctx, level, text, slog.String("mail", o.ID), slog.String("kind", o.Kind), slog.Int("attempt", o.Attempts), slog.String("outcome", o.Outcome))
	a.countMail(count)
}

func noteGivenUp(tx *store.Tx, o store.Outgoing, now time.Time) error {
	changes := []store.Change{{Field: "kind", To: o.Kind}, {Field: "attempts", To: strconv.Itoa(o.Attempts)}, {Field: "outcome", To: o.Outcome}}
	if o.WorkspaceID != "" {
		err := tx.AddAudit(store.AuditRow{
			ID: newID(), WorkspaceID: o.WorkspaceID, At: now, SubjectKind: subjectMail, SubjectID: o.ID, Action: actionGivenUp, Changes: changes,
		})
		if err != nil {
			return err
		}
	}
	return tx.AddServerAudit(store.ServerAuditRow{
		ID: newID(), At: now, WorkspaceID: o.WorkspaceID, SubjectKind: subjectMail, SubjectID: o.ID, Action: actionGivenUp, Changes: changes,
	})
}
