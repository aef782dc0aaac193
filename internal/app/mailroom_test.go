package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/mail"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"stetig/internal/app"
	"stetig/internal/app/loadtest"
	"stetig/internal/notify"
	"stetig/internal/notify/notifytest"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// mailroom is a workspace whose server sends mail to a real one.
type mailroom struct {
	team
	store  *store.Store
	server *notifytest.Server
	log    *logged

	mu  sync.Mutex
	now time.Time
}

// logged is a log that is read while it is written.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(data)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (m *mailroom) clock() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

func (m *mailroom) wait(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
}

// eachMailroom runs a test on every database, with a mail server that is as told.
func eachMailroom(t *testing.T, o notifytest.Options, test func(t *testing.T, m *mailroom)) {
	t.Helper()
	t.Parallel()
	for name, open := range storetest.Openers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newMailroom(t, open, notifytest.Start(t, o)))
		})
	}
}

// onSQLite makes a mailroom on a new file.
func onSQLite(t *testing.T, server *notifytest.Server) *mailroom {
	t.Helper()
	return newMailroom(t, storetest.Openers(t)[store.SQLite], server)
}

func newMailroom(t *testing.T, open func(testing.TB, store.Options) *store.Store, server *notifytest.Server) *mailroom {
	t.Helper()
	m := &mailroom{server: server, now: loadtest.Now(), log: &logged{}}
	m.store = open(t, store.Options{Now: m.clock})
	m.App = m.another(t)
	m.Workspace = loadtest.Fill(t, m.store, loadtest.Shape{Channels: 1, Years: 1, PerYear: 12})
	var err error
	if m.by, err = m.Authenticate(t.Context(), m.Token); err != nil {
		t.Fatal(err)
	}
	return m
}

// another is one more program on the same database.
func (m *mailroom) another(t *testing.T) *app.App {
	t.Helper()
	return m.anotherBy(t, m.clock)
}

// anotherBy is another whose machine has a clock of its own.
func (m *mailroom) anotherBy(t *testing.T, clock func() time.Time) *app.App {
	t.Helper()
	a, err := app.New(m.store, app.Options{
		Now: clock, Mailer: m.sender(t), BaseURL: "https://plan.example.org/",
		Logger: slog.New(slog.NewTextHandler(m.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sender hands mail to the room's server.
func (m *mailroom) sender(t *testing.T) *notify.Sender {
	t.Helper()
	sender, err := notify.NewSender(notify.SMTP{
		Host: notifytest.Host, Port: m.server.Port, Security: notify.None, From: mail.Address{Name: "Stetig", Address: "plan@example.org"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

func (m *mailroom) write(t *testing.T, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := m.store.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// post lays mail into the outbox, as its kind's use case does.
func (m *mailroom) post(t *testing.T, kind, subject, recipient string) (id string) {
	t.Helper()
	id = uuid.Must(uuid.NewV7()).String()
	ws := m.ID
	if kind == "password_reset" {
		ws = ""
	}
	m.write(t, func(tx *store.Tx) error {
		return tx.Post(&store.Outgoing{ID: id, WorkspaceID: ws, Kind: kind, SubjectID: subject, Recipient: recipient, CreatedAt: m.clock(), DueAt: m.clock()})
	})
	return id
}

func (m *mailroom) deliver(t *testing.T) {
	t.Helper()
	if err := m.DeliverMail(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (m *mailroom) outgoing(t *testing.T, id string) (o store.Outgoing) {
	t.Helper()
	m.write(t, func(tx *store.Tx) (err error) {
		o, err = tx.Outgoing(id)
		return err
	})
	return o
}

// all lists the outbox, the latest first.
func (m *mailroom) all(t *testing.T) (all []store.Outgoing) {
	t.Helper()
	m.write(t, func(tx *store.Tx) (err error) {
		all, _, err = tx.OutgoingList("", store.Page{})
		return err
	})
	return all
}

// member adds a member, who can sign in.
func (m *mailroom) member(t *testing.T, name, email, language string) plan.Member {
	t.Helper()
	member := plan.Member{
		ID: uuid.NewString(), WorkspaceID: m.ID, Name: name, Email: email, Role: plan.Editor, CreatedAt: m.clock(), UpdatedAt: m.clock(),
	}
	user := store.User{ID: uuid.NewString(), Email: email, Name: name, Language: language, CreatedAt: m.clock(), UpdatedAt: m.clock()}
	member.UserID = user.ID
	m.write(t, func(tx *store.Tx) error {
		if err := tx.CreateUser(&user); err != nil {
			return err
		}
		return tx.CreateMember(&member)
	})
	return member
}

// entry returns one of the workspace's entries.
func (m *mailroom) entry(t *testing.T) plan.Entry {
	t.Helper()
	entries, err := m.Entries(t.Context(), m.by, m.ID, app.EntryQuery{Page: app.Page{Limit: 1}})
	if err != nil {
		t.Fatal(err)
	}
	return entries.Items[0].Entry
}

// comment has the lead comment on an entry.
func (m *mailroom) comment(t *testing.T, entry, text string, mentions ...string) plan.Comment {
	t.Helper()
	comment, err := m.AddComment(t.Context(), m.by, m.ID, entry, app.CommentDraft{Text: text, Mentions: mentions})
	if err != nil {
		t.Fatal(err)
	}
	return comment
}

// invite makes an invitation as it is before its mail is sent.
func (m *mailroom) invite(t *testing.T, email string) store.Invitation {
	t.Helper()
	i := store.Invitation{
		ID: uuid.NewString(), WorkspaceID: m.ID, Email: email, Name: "Ben Beispiel", Role: plan.Editor, Mailed: true,
		InvitedBy: m.Lead.ID, CreatedAt: m.clock(), UpdatedAt: m.clock(), ExpiresAt: m.clock(),
	}
	m.write(t, func(tx *store.Tx) error { return tx.CreateInvitation(&i) })
	return i
}
