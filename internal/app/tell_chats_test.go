package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/store"
)

// room is the far end of a chat program's incoming webhook.
type room struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	posts  []map[string]any
	signed bool
}

func openRoom(t *testing.T) *room {
	t.Helper()
	r := &room{status: http.StatusOK}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		var post map[string]any
		if body, err := io.ReadAll(request.Body); err != nil || json.Unmarshal(body, &post) != nil {
			t.Errorf("%s, %v", body, err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.signed = r.signed || request.Header.Get("webhook-signature") != ""
		if r.status < 300 {
			r.posts = append(r.posts, post)
		}
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *room) answers(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

// said is all that was posted, as JSON.
func (r *room) said(t *testing.T) string {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	text, err := json.Marshal(r.posts)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (r *room) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.posts)
}

func (h *hookroom) chat(t *testing.T, r *room, form plan.ChatForm) app.Chat {
	t.Helper()
	chat, err := h.CreateChat(t.Context(), h.by, h.ID, app.ChatDraft{Name: "#" + string(form), Form: form, URL: r.URL + "/hooks/GEHEIM"})
	if err != nil {
		t.Fatal(err)
	}
	return chat
}

func (h *hookroom) report(t *testing.T) {
	t.Helper()
	if made, err := h.MakeDueReports(t.Context()); err != nil || made == 0 {
		t.Fatalf("%d reports, %v", made, err)
	}
}

// Chat rooms of every form are told each report that is made in its time, and only those;
// webhooks of other programs are told as ever.
func TestChatsAreToldTheReport(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		bot := receive(t)
		h.hook(t, bot, plan.ReportMade)
		rooms := map[plan.ChatForm]*room{}
		for _, form := range plan.ChatForms {
			rooms[form] = openRoom(t)
			h.chat(t, rooms[form], form)
		}
		h.wait(21 * 24 * time.Hour)
		h.report(t) // four of them, three made up for
		h.entries(t, 1)
		h.deliver(t)
		h.deliver(t)
		latest, err := h.Report(t.Context(), h.by, h.ID, "latest")
		if err != nil {
			t.Fatal(err)
		}
		headline := latest.Report.Headline("de")
		for form, r := range rooms {
			said := r.said(t)
			if r.count() != 1 || !strings.Contains(said, headline[:40]) || !strings.Contains(said, "https://plan.example.org/w/"+h.ID+"/reports/"+latest.ID) || r.signed {
				t.Errorf("%s, signed %v: %s", form, r.signed, said)
			}
		}
		if got := len(bot.subjects()); got != 4 {
			t.Errorf("the webhook was told %d reports", got)
		}
		chats, _, err := h.Chats(t.Context(), h.by, h.ID, app.Page{Limit: 10})
		if err != nil || len(chats) != 3 {
			t.Fatalf("%+v, %v", chats, err)
		}
		for _, chat := range chats {
			if chat.URL != "" || !strings.HasPrefix(chat.Host, "http://127.0.0.1:") || strings.Contains(chat.Host, "GEHEIM") || chat.LastReport == nil || chat.LastReport.State != "delivered" {
				t.Errorf("%+v, %+v", chat, chat.LastReport)
			}
		}
		if log := h.log.String(); strings.Contains(log, "GEHEIM") {
			t.Errorf("the log has the address:\n%s", log)
		}
	})
}

// What a room does not take is tried for a day, and then given up where leads see it;
// with another address it goes on.
func TestAChatThatIsNotReached(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := openRoom(t)
		chat := h.chat(t, r, plan.Slack)
		r.answers(http.StatusNotFound)
		h.report(t)
		h.deliver(t)
		state := func() app.Chat {
			t.Helper()
			seen, err := h.Chat(t.Context(), h.by, h.ID, chat.ID)
			if err != nil || seen.LastReport == nil {
				t.Fatalf("%+v, %v", seen, err)
			}
			return seen
		}
		if seen := state(); seen.LastReport.State != "failed" || seen.LastReport.Outcome != "it answers with 404" || seen.LastStatus != 404 || seen.FailingSince.IsZero() {
			t.Fatalf("%+v, %+v", seen, seen.LastReport)
		}
		for range 13 {
			h.wait(4 * time.Hour)
			h.deliver(t)
		}
		if seen := state(); seen.LastReport.State != "dead" || seen.LastReport.Attempts != 14 || !seen.DisabledAt.IsZero() {
			t.Errorf("%+v, %+v", seen, seen.LastReport)
		}
		lines := h.audited(t, "given_up")
		if len(lines) != 1 || lines[0].SubjectKind != "chat" || lines[0].SubjectID != chat.ID {
			t.Errorf("audit log: %+v", lines)
		}
		other := openRoom(t)
		address := other.URL + "/anders"
		if _, err := h.ChangeChat(t.Context(), h.by, h.ID, chat.ID, nil, app.ChatPatch{URL: &address}); err != nil {
			t.Fatal(err)
		}
		h.wait(7 * 24 * time.Hour)
		h.report(t)
		h.deliver(t)
		if seen := state(); other.count() != 1 || seen.LastReport.State != "delivered" || !seen.FailingSince.IsZero() {
			t.Errorf("%d posts, %+v", other.count(), seen.LastReport)
		}
	})
}

