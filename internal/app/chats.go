package app

import (
	"cmp"
	"context"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// maxChats is how many chat rooms of a workspace are told its report.
const maxChats = 10

// subjectChat is what the audit log calls a chat room.
const subjectChat = "chat"

// Chat is a chat room as leads see it: of its address only the host, since who has
// the rest can write into the room.
type Chat struct {
	plan.Webhook            // URL is ""
	Host         string     // "https://hooks.slack.com"
	LastReport   *ChatEntry // what was last laid before it; nil: nothing yet
}

// ChatEntry is how it went with a report that a chat room is told.
type ChatEntry struct {
	ReportID string
	State    DeliveryState
	Attempts int
	Outcome  string // why the last attempt failed; "" where none did
}

// ChatDraft is a chat room to be told the report from now on.
type ChatDraft struct {
	Name     string
	Form     plan.ChatForm
	URL      string
	Language string // "": the workspace's
}

// ChatPatch changes what is not nil.
type ChatPatch struct {
	Name     *string
	URL      *string
	Language *string
	Enabled  *bool
}

func (v *view) chatOf(w *store.StoredWebhook) (Chat, error) {
	chat := Chat{Webhook: w.Webhook, Host: w.Host()}
	chat.URL = ""
	last, _, err := v.Deliveries(w.WorkspaceID, w.ID, "", store.Page{Limit: 1})
	if err == nil && len(last) > 0 {
		d := &last[0]
		chat.LastReport = &ChatEntry{ReportID: d.SubjectID, State: DeliveryState(d.State()), Attempts: d.Attempts, Outcome: d.Outcome}
	}
	return chat, err
}

// chat returns a chat room's webhook.
func (v *view) chat(id string) (store.StoredWebhook, error) {
	found, err := v.Tx.Webhook(v.ws, id)
	if plan.CodeOf(err) == plan.CodeNotFound || err == nil && found.Form == "" {
		return store.StoredWebhook{}, errNoChat()
	}
	return found, err
}

func errNoChat() error { return plan.Errorf(plan.CodeNotFound, "There is no such chat room.") }

// Chats lists the chat rooms that are told a workspace's report, by name. Leads may.
func (a *App) Chats(ctx context.Context, by Actor, ws string, page Page) (chats []Chat, next string, err error) {
	err = a.read(ctx, by, ws, ManageChats, func(v *view) error {
		found, n, err := v.Webhooks(ws, true, store.Page(page))
		if err != nil {
			return err
		}
		chats = make([]Chat, len(found))
		for i := range found {
			if chats[i], err = v.chatOf(&found[i]); err != nil {
				return err
			}
		}
		next = n
		return nil
	})
	return chats, next, err
}

// Chat returns one chat room. Leads may.
func (a *App) Chat(ctx context.Context, by Actor, ws, id string) (chat Chat, err error) {
	err = a.read(ctx, by, ws, ManageChats, func(v *view) error {
		found, err := v.chat(id)
		if err == nil {
			chat, err = v.chatOf(&found)
		}
		return err
	})
	return chat, err
}

// CreateChat has a chat room told the weekly report. Its address is shown to nobody
// again. Leads may.
func (a *App) CreateChat(ctx context.Context, by Actor, ws string, draft ChatDraft) (chat Chat, err error) {
	err = a.change(ctx, by, ws, ManageChats, func(c *change) error {
		if a.caller == nil {
			return errNoChats()
		}
		if err := c.BumpWorkspace(ws); err != nil { // holds the row, so that nobody counts beside
			return err
		}
		count, err := c.CountWebhooks(ws, true)
		if err != nil {
			return err
		}
		if count >= maxChats {
			return plan.Errorf(plan.CodeConflict, "This workspace has %d chat rooms already. Delete one that is no longer needed.", maxChats)
		}
		workspace, err := c.Workspace(ws)
		if err != nil {
			return err
		}
		made := store.StoredWebhook{Webhook: plan.Webhook{
			ID: newID(), WorkspaceID: ws, Name: draft.Name, URL: draft.URL, Form: draft.Form,
			Language: cmp.Or(draft.Language, workspace.Language, defaultLanguage),
			Events:   []plan.WebhookEvent{plan.ReportTold}, CreatedAt: c.now, UpdatedAt: c.now,
		}}
		if err := made.ValidateChat(); err != nil {
			return err
		}
		c.audit(subjectChat, made.ID, actionCreated, chatDiff(plan.Webhook{}, made.Webhook))
		if err := c.CreateWebhook(&made); err != nil {
			return err
		}
		chat, err = c.chatOf(&made)
		return err
	})
	return chat, err
}

func errNoChats() error {
	return plan.Errorf(plan.CodeConflict, "This server shows a demo, and sends to no chat rooms.")
}

// ChangeChat changes a chat room. One that is disabled is told nothing, and what
// waited for it is given up. Leads may.
func (a *App) ChangeChat(ctx context.Context, by Actor, ws, id string, match *int, patch ChatPatch) (chat Chat, err error) {
	err = a.changeChat(ctx, by, ws, id, match, func(c *change, w *store.StoredWebhook) error {
		before := w.Webhook
		set(&w.Name, patch.Name)
		set(&w.URL, patch.URL)
		set(&w.Language, patch.Language)
		if err := w.ValidateChat(); err != nil {
			return err
		}
		if patch.Enabled != nil {
			if err := c.enable(w, *patch.Enabled); err != nil {
				return err
			}
		}
		diff := chatDiff(before, w.Webhook)
		if len(diff) > 0 {
			c.audit(subjectChat, id, "changed", diff)
			w.UpdatedAt = c.now
			if err := c.UpdateWebhook(w); err != nil {
				return err
			}
			if before.URL != w.URL {
				if err := c.HasteWebhook(id); err != nil {
					return err
				}
			}
		}
		chat, err = c.chatOf(w)
		return err
	})
	return chat, err
}

// changeChat holds a chat room while it is changed.
func (a *App) changeChat(ctx context.Context, by Actor, ws, id string, match *int, use func(*change, *store.StoredWebhook) error) error {
	return a.change(ctx, by, ws, ManageChats, func(c *change) error {
		if err := c.BumpWorkspace(ws); err != nil {
			return err
		}
		w, err := c.LockWebhook(ws, id)
		if plan.CodeOf(err) == plan.CodeNotFound || err == nil && w.Form == "" {
			return errNoChat()
		}
		if err != nil {
			return err
		}
		if err := matches(match, w.Version); err != nil {
			return err
		}
		return use(c, &w)
	})
}

// DeleteChat has a chat room told nothing any more, and forgets its address. Leads may.
func (a *App) DeleteChat(ctx context.Context, by Actor, ws, id string, match *int) error {
	return a.changeChat(ctx, by, ws, id, match, func(c *change, w *store.StoredWebhook) error {
		c.audit(subjectChat, id, "deleted", chatDiff(w.Webhook, plan.Webhook{}))
		return c.view.DeleteWebhook(ws, id, w.Version)
	})
}

// chatDiff tells what changed of a chat room; of its address only where it leads,
// and that it is another.
func chatDiff(before, after plan.Webhook) []store.Change {
	var diff compare
	diff.text("name", before.Name, after.Name)
	diff.text("form", string(before.Form), string(after.Form))
	if before.URL != after.URL {
		diff = append(diff, store.Change{Field: "url", From: hostOf(before.URL), To: hostOf(after.URL)})
	}
	diff.text("language", before.Language, after.Language)
	if after.ID != "" && before.ID != "" {
		diff.flag("enabled", before.DisabledAt.IsZero(), after.DisabledAt.IsZero())
	}
	return diff
}

// subjectOfWebhook is what the audit log calls a webhook.
func subjectOfWebhook(w *store.StoredWebhook) string {
	if w.Form != "" {
		return subjectChat
	}
	return subjectWebhook
}
