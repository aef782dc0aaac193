// Package app holds the use cases: who may do what, in one transaction, at what
// time. It calls everything below it and knows no HTTP.
//
// Every change of a workspace goes one way: authorize, open a transaction, lock
// the channel it touches, write, scan that channel and reconcile its gaps, bump
// its revision, write the audit trail, commit.
package app

import (
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"stetig/internal/auth"
	"stetig/internal/store"
)

// App is the program without its doors. It is safe for concurrent use.
type App struct {
	store       *store.Store
	serverID    string
	now         func() time.Time
	log         *slog.Logger
	assessments *assessmentCache
	feeds       *feedCache
	usage       *usageLog
	passwords   *auth.Passwords
	provider    *auth.Provider // nil: none
	groupRoles  []GroupRole
	noPasswords bool
	isShell     bool
	mailer      Mailer // nil: no mail is sent
	caller      Caller // nil: nothing is sent to webhooks
	baseURL     string // what links in mails begin with

	mailMu      sync.Mutex
	mailFigures MailFigures
	hookMu      sync.Mutex
	hookFigures WebhookFigures
	live        Live
	watch       *watch
}

// Options configures New. The zero value serves: the system's clock, no log.
type Options struct {
	Now        func() time.Time
	Logger     *slog.Logger
	Provider   *auth.Provider // through which people sign in; nil: none
	GroupRoles []GroupRole    // what the provider's groups give them

	NoPasswords bool // passwords are not taken, and none is reset by mail

	Shell   bool   // it does a command's work: servers beside it send what it posts
	Mailer  Mailer // nil: no mail is sent
	Caller  Caller // nil: nothing is sent to webhooks
	BaseURL string // under which people reach the server, for links in mails

	Live Live // how closely changes are followed
}

// New returns an App on an open store.
func New(s *store.Store, o Options) (*App, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	assessments, err := newAssessmentCache()
	if err != nil {
		return nil, fmt.Errorf("making the cache of assessments: %w", err)
	}
	feeds, err := newFeedCache()
	if err != nil {
		return nil, fmt.Errorf("making the cache of feeds: %w", err)
	}
	passwords, err := auth.NewPasswords()
	if err != nil {
		return nil, err
	}
	return &App{
		store:       s,
		serverID:    newID(),
		now:         func() time.Time { return o.Now().UTC().Truncate(time.Second) },
		log:         o.Logger,
		assessments: assessments,
		feeds:       feeds,
		usage:       newUsageLog(),
		passwords:   passwords,
		provider:    o.Provider,
		groupRoles:  o.GroupRoles,
		noPasswords: o.NoPasswords,
		isShell:     o.Shell,
		mailer:      o.Mailer,
		caller:      o.Caller,
		baseURL:     strings.TrimRight(o.BaseURL, "/"),
		live:        o.Live.withDefaults(),
		watch:       newWatch(s, o.Logger, o.Live.withDefaults()),
	}, nil
}

// newID returns a UUIDv7 (RFC 9562 §5.7): ids made later sort later.
func newID() string { return uuid.Must(uuid.NewV7()).String() }
