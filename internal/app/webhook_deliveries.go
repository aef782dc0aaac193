package app

import (
	"context"
	"strconv"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// Delivery is what a webhook was told, or is to be told.
type Delivery struct {
	State    DeliveryState
	Attempts int       // since it happened, or was last sent again by hand
	At       time.Time // when it arrived or was given up; zero: neither
	Status   int       // HTTP status of the last answer; 0 for none
	Outcome  string    // why the last attempt failed; "" where none did
	Message  WebhookMessage
}

// DeliveryState says how far a delivery has come.
type DeliveryState string

func (a *App) deliveryOf(d *store.Delivery) Delivery {
	seen := Delivery{
		State: DeliveryState(d.State()), Attempts: d.Attempts, At: d.DeliveredAt, Status: d.Status, Outcome: d.Outcome, Message: a.webhookMessage(d),
	}
	if d.State() == store.DeliveryDead {
		seen.At = d.DeadAt
	}
	return seen
}

// Deliveries lists what a webhook was told, or is to be told, the latest first; of
// one state only, "" for all. Leads may.
func (a *App) Deliveries(ctx context.Context, by Actor, ws, webhookID string, state DeliveryState, page Page) (deliveries []Delivery, next string, err error) {
	err = a.read(ctx, by, ws, ManageWebhooks, func(v *view) error {
		if _, err := v.webhook(webhookID); err != nil {
			return err
		}
		found, n, err := v.Deliveries(ws, webhookID, store.DeliveryState(state), store.Page(page))
		deliveries = make([]Delivery, len(found))
		for i := range found {
			deliveries[i] = a.deliveryOf(&found[i])
		}
		next = n
		return err
	})
	return deliveries, next, err
}

// ResendDelivery has what was given up sent again, behind all that waits. What
// waits itself, or has arrived, is CodeConflict. Leads may.
func (a *App) ResendDelivery(ctx context.Context, by Actor, ws, webhookID, id string) (delivery Delivery, err error) {
	var webhook Webhook
	err = a.changeWebhook(ctx, by, ws, webhookID, nil, func(c *change, w *store.StoredWebhook) error {
		d, err := c.Delivery(ws, webhookID, id)
		switch {
		case err != nil:
			return err
		case d.State() != store.DeliveryDead:
			return plan.Errorf(plan.CodeConflict, "Only what was given up is sent again; this is %s.", d.State())
		case !w.DisabledAt.IsZero():
			return errDisabled()
		}
		c.audit(subjectWebhook, webhookID, actionRetried, []store.Change{{Field: "delivery", To: id}})
		if err := c.view.ResendDelivery(&d); err != nil {
			return err
		}
		delivery = a.deliveryOf(&d)
		return nil
	}, &webhook)
	return delivery, err
}

// ResendDeliveries has all that was given up sent again, in the order in which it
// happened, behind all that waits; it returns how much that is. Leads may.
func (a *App) ResendDeliveries(ctx context.Context, by Actor, ws, webhookID string) (resent int64, err error) {
	var webhook Webhook
	err = a.changeWebhook(ctx, by, ws, webhookID, nil, func(c *change, w *store.StoredWebhook) error {
		if !w.DisabledAt.IsZero() {
			return errDisabled()
		}
		if resent, err = c.ResendDead(webhookID); err != nil || resent == 0 {
			return err
		}
		c.audit(subjectWebhook, webhookID, actionRetried, []store.Change{{Field: "deliveries", To: strconv.FormatInt(resent, 10)}})
		return nil
	}, &webhook)
	return resent, err
}

func errDisabled() error {
	return plan.Errorf(plan.CodeConflict, "This webhook is disabled. Enable it first.")
}

// pingLimit bounds how often webhooks of a workspace are tried by hand.
var pingLimit = limit{name: "webhook_ping", burst: 10, every: 30 * time.Second}

// PingResult is how a trial went.
type PingResult struct {
	Delivered bool
	Status    int    // HTTP status of the answer; 0 for none
	Outcome   string // why it did not arrive; "" where it did
	Message   WebhookMessage
}

// PingWebhook sends a trial to a webhook at once, past all that waits, and says how
// it went. A disabled one is tried, too. Leads may.
func (a *App) PingWebhook(ctx context.Context, by Actor, ws, id string) (result PingResult, err error) {
	if a.caller == nil {
		return PingResult{}, errNoWebhooks()
	}
	var w store.StoredWebhook
	var wait time.Duration
	err = a.change(ctx, by, ws, ManageWebhooks, func(c *change) error {
		if w, err = c.view.webhook(id); err != nil {
			return err
		}
		if wait, err = pingLimit.take(c.Tx, ws, c.now); err != nil {
			return err
		}
		c.audit(subjectWebhook, id, "pinged", nil)
		return nil
	})
	if err == nil && wait > 0 {
		err = tooMany(wait)
	}
	if err != nil {
		return PingResult{}, err
	}
	ping := store.Delivery{ID: newID(), WorkspaceID: ws, WebhookID: id, Event: plan.Ping, SubjectKind: "webhook", SubjectID: id, At: a.now()}
	status, failure, err := a.call(ctx, &w, &ping)
	if err != nil {
		return PingResult{}, err
	}
	result = PingResult{Delivered: failure == nil, Status: status, Message: a.webhookMessage(&ping)}
	if failure != nil {
		result.Outcome = failure.Cause
	}
	return result, nil
}
