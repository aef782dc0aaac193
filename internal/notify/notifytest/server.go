// Package notifytest runs real mail servers on loopback, for tests of what is
// sent to them and of what they refuse.
package notifytest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Host is where the servers listen, and what their certificates are for.
const Host = "127.0.0.1"

// Options say what a server is like; its zero value takes every mail, in clear.
type Options struct {
	Address        string           // to listen on; "": a free port
	TLS            bool             // from the beginning
	StartTLS       bool             // offered
	Certificate    *tls.Certificate // "": one of its own, see Server.Roots
	User, Password string           // "": nobody needs to sign in

	// Refuse is asked at each step (mail, rcpt, data) with what it is about: the
	// address, or the mail. What it returns is the server's answer; nil takes it.
	Refuse func(step, about string) *smtp.SMTPError
}

// Server is a mail server.
type Server struct {
	Port  int
	Roots *x509.CertPool // to trust its certificate
	PEM   []byte         // the same, as a file holds it

	options Options
	smtp    *smtp.Server
	mu      sync.Mutex
	mails   []Mail
	news    chan struct{}
}

// Mail is a mail that a server has taken.
type Mail struct {
	From, To  string // of the envelope
	Hello     string
	User      string // who signed in; "": nobody
	Encrypted bool
	Header    mail.Header
	Text      string
	HTML      string
	Raw       string
}

// Subject returns the subject as people read it.
func (m *Mail) Subject() string {
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return m.Header.Get("Subject")
	}
	return subject
}

// Start runs a server until the test ends.
func Start(tb testing.TB, o Options) *Server {
	tb.Helper()
	if o.Address == "" {
		o.Address = net.JoinHostPort(Host, "0")
	}
	listener, err := net.Listen("tcp", o.Address)
	if err != nil {
		tb.Fatal(err)
	}
	s := &Server{Port: listener.Addr().(*net.TCPAddr).Port, options: o, news: make(chan struct{}, 1)}
	s.smtp = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{server: s, connection: c}, nil
	}))
	s.smtp.Domain = "mail.example.org"
	s.smtp.ErrorLog = log.New(io.Discard, "", 0)
	if o.TLS || o.StartTLS {
		certificate := o.Certificate
		if certificate == nil {
			made := NewCertificate(tb, Host)
			certificate = &made
		}
		s.Roots, s.PEM = rootsOf(tb, *certificate)
		s.smtp.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
	} else {
		s.smtp.AllowInsecureAuth = true
	}
	if o.TLS {
		listener = tls.NewListener(listener, s.smtp.TLSConfig)
	}
	var serving sync.WaitGroup
	serving.Go(func() { _ = s.smtp.Serve(listener) })
	tb.Cleanup(func() {
		_ = s.smtp.Close()
		_ = listener.Close() // the server knows it only once it serves
		serving.Wait()
	})
	return s
}

// Mails returns what the server has taken so far.
func (s *Server) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// News gets something when mail has come.
func (s *Server) News() <-chan struct{} { return s.news }

func (s *Server) take(m Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, m)
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// session is one connection.
type session struct {
	server     *Server
	connection *smtp.Conn
	user       string
	mail       Mail
}

func (s *session) AuthMechanisms() []string {
	if s.server.options.User == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.server.options.User || password != s.server.options.Password {
			return smtp.ErrAuthFailed
		}
		s.user = user
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.options.User != "" && s.user == "" {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	_, encrypted := s.connection.TLSConnectionState()
	s.mail = Mail{From: from, Hello: s.connection.Hostname(), User: s.user, Encrypted: encrypted}
	return s.refuse("mail", from)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = to
	return s.refuse("rcpt", to)
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.refuse("data", string(raw)); err != nil {
		return err
	}
	s.mail.Raw = string(raw)
	if err := s.mail.read(raw); err != nil {
		return fmt.Errorf("not a mail: %w", err)
	}
	s.server.take(s.mail)
	return nil
}

func (s *session) refuse(step, about string) error {
	if s.server.options.Refuse == nil {
		return nil
	}
	if answer := s.server.options.Refuse(step, about); answer != nil {
		return answer
	}
	return nil
}

func (s *session) Reset() {}

func (s *session) Logout() error { return nil }

// read takes a mail apart.
func (m *Mail) read(raw []byte) error {
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	m.Header = message.Header
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		return err
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			return err
		}
		text := string(bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")))
		if kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind == "text/html" {
			m.HTML = text
		} else {
			m.Text = text
		}
	}
}
