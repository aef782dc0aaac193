package store

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"stetig/internal/plan"
)

// Delivery is an event on its way to a webhook. It holds no text: what is sent is
// made when it is sent.
type Delivery struct {
	ID          string
	WorkspaceID string
	WebhookID   string
	Sequence    int64 // in which order a webhook's deliveries are sent
	Event       plan.WebhookEvent
	SubjectKind string
	SubjectID   string
	Data        map[string]any
	At          time.Time // when it happened
	Attempts    int
	DeliveredAt time.Time // zero: it has not arrived
	DeadAt      time.Time // zero: it is not given up
	Status      int       // HTTP status of the last answer; 0: none
	Outcome     string    // why the last attempt failed; "": none did
}

// DeliveryState says how far a delivery has come.
type DeliveryState string

// The states.
const (
	DeliveryWaiting   DeliveryState = "waiting" // not tried yet
	DeliveryFailed    DeliveryState = "failed"  // it will be tried again
	DeliveryDelivered DeliveryState = "delivered"
	DeliveryDead      DeliveryState = "dead" // it will not be tried again by itself
)

// State says how far it has come.
func (d *Delivery) State() DeliveryState {
	switch {
	case !d.DeliveredAt.IsZero():
		return DeliveryDelivered
	case !d.DeadAt.IsZero():
		return DeliveryDead
	case d.Outcome != "":
		return DeliveryFailed
	}
	return DeliveryWaiting
}

const openDelivery = `delivered_at IS NULL AND dead_at IS NULL`

// deliveryConditions say in SQL what Delivery.State says in Go.
func deliveryConditions() map[DeliveryState]string {
	return map[DeliveryState]string{
		DeliveryWaiting:   openDelivery + ` AND outcome = ''`,
		DeliveryFailed:    openDelivery + ` AND outcome <> ''`,
		DeliveryDelivered: `delivered_at IS NOT NULL`,
		DeliveryDead:      `delivered_at IS NULL AND dead_at IS NOT NULL`,
	}
}

type deliveryRow struct {
	ID          string
	WorkspaceID string
	WebhookID   string
	Sequence    int64
	Event       string
	SubjectKind string
	SubjectID   string
	Data        string
	At          int64
	Attempts    int
	DeliveredAt moment
	DeadAt      moment
	Status      int
	Outcome     string
}

func (deliveryRow) TableName() string { return "webhook_deliveries" }

func (r deliveryRow) delivery() (Delivery, error) {
	d := Delivery{
		ID: r.ID, WorkspaceID: r.WorkspaceID, WebhookID: r.WebhookID, Sequence: r.Sequence, Event: plan.WebhookEvent(r.Event),
		SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, At: timeOf(r.At), Attempts: r.Attempts,
		DeliveredAt: r.DeliveredAt.time(), DeadAt: r.DeadAt.time(), Status: r.Status, Outcome: r.Outcome,
	}
	return d, fromJSON(r.Data, &d.Data)
}

// Event is something that webhooks are told of.
type Event struct {
	Event       plan.WebhookEvent
	SubjectKind string
	SubjectID   string
	Data        map[string]any
	At          time.Time
}

// Emit lays events before those of a workspace's webhooks that are told of them,
// in the transaction of what happened; newID makes the deliveries' ids. Each
// webhook's row is held until the end of the transaction, so the order of its
// deliveries is that in which transactions end. After the commit Store.Emitted tells.
func (tx *Tx) Emit(ws string, events []Event, newID func() string) error {
	var hooks []webhookRow
	if len(events) == 0 {
		return nil
	}
	if err := tx.db.Select("id", "events").Where("workspace_id = ? AND disabled_at IS NULL", ws).Order("id").Find(&hooks).Error; err != nil {
		return fmt.Errorf("look for webhooks: %w", err)
	}
	for _, hook := range hooks {
		told := hook.webhook().Events
		var rows []deliveryRow
		for _, e := range events {
			if !slices.Contains(told, e.Event) {
				continue
			}
			data, err := jsonOf(e.Data)
			if err != nil {
				return err
			}
			rows = append(rows, deliveryRow{
				ID: newID(), WorkspaceID: ws, WebhookID: hook.ID, Event: string(e.Event), SubjectKind: e.SubjectKind, SubjectID: e.SubjectID,
				Data: data, At: unixOf(e.At),
			})
		}
		if err := tx.queue(ws, hook.ID, rows); err != nil {
			return err
		}
	}
	return nil
}

// queue lays deliveries behind those that a webhook has.
func (tx *Tx) queue(ws, webhookID string, rows []deliveryRow) error {
	if len(rows) == 0 {
		return nil
	}
	if tx.dialect == Postgres { // workspaces before webhooks, wherever both are held
		if err := tx.exec(`SELECT 1 FROM workspaces WHERE id = ? FOR NO KEY UPDATE`, ws); err != nil {
			return fmt.Errorf("hold the workspace: %w", err)
		}
	}
	var last int64
	err := tx.row(`UPDATE webhooks SET last_sequence = last_sequence + ? WHERE id = ? RETURNING last_sequence`, len(rows), webhookID).Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return fmt.Errorf("number deliveries: %w", err)
	}
	for i := range rows {
		rows[i].Sequence = last - int64(len(rows)-1-i)
	}
	tx.emitted = true
	for batch := range slices.Chunk(rows, insertBatch) {
		if err := tx.create("delivery", &batch, refusals{missing: "There is no such webhook."}); err != nil {
			return err
		}
	}
	return nil
}

