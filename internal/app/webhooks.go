package app

import (
	"context"
	"net/url"
	"strings"
	"time"

	"stetig/internal/auth"
	"stetig/internal/plan"
	"stetig/internal/store"
)

const (
	// maxWebhooks is how many webhooks a workspace may have: each event is laid
	// before each of them.
	maxWebhooks = 10

	// secretOverlap is how long the secret before the last signs, too.
	secretOverlap = 24 * time.Hour

	// subjectWebhook is what the audit log calls a webhook.
	subjectWebhook = "webhook"
)

// Webhook is a webhook as leads see it: without its secret.
type Webhook struct {
	plan.Webhook
	PreviousUntil time.Time // until when the secret before the last signs, too; zero: it does not
}

// WebhookDraft is a webhook to be made.
type WebhookDraft struct {
	Name   string
	URL    string
	Events []plan.WebhookEvent
}

// WebhookPatch changes what is not nil.
type WebhookPatch struct {
	Name    *string
	URL     *string
	Events  *[]plan.WebhookEvent
	Enabled *bool
}

// errNoWebhooks refuses what needs webhooks to be reached.
func errNoWebhooks() error {
	return plan.Errorf(plan.CodeConflict, "This server shows a demo, and sends to no webhooks.")
}

func (a *App) webhookOf(w *store.StoredWebhook) Webhook {
	seen := Webhook{Webhook: w.Webhook}
	if a.now().Before(w.PreviousUntil) {
		seen.PreviousUntil = w.PreviousUntil
	}
	return seen
}

// Webhooks lists a workspace's webhooks, by name. Leads may.
func (a *App) Webhooks(ctx context.Context, by Actor, ws string, page Page) (webhooks []Webhook, next string, err error) {
	err = a.read(ctx, by, ws, ManageWebhooks, func(v *view) error {
		found, n, err := v.Webhooks(ws, false, store.Page(page))
		webhooks = make([]Webhook, len(found))
		for i := range found {
			webhooks[i] = a.webhookOf(&found[i])
		}
		next = n
		return err
	})
	return webhooks, next, err
}

// Webhook returns one webhook. Leads may.
func (a *App) Webhook(ctx context.Context, by Actor, ws, id string) (webhook Webhook, err error) {
	err = a.read(ctx, by, ws, ManageWebhooks, func(v *view) error {
		found, err := v.webhook(id)
		webhook = a.webhookOf(&found)
		return err
	})
	return webhook, err
}

// webhook returns a webhook that is no chat room's.
func (v *view) webhook(id string) (store.StoredWebhook, error) {
	found, err := v.Tx.Webhook(v.ws, id)
	if err == nil && found.Form != "" {
		return store.StoredWebhook{}, errNoWebhook()
	}
	return found, err
}

func errNoWebhook() error { return plan.Errorf(plan.CodeNotFound, "There is no such webhook.") }

// CreateWebhook makes a webhook and returns the secret with which what it is sent
// is signed; it is shown this once. Leads may.
func (a *App) CreateWebhook(ctx context.Context, by Actor, ws string, draft WebhookDraft) (webhook Webhook, secret string, err error) {
	err = a.change(ctx, by, ws, ManageWebhooks, func(c *change) error {
		if a.caller == nil {
			return errNoWebhooks()
		}
		if err := c.BumpWorkspace(ws); err != nil { // holds the row, so that nobody counts beside
			return err
		}
		count, err := c.CountWebhooks(ws, false)
		if err != nil {
			return err
		}
		if count >= maxWebhooks {
			return plan.Errorf(plan.CodeConflict, "This workspace has %d webhooks already. Delete one that is no longer needed.", maxWebhooks)
		}
		made := store.StoredWebhook{
			Webhook: plan.Webhook{
				ID: newID(), WorkspaceID: ws, Name: draft.Name, URL: draft.URL, Events: draft.Events, CreatedAt: c.now, UpdatedAt: c.now,
			},
			Secret: auth.NewWebhookSecret(),
		}
		if err := made.Validate(); err != nil {
			return err
		}
		made.Events = sortedEvents(made.Events)
		c.audit(subjectWebhook, made.ID, actionCreated, webhookDiff(plan.Webhook{}, made.Webhook))
		webhook, secret = a.webhookOf(&made), made.Secret
		err = c.view.CreateWebhook(&made)
		webhook.Version = made.Version
		return err
	})
	return webhook, secret, err
}

