package notify

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
	"golang.org/x/net/idna"
)

// Security is how the way to the SMTP server is protected.
type Security string

// The ways there are.
const (
	StartTLS Security = "starttls" // TLS from the server's offer on (RFC 3207); without it nothing is sent
	TLS      Security = "tls"      // TLS from the beginning (RFC 8314 §3.3)
	None     Security = "none"     // in clear: for a server on this machine
)

// Port is where a server usually listens for mail that is protected so.
func (s Security) Port() int {
	switch s {
	case TLS:
		return 465
	case None:
		return 25
	default:
		return 587
	}
}

// SMTP says by which server mail is sent, and from whom.
type SMTP struct {
	Host           string
	Port           int // 0: the usual one
	Security       Security
	User, Password string // "": without signing in
	From           mail.Address
	Hello          string         // how we name ourselves (EHLO); "": the domain of From
	Timeout        time.Duration  // for one mail, from the connection to the server's word that it has it; 0: DefaultTimeout
	Roots          *x509.CertPool // whose certificates are trusted; nil: those the machine trusts
}

// DefaultTimeout bounds the sending of one mail.
const DefaultTimeout = 30 * time.Second

// Sender sends mail to an SMTP server, over a connection of its own for each. It
// is safe for concurrent use.
type Sender struct {
	settings SMTP
	address  string // host and port
	domain   string // of the sender
	client   *gomail.Client
}

// NewSender returns a Sender; settings with which nothing can be sent are an error.
func NewSender(settings SMTP) (*Sender, error) {
	if settings.Port == 0 {
		settings.Port = settings.Security.Port()
	}
	if settings.Timeout == 0 {
		settings.Timeout = DefaultTimeout
	}
	from, err := asciiDomain(settings.From.Address)
	if err != nil {
		return nil, fmt.Errorf("the sender's address: %w", err)
	}
	settings.From.Address = from
	_, domain, _ := strings.Cut(from, "@")
	if settings.Hello, err = idna.Lookup.ToASCII(settings.Hello); err != nil || settings.Hello == "" {
		settings.Hello = domain
	}
	// Not asking NOOP before and RSET after a mail leaves nothing to go wrong
	// after the server has taken it. Its timeout comes after that of Send, whose
	// cause can be told.
	client, err := gomail.NewClient(settings.Host, gomail.WithTimeout(2*settings.Timeout), gomail.WithoutNoop(), gomail.WithoutRset())
	if err != nil {
		return nil, fmt.Errorf("making the mail client: %w", err)
	}
	return &Sender{
		settings: settings, address: net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port)), domain: domain, client: client,
	}, nil
}