// ClaimWebhook takes the webhook that has been due longest and has something to
// be sent, for one who sends it, until a moment; found is false where there is
// none. A claim that ran out, or was made by a clock that ran ahead, is open to others.
func (tx *Tx) ClaimWebhook(now, until time.Time) (w StoredWebhook, found bool, err error) {
	query := `SELECT workspace_id, id FROM webhooks w WHERE disabled_at IS NULL AND (due_at <= ? OR due_at > ?)
			AND (claimed_until IS NULL OR claimed_until <= ? OR claimed_until > ?)
			AND EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id AND d.delivered_at IS NULL AND d.dead_at IS NULL)
		ORDER BY due_at, id LIMIT 1`
	if tx.dialect == Postgres {
		query += ` FOR UPDATE SKIP LOCKED`
	}
	var ws, id string
	err = tx.row(query, unixOf(now), unixOf(now.Add(longestPause)), unixOf(now), unixOf(until)).Scan(&ws, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return StoredWebhook{}, false, nil
	}
	if err == nil {
		err = tx.exec(`UPDATE webhooks SET claim = claim + 1, claimed_until = ? WHERE id = ?`, unixOf(until), id)
	}
	if err != nil {
		return StoredWebhook{}, false, fmt.Errorf("claim a webhook: %w", err)
	}
	w, err = tx.Webhook(ws, id)
	return w, err == nil, err
}

// longestPause is longer than any pause between attempts: what is due later was
// made so by a clock that ran ahead.
const longestPause = 24 * time.Hour

// KeepWebhook has a claim go on until a moment; held is false where it is no
// longer the caller's, or the webhook is disabled.
func (tx *Tx) KeepWebhook(w *StoredWebhook, until time.Time) (held bool, err error) {
	n, err := tx.execCount(`UPDATE webhooks SET claimed_until = ? WHERE id = ? AND claim = ? AND claimed_until IS NOT NULL AND disabled_at IS NULL`,
		unixOf(until), w.ID, w.Claim)
	if err != nil {
		return false, fmt.Errorf("keep a webhook: %w", err)
	}
	return n > 0, nil
}

// ReleaseWebhook ends a claim; what is left is sent from a moment on.
func (tx *Tx) ReleaseWebhook(w *StoredWebhook, due time.Time) error {
	if err := tx.exec(`UPDATE webhooks SET claimed_until = NULL, due_at = ? WHERE id = ? AND claim = ?`, unixOf(due), w.ID, w.Claim); err != nil {
		return fmt.Errorf("release a webhook: %w", err)
	}
	return nil
}

// HasteWebhook has what waits for a webhook be sent at once.
func (tx *Tx) HasteWebhook(id string) error {
	tx.emitted = true
	if err := tx.exec(`UPDATE webhooks SET due_at = 0 WHERE id = ?`, id); err != nil {
		return fmt.Errorf("hurry a webhook: %w", err)
	}
	return nil
}

// NextDelivery returns what is to be sent to a webhook first; found is false
// where nothing is.
func (tx *Tx) NextDelivery(webhookID string) (d Delivery, found bool, err error) {
	var rows []deliveryRow
	if err := tx.db.Where("webhook_id = ? AND "+openDelivery, webhookID).Order("sequence").Limit(1).Find(&rows).Error; err != nil {
		return Delivery{}, false, fmt.Errorf("look for what is to be delivered: %w", err)
	}
	if len(rows) == 0 {
		return Delivery{}, false, nil
	}
	d, err = rows[0].delivery()
	return d, err == nil, err
}

// SettleDelivery records how an attempt went: Attempts, DeliveredAt, DeadAt,
// Status and Outcome.
func (tx *Tx) SettleDelivery(d *Delivery) error {
	err := tx.exec(`UPDATE webhook_deliveries SET attempts = ?, delivered_at = ?, dead_at = ?, status = ?, outcome = ? WHERE id = ? AND delivered_at IS NULL`,
		d.Attempts, momentOf(d.DeliveredAt), momentOf(d.DeadAt), d.Status, d.Outcome, d.ID)
	if err != nil {
		return fmt.Errorf("record how a delivery went: %w", err)
	}
	return nil
}

// NoteWebhook records how the last sending to a webhook went: LastAt, LastStatus,
// LastOutcome, FailingSince, DisabledAt and DisabledWhy.
func (tx *Tx) NoteWebhook(w *StoredWebhook) error {
	err := tx.exec(`UPDATE webhooks SET last_at = ?, last_status = ?, last_outcome = ?, failing_since = ?, disabled_at = ?, disabled_why = ? WHERE id = ?`,
		momentOf(w.LastAt), w.LastStatus, w.LastOutcome, momentOf(w.FailingSince), momentOf(w.DisabledAt), string(w.DisabledWhy), w.ID)
	if err != nil {
		return fmt.Errorf("record how a webhook fares: %w", err)
	}
	return nil
}

