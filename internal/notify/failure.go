package notify

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"strings"
	"syscall"

	gomail "github.com/wneessen/go-mail"
)

// Failure is why a mail, or a message to a webhook, was not sent. Its text names neither addresses nor
// secrets, nor what the server said, in which either might stand.
type Failure struct {
	// Permanent says that this mail would fail again: the server has refused its
	// recipient or its content for good (5yz, RFC 5321 §4.2.1). What is wrong
	// with the server or with our account on it is not: somebody mends that.
	Permanent bool

	// Everywhere says that other mail would fail now, too: the server was not
	// reached, or does not let us in.
	Everywhere bool

	Cause  string // what went wrong, in a few words
	Detail string // what the server or the system said: for whoever sets mail up, not for logs
}

func (f *Failure) Error() string { return f.Cause }

// blocked is a failure on the way to where mail is taken.
func blocked(err error, cause string, args ...any) *Failure {
	return &Failure{Everywhere: true, Cause: fmt.Sprintf(cause, args...), Detail: detailOf(err)}
}

func detailOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// unreached says why there is no connection.
func unreached(err error, address string) *Failure {
	var name *net.DNSError
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return blocked(err, "the name of the mail server is not found")
	case errors.As(err, &name):
		return blocked(err, "the name of the mail server cannot be looked up")
	case errors.Is(err, syscall.ECONNREFUSED):
		return blocked(err, "the mail server refuses connections on port %s", portOf(address))
	case isTimeout(err):
		return blocked(err, "the mail server does not answer on port %s", portOf(address))
	case isAboutTLS(err):
		return untrusted(err)
	}
	return blocked(err, "the mail server cannot be reached")
}

func portOf(address string) string {
	_, port, _ := net.SplitHostPort(address)
	return port
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

func isAboutTLS(err error) bool {
	var record tls.RecordHeaderError
	var certificate *tls.CertificateVerificationError
	var alert tls.AlertError
	return errors.As(err, &record) || errors.As(err, &certificate) || errors.As(err, &alert)
}

// untrusted says why there is no TLS.
func untrusted(err error) *Failure {
	var record tls.RecordHeaderError
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &record):
		return blocked(err, "the mail server speaks no TLS on this port; perhaps it wants STARTTLS")
	case errors.As(err, &name):
		return blocked(err, "the mail server's certificate is for another name")
	case errors.As(err, &authority):
		return blocked(err, "the mail server's certificate is not from an authority that this machine trusts")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return blocked(err, "the mail server's certificate has expired or is not valid yet")
	}
	return blocked(err, "TLS with the mail server failed")
}

// cutShort says why the server broke a step off; step names it.
func cutShort(err error, step string) *Failure {
	var answer *textproto.Error
	switch {
	case errors.As(err, &answer):
		return blocked(err, "the mail server refused %s: %d", step, answer.Code)
	case isTimeout(err):
		return blocked(err, "the mail server took too long at %s", step)
	case isAboutTLS(err):
		return untrusted(err)
	}
	return blocked(err, "the connection to the mail server broke at %s", step)
}

// refused says why the server did not take a mail.
func refused(err error) *Failure {
	var send *gomail.SendError
	if !errors.As(err, &send) {
		return blocked(err, "the connection to the mail server broke")
	}
	subject, isMails := what(send.Reason)
	if send.ErrorCode() == 0 {
		return cutShort(err, subject)
	}
	const authenticationRequired = 530 // RFC 4954 §6
	return &Failure{
		Permanent:  isMails && send.ErrorCode() >= 500 && send.ErrorCode() != authenticationRequired,
		Everywhere: !isMails,
		Cause:      strings.TrimSpace(fmt.Sprintf("the mail server refused %s: %d %s", subject, send.ErrorCode(), send.EnhancedStatusCode())),
		Detail:     detailOf(err),
	}
}

// what names the part of a mail that a step is about, and whether it is the
// mail's own or the same in all.
func what(reason gomail.SendErrReason) (subject string, isMails bool) {
	switch reason {
	case gomail.ErrSMTPMailFrom:
		return "the sender", false
	case gomail.ErrSMTPRcptTo:
		return "the recipient", true
	case gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrWriteContent:
		return "the content", true
	}
	return "the mail", true
}