// Send sends one mail. When it returns nil, the server has taken it; what it
// returns else is a *Failure. A mail that was cut off at its very end may have
// been taken all the same.
func (s *Sender) Send(ctx context.Context, m Mail) error {
	message, err := s.message(m)
	if err != nil {
		return &Failure{Permanent: true, Cause: "the mail cannot be written", Detail: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, s.settings.Timeout)
	defer cancel()
	if failure := s.send(ctx, message); failure != nil {
		if ctx.Err() != nil {
			return &Failure{Everywhere: true, Cause: why(ctx), Detail: failure.Detail}
		}
		return failure
	}
	return nil
}

func why(ctx context.Context) string {
	if isTimeout(ctx.Err()) {
		return "the mail server took too long"
	}
	return "the sending was broken off"
}

func (s *Sender) send(ctx context.Context, message *gomail.Msg) *Failure {
	connection, err := s.dial(ctx)
	if err != nil {
		return unreached(err, s.address)
	}
	defer func() { _ = connection.Close() }()
	stop := context.AfterFunc(ctx, func() { _ = connection.Close() })
	defer stop()

	client, err := smtp.NewClient(connection, s.settings.Host)
	if err != nil {
		return cutShort(err, "its greeting")
	}
	if failure := s.signIn(client); failure != nil {
		return failure
	}
	err = s.client.SendWithSMTPClient(client, message)
	if err != nil && !message.IsDelivered() {
		return refused(err)
	}
	_ = client.Quit() // it has the mail, whatever it says to that
	return nil
}

func (s *Sender) dial(ctx context.Context) (net.Conn, error) {
	if s.settings.Security == TLS {
		dialer := tls.Dialer{Config: s.tls()}
		return dialer.DialContext(ctx, "tcp", s.address)
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", s.address)
}

func (s *Sender) tls() *tls.Config {
	return &tls.Config{ServerName: s.settings.Host, RootCAs: s.settings.Roots, MinVersion: tls.VersionTLS12}
}

// signIn goes as far as mail can be handed over.
func (s *Sender) signIn(client *smtp.Client) *Failure {
	if err := client.Hello(s.settings.Hello); err != nil {
		return cutShort(err, "our greeting")
	}
	if s.settings.Security == StartTLS {
		if offered, _ := client.Extension("STARTTLS"); !offered {
			return blocked(nil, "the mail server offers no STARTTLS; nothing is sent to it in clear")
		}
		if err := client.StartTLS(s.tls()); err != nil {
			return cutShort(err, "STARTTLS")
		}
	}
	if s.settings.User == "" {
		return nil
	}
	way, failure := s.auth(client)
	if failure != nil {
		return failure
	}
	if err := client.Auth(way); err != nil {
		return cutShort(err, "user and password")
	}
	return nil
}

// auth chooses how to prove who we are: SCRAM does not tell the password, the
// others do and are for TLS, or for a server on this machine.
func (s *Sender) auth(client *smtp.Client) (smtp.Auth, *Failure) {
	_, offered := client.Extension("AUTH")
	user, password, host := s.settings.User, s.settings.Password, s.settings.Host
	for _, way := range []struct {
		name string
		auth smtp.Auth
	}{
		{"SCRAM-SHA-256", smtp.ScramSHA256Auth(user, password)},
		{"PLAIN", smtp.PlainAuth("", user, password, host, false)},
		{"LOGIN", smtp.LoginAuth(user, password, host, false)},
	} {
		for name := range strings.FieldsSeq(offered) {
			if strings.EqualFold(name, way.name) {
				return way.auth, nil
			}
		}
	}
	return nil, blocked(nil, "the mail server lets nobody sign in by SCRAM-SHA-256, PLAIN or LOGIN here")
}

// message writes a mail as it is sent (RFC 5322), with both of its texts.
func (s *Sender) message(m Mail) (*gomail.Msg, error) {
	to, err := asciiDomain(m.To)
	if err != nil {
		return nil, fmt.Errorf("the recipient's address: %w", err)
	}
	if read, err := mail.ParseAddress(to); err != nil || read.Address != to {
		return nil, errors.New("the recipient's address: it is not one address")
	}
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	message.FromMailAddress(&s.settings.From)
	message.ToMailAddress(&mail.Address{Name: oneLine(m.Name), Address: to})
	message.Subject(oneLine(m.Subject))
	message.SetDateWithValue(m.At)
	message.SetMessageIDWithValue(m.ID + "@" + s.domain)
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834 §5: no out-of-office replies
	if m.Unsubscribe != "" {
		message.SetGenHeaderPreformatted("List-Unsubscribe", "<"+m.Unsubscribe+">") // one word, never folded or encoded
		message.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click") // RFC 8058 §3.1
	}
	message.SetBodyString(gomail.TypeTextPlain, m.Text)
	message.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	return message, nil
}

// oneLine keeps a text from becoming more than one header.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// asciiDomain writes the domain of an address as servers know it that take no
// others: müller.example becomes xn--mller-kva.example (RFC 5891).
func asciiDomain(address string) (string, error) {
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return "", errors.New("it has no domain")
	}
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if err != nil {
		return "", fmt.Errorf("its domain is none: %w", err)
	}
	return address[:at+1] + domain, nil
}
