package notify_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"stetig/internal/notify"
	"stetig/internal/notify/notifytest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// sent is when everything in these tests is sent.
var sent = time.Date(2027, time.March, 1, 11, 0, 0, 0, time.UTC)

func letter() notify.Mail {
	return notify.Mail{
		ID: "0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10", To: "anna@example.org", Name: "Änne Öztürk",
		Subject: "Grüße vom Werkblog: „Frühjahrsputz“", At: sent,
		Text: "Guten Tag Änne Öztürk,\n\nes gibt Neues. Ein sehr langer Satz, der länger ist als jede Zeile, die ein Server nimmt, steht hier: " + strings.Repeat("größer ", 200) + "\n.\n",
		HTML: "<!DOCTYPE html>\n<html lang=\"de\"><body><p>Es gibt Neues: <b>größer</b></p></body></html>\n",
	}
}

// Only news says how to end it, in headers that mail programs act upon (RFC 8058),
// on one line each: an address that is folded leads nowhere.
func TestNewsSaysHowToEndIt(t *testing.T) {
	t.Parallel()
	server := notifytest.Start(t, notifytest.Options{})
	sender := newSender(t, settingsFor(server, notify.None))
	news := letter()
	news.Unsubscribe = "https://plan.example.org/" + strings.Repeat("pfad/", 20) + "unsubscribe/q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng"
	for _, m := range []notify.Mail{letter(), news} {
		if err := sender.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	mails := server.Mails()
	if strings.Contains(mails[0].Raw, "List-Unsubscribe") {
		t.Errorf("a mail that is no news:\n%s", mails[0].Raw)
	}
	for _, line := range []string{"List-Unsubscribe: <" + news.Unsubscribe + ">\r\n", "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"} {
		if !strings.Contains(mails[1].Raw, line) {
			t.Errorf("lacks %q:\n%s", line, mails[1].Raw)
		}
	}
}

func settingsFor(s *notifytest.Server, security notify.Security) notify.SMTP {
	return notify.SMTP{
		Host: notifytest.Host, Port: s.Port, Security: security, Roots: s.Roots,
		From: mail.Address{Name: "Stetig, Musterwerk", Address: "plan@example.org"}, Hello: "plan.example.org",
	}
}

func newSender(tb testing.TB, settings notify.SMTP) *notify.Sender {
	tb.Helper()
	sender, err := notify.NewSender(settings)
	if err != nil {
		tb.Fatal(err)
	}
	return sender
}

func TestMailArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		server    notifytest.Options
		security  notify.Security
		encrypted bool
		user      string
	}{
		"over STARTTLS":            {notifytest.Options{StartTLS: true}, notify.StartTLS, true, ""},
		"over TLS":                 {notifytest.Options{TLS: true}, notify.TLS, true, ""},
		"in clear":                 {notifytest.Options{}, notify.None, false, ""},
		"signed in, over STARTTLS": {notifytest.Options{StartTLS: true, User: "stetig", Password: "geheim ü"}, notify.StartTLS, true, "stetig"},
		"signed in, over TLS":      {notifytest.Options{TLS: true, User: "stetig", Password: "geheim ü"}, notify.TLS, true, "stetig"},
		"signed in, on loopback":   {notifytest.Options{User: "stetig", Password: "geheim ü"}, notify.None, false, "stetig"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := notifytest.Start(t, tc.server)
			settings := settingsFor(server, tc.security)
			settings.User, settings.Password = tc.server.User, tc.server.Password
			if err := newSender(t, settings).Send(t.Context(), letter()); err != nil {
				t.Fatal(err)
			}
			mails := server.Mails()
			if len(mails) != 1 {
				t.Fatalf("%d mails came", len(mails))
			}
			got := mails[0]
			type facts struct {
				From, To, Hello, User, Subject, Text, HTML string
				Encrypted                                  bool
			}
			want := facts{"plan@example.org", "anna@example.org", "plan.example.org", tc.user, letter().Subject, letter().Text, letter().HTML, tc.encrypted}
			if diff := cmp.Diff(want, facts{got.From, got.To, got.Hello, got.User, got.Subject(), got.Text, got.HTML, got.Encrypted}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for header, want := range map[string]string{
				"Message-Id":     "<0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10@example.org>",
				"Date":           "Mon, 01 Mar 2027 11:00:00 +0000",
				"Auto-Submitted": "auto-generated",
				"User-Agent":     "", "X-Mailer": "",
			} {
				if got := got.Header.Get(header); got != want {
					t.Errorf("%s: %q, want %q", header, got, want)
				}
			}
			to, err := got.Header.AddressList("To")
			if err != nil || len(to) != 1 || *to[0] != (mail.Address{Name: "Änne Öztürk", Address: "anna@example.org"}) {
				t.Errorf("To: %v, %v", to, err)
			}
			from, err := got.Header.AddressList("From")
			if err != nil || len(from) != 1 || *from[0] != settings.From {
				t.Errorf("From: %v, %v", from, err)
			}
			for line := range strings.Lines(got.Raw) {
				if len(line) > 1000 { // RFC 5322 §2.1.1, with its end
					t.Errorf("a line of %d bytes", len(line))
				}
			}
		})
	}
}

