// Package config is what an administrator can set, by flag or environment, as
// one struct for each command. The README lists it; a test keeps the list true.
package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Database says where the data is.
type Database struct {
	Database    string `name:"database" env:"STETIG_DATABASE" default:"stetig.db" placeholder:"FILE|URL" help:"SQLite file, or postgres://user:password@host/name."`
	Synchronous string `name:"synchronous" env:"STETIG_SYNCHRONOUS" enum:"FULL,NORMAL" default:"FULL" help:"SQLite only: FULL survives a power cut, NORMAL is faster and may lose the last moments (FULL, NORMAL)."`
}

// IsPostgres reports whether the database is PostgreSQL's, not a file.
func (d *Database) IsPostgres() bool {
	return strings.HasPrefix(d.Database, "postgres://") || strings.HasPrefix(d.Database, "postgresql://")
}

// Validate refuses the address of what is neither; kong calls it.
func (d *Database) Validate() error {
	if scheme, _, isAddress := strings.Cut(d.Database, "://"); isAddress && !d.IsPostgres() {
		return fmt.Errorf("--database: %s is not understood; name a file, or postgres://user:password@host/name", scheme)
	}
	return nil
}

// Site is where people reach the server, for links that a command prints.
type Site struct {
	BaseURL string `name:"base-url" env:"STETIG_BASE_URL" default:"http://127.0.0.1:8080" placeholder:"URL" help:"Address under which people reach the server, for the link."`
}

// Validate refuses what is no address; kong calls it.
func (s *Site) Validate() error { return validateBaseURL(s.BaseURL) }

func validateBaseURL(address string) error {
	if base, err := url.Parse(address); address != "" && (err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https") {
		return fmt.Errorf("--base-url %s: must be an address such as https://plan.example.org", address)
	}
	return nil
}

// Log says what is logged and how.
type Log struct {
	LogFormat string `name:"log-format" env:"STETIG_LOG_FORMAT" enum:"text,json" default:"text" help:"Form of the log on standard error (text, json)."`
	LogLevel  string `name:"log-level" env:"STETIG_LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"Least level that is logged (debug, info, warn, error)."`
}

// ValidateBaseURL refuses an address under which nobody reaches the server.
func (s *Serve) ValidateBaseURL() error { return validateBaseURL(s.BaseURL) }

// ValidateMail refuses mail that could not be sent, or whose links would lead
// nowhere.
func (s *Serve) ValidateMail() error {
	switch {
	case s.Sends() && s.BaseURL == "":
		return errors.New("--base-url: is needed with --smtp-host; links in mails begin with it, such as https://plan.example.org")
	case s.Sends() && s.Demo:
		return errors.New("--demo: sends no mail, since nothing in it is real; leave out --smtp-host")
	}
	return s.Mail.Validate()
}

// Serve configures the server.
type Serve struct {
	Database
	Log
	Listen          string        `name:"listen" env:"STETIG_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Address to serve on."`
	BaseURL         string        `name:"base-url" env:"STETIG_BASE_URL" placeholder:"URL" help:"Address under which people reach the server, for links and feed addresses; by default the one that each request names."`
	TrustedProxy    []Network     `name:"trusted-proxy" env:"STETIG_TRUSTED_PROXIES" placeholder:"ADDRESS|NETWORK" help:"Proxy whose X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host are believed, such as 192.0.2.7 or 10.0.0.0/8; several with commas, or the flag again."`
	MetricsListen   string        `name:"metrics-listen" env:"STETIG_METRICS_LISTEN" placeholder:"ADDRESS" help:"Address to serve /metrics on, to whoever can reach it; by default they are on the address of all else, for this machine alone."`
	Demo            bool          `name:"demo" env:"STETIG_DEMO" help:"Fill an empty database with a demo workspace and let visitors on this machine in without a token. Binds loopback addresses only."`
	DemoOpen        bool          `name:"demo-open" env:"STETIG_DEMO_OPEN" help:"With --demo: bind any address, and let EVERYBODY who can reach it in without a token, as the lead of the demo."`
	ScanEvery       time.Duration `name:"scan-every" env:"STETIG_SCAN_EVERY" default:"15m" help:"How often channels are scanned for gaps that time alone has opened."`
	ReadTimeout     time.Duration `name:"read-timeout" env:"STETIG_READ_TIMEOUT" default:"30s" help:"Longest time for a request to arrive; for a sheet, longest standstill."`
	WriteTimeout    time.Duration `name:"write-timeout" env:"STETIG_WRITE_TIMEOUT" default:"60s" help:"Longest time for a response to be made and sent; for a sheet, longest standstill."`
	ShutdownTimeout time.Duration `name:"shutdown-timeout" env:"STETIG_SHUTDOWN_TIMEOUT" default:"30s" help:"Longest time that accepted requests may still take after SIGTERM."`
	WebhookNetwork  []Network     `name:"webhook-network" env:"STETIG_WEBHOOK_NETWORKS" placeholder:"ADDRESS|NETWORK" help:"Network outside the public internet that webhooks may reach, such as 10.1.0.0/16, also by http; several with commas, or the flag again. By default they reach the public internet alone, by https."`
	OIDC
	Mail
}
