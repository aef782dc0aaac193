package app

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"stetig/internal/notify"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// WebhookEvery is how often DeliverWebhooks is worth calling for what waits to be
// tried again.
const WebhookEvery = 10 * time.Second

const (
	// webhookClaim is how long who sends to a webhook has it for themselves after each
	// sending: longer than any takes.
	webhookClaim = time.Minute

	// webhookRun bounds one call of DeliverWebhooks; what is left is the next one's.
	webhookRun = 30 * time.Second

	// webhookLook is how often is looked for others that are due while some are served.
	webhookLook = time.Second

	// webhookSenders is to how many webhooks is sent at a time, so that those that are
	// slow keep no others waiting.
	webhookSenders = 8

	// webhookTurn is how much is sent to a webhook before it is others' turn.
	webhookTurn = 50

	// webhookPatience is how long a webhook may fail before it is disabled.
	webhookPatience = 5 * 24 * time.Hour

	// afterGivenUp is how long the next waits where one was given up.
	afterGivenUp = time.Minute
)

// Caller sends to webhooks. It returns the HTTP status of the answer, 0 for none;
// what was not taken is a *notify.Failure.
type Caller interface {
	Call(ctx context.Context, call notify.Call) (status int, err error)
}

// WebhooksEmitted gets something after there is something to be sent: it is time
// for DeliverWebhooks.
func (a *App) WebhooksEmitted() <-chan struct{} { return a.store.Emitted() }

// WebhookFigures is how webhooks fare.
type WebhookFigures struct {
	Delivered, Failed, Dead, Disabled int // since the program began

	Open   int       // deliveries that wait, when DeliverWebhooks last ran
	Oldest time.Time // since when the oldest of those does; zero: there is none
}

// WebhookFigures tells how webhooks fare.
func (a *App) WebhookFigures() WebhookFigures {
	a.hookMu.Lock()
	defer a.hookMu.Unlock()
	return a.hookFigures
}

func (a *App) countWebhooks(count func(*WebhookFigures)) {
	a.hookMu.Lock()
	defer a.hookMu.Unlock()
	count(&a.hookFigures)
}

// DeliverWebhooks sends what is due, each webhook's deliveries one after the other
// in the order in which they happened, and notes how it went. That something cannot
// be sent is no error: it is noted, and tried again. Several may call it at once, in
// several processes: no webhook is two callers' at a time.
func (a *App) DeliverWebhooks(ctx context.Context) error {
	if a.caller == nil {
		return nil
	}
	if err := a.serveWebhooks(ctx, time.Now().Add(webhookRun)); err != nil {
		return err
	}
	return a.store.Read(ctx, func(tx *store.Tx) error {
		open, oldest, err := tx.OpenDeliveries()
		if err == nil {
			a.countWebhooks(func(f *WebhookFigures) { f.Open, f.Oldest = open, oldest })
		}
		return err
	})
}

// serveWebhooks has several webhooks served at a time, until none is due or the
// time is over. While one is slow, others go on being looked after.
func (a *App) serveWebhooks(ctx context.Context, until time.Time) (failed error) {
	again := time.NewTicker(webhookLook)
	defer again.Stop()
	ended := make(chan error)
	for busy := 0; ; {
		emitted := a.store.Emitted()
		for busy < webhookSenders {
			if failed != nil || ctx.Err() != nil || time.Now().After(until) {
				emitted = nil // what comes now is for the next call
				break
			}
			w, found, err := a.claimWebhook(ctx)
			if failed = err; !found {
				break
			}
			busy++
			go func() { ended <- a.serveWebhook(ctx, w, until) }()
		}
		if busy == 0 {
			return failed
		}
		select {
		case err := <-ended:
			busy--
			failed = errors.Join(failed, err)
		case <-emitted:
		case <-again.C:
		}
	}
}

