package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"os"
	"strings"
)

// Mail says by which SMTP server mail is sent, and from whom. Without a host
// none is sent.
type Mail struct {
	SMTPHost         string `name:"smtp-host" env:"STETIG_SMTP_HOST" placeholder:"HOST" help:"SMTP server that takes mail; without one no mail is sent, and links are shown to those who make them."`
	SMTPPort         int    `name:"smtp-port" env:"STETIG_SMTP_PORT" placeholder:"PORT" help:"Its port; by default 587, with --smtp-security tls 465, with none 25."`
	SMTPSecurity     string `name:"smtp-security" env:"STETIG_SMTP_SECURITY" enum:"starttls,tls,none" default:"starttls" help:"How the way there is protected: starttls (nothing is sent where the server does not offer it), tls from the beginning, or none, for a server on the same machine (starttls, tls, none)."`
	SMTPUser         string `name:"smtp-user" env:"STETIG_SMTP_USER" placeholder:"NAME" help:"User to sign in as; without one nobody signs in."`
	SMTPPassword     string `name:"smtp-password" env:"STETIG_SMTP_PASSWORD" placeholder:"PASSWORD" help:"Password of the user. Others on the machine can read it on the command line; the variable or --smtp-password-file keeps it to itself."`
	SMTPPasswordFile string `name:"smtp-password-file" env:"STETIG_SMTP_PASSWORD_FILE" placeholder:"FILE" help:"File that holds the password instead."`
	MailFrom         string `name:"mail-from" env:"STETIG_MAIL_FROM" placeholder:"ADDRESS" help:"From whom mail comes: plan@example.org, or 'Stetig <plan@example.org>'."`
}

// Sends reports whether mail is to be sent.
func (m *Mail) Sends() bool { return m.SMTPHost != "" }

// Validate refuses settings with which no mail could be sent, and those that do
// nothing without a host.
func (m *Mail) Validate() error {
	if !m.Sends() {
		for _, setting := range []struct{ name, value string }{
			{"smtp-user", m.SMTPUser}, {"smtp-password", m.SMTPPassword}, {"smtp-password-file", m.SMTPPasswordFile}, {"mail-from", m.MailFrom},
		} {
			if setting.value != "" {
				return fmt.Errorf("--%s: needs --smtp-host, the server that takes mail", setting.name)
			}
		}
		return nil
	}
	if strings.ContainsAny(m.SMTPHost, ":/ ") && net.ParseIP(m.SMTPHost) == nil {
		return fmt.Errorf("--smtp-host %s: must be a name alone, such as mail.example.org; the port is --smtp-port", m.SMTPHost)
	}
	if m.SMTPPort < 0 || m.SMTPPort > 65535 {
		return fmt.Errorf("--smtp-port %d: must be a port, such as 587", m.SMTPPort)
	}
	if m.MailFrom == "" {
		return errors.New("--mail-from: is needed with --smtp-host; it is the address that mail comes from, such as 'Stetig <plan@example.org>'")
	}
	if _, err := m.From(); err != nil {
		return err
	}
	return m.validateUser()
}

func (m *Mail) validateUser() error {
	hasPassword := m.SMTPPassword != "" || m.SMTPPasswordFile != ""
	switch {
	case m.SMTPPassword != "" && m.SMTPPasswordFile != "":
		return errors.New("--smtp-password and --smtp-password-file: give one of them")
	case m.SMTPUser != "" && !hasPassword:
		return errors.New("--smtp-user: needs a password, with STETIG_SMTP_PASSWORD or --smtp-password-file")
	case m.SMTPUser == "" && hasPassword:
		return errors.New("--smtp-user: is needed with a password")
	case m.SMTPUser != "" && m.SMTPSecurity == "none" && !m.isHere():
		return fmt.Errorf("--smtp-security none: would tell the password to everybody on the way to %s; use starttls or tls", m.SMTPHost)
	}
	return nil
}

// isHere reports whether the mail server is this machine.
func (m *Mail) isHere() bool {
	ip := net.ParseIP(m.SMTPHost)
	return strings.EqualFold(m.SMTPHost, "localhost") || ip != nil && ip.IsLoopback()
}

// From returns the address that mail comes from, and its name.
func (m *Mail) From() (mail.Address, error) {
	from, err := mail.ParseAddress(m.MailFrom)
	if err != nil {
		return mail.Address{}, fmt.Errorf("--mail-from %s: must be an address such as plan@example.org, or 'Stetig <plan@example.org>'", m.MailFrom)
	}
	return *from, nil
}

// Password returns the user's password; that of a file is its first line.
func (m *Mail) Password() (string, error) {
	if m.SMTPPasswordFile == "" {
		return m.SMTPPassword, nil
	}
	content, err := os.ReadFile(m.SMTPPasswordFile)
	if err != nil {
		return "", fmt.Errorf("--smtp-password-file: %w", err)
	}
	line, _, _ := strings.Cut(string(content), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", fmt.Errorf("--smtp-password-file: the first line of %s is empty", m.SMTPPasswordFile)
	}
	return line, nil
}
