package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"stetig/internal/app"
	"stetig/internal/config"
	"stetig/internal/letter"
	"stetig/internal/notify"
)

// MailCmd looks after mail from the shell.
type MailCmd struct {
	Test MailTestCmd `cmd:"" help:"Send a mail with the settings of serve, to see whether they are right."`
}

// MailTestCmd sends a mail, to see whether the settings are right.
type MailTestCmd struct {
	config.Mail
	BaseURL  string `name:"base-url" env:"STETIG_BASE_URL" placeholder:"URL" help:"Address under which people reach the server; its name is how the mail server is greeted."`
	To       string `required:"" placeholder:"ADDRESS" help:"Address to send to."`
	Language string `enum:"de,en" default:"de" help:"Language of the mail (de, en)."`
}

// Help teaches the command.
func (MailTestCmd) Help() string {
	return `With the same settings as the server's, flags or environment, it says what goes wrong where something does:

    STETIG_SMTP_PASSWORD=… stetig mail test --to you@example.org --smtp-host mail.example.org \
      --smtp-user stetig --mail-from "Stetig <plan@example.org>"`
}

// Validate refuses settings with which nothing could be sent; kong calls it.
func (c *MailTestCmd) Validate() error {
	if !c.Sends() {
		return errors.New("--smtp-host: name the server that takes mail, with the flag or STETIG_SMTP_HOST")
	}
	if to, err := mail.ParseAddress(c.To); err != nil || to.Address != c.To {
		return fmt.Errorf("--to %s: must be an address such as you@example.org", c.To)
	}
	return c.Mail.Validate()
}

// Run sends the mail, or says why not.
func (c *MailTestCmd) Run(ctx context.Context, p *Program) error {
	settings, err := smtpOf(c.Mail, c.BaseURL)
	if err != nil {
		return err
	}
	sender, err := notify.NewSender(settings)
	if err != nil {
		return err
	}
	server := net.JoinHostPort(settings.Host, strconv.Itoa(cmp.Or(settings.Port, settings.Security.Port())))
	written, err := letter.Trial{Server: server}.In(c.Language)
	if err != nil {
		return err
	}
	err = sender.Send(ctx, notify.Mail{
		ID: uuid.NewString(), To: c.To, Subject: written.Subject, Text: written.Text, HTML: written.HTML, At: p.Now(),
	})
	var failure *notify.Failure
	if errors.As(err, &failure) {
		if failure.Detail == "" {
			return fmt.Errorf("%s: %w", server, failure)
		}
		return fmt.Errorf("%s: %w (%s)", server, failure, strings.TrimSpace(failure.Detail))
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "%s has taken a mail for %s. Look whether it arrives, and not among the spam.\n", server, c.To)
	return err
}

// mailer returns who sends the server's mail, nil where none is sent.
func (c *ServeCmd) mailer() (app.Mailer, error) {
	if !c.Sends() {
		return nil, nil
	}
	settings, err := smtpOf(c.Mail, c.BaseURL)
	if err != nil {
		return nil, err
	}
	return notify.NewSender(settings)
}

// smtpOf reads the settings of mail. Mail servers are greeted with the name
// under which people reach this one.
func smtpOf(c config.Mail, baseURL string) (notify.SMTP, error) {
	from, err := c.From()
	if err != nil {
		return notify.SMTP{}, err
	}
	password, err := c.Password()
	if err != nil {
		return notify.SMTP{}, err
	}
	settings := notify.SMTP{
		Host: c.SMTPHost, Port: c.SMTPPort, Security: notify.Security(c.SMTPSecurity),
		User: c.SMTPUser, Password: password, From: from,
	}
	if base, err := url.Parse(baseURL); err == nil && net.ParseIP(base.Hostname()) == nil {
		settings.Hello = base.Hostname()
	}
	return settings, nil
}