// claimWebhook takes the webhook that has been due longest.
func (a *App) claimWebhook(ctx context.Context) (w *store.StoredWebhook, found bool, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		var claimed store.StoredWebhook
		claimed, found, err = tx.ClaimWebhook(now, now.Add(webhookClaim))
		w = &claimed
		return err
	})
	return w, found && err == nil, err
}

// serveWebhook sends a turn to a claimed webhook.
func (a *App) serveWebhook(ctx context.Context, w *store.StoredWebhook, until time.Time) error {
	for sent := 0; sent < webhookTurn && time.Now().Before(until); sent++ {
		if goesOn, err := a.deliverNextTo(ctx, w); err != nil || !goesOn {
			return err
		}
	}
	return a.releaseWebhook(ctx, w, 0)
}

// releaseWebhook leaves a webhook to others, from after a pause on.
func (a *App) releaseWebhook(ctx context.Context, w *store.StoredWebhook, pause time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	return a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		return tx.ReleaseWebhook(w, now.Add(pause))
	})
}

// deliverNextTo sends a claimed webhook what is first in its line; goesOn is false
// where the line is empty, or the rest has to wait.
func (a *App) deliverNextTo(ctx context.Context, w *store.StoredWebhook) (goesOn bool, err error) {
	var next store.Delivery
	var found bool
	err = a.store.Read(ctx, func(tx *store.Tx) (err error) {
		next, found, err = tx.NextDelivery(w.ID)
		return err
	})
	if err != nil || !found || ctx.Err() != nil {
		return false, errors.Join(err, a.releaseWebhook(ctx, w, 0))
	}
	status, failure, err := a.call(ctx, w, &next)
	if err != nil {
		return false, errors.Join(err, a.releaseWebhook(ctx, w, afterGivenUp))
	}
	if failure != nil && ctx.Err() != nil { // broken off because the server stops
		return false, a.releaseWebhook(ctx, w, 0)
	}
	return a.settleDelivery(ctx, w, next, status, failure)
}

// call sends one delivery.
func (a *App) call(ctx context.Context, w *store.StoredWebhook, d *store.Delivery) (status int, failure *notify.Failure, err error) {
	if w.Form != "" {
		return a.callChat(ctx, w, d)
	}
	body, err := a.webhookMessage(d).bytes()
	if err != nil {
		return 0, nil, err
	}
	now := a.now()
	secrets := []string{w.Secret}
	if w.PreviousSecret != "" && now.Before(w.PreviousUntil) {
		secrets = append(secrets, w.PreviousSecret)
	}
	status, failure = a.callOut(ctx, notify.Call{URL: w.URL, ID: d.ID, At: now, Body: body, Secrets: secrets})
	return status, failure, nil
}

func (a *App) callOut(ctx context.Context, call notify.Call) (status int, failure *notify.Failure) {
	status, err := a.caller.Call(ctx, call)
	if err != nil && !errors.As(err, &failure) {
		failure = &notify.Failure{Cause: "it could not be sent"}
	}
	return status, failure
}

// settleDelivery notes how it went with a delivery to a webhook that was claimed.
// Whoever took so long that another has the webhook meanwhile notes only that it
// arrived.
func (a *App) settleDelivery(ctx context.Context, w *store.StoredWebhook, d store.Delivery, status int, failure *notify.Failure) (goesOn bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	d.Attempts++
	d.Status, d.Outcome = status, ""
	now := a.now()
	switch {
	case failure == nil:
		d.DeliveredAt = now
	case d.Attempts >= maxMailAttempts, isNothingToTell(failure):
		d.DeadAt, d.Outcome = now, failure.Cause
	default:
		d.Outcome = failure.Cause
	}
	var end plan.WebhookEnd
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		clock, err := tx.Clock()
		if err != nil {
			return err
		}
		fresh, err := tx.LockWebhook(w.WorkspaceID, w.ID)
		if plan.CodeOf(err) == plan.CodeNotFound {
			return nil // deleted meanwhile
		}
		if err != nil {
			return err
		}
		held, err := tx.KeepWebhook(w, clock.Add(webhookClaim))
		if err != nil || !held && failure != nil {
			return err
		}
		if err := tx.SettleDelivery(&d); err != nil || !held {
			return err
		}
		if isNothingToTell(failure) {
			goesOn = true
			return nil
		}
		fresh.LastAt, fresh.LastStatus, fresh.LastOutcome = now, status, d.Outcome
		if failure == nil {
			goesOn, fresh.FailingSince = true, time.Time{}
			return tx.NoteWebhook(&fresh)
		}
		if fresh.Form != "" && !d.DeadAt.IsZero() {
			if err := noteChatGivenUp(tx, &fresh, &d, now); err != nil {
				return err
			}
		}
		if fresh.FailingSince.IsZero() || fresh.FailingSince.After(now) {
			fresh.FailingSince = now
		}
		if end, err = endWebhook(tx, &fresh, &d, failure, now); err != nil {
			return err
		}
		if err := tx.NoteWebhook(&fresh); err != nil {
			return err
		}
		return tx.ReleaseWebhook(w, clock.Add(webhookPause(&d)))
	})
	if err == nil {
		a.tellDelivery(ctx, w, &d, end)
	}
	return goesOn, err
}