func TestHeadersCannotBeSmuggledIn(t *testing.T) {
	t.Parallel()
	server := notifytest.Start(t, notifytest.Options{})
	m := letter()
	m.Subject = "Hallo\r\nBcc: alle@example.org\r\n\r\nText"
	m.Name = "Änne\r\nX-Evil: ja \"<böse@example.org>\""
	if err := newSender(t, settingsFor(server, notify.None)).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := server.Mails()[0]
	if got.To != "anna@example.org" || got.Header.Get("Bcc") != "" || got.Header.Get("X-Evil") != "" {
		t.Errorf("smuggled: %s\n%s", got.To, got.Raw)
	}
	if want := "Hallo Bcc: alle@example.org Text"; got.Subject() != want {
		t.Errorf("subject %q, want %q", got.Subject(), want)
	}
}

func TestDomainsWithUmlautsAreSentAsServersKnowThem(t *testing.T) {
	t.Parallel()
	server := notifytest.Start(t, notifytest.Options{})
	settings := settingsFor(server, notify.None)
	settings.From.Address = "plan@bücher.example"
	m := letter()
	m.To = "anna@Müller.example"
	if err := newSender(t, settings).Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	got := server.Mails()[0]
	if got.To != "anna@xn--mller-kva.example" || got.From != "plan@xn--bcher-kva.example" || got.Header.Get("Message-Id") != "<"+m.ID+"@xn--bcher-kva.example>" {
		t.Errorf("from %s to %s, %s", got.From, got.To, got.Header.Get("Message-Id"))
	}
}

