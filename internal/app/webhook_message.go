package app

import (
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// WebhookVersion is the version of what webhooks are sent. It grows when a field
// goes or comes to mean something else, not when one is added.
const WebhookVersion = 1

// WebhookMessage is what a webhook is sent, as JSON.
type WebhookMessage struct {
	Version     int               `json:"version"`
	ID          string            `json:"id"`
	Type        plan.WebhookEvent `json:"type"`
	Time        time.Time         `json:"time"`
	WorkspaceID string            `json:"workspace_id"`
	Sequence    int64             `json:"sequence"`
	Subject     WebhookSubject    `json:"subject"`
	Data        map[string]any    `json:"data"`
}

// WebhookSubject is what an event is about.
type WebhookSubject struct {
	Kind string  `json:"kind"`
	ID   string  `json:"id"`
	Path string  `json:"path"` // in the API
	Link *string `json:"link"` // for people; nil where the server does not know its own address
}

// webhookMessage says what a delivery tells: that something happened to what, and
// nothing that is not for every member to read. The same delivery always gives the same bytes.
func (a *App) webhookMessage(d *store.Delivery) WebhookMessage {
	data := d.Data
	if data == nil {
		data = map[string]any{}
	}
	return WebhookMessage{
		Version: WebhookVersion, ID: d.ID, Type: d.Event, Time: d.At.UTC(), WorkspaceID: d.WorkspaceID, Sequence: d.Sequence,
		Subject: WebhookSubject{Kind: d.SubjectKind, ID: d.SubjectID, Path: subjectPath(d), Link: a.subjectLink(d)},
		Data:    data,
	}
}

func (m WebhookMessage) bytes() ([]byte, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("writing what a webhook is told: %w", err)
	}
	return body, nil
}

// subjectPath is where the API has what an event is about.
func subjectPath(d *store.Delivery) string {
	workspace := "/api/v1/workspaces/" + url.PathEscape(d.WorkspaceID)
	id := url.PathEscape(d.SubjectID)
	switch d.SubjectKind {
	case "entry":
		return workspace + "/entries/" + id
	case "gap":
		return workspace + "/gaps/" + id
	case "report":
		return workspace + "/reports/" + id
	}
	return workspace + "/webhooks/" + id
}

// subjectLink is where people see it, nil where nobody has said under which
// address they reach the server.
func (a *App) subjectLink(d *store.Delivery) *string {
	if a.baseURL == "" {
		return nil
	}
	link := a.baseURL + "/w/" + url.PathEscape(d.WorkspaceID)
	switch d.SubjectKind {
	case "entry":
		link += "/entries/" + url.PathEscape(d.SubjectID)
	case "gap":
		link += "/gaps"
	}
	return &link
}
