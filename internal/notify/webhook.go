package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// webhookTimeout bounds one sending: the look-up, the connection and the answer.
	webhookTimeout = 10 * time.Second

	// webhookAnswer is how much of an answer is read; none of it is kept.
	webhookAnswer = 4 << 10
)

// secretPrefix begins the secret of a webhook (Standard Webhooks 1.0).
const secretPrefix = "whsec_"

// Call is one sending to a webhook.
type Call struct {
	URL     string
	ID      string    // of the event; the same each time it is sent
	At      time.Time // when it is sent
	Body    []byte
	Secrets []string // each signs; none: who is told could not check it, as with chats
}

// WebhookOptions configures NewWebhooks.
type WebhookOptions struct {
	Private   []netip.Prefix // networks outside the public internet that may be reached, and by http without TLS
	UserAgent string
	Roots     *x509.CertPool // nil: the system's
}

// Webhooks sends to webhooks. It is safe for concurrent use.
type Webhooks struct {
	userAgent     string
	secure, plain *http.Client
}

// NewWebhooks returns a sender that reaches the public internet, by TLS, and
// those other networks that it is told.
func NewWebhooks(o WebhookOptions) *Webhooks {
	private := func(address netip.Addr) bool { return isIn(o.Private, address) }
	return &Webhooks{
		userAgent: o.UserAgent,
		secure:    webhookClient(o.Roots, func(address netip.Addr) bool { return isPublic(address) || private(address) }),
		plain:     webhookClient(o.Roots, private),
	}
}

func webhookClient(roots *x509.CertPool, may func(netip.Addr) bool) *http.Client {
	dialer := &net.Dialer{Timeout: webhookTimeout, Control: guard(may)}
	return &http.Client{
		Timeout: webhookTimeout,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would connect for us, past the guard
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    webhookTimeout,
			ResponseHeaderTimeout:  webhookTimeout,
			MaxResponseHeaderBytes: 64 << 10,
			DisableCompression:     true,
			DisableKeepAlives:      true, // each sending is looked up, and guarded, anew
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Call sends to a webhook and returns the HTTP status of the answer, 0 where there
// was none. What was not taken, with a status from 200 to 299, is a *Failure.
func (w *Webhooks) Call(ctx context.Context, call Call) (status int, err error) {
	to, err := url.Parse(call.URL)
	if err != nil {
		return 0, &Failure{Cause: "the address cannot be read"}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, call.URL, bytes.NewReader(call.Body))
	if err != nil {
		return 0, &Failure{Cause: "the address cannot be read"}
	}
	sent := strconv.FormatInt(call.At.Unix(), 10)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", w.userAgent)
	if len(call.Secrets) > 0 {
		request.Header.Set("webhook-id", call.ID)
		request.Header.Set("webhook-timestamp", sent)
		request.Header.Set("webhook-signature", signatures(call, sent))
	}
	client := w.secure
	if to.Scheme == "http" {
		client = w.plain
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, uncalled(err, to.Scheme)
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.CopyN(io.Discard, answer.Body, webhookAnswer) // so that it can end what it says
	switch code := answer.StatusCode; {
	case code >= 200 && code <= 299:
		return code, nil
	case code >= 300 && code <= 399:
		return code, &Failure{Cause: fmt.Sprintf("it answers with %d; redirects are not followed", code)}
	default:
		return code, &Failure{Cause: fmt.Sprintf("it answers with %d", code), Permanent: code == http.StatusGone}
	}
}

// signatures signs what is sent with each secret, as Standard Webhooks 1.0 has it:
// "v1," and HMAC-SHA256 over id, time stamp and body with dots between them.
func signatures(call Call, sent string) string {
	signed := make([]string, 0, len(call.Secrets))
	for _, secret := range call.Secrets {
		mac := hmac.New(sha256.New, secretKey(secret))
		_, _ = io.WriteString(mac, call.ID+"."+sent+".") // never fails
		_, _ = mac.Write(call.Body)
		signed = append(signed, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	return strings.Join(signed, " ")
}

// secretKey returns the bytes that a secret stands for.
func secretKey(secret string) []byte {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil {
		return []byte(secret)
	}
	return key
}

// uncalled says why there is no answer. It repeats nothing of the address, which may
// hold a secret, and nothing of what is found behind it.
func uncalled(err error, scheme string) *Failure {
	var name *net.DNSError
	cause := "it cannot be reached"
	switch {
	case errors.Is(err, errPrivate) && scheme == "http":
		cause = "it is not https; without TLS this server reaches only networks that its administrator has named"
	case errors.Is(err, errPrivate):
		cause = "its address is not of the public internet; the administrator of this server would have to allow its network"
	case errors.As(err, &name):
		cause = "its name is not found"
	case errors.Is(err, syscall.ECONNREFUSED):
		cause = "it refuses connections"
	case isAboutTLS(err):
		cause = "its certificate is not trusted, or it speaks no TLS"
	case isTimeout(err):
		cause = fmt.Sprintf("it does not answer within %s", webhookTimeout)
	}
	return &Failure{Cause: cause, Detail: err.Error()}
}
