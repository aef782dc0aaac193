package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/httpapi"
	"stetig/internal/notify"
	"stetig/internal/store"
	"stetig/internal/worker"
)

// ServeCmd serves the API, the pages and the feeds, and runs the worker.
type ServeCmd struct {
	config.Serve
}

// Help teaches the command.
func (ServeCmd) Help() string {
	return `Try it with a demo workspace:

    stetig serve --demo --database demo.db

For your own plans, on SQLite or PostgreSQL, serve, and open the set-up link that is printed:

    stetig serve --database stetig.db

SIGTERM and SIGINT end it in order: what was accepted is answered first. A second signal ends it at once.`
}

// Validate refuses settings under which nothing could be served; kong calls it.
func (c *ServeCmd) Validate() error {
	for _, limit := range []struct {
		name  string
		value time.Duration
	}{
		{"scan-every", c.ScanEvery},
		{"read-timeout", c.ReadTimeout},
		{"write-timeout", c.WriteTimeout},
		{"shutdown-timeout", c.ShutdownTimeout},
	} {
		if limit.value <= 0 {
			return fmt.Errorf("--%s %s: must be longer than 0s, such as 30s", limit.name, limit.value)
		}
	}
	if err := c.ValidateBaseURL(); err != nil {
		return err
	}
	if err := c.ValidateMail(); err != nil {
		return err
	}
	if c.DemoOpen && !c.Demo {
		return errors.New("--demo-open opens the demo to everybody; without --demo there is none")
	}
	if err := c.ValidateOIDC(c.BaseURL); err != nil {
		return err
	}
	if _, err := c.groupRoles(); err != nil {
		return err
	}
	return c.Database.Validate()
}

// Run serves until the context ends or a signal comes.
func (c *ServeCmd) Run(ctx context.Context, p *Program) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	log, err := newLog(c.Log, p.Stderr)
	if err != nil {
		return err
	}
	if c.Demo && !c.DemoOpen && !isLoopback(c.Listen) {
		return fmt.Errorf("--demo lets visitors in without a token, so it listens on this machine alone; %s is open to others. Use --listen 127.0.0.1:8080, or --demo-open to let everybody in", c.Listen)
	}
	mailer, err := c.mailer()
	if err != nil {
		return err
	}
	listener, err := listen("--listen", c.Listen) // before the database is touched
	if err != nil {
		return err
	}
	defer listener.Close()
	metrics, err := openMetrics(c.MetricsListen, c.ReadTimeout, c.WriteTimeout, log)
	if err != nil {
		return err
	}
	defer metrics.close()
	s, err := store.Open(ctx, c.Database.Database, store.Options{Synchronous: c.Synchronous, Logger: log, Now: p.DatabaseNow})
	if err != nil {
		return err
	}
	defer s.Close()
	options, err := c.appOptions(p.Now, log)
	if err != nil {
		return err
	}
	options.Mailer, options.BaseURL = mailer, c.BaseURL
	if !c.Demo { // whose visitors shall not have it send requests
		options.Caller = notify.NewWebhooks(notify.WebhookOptions{Private: prefixes(c.WebhookNetwork), UserAgent: "Stetig/" + version})
	}
	a, err := app.New(s, options)
	if err != nil {
		return err
	}
	return (&serving{ServeCmd: c, program: p, log: log, store: s, app: a, metrics: metrics}).run(ctx, listener)
}

func listen(flag, address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is taken, perhaps by a Stetig that runs already; choose another with %s, 127.0.0.1:0 for any that is free", address, flag)
	case err != nil:
		return nil, fmt.Errorf("%s %s: %w", flag, address, err)
	}
	return listener, nil
}

// serving is a server on its way from start to end.
type serving struct {
	*ServeCmd
	program *Program
	log     *slog.Logger
	store   *store.Store
	app     *app.App
	metrics *metricsPort
	demo    app.Demo
	setUp   string // secret of the set-up link; "": the server is set up
}

