package store

import (
	"fmt"
	"strings"
	"time"

	"stetig/internal/plan"
)

// StoredWebhook is a webhook with what only its sender needs.
type StoredWebhook struct {
	plan.Webhook
	Secret         string // what is sent is signed with it
	PreviousSecret string // signs, too, until PreviousUntil; "": none
	PreviousUntil  time.Time
	LastSequence   int64 // of the newest delivery
	Claim          int64 // number of the last claim
}

type webhookRow struct {
	ID             string
	WorkspaceID    string
	Name           string
	NameKey        string
	URL            string
	Events         string
	Form           string
	Language       string
	Secret         string
	PreviousSecret string
	PreviousUntil  moment
	DisabledAt     moment
	DisabledWhy    string
	FailingSince   moment
	LastAt         moment
	LastStatus     int
	LastOutcome    string
	LastSequence   int64
	DueAt          int64
	Claim          int64
	ClaimedUntil   moment
	CreatedAt      int64 `gorm:"autoCreateTime:false"`
	UpdatedAt      int64 `gorm:"autoUpdateTime:false"`
	Version        int
}

func (webhookRow) TableName() string { return "webhooks" }

func (r webhookRow) webhook() StoredWebhook {
	w := StoredWebhook{
		Webhook: plan.Webhook{
			ID: r.ID, WorkspaceID: r.WorkspaceID, Name: r.Name, URL: r.URL, Form: plan.ChatForm(r.Form), Language: r.Language,
			DisabledAt: r.DisabledAt.time(), DisabledWhy: plan.WebhookEnd(r.DisabledWhy),
			FailingSince: r.FailingSince.time(), LastAt: r.LastAt.time(), LastStatus: r.LastStatus, LastOutcome: r.LastOutcome,
			CreatedAt: timeOf(r.CreatedAt), UpdatedAt: timeOf(r.UpdatedAt), Version: r.Version,
		},
		Secret: r.Secret, PreviousSecret: r.PreviousSecret, PreviousUntil: r.PreviousUntil.time(), LastSequence: r.LastSequence, Claim: r.Claim,
	}
	for event := range strings.FieldsSeq(r.Events) {
		w.Events = append(w.Events, plan.WebhookEvent(event))
	}
	return w
}

func eventsText(events []plan.WebhookEvent) string {
	words := make([]string, len(events))
	for i, event := range events {
		words[i] = string(event)
	}
	return strings.Join(words, " ")
}

// CreateWebhook stores a new webhook and sets its version to 1.
func (tx *Tx) CreateWebhook(w *StoredWebhook) error {
	w.Version = 1
	row := webhookRow{
		ID: w.ID, WorkspaceID: w.WorkspaceID, Name: w.Name, NameKey: foldKey(w.Name), URL: w.URL, Events: eventsText(w.Events), Form: string(w.Form), Language: w.Language,
		Secret: w.Secret, CreatedAt: unixOf(w.CreatedAt), UpdatedAt: unixOf(w.UpdatedAt), Version: w.Version,
	}
	return tx.create("webhook", &row, refusals{missing: "There is no such workspace."})
}

// UpdateWebhook stores what people change of a webhook, and raises its version:
// name, address, events, language, secrets, and whether and since when it is disabled or
// failing. How deliveries go is none of it. plan.CodeStale where the stored
// version is another.
func (tx *Tx) UpdateWebhook(w *StoredWebhook) error {
	n, err := tx.execCount(`UPDATE webhooks SET name = ?, name_key = ?, url = ?, events = ?, language = ?, secret = ?, previous_secret = ?, previous_until = ?,
			disabled_at = ?, disabled_why = ?, failing_since = ?, updated_at = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		w.Name, foldKey(w.Name), w.URL, eventsText(w.Events), w.Language, w.Secret, w.PreviousSecret, momentOf(w.PreviousUntil),
		momentOf(w.DisabledAt), string(w.DisabledWhy), momentOf(w.FailingSince), unixOf(w.UpdatedAt), w.WorkspaceID, w.ID, w.Version)
	if err != nil {
		return fmt.Errorf("change the webhook: %w", err)
	}
	if n == 0 {
		return stale("webhook")
	}
	w.Version++
	return nil
}

// DeleteWebhook deletes a webhook for good, with its deliveries. plan.CodeStale
// where the stored version is another or the webhook is gone.
func (tx *Tx) DeleteWebhook(ws, id string, version int) error {
	if err := tx.exec(`DELETE FROM webhook_deliveries WHERE workspace_id = ? AND webhook_id = ?`, ws, id); err != nil {
		return fmt.Errorf("delete a webhook's deliveries: %w", err)
	}
	return tx.delete(identity{"webhook", ws, id, version}, &webhookRow{})
}

// Webhook returns a webhook, a chat room's too, or plan.CodeNotFound.
func (tx *Tx) Webhook(ws, id string) (StoredWebhook, error) {
	row, err := take[webhookRow](tx.db.Where("workspace_id = ? AND id = ?", ws, id), "webhook")
	return row.webhook(), err
}

// LockWebhook returns a webhook and holds it until the end of the transaction, so
// that deliveries and changes of it come one after the other.
func (tx *Tx) LockWebhook(ws, id string) (StoredWebhook, error) {
	if tx.dialect == Postgres {
		if err := tx.exec(`SELECT 1 FROM webhooks WHERE workspace_id = ? AND id = ? FOR NO KEY UPDATE`, ws, id); err != nil {
			return StoredWebhook{}, fmt.Errorf("hold the webhook: %w", err)
		}
	}
	return tx.Webhook(ws, id)
}

// Webhooks lists a workspace's webhooks, by name; chats has it list those of chat
// rooms, else the others.
func (tx *Tx) Webhooks(ws string, chats bool, page Page) ([]StoredWebhook, string, error) {
	query := tx.db.Where("workspace_id = ? AND (form <> '') = ?", ws, chats)
	var name, id string
	if more, err := page.after("webhooks", &name, &id); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("(name_key, id) > (?, ?)", name, id)
	}
	rows, next, err := list(query.Order("name_key, id"), "webhooks", page, func(r webhookRow) []any { return []any{r.NameKey, r.ID} })
	return convert(rows, webhookRow.webhook), next, err
}

// CountWebhooks tells how many webhooks a workspace has, of chat rooms or others.
func (tx *Tx) CountWebhooks(ws string, chats bool) (count int, err error) {
	if err = tx.row(`SELECT COUNT(*) FROM webhooks WHERE workspace_id = ? AND (form <> '') = ?`, ws, chats).Scan(&count); err != nil {
		return 0, fmt.Errorf("count a workspace's webhooks: %w", err)
	}
	return count, nil
}
