package app

import (
	"context"
	"time"

	"stetig/internal/notify"
)

// Mailer hands mail to whoever carries it on. A mail that was not taken is a
// *notify.Failure.
type Mailer interface {
	Send(ctx context.Context, mail notify.Mail) error
}

// MailConfigured reports whether this server sends mail. Where it does not,
// nothing is posted, and links are shown to whoever made them.
func (a *App) MailConfigured() bool { return a.mailer != nil }

// MailPosted gets something after mail was posted: it is time for DeliverMail.
func (a *App) MailPosted() <-chan struct{} { return a.store.Posted() }

// MailFigures is how mail fares.
type MailFigures struct {
	Sent, Failed, GivenUp, NothingToSend int // attempts that ended so since the program began

	Open   int       // mails that are neither sent nor given up, when DeliverMail last ran
	Oldest time.Time // since when the oldest of those waits; zero: there is none
}

// MailFigures tells how mail fares.
func (a *App) MailFigures() MailFigures {
	a.mailMu.Lock()
	defer a.mailMu.Unlock()
	return a.mailFigures
}

func (a *App) countMail(count func(*MailFigures)) {
	a.mailMu.Lock()
	defer a.mailMu.Unlock()
	count(&a.mailFigures)
}