// A report that was withdrawn before a room was told of it is no failure of the room.
func TestAChatIsNotToldOfAWithdrawnReport(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := openRoom(t)
		chat := h.chat(t, r, plan.Teams)
		h.wait(21 * 24 * time.Hour) // by a clock that runs ahead
		h.report(t)
		h.wait(-14 * 24 * time.Hour)
		if _, err := h.MakeDueReports(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.deliver(t)
		seen, err := h.Chat(t.Context(), h.by, h.ID, chat.ID)
		if err != nil || !seen.FailingSince.IsZero() || seen.LastOutcome != "" || seen.LastReport.State != "dead" || r.count() != 0 {
			t.Errorf("%d posts, %+v, %+v, %v", r.count(), seen, seen.LastReport, err)
		}
		h.wait(7 * 24 * time.Hour)
		h.report(t)
		h.deliver(t)
		if r.count() != 1 {
			t.Errorf("%d posts of the true report", r.count())
		}
	})
}

func (h *hookroom) audited(t *testing.T, action string) (lines []store.AuditRow) {
	t.Helper()
	err := h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		lines, _, err = tx.Audit(h.ID, store.AuditFilter{Action: action}, store.Page{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// A trial goes out at once and says how it went; nothing of it is a report.
func TestTryingAChat(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		r := openRoom(t)
		chat := h.chat(t, r, plan.Mattermost)
		trial, err := h.TryChat(t.Context(), h.by, h.ID, chat.ID)
		if err != nil || !trial.Delivered || trial.Status != http.StatusOK || !strings.Contains(r.said(t), "Stetig ist verbunden") {
			t.Errorf("%+v, %v: %s", trial, err, r.said(t))
		}
		r.answers(http.StatusForbidden)
		if trial, err = h.TryChat(t.Context(), h.by, h.ID, chat.ID); err != nil || trial.Delivered || trial.Outcome != "it answers with 403" {
			t.Errorf("%+v, %v", trial, err)
		}
		seen, err := h.Chat(t.Context(), h.by, h.ID, chat.ID)
		if err != nil || seen.LastOutcome != "it answers with 403" || seen.LastStatus != 403 || seen.LastReport != nil || !seen.FailingSince.IsZero() {
			t.Errorf("%+v, %v", seen, err)
		}
	})
}

// A chat room is no webhook, nor the other way round: what shows the address of the
// one does not show that of the other.
func TestChatsAreNoWebhooks(t *testing.T) {
	eachHookroom(t, func(t *testing.T, h *hookroom) {
		chat := h.chat(t, openRoom(t), plan.Teams)
		bot := h.hook(t, receive(t), plan.ReportMade)
		hooks, _, err := h.Webhooks(t.Context(), h.by, h.ID, app.Page{Limit: 10})
		if err != nil || len(hooks) != 1 || hooks[0].ID != bot.ID {
			t.Errorf("webhooks: %+v, %v", hooks, err)
		}
		for what, err := range map[string]error{
			"get":     second(h.App.Webhook(t.Context(), h.by, h.ID, chat.ID)),
			"ping":    second(h.PingWebhook(t.Context(), h.by, h.ID, chat.ID)),
			"change":  second(h.ChangeWebhook(t.Context(), h.by, h.ID, chat.ID, nil, app.WebhookPatch{})),
			"delete":  h.DeleteWebhook(t.Context(), h.by, h.ID, chat.ID, nil),
			"chat":    second(h.Chat(t.Context(), h.by, h.ID, bot.ID)),
			"try":     second(h.TryChat(t.Context(), h.by, h.ID, bot.ID)),
			"patch":   second(h.ChangeChat(t.Context(), h.by, h.ID, bot.ID, nil, app.ChatPatch{})),
			"forget":  h.DeleteChat(t.Context(), h.by, h.ID, bot.ID, nil),
			"nothing": h.DeleteChat(t.Context(), h.by, h.ID, "0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10", nil),
		} {
			if plan.CodeOf(err) != plan.CodeNotFound {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }
