// Package httpapi is the door over HTTP: routes, middleware, the one error
// handler, the API's documentation. It is the only package that knows echo, and
// it decides nothing: it decodes, checks against the contract, asks app, encodes.
package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"stetig/internal/app"
)

// Options configures New. The zero value serves, without a log and without pages.
type Options struct {
	Logger  *slog.Logger     // requests and what went wrong; nil: none
	Now     func() time.Time // for durations, and for how long a replaced cookie still serves; nil: both are 0
	BaseURL string           // under which people reach the server, "https://plan.example.org"; "": as each request says
	Version string           // of the program, shown in the documentation

	// TrustedProxies are believed what they say of a request: who has sent it, and
	// to which scheme and host. Nobody else is.
	TrustedProxies []netip.Prefix

	// Checks say whether the server is ready; see /readyz.
	Checks []Check

	// JobsDue tells when the jobs that the servers share are due next, the soonest
	// first; nil: nothing is known of any.
	JobsDue func() []JobDue

	// Registry takes the metrics shown at /metrics, to this machine alone; nil: one
	// of its own.
	Registry *prometheus.Registry

	// MetricsElsewhere says that MetricsOnly serves them, so that there is no /metrics here.
	MetricsElsewhere bool

	// Pages answers what is neither API nor feed; nil: there are none. It gets
	// the same logging, headers and protection from foreign sites.
	Pages http.Handler

	// DemoToken lets the planner of visitors in who come from this machine and
	// have not signed in, as PageOptions.DemoToken does with pages; "": nobody.
	DemoToken string

	// DemoOpen lets everybody in without a token, from wherever they come.
	DemoOpen bool

	// RequestTimeout bounds how long a request may take, imports and exports
	// aside; 0: 30 seconds.
	RequestTimeout time.Duration

	// ReadTimeout bounds how long a body may stand still while it arrives, and
	// WriteTimeout how long an export while it is fetched; 0: 30 and 60 seconds.
	ReadTimeout, WriteTimeout time.Duration

	// Stopping ends when the server begins to stop. What stands still then is
	// given up after a second. nil: it never ends.
	Stopping context.Context
}

// JobDue is when a job is due next, and how often it is.
type JobDue struct {
	Job   string
	At    time.Time
	Every time.Duration
}

// Check is one thing that has to work for the server to be ready.
type Check struct {
	Name string // "database", "worker"
	Run  func(context.Context) error
}

// Bounds of a request.
const (
	defaultRequestTimeout = 30 * time.Second
	defaultReadTimeout    = 30 * time.Second
	defaultWriteTimeout   = 60 * time.Second
	sheetTimeout          = 10 * time.Minute // of imports and exports
	maxJSONBody           = 1 << 20
	maxSheetBody          = 20 << 20
	maxHeaderBytes        = 64 << 10
)

// server is what the handlers share.
type server struct {
	app       *app.App
	log       *slog.Logger
	now       func() time.Time
	baseURL   string
	version   string
	checks    []Check
	jobsDue   func() []JobDue
	contract  *contract
	metrics   *metrics
	proxies   trustedProxies
	docs      *documentation
	sessions  *sessionCookies
	demoToken string
	demoOpen  bool
	timeout   time.Duration

	readPatience, writePatience time.Duration // how long a connection may stand still
	stopping                    context.Context
	imports, exports, listeners *gate
	proxyMissed                 sync.Once // told of
	metricsElsewhere            bool
}

// New returns the whole of the server's HTTP. It fails only where the contract
// that is part of the program cannot be read.
func New(a *app.App, o Options) (http.Handler, error) {
	contract, err := loadContract()
	if err != nil {
		return nil, err
	}
	s := &server{
		app: a, log: o.Logger, now: o.Now, baseURL: strings.TrimRight(o.BaseURL, "/"), version: o.Version,
		checks: o.Checks, jobsDue: o.JobsDue, contract: contract, demoToken: o.DemoToken, demoOpen: o.DemoOpen, stopping: o.Stopping, imports: sheetGate(), exports: sheetGate(), listeners: listenerGate(),
		proxies: o.TrustedProxies, metricsElsewhere: o.MetricsElsewhere,
		timeout:       durationOr(o.RequestTimeout, defaultRequestTimeout),
		readPatience:  durationOr(o.ReadTimeout, defaultReadTimeout),
		writePatience: durationOr(o.WriteTimeout, defaultWriteTimeout),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = func() time.Time { return time.Time{} }
	}
	if s.stopping == nil {
		s.stopping = context.Background()
	}
	s.sessions = newSessionCookies(a, s.now)
	registry := o.Registry
	if registry == nil {
		registry = prometheus.NewRegistry()
	}
	if s.metrics, err = newMetrics(registry); err != nil {
		return nil, err
	}
	s.docs = newDocumentation(contract, o.Version)
	return s.observe(s.recovering(secured(s.sameSite(s.split(s.routes(registry), o.Pages))))), nil
}

func durationOr(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// split sends the program's own addresses to the routes and all others to the
// pages.
func (s *server) split(routes, pages http.Handler) http.Handler {
	if pages == nil {
		return routes
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isOwn(r.URL.Path) {
			routes.ServeHTTP(w, r)
			return
		}
		exchangeOf(r.Context()).route = "pages"
		pages.ServeHTTP(w, r)
	})
}

// NewServer wraps a handler with the time limits and header bounds that an open
// port needs. It listens nowhere yet.
func NewServer(handler http.Handler, read, write time.Duration, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: min(read, 10*time.Second),
		ReadTimeout:       read,
		WriteTimeout:      write,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}
