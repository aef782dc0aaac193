package app

import (
	"context"
	"time"

	"stetig/internal/store"
)

// How long the outbox remembers mail after its end, and how long mail waits for
// a mailer to be set where there is none.
const (
	unsentMailKept  = 24 * time.Hour
	sentMailKept    = 30 * 24 * time.Hour
	givenUpMailKept = 90 * 24 * time.Hour

	deliveredKept = 7 * 24 * time.Hour  // what webhooks were told
	deadKept      = 90 * 24 * time.Hour // what they could not be told
)

// Tidy deletes for good what was deleted more than 30 days ago, and answers kept
// for requests that were sent with an Idempotency-Key more than a day ago; sessions,
// one-time links and invitations 30 days after their end, cookies and limits at it;
// mail 30 days after it was sent, or 90 after it was given up; what webhooks were
// told after 7 days, or could not be told after 90; addresses to unsubscribe a year
// after they were sent; and it makes channels
// due whose next scan was noted while the clock was far ahead. It returns how much
// of what was deleted is gone for good.
func (a *App) Tidy(ctx context.Context) (purged int64, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) (err error) {
		if err := tx.RecallScans(a.now()); err != nil {
			return err
		}
		if purged, err = tx.DeletePurge(a.now().Add(-undoFor)); err != nil {
			return err
		}
		if _, err := tx.PurgeIdempotency(a.now().Add(-onceKept)); err != nil {
			return err
		}
		if !a.MailConfigured() {
			if err := tx.DropOutgoing(a.now().Add(-unsentMailKept), a.now(), "this server sends no mail"); err != nil {
				return err
			}
		}
		if err := tx.PurgeOutgoing(a.now().Add(-sentMailKept), a.now().Add(-givenUpMailKept)); err != nil {
			return err
		}
		if err := tx.PurgeDeliveries(a.now().Add(-deliveredKept), a.now().Add(-deadKept)); err != nil {
			return err
		}
		if err := tx.PurgeNews(a.now().Add(-unsubscribeKept), a.now().Add(-digestsKept)); err != nil {
			return err
		}
		return purgeSignIns(tx, a.now())
	})
	return purged, err
}

// signInsKept is how long a session or link is kept after its end.
const signInsKept = 30 * 24 * time.Hour

func purgeSignIns(tx *store.Tx, now time.Time) error {
	if err := tx.PurgeSessions(now.Add(-signInsKept)); err != nil {
		return err
	}
	if err := tx.PurgeLinks(now.Add(-signInsKept)); err != nil {
		return err
	}
	if err := tx.PurgeInvitations(now.Add(-invitationKept)); err != nil {
		return err
	}
	if err := tx.PurgeCookies(now); err != nil {
		return err
	}
	return tx.PurgeLimits(now)
}