// ChangeWebhook changes a webhook. One that is disabled is told nothing, and what
// waited for it is given up; enabled again, it is told what happens from then on. Leads may.
func (a *App) ChangeWebhook(ctx context.Context, by Actor, ws, id string, match *int, patch WebhookPatch) (webhook Webhook, err error) {
	err = a.changeWebhook(ctx, by, ws, id, match, func(c *change, w *store.StoredWebhook) error {
		before := w.Webhook
		set(&w.Name, patch.Name)
		set(&w.URL, patch.URL)
		set(&w.Events, patch.Events)
		if err := w.Validate(); err != nil {
			return err
		}
		w.Events = sortedEvents(w.Events)
		if patch.Enabled != nil {
			if err := c.enable(w, *patch.Enabled); err != nil {
				return err
			}
		}
		diff := webhookDiff(before, w.Webhook)
		if len(diff) == 0 {
			return nil
		}
		c.audit(subjectWebhook, id, "changed", diff)
		w.UpdatedAt = c.now
		if err := c.UpdateWebhook(w); err != nil {
			return err
		}
		if before.URL != w.URL {
			return c.HasteWebhook(id)
		}
		return nil
	}, &webhook)
	return webhook, err
}

// enable has a webhook be told, or no longer.
func (c *change) enable(w *store.StoredWebhook, enabled bool) error {
	switch {
	case enabled == w.DisabledAt.IsZero():
		return nil
	case enabled:
		w.DisabledAt, w.DisabledWhy, w.FailingSince = time.Time{}, "", time.Time{}
		return nil
	}
	w.DisabledAt, w.DisabledWhy = c.now, plan.DisabledByHand
	_, err := c.BuryDeliveries(w.ID, "the webhook was disabled", c.now)
	return err
}

// changeWebhook holds a webhook while it is changed, and returns it as it is then.
func (a *App) changeWebhook(ctx context.Context, by Actor, ws, id string, match *int, use func(*change, *store.StoredWebhook) error, after *Webhook) error {
	return a.change(ctx, by, ws, ManageWebhooks, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil {
			return err
		}
		w, err := c.LockWebhook(ws, id)
		if err != nil {
			return err
		}
		if w.Form != "" {
			return errNoWebhook()
		}
		if err := matches(match, w.Version); err != nil {
			return err
		}
		err = use(c, &w)
		*after = a.webhookOf(&w)
		return err
	})
}

// RotateWebhookSecret gives a webhook a new secret, which is shown this once. For a
// day what is sent is signed with the one before, too. Leads may.
func (a *App) RotateWebhookSecret(ctx context.Context, by Actor, ws, id string, match *int) (webhook Webhook, secret string, err error) {
	err = a.changeWebhook(ctx, by, ws, id, match, func(c *change, w *store.StoredWebhook) error {
		w.PreviousSecret, w.PreviousUntil = w.Secret, c.now.Add(secretOverlap)
		w.Secret, w.UpdatedAt = auth.NewWebhookSecret(), c.now
		secret = w.Secret
		c.audit(subjectWebhook, id, "secret_rotated", nil)
		return c.UpdateWebhook(w)
	}, &webhook)
	return webhook, secret, err
}

// DeleteWebhook deletes a webhook for good, with all that it was told or is to be
// told. Leads may.
func (a *App) DeleteWebhook(ctx context.Context, by Actor, ws, id string, match *int) error {
	var gone Webhook
	return a.changeWebhook(ctx, by, ws, id, match, func(c *change, w *store.StoredWebhook) error {
		c.audit(subjectWebhook, id, "deleted", webhookDiff(w.Webhook, plan.Webhook{}))
		return c.view.DeleteWebhook(ws, id, w.Version)
	}, &gone)
}

// webhookDiff tells what changed of a webhook; of its address only where it leads,
// for the rest may be a secret.
func webhookDiff(before, after plan.Webhook) []store.Change {
	var diff compare
	diff.text("name", before.Name, after.Name)
	if before.URL != after.URL {
		diff = append(diff, store.Change{Field: "url", From: hostOf(before.URL), To: hostOf(after.URL)})
	}
	diff.text("events", eventList(before.Events), eventList(after.Events))
	if after.ID != "" && before.ID != "" {
		diff.flag("enabled", before.DisabledAt.IsZero(), after.DisabledAt.IsZero())
	}
	return diff
}

func hostOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return parsed.Scheme + "://" + parsed.Host
}

func eventList(events []plan.WebhookEvent) string {
	words := make([]string, len(events))
	for i, event := range events {
		words[i] = string(event)
	}
	return strings.Join(words, ", ")
}
