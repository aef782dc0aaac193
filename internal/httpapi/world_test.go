package httpapi_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/httpapi"
	"stetig/internal/notify"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// noon is when every test begins: Monday, 1 March 2027, 12:00 in Berlin.
func noon() time.Time { return time.Date(2027, time.March, 1, 11, 0, 0, 0, time.UTC) }

// world is a running server with two tenants. Musterwerk has a member of every
// role, a channel, a plan, a pause, an absence, a topic, a theme, an entry, a feed, an
// invitation and gaps;
// Fremdwerk has a lead, the stranger, and nothing to do with Musterwerk.
type world struct {
	app       *app.App
	store     *store.Store
	handler   http.Handler
	tokens    map[string]string // by who: admin, founder, lead, editor, contributor, viewer, reader, stranger
	ids       map[string]string // what {name} in a path or body stands for
	feedURL   string
	sharedURL string
	link      string // of the invitation
	log       *lockedBuffer

	tb       testing.TB        // whose world it is
	sessions map[string]string // cookies by who; see signedIn

	mu  sync.Mutex
	now time.Time
}

// lockedBuffer is a log that may be written and read at once.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(data)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// deadMailer is a mail server that is always down.
type deadMailer struct{}

func (deadMailer) Send(context.Context, notify.Mail) error {
	return &notify.Failure{Everywhere: true, Cause: "the mail server cannot be reached"}
}

// deadCaller reaches no webhook.
type deadCaller struct{}

func (deadCaller) Call(context.Context, notify.Call) (int, error) {
	return 0, &notify.Failure{Cause: "it refuses connections"}
}

// onEach runs a test in a new world on every database.
func onEach(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Parallel()
	for name, open := range storetest.Openers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := noon
			w := newWorld(t, open(t, store.Options{Now: func() time.Time { return clock() }}))
			clock = w.clock
			test(t, w)
		})
	}
}