// webhookPause is how long a webhook rests after a failure.
func webhookPause(d *store.Delivery) time.Duration {
	if !d.DeadAt.IsZero() {
		return afterGivenUp
	}
	return pauseAfter(d.Attempts)
}

// endWebhook disables a webhook that has failed for days or says that it is gone,
// gives up what waits for it, and says so in the audit log; "" where it goes on. What
// it was sent last has been tried for its whole time then: one attempt that fails
// says little where days have passed since the one before.
func endWebhook(tx *store.Tx, w *store.StoredWebhook, d *store.Delivery, failure *notify.Failure, now time.Time) (plan.WebhookEnd, error) {
	switch {
	case failure.Permanent:
		w.DisabledWhy = plan.DisabledGone
	case !d.DeadAt.IsZero() && now.Sub(w.FailingSince) >= webhookPatience:
		w.DisabledWhy = plan.DisabledFailed
	default:
		return "", nil
	}
	w.DisabledAt = now
	buried, err := tx.BuryDeliveries(w.ID, "the webhook was disabled", now)
	if err != nil {
		return "", err
	}
	return w.DisabledWhy, tx.AddAudit(store.AuditRow{
		ID: newID(), WorkspaceID: w.WorkspaceID, At: now, SubjectKind: subjectOfWebhook(w), SubjectID: w.ID, Action: "disabled",
		Changes: []store.Change{
			{Field: "why", To: string(w.DisabledWhy)}, {Field: "outcome", To: failure.Cause},
			{Field: "failing_since", To: formatInstant(w.FailingSince)}, {Field: "given_up", To: strconv.FormatInt(buried, 10)},
		},
	})
}

// tellDelivery logs and counts how a sending went. It names no address.
func (a *App) tellDelivery(ctx context.Context, w *store.StoredWebhook, d *store.Delivery, end plan.WebhookEnd) {
	level, text := slog.LevelDebug, "webhook was told"
	count := func(f *WebhookFigures) { f.Delivered++ }
	switch d.State() {
	case store.DeliveryFailed:
		level, text = slog.LevelWarn, "webhook was not reached, it is tried again"
		count = func(f *WebhookFigures) { f.Failed++ }
	case store.DeliveryDead:
		level, text = slog.LevelError, "a delivery to a webhook was given up"
		count = func(f *WebhookFigures) { f.Failed++; f.Dead++ }
	}
	a.log.LogAttrs(ctx, level, text, slog.String("webhook", w.ID), slog.String("delivery", d.ID), slog.Int("attempt", d.Attempts), slog.String("outcome", d.Outcome))
	a.countWebhooks(count)
	if end != "" {
		a.log.ErrorContext(ctx, "a webhook was disabled", "webhook", w.ID, "workspace", w.WorkspaceID, "why", string(end))
		a.countWebhooks(func(f *WebhookFigures) { f.Disabled++ })
	}
}