func (s *serving) run(ctx context.Context, listener net.Listener) (err error) {
	if s.Demo {
		if s.demo, err = s.app.InstallDemo(ctx); err != nil {
			return err
		}
	}
	if s.setUp, _, err = s.app.NewSetupLink(ctx); err != nil {
		return err
	}
	if err := s.app.WarnOfUnknownWorkspaces(ctx); err != nil {
		return err
	}
	jobs := worker.New(worker.Options{Jobs: s.jobs(), Runs: s.app, Logger: s.log, Now: s.program.Now, Pace: s.program.Pace})
	handler, err := s.handler(ctx, jobs)
	if err != nil {
		return err
	}
	server := httpapi.NewServer(handler, s.ReadTimeout, s.WriteTimeout, s.log)
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	running.Go(func() { jobs.Run(working) })
	failed := make(chan error, 2)
	running.Go(func() { failed <- server.Serve(listener) })
	if s.metrics.listener != nil {
		running.Go(func() { failed <- s.metrics.serve() })
	}
	s.log.Info("serving", "address", listener.Addr().String(), "server", s.app.ServerID())
	s.announce(s.site(listener.Addr()))

	select {
	case <-ctx.Done():
		err = s.shutdown(server)
	case err = <-failed:
	}
	stopWorking()
	_ = server.Close()
	s.metrics.close()
	running.Wait()
	if err := s.app.FlushUsage(context.WithoutCancel(ctx)); err != nil {
		s.log.Error("noting the last uses failed", "error", err)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// site returns the address to tell whoever has started the server.
func (s *serving) site(listening net.Addr) string {
	if s.BaseURL != "" {
		return strings.TrimRight(s.BaseURL, "/")
	}
	if tcp, ok := listening.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d", tcp.Port)
	}
	return "http://" + listening.String()
}

// shutdown answers what was accepted and takes nothing more.
func (s *serving) shutdown(server *http.Server) error {
	s.log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.Background(), s.ShutdownTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return fmt.Errorf("some requests took longer than %s and were cut off: %w", s.ShutdownTimeout, err)
	}
	return nil
}

// handler makes what is served until stopping ends.
func (s *serving) handler(stopping context.Context, jobs *worker.Worker) (http.Handler, error) {
	if err := registerMetrics(s.metrics.registry, jobs); err != nil {
		return nil, err
	}
	if s.app.MailConfigured() {
		if err := s.metrics.registry.Register(newMailCollector(s.app.MailFigures)); err != nil {
			return nil, err
		}
	}
	if err := s.metrics.registry.Register(newWebhookCollector(s.app.WebhookFigures)); err != nil {
		return nil, err
	}
	pages, err := httpapi.NewPages(s.app, httpapi.PageOptions{
		Logger: s.log, Now: s.program.Now, BaseURL: s.BaseURL, DemoToken: s.demo.Token, DemoOpen: s.DemoOpen,
		Provider: s.providerName(), NoPasswords: !s.PasswordSignIn,
		Mail:    s.app.MailConfigured(),
		Planner: s.program.Planner,
	})
	if err != nil {
		return nil, err
	}
	return httpapi.New(s.app, httpapi.Options{
		Logger: s.log, Now: s.program.Now, BaseURL: s.BaseURL, Version: version, Pages: pages,
		DemoToken: s.demo.Token, DemoOpen: s.DemoOpen,
		Registry: s.metrics.registry, MetricsElsewhere: s.metrics.listener != nil, TrustedProxies: prefixes(s.TrustedProxy),
		ReadTimeout: s.ReadTimeout, WriteTimeout: s.WriteTimeout, Stopping: stopping,
		JobsDue: func() []httpapi.JobDue { return jobsDue(jobs) },
		Checks: []httpapi.Check{
			{Name: "database", Run: s.store.Ping},
			{Name: "migrations", Run: s.checkMigrations},
			{Name: "worker", Run: func(context.Context) error { return jobs.Healthy() }},
		},
	})
}

func prefixes(networks []config.Network) []netip.Prefix {
	all := make([]netip.Prefix, len(networks))
	for i, network := range networks {
		all[i] = network.Prefix
	}
	return all
}

func (s *serving) checkMigrations(ctx context.Context) error {
	current, target, err := s.store.SchemaVersion(ctx)
	if err == nil && current != target {
		err = fmt.Errorf("the schema is at version %d, this program needs %d", current, target)
	}
	return err
}

// announce tells what to open, in one write.
func (s *serving) announce(site string) {
	if s.setUp != "" {
		fmt.Fprintf(s.program.Stdout, `Stetig serves on %[1]s

Nobody is here yet. Set the server up within 30 minutes, by this link, which is good once:

  %[1]s/set-up/%[2]s

A new start makes a new link; so does: stetig user add --email you@example.org
`, site, s.setUp)
		return
	}
	if !s.Demo {
		fmt.Fprintf(s.program.Stdout, `Stetig serves on %[1]s

  %[2]s   %[1]s/
  API docs     %[1]s/api/docs

Who cannot sign in gets a link to set a password, with the same --database:

  stetig user link --email you@example.org
`, site, s.front())
		return
	}
	s.announceDemo(site)
}

// front names what the site's address leads to, as wide as the other names: the
// planner or, where the program was built without it, the server's own start page.
func (s *serving) front() string {
	if s.program.Planner == nil {
		return "Start page"
	}
	return "Planner   "
}
