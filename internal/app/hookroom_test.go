package app_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/notify"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// hookroom is a workspace whose webhooks are told by real requests.
type hookroom struct {
	team
	store *store.Store
	log   *logged

	mu  sync.Mutex
	now time.Time
}

func eachHookroom(t *testing.T, test func(t *testing.T, h *hookroom)) {
	t.Helper()
	t.Parallel()
	for name, open := range storetest.Openers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &hookroom{now: loadtest.Now(), log: &logged{}}
			h.store = open(t, store.Options{Now: h.clock})
			h.App = h.another(t)
			h.Workspace = loadtest.Fill(t, h.store, loadtest.Shape{Channels: 1, Years: 1, PerYear: 12})
			var err error
			if h.by, err = h.Authenticate(t.Context(), h.Token); err != nil {
				t.Fatal(err)
			}
			test(t, h)
		})
	}
}

func (h *hookroom) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hookroom) wait(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

// another is one more program on the same database.
func (h *hookroom) another(t *testing.T) *app.App {
	t.Helper()
	caller := notify.NewWebhooks(notify.WebhookOptions{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	a, err := app.New(h.store, app.Options{
		Now: h.clock, Caller: caller, BaseURL: "https://plan.example.org/",
		Logger: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (h *hookroom) deliver(t *testing.T) {
	t.Helper()
	if err := h.DeliverWebhooks(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// hook makes a webhook that leads to a receiver.
func (h *hookroom) hook(t *testing.T, r *receiver, events ...plan.WebhookEvent) app.Webhook {
	t.Helper()
	w, secret, err := h.CreateWebhook(t.Context(), h.by, h.ID, app.WebhookDraft{Name: "Bot", URL: r.URL, Events: events})
	if err != nil {
		t.Fatal(err)
	}
	r.secret = secret
	return w
}

// entries makes entries and returns their ids.
func (h *hookroom) entries(t *testing.T, count int) (ids []string) {
	t.Helper()
	for i := range count {
		e, err := h.CreateEntry(t.Context(), h.by, h.ID, app.EntryDraft{ChannelID: h.Workspace.Channels[0].ID, Title: fmt.Sprint("Beitrag ", i)})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	return ids
}

func (h *hookroom) webhook(t *testing.T, id string) app.Webhook {
	t.Helper()
	w, err := h.App.Webhook(t.Context(), h.by, h.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// deliveries counts a webhook's deliveries by their states.
func (h *hookroom) deliveries(t *testing.T, id string) map[app.DeliveryState]int {
	t.Helper()
	found, _, err := h.Deliveries(t.Context(), h.by, h.ID, id, "", app.Page{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	count := map[app.DeliveryState]int{}
	for _, d := range found {
		count[d.State]++
	}
	return count
}

// receiver is a webhook's far end.
type receiver struct {
	*httptest.Server
	secret string

	mu     sync.Mutex
	status func(message) int // nil: always 204
	got    []message
	signed []string
}

// message is what arrived, as far as tests look at it.
type message struct {
	app.WebhookMessage
	raw string
}

func receive(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		var m message
		if err = errors.Join(err, json.Unmarshal(body, &m.WebhookMessage)); err != nil {
			t.Error(err)
		}
		m.raw = string(body)
		r.mu.Lock()
		defer r.mu.Unlock()
		status := http.StatusNoContent
		if r.status != nil {
			status = r.status(m)
		}
		if status < 300 {
			r.got = append(r.got, m)
			r.signed = append(r.signed, request.Header.Get("webhook-signature"))
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) answers(status func(message) int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

func (r *receiver) subjects() (ids []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range r.got {
		ids = append(ids, m.Subject.ID)
	}
	return ids
}

func always(status int) func(message) int { return func(message) int { return status } }

func equal[T any](t *testing.T, what string, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