func newWorld(t testing.TB, s *store.Store) *world {
	t.Helper()
	w := &world{store: s, now: noon(), tokens: map[string]string{}, ids: map[string]string{}, log: &lockedBuffer{}, tb: t, sessions: map[string]string{}}
	var err error
	if w.app, err = app.New(s, app.Options{Now: w.clock, Mailer: deadMailer{}, Caller: deadCaller{}}); err != nil {
		t.Fatal(err)
	}
	handler, err := httpapi.New(w.app, httpapi.Options{
		Logger:  slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Now:     w.clock,
		BaseURL: "https://plan.example.org/",
		Checks:  []httpapi.Check{{Name: "database", Run: s.Ping}},
		JobsDue: func() []httpapi.JobDue {
			return []httpapi.JobDue{{Job: "scan", At: time.Date(2027, 3, 3, 15, 15, 0, 0, time.UTC), Every: 15 * time.Minute}}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.handler = handler
	w.settle(t)
	w.furnish(t)
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// settle makes the members of both tenants.
func (w *world) settle(t testing.TB) {
	t.Helper()
	w.admit(t, "founder", "Musterwerk", plan.Lead, true)
	w.ids["workspace"] = text(t, w.as("founder").get(t, "/workspaces").want(t, http.StatusOK), "items", 0, "id")
	made := w.as("founder").post(t, "/workspaces", `{"name":"Fremdwerk"}`).want(t, http.StatusCreated)
	w.ids["foreign"] = text(t, made, "id")
	for _, role := range plan.Roles {
		w.admit(t, string(role), "Musterwerk", role, false)
	}
	w.admit(t, "stranger", "Fremdwerk", plan.Lead, false)
	w.admit(t, "admin", "Fremdwerk", plan.Lead, true)
	w.ids["region"] = "DE-BY"
	w.ids["member"], w.ids["user"] = w.ids["viewer"], w.ids["user of viewer"]

	reader, err := w.app.MakeToken(context.Background(), app.TokenDraft{Email: "lead@example.org", Workspace: "Musterwerk", ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	w.tokens["reader"] = reader.Text
	w.ids["token"] = reader.Token.ID
	w.ids["session"] = reader.Token.ID // of no session; see sessionsOf
}

// admit makes a member and a token of theirs.
func (w *world) admit(t testing.TB, name, workspace string, role plan.Role, admin bool) {
	t.Helper()
	made, err := w.app.MakeToken(context.Background(), app.TokenDraft{
		Email: name + "@example.org", UserName: "Name of " + name, Workspace: workspace, Role: role, Admin: admin,
	})
	if err != nil {
		t.Fatalf("make a token for %s: %v", name, err)
	}
	w.tokens[name], w.ids[name] = made.Text, made.Member.ID
	w.ids["user of "+name] = made.Member.UserID
}

// furnish fills Musterwerk over the API.
func (w *world) furnish(t testing.TB) {
	t.Helper()
	const ws = "/workspaces/{workspace}"
	w.make(t, "channel", ws+"/channels", `{"name":"Werkblog","platform":"blog","status":"active","owner_id":"{editor}"}`)
	w.as("editor").post(t, ws+"/channels/{channel}/ownership", `{"accept":true}`).want(t, http.StatusOK)
	w.make(t, "pause", ws+"/channels/{channel}/pauses", `{"starts_on":"2027-08-02","ends_on":"2027-08-15","reason":"Betriebsferien"}`)
	w.make(t, "absence", ws+"/absences", `{"starts_on":"2027-05-03","ends_on":"2027-05-07","reason":"Familienfest"}`)
	w.make(t, "plan", ws+"/plans", `{"channel_id":"{channel}","name":"Redaktionsplan 2027","starts_on":"2027-01-01","ends_on":"2027-12-31","cadence":{"quota":1,"per":"week"}}`)
	w.make(t, "topic", ws+"/topics", `{"field":"Handwerk","name":"Reparieren statt wegwerfen"}`)
	w.make(t, "theme", ws+"/themes", `{"plan_id":"{plan}","topic_id":"{topic}","title":"Werkstattwochen","starts_on":"2027-03-01","ends_on":"2027-03-21"}`)
	w.make(t, "entry", ws+"/entries", `{"channel_id":"{channel}","topic_id":"{topic}","title":"Frühjahrsputz im Maschinenraum","publish_at":"2027-03-03T10:00:00+01:00"}`)
	w.make(t, "comment", ws+"/entries/{entry}/comments", `{"text":"Bitte das Foto der Werkstatt nehmen.","mentions":["{editor}"]}`)
	mails := w.as("admin").get(t, "/admin/mail").want(t, http.StatusOK)
	w.ids["mail"] = text(t, mails, "items", 0, "id")
	made := w.make(t, "feed", ws+"/feeds", `{"name":"Redaktionsplan Werkblog","gaps":true}`)
	w.feedURL = text(t, made, "url")
	w.ids["feed"] = text(t, made, "feed", "id")

	shared := w.make(t, "", ws+"/links", `{"name":"Beirat der Werkstatt","shows":"channel_year","channel_id":"{channel}","year":2027}`)
	w.ids["link"], w.sharedURL = text(t, shared, "link", "id"), text(t, shared, "url")

	invited := w.make(t, "", ws+"/invitations", `{"email":"gast@example.org","role":"viewer","by":"link"}`)
	w.ids["invitation"], w.link = text(t, invited, "invitation", "id"), text(t, invited, "link")

	gaps := w.as("lead").get(t, ws+"/gaps?state=open&rule=runs_dry").want(t, http.StatusOK)
	w.ids["gap"] = text(t, gaps, "items", 0, "id")
	w.make(t, "view", ws+"/views", `{"name":"Freigaben im Werkblog","screen":"board","settings":{"state":["in_review"]},"shared":true}`)
	w.tellNobody(t)
	w.make(t, "chat", ws+"/chats", `{"name":"Werkstattfunk","form":"mattermost","url":"`+chatURL+`"}`)
	w.ids["report"] = "latest"
	w.ids["bulk"] = w.ids["entry"] // of no bulk
}

// tellNobody makes a webhook, and a delivery to it that was given up.
func (w *world) tellNobody(t testing.TB) {
	t.Helper()
	hook := store.StoredWebhook{Secret: webhookSecret, Webhook: plan.Webhook{
		ID: w.ids["view"], WorkspaceID: w.ids["workspace"], Name: "Redaktionsbot", URL: webhookURL, Events: []plan.WebhookEvent{plan.ReportMade},
		CreatedAt: w.clock(), UpdatedAt: w.clock(),
	}}
	event := store.Event{Event: plan.ReportMade, SubjectKind: "report", SubjectID: w.ids["view"], At: w.clock()}
	err := w.store.Write(context.Background(), func(tx *store.Tx) error {
		if err := tx.CreateWebhook(&hook); err != nil {
			return err
		}
		if err := tx.Emit(hook.WorkspaceID, []store.Event{event}, func() string { return w.ids["entry"] }); err != nil {
			return err
		}
		_, err := tx.BuryDeliveries(hook.ID, "it refuses connections", w.clock())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.ids["webhook"], w.ids["delivery"] = hook.ID, w.ids["entry"]
}

// What only leads may see of the world's webhook and chat room, and nobody.
const (
	chatURL       = "https://chat.example.org/hooks/nur-fuer-den-server"
	webhookURL    = "https://hooks.example.org/nur-fuer-leitungen"
	webhookSecret = "whsec_bnVyIGZ1ZXIgZGVuIFNlcnZlciBzZWxic3QgLi4uLi4="
)

// make creates something as the lead and remembers its id.
func (w *world) make(t testing.TB, name, path, body string) answer {
	t.Helper()
	made := w.as("lead").post(t, path, body).want(t, http.StatusCreated)
	if id, ok := made.json["id"].(string); ok {
		w.ids[name] = id
	}
	return made
}

// wait lets time pass.
func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}