// answerAt refuses at one step.
func answerAt(step string, code int, enhanced smtp.EnhancedCode) func(string, string) *smtp.SMTPError {
	return func(at, about string) *smtp.SMTPError {
		if at != step {
			return nil
		}
		return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: "not this one: anna@example.org"}
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	another := notifytest.NewCertificate(t, "mail.example.net")
	for name, tc := range map[string]struct {
		server   notifytest.Options
		security notify.Security
		change   func(*notify.SMTP, *notify.Mail)
		want     notify.Failure // without Detail
	}{
		"unknown recipient": {notifytest.Options{Refuse: answerAt("rcpt", 550, smtp.EnhancedCode{5, 1, 1})}, notify.None, nil,
			notify.Failure{Permanent: true, Cause: "the mail server refused the recipient: 550 5.1.1"}},
		"recipient who waits": {notifytest.Options{Refuse: answerAt("rcpt", 450, smtp.EnhancedCode{4, 2, 0})}, notify.None, nil,
			notify.Failure{Cause: "the mail server refused the recipient: 450 4.2.0"}},
		"content refused": {notifytest.Options{Refuse: answerAt("data", 554, smtp.EnhancedCode{5, 6, 0})}, notify.None, nil,
			notify.Failure{Permanent: true, Cause: "the mail server refused the content: 554 5.6.0"}},
		"a full disk": {notifytest.Options{Refuse: answerAt("data", 452, smtp.EnhancedCode{4, 3, 1})}, notify.None, nil,
			notify.Failure{Cause: "the mail server refused the content: 452 4.3.1"}},
		"sender refused": {notifytest.Options{Refuse: answerAt("mail", 550, smtp.EnhancedCode{5, 7, 1})}, notify.None, nil,
			notify.Failure{Everywhere: true, Cause: "the mail server refused the sender: 550 5.7.1"}},
		"signing in at the recipient": {notifytest.Options{Refuse: answerAt("rcpt", 530, smtp.EnhancedCode{5, 7, 0})}, notify.None, nil,
			notify.Failure{Cause: "the mail server refused the recipient: 530 5.7.0"}},
		"nobody signed in": {notifytest.Options{User: "stetig", Password: "geheim"}, notify.None, nil,
			notify.Failure{Everywhere: true, Cause: "the mail server refused the sender: 530 5.7.0"}},
		"wrong password": {notifytest.Options{StartTLS: true, User: "stetig", Password: "geheim"}, notify.StartTLS,
			func(s *notify.SMTP, _ *notify.Mail) { s.User, s.Password = "stetig", "falsch-und-geheim" },
			notify.Failure{Everywhere: true, Cause: "the mail server refused user and password: 535"}},
		"nobody can sign in": {notifytest.Options{StartTLS: true}, notify.StartTLS,
			func(s *notify.SMTP, _ *notify.Mail) { s.User, s.Password = "stetig", "geheim" },
			notify.Failure{Everywhere: true, Cause: "the mail server lets nobody sign in by SCRAM-SHA-256, PLAIN or LOGIN here"}},
		"no STARTTLS": {notifytest.Options{}, notify.StartTLS, nil,
			notify.Failure{Everywhere: true, Cause: "the mail server offers no STARTTLS; nothing is sent to it in clear"}},
		"no TLS": {notifytest.Options{}, notify.TLS, nil,
			notify.Failure{Everywhere: true, Cause: "the mail server speaks no TLS on this port; perhaps it wants STARTTLS"}},
		"unknown authority": {notifytest.Options{TLS: true}, notify.TLS,
			func(s *notify.SMTP, _ *notify.Mail) { s.Roots = x509.NewCertPool() },
			notify.Failure{Everywhere: true, Cause: "the mail server's certificate is not from an authority that this machine trusts"}},
		"unknown authority, STARTTLS": {notifytest.Options{StartTLS: true}, notify.StartTLS,
			func(s *notify.SMTP, _ *notify.Mail) { s.Roots = x509.NewCertPool() },
			notify.Failure{Everywhere: true, Cause: "the mail server's certificate is not from an authority that this machine trusts"}},
		"a certificate for another": {notifytest.Options{StartTLS: true, Certificate: &another}, notify.StartTLS, nil,
			notify.Failure{Everywhere: true, Cause: "the mail server's certificate is for another name"}},
		"no such name": {notifytest.Options{}, notify.None,
			func(s *notify.SMTP, _ *notify.Mail) { s.Host = "mail.invalid" }, // RFC 2606 §2
			notify.Failure{Everywhere: true, Cause: "the name of the mail server is not found"}},
		"no address": {notifytest.Options{}, notify.None,
			func(_ *notify.SMTP, m *notify.Mail) { m.To = "anna" },
			notify.Failure{Permanent: true, Cause: "the mail cannot be written"}},
		"two addresses": {notifytest.Options{}, notify.None,
			func(_ *notify.SMTP, m *notify.Mail) { m.To = "anna@example.org, ben@example.org" },
			notify.Failure{Permanent: true, Cause: "the mail cannot be written"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := notifytest.Start(t, tc.server)
			settings, m := settingsFor(server, tc.security), letter()
			if tc.change != nil {
				tc.change(&settings, &m)
			}
			got := failureOf(t, newSender(t, settings).Send(t.Context(), m))
			for _, secret := range []string{"anna@", "geheim", "falsch"} {
				if strings.Contains(got.Cause, secret) {
					t.Errorf("tells %q: %s", secret, got.Cause)
				}
			}
			got.Detail = ""
			if name == "no such name" && strings.HasSuffix(got.Cause, "cannot be looked up") {
				got.Cause = tc.want.Cause // without a name server nothing is known not to be there
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if mails := server.Mails(); len(mails) > 0 {
				t.Errorf("a mail came all the same: %+v", mails)
			}
		})
	}
}

// failureOf is the Failure that an error has to be.
func failureOf(t *testing.T, err error) notify.Failure {
	t.Helper()
	var failure *notify.Failure
	if !errors.As(err, &failure) {
		t.Fatalf("got %v, want a Failure", err)
	}
	return *failure
}

func TestAServerThatIsDownComesBack(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().(*net.TCPAddr)
	listener.Close()
	sender := newSender(t, notify.SMTP{
		Host: notifytest.Host, Port: address.Port, Security: notify.None, From: mail.Address{Address: "plan@example.org"},
	})
	got := failureOf(t, sender.Send(t.Context(), letter()))
	if got.Permanent || !got.Everywhere || !strings.HasPrefix(got.Cause, "the mail server refuses connections on port ") {
		t.Errorf("while it is down: %+v", got)
	}
	server := notifytest.Start(t, notifytest.Options{Address: address.String()})
	if err := sender.Send(t.Context(), letter()); err != nil {
		t.Fatalf("when it is back: %v", err)
	}
	if mails := server.Mails(); len(mails) != 1 || mails[0].Hello != "example.org" {
		t.Errorf("came: %+v", mails)
	}
}

// silent listens and says nothing, ever.
func silent(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener.Addr().(*net.TCPAddr).Port
}

func TestASlowServerIsNotWaitedForForEver(t *testing.T) {
	t.Parallel()
	slow := make(chan struct{})
	defer close(slow)
	stuck := notifytest.Start(t, notifytest.Options{Refuse: func(step, _ string) *smtp.SMTPError {
		if step == "data" {
			<-slow
		}
		return nil
	}})
	for name, port := range map[string]int{"at the greeting": silent(t), "at the end": stuck.Port} {
		sender := newSender(t, notify.SMTP{
			Host: notifytest.Host, Port: port, Security: notify.None, Timeout: 300 * time.Millisecond,
			From: mail.Address{Address: "plan@example.org"},
		})
		got := failureOf(t, sender.Send(t.Context(), letter()))
		if got.Permanent || !got.Everywhere || got.Cause != "the mail server took too long" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestSendingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	sender := newSender(t, notify.SMTP{
		Host: notifytest.Host, Port: silent(t), Security: notify.None, From: mail.Address{Address: "plan@example.org"},
	})
	ended := make(chan error, 1)
	go func() { ended <- sender.Send(ctx, letter()) }()
	cancel()
	if got := failureOf(t, <-ended); got.Permanent || got.Cause != "the sending was broken off" {
		t.Errorf("%+v", got)
	}
}

func TestSettingsThatCannotWork(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string]notify.SMTP{
		"no host":   {From: mail.Address{Address: "plan@example.org"}},
		"no sender": {Host: "mail.example.org"},
		"no domain": {Host: "mail.example.org", From: mail.Address{Address: "plan"}},
	} {
		if _, err := notify.NewSender(settings); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