// BuryDeliveries gives up all that waits for a webhook, and returns how many.
func (tx *Tx) BuryDeliveries(webhookID, why string, at time.Time) (int64, error) {
	n, err := tx.execCount(`UPDATE webhook_deliveries SET dead_at = ?, outcome = CASE WHEN outcome = '' THEN ? ELSE outcome END WHERE webhook_id = ? AND `+openDelivery,
		unixOf(at), why, webhookID)
	if err != nil {
		return 0, fmt.Errorf("give deliveries up: %w", err)
	}
	return n, nil
}

// Delivery returns a delivery, or plan.CodeNotFound.
func (tx *Tx) Delivery(ws, webhookID, id string) (Delivery, error) {
	row, err := take[deliveryRow](tx.db.Where("workspace_id = ? AND webhook_id = ? AND id = ?", ws, webhookID, id), "delivery")
	if err != nil {
		return Delivery{}, err
	}
	return row.delivery()
}

// ResendDelivery lays what was given up behind all that a webhook has, as if it
// had never been tried.
func (tx *Tx) ResendDelivery(d *Delivery) error {
	var last int64
	err := tx.row(`UPDATE webhooks SET last_sequence = last_sequence + 1 WHERE id = ? RETURNING last_sequence`, d.WebhookID).Scan(&last)
	if err == nil {
		err = tx.exec(`UPDATE webhook_deliveries SET sequence = ?, attempts = 0, dead_at = NULL, status = 0, outcome = '' WHERE id = ?`, last, d.ID)
	}
	if err != nil {
		return fmt.Errorf("send a delivery again: %w", err)
	}
	d.Sequence, d.Attempts, d.DeadAt, d.Status, d.Outcome = last, 0, time.Time{}, 0, ""
	return tx.HasteWebhook(d.WebhookID)
}

// ResendDead lays all that was given up of a webhook behind all that it has, in the
// order in which it happened, as if it had never been tried. It returns how much that is.
func (tx *Tx) ResendDead(webhookID string) (count int64, err error) {
	dead := `webhook_id = ? AND ` + deliveryConditions()[DeliveryDead]
	var last int64
	err = tx.row(`UPDATE webhooks SET last_sequence = last_sequence + (SELECT COUNT(*) FROM webhook_deliveries WHERE `+dead+`) WHERE id = ? RETURNING last_sequence`,
		webhookID, webhookID).Scan(&last)
	if err == nil {
		count, err = tx.execCount(`UPDATE webhook_deliveries SET sequence = ? - behind, attempts = 0, dead_at = NULL, status = 0, outcome = ''
			FROM (SELECT id AS dead_id, ROW_NUMBER() OVER (ORDER BY at DESC, sequence DESC) - 1 AS behind FROM webhook_deliveries WHERE `+dead+`) AS dead WHERE id = dead_id`,
			last, webhookID)
	}
	if err != nil {
		return 0, fmt.Errorf("send all that was given up again: %w", err)
	}
	return count, tx.HasteWebhook(webhookID)
}

// Deliveries lists what a webhook was told, or is to be told, the latest first; of
// one state only, "" for all.
func (tx *Tx) Deliveries(ws, webhookID string, state DeliveryState, page Page) (found []Delivery, next string, err error) {
	query := tx.db.Where("workspace_id = ? AND webhook_id = ?", ws, webhookID)
	if state != "" {
		query = query.Where(deliveryConditions()[state])
	}
	var sequence int64
	if more, err := page.after("deliveries", &sequence); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("sequence < ?", sequence)
	}
	rows, next, err := list(query.Order("sequence DESC"), "deliveries", page, func(r deliveryRow) []any { return []any{r.Sequence} })
	if err != nil {
		return nil, "", err
	}
	found = make([]Delivery, len(rows))
	for i, row := range rows {
		if found[i], err = row.delivery(); err != nil {
			return nil, "", err
		}
	}
	return found, next, nil
}

// OpenDeliveries tells, of all webhooks, how many deliveries wait, and since when
// the oldest of them does; zero where there is none.
func (tx *Tx) OpenDeliveries() (count int, oldest time.Time, err error) {
	var since sql.NullInt64
	if err = tx.row(`SELECT COUNT(*), MIN(at) FROM webhook_deliveries WHERE `+openDelivery).Scan(&count, &since); err != nil {
		return 0, time.Time{}, fmt.Errorf("count waiting deliveries: %w", err)
	}
	if since.Valid {
		oldest = timeOf(since.Int64)
	}
	return count, oldest, nil
}

// PurgeDeliveries forgets what was delivered before a time, and what was given up
// before another.
func (tx *Tx) PurgeDeliveries(delivered, dead time.Time) error {
	if err := tx.exec(`DELETE FROM webhook_deliveries WHERE delivered_at < ? OR dead_at < ?`, unixOf(delivered), unixOf(dead)); err != nil {
		return fmt.Errorf("forget old deliveries: %w", err)
	}
	return nil
}
