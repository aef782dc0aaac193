package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

func TestOnlyThePublicInternetIsPublic(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"8.8.8.8": true, "172.32.0.1": true, "100.128.0.1": true, "2606:4700::1111": true, "2a00:1450::1": true, "::ffff:8.8.8.8": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "100.100.100.200": false, "168.63.129.16": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false,
		"192.0.2.1": false, "198.18.0.1": false, "198.51.100.7": false, "203.0.113.7": false, "240.0.0.1": false, "192.0.0.8": false,
		"::1": false, "::": false, "fe80::1": false, "fd00::1": false, "fd00:ec2::254": false, "ff02::1": false, "fec0::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:169.254.169.254": false, "::127.0.0.1": false,
		"64:ff9b::7f00:1": false, "64:ff9b:1::a00:1": false, "2002:7f00:1::": false, "2001::1": false, "2001:db8::1": false, "3fff::1": false, "100::1": false,
		"fe80::1%eth0": false, "2606:4700::1%eth0": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("isPublic(%s) = %v", address, got)
		}
	}
}

// receive starts a server on loopback; by TLS where secure.
func receive(t *testing.T, secure bool, answer http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(answer)
	if secure {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server
}

func causeOf(t *testing.T, err error) string {
	t.Helper()
	var failure *Failure
	if !errors.As(err, &failure) {
		t.Fatalf("%v is no failure", err)
	}
	return failure.Cause
}

// A private address is refused when it is connected to, whatever name leads there
// and whatever form it is written in: nothing arrives.
func TestPrivateNetworksAreNotReached(t *testing.T) {
	t.Parallel()
	reached := make(chan string, 100)
	note := func(w http.ResponseWriter, r *http.Request) { reached <- r.Host }
	secure, plain := receive(t, true, note), receive(t, false, note)
	_, port, err := net.SplitHostPort(secure.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	w := NewWebhooks(WebhookOptions{})
	for _, address := range []string{
		secure.URL, plain.URL, "https://localhost:" + port, "https://[::ffff:127.0.0.1]:" + port, "https://0.0.0.0:" + port,
		"https://[::1]:" + port, "https://127.1.2.3:" + port, "https://169.254.169.254/", "https://10.0.0.1/",
	} {
		status, err := w.Call(t.Context(), Call{URL: address, ID: "x"})
		if err == nil || status != 0 {
			t.Errorf("%s: %d, %v", address, status, err)
			continue
		}
		if cause := causeOf(t, err); !strings.Contains(cause, "administrator") && !strings.Contains(cause, "not found") {
			t.Errorf("%s: %s", address, cause)
		}
	}
	select {
	case host := <-reached:
		t.Errorf("%s was reached", host)
	default:
	}
	// And where the administrator has named the network, it is.
	allowed := NewWebhooks(WebhookOptions{Private: loopback, Roots: rootsOf(secure)})
	for _, address := range []string{secure.URL, plain.URL} {
		if status, err := allowed.Call(t.Context(), Call{URL: address, ID: "x"}); err != nil || status != 200 {
			t.Errorf("%s, allowed: %d, %v", address, status, err)
		}
	}
}

func rootsOf(server *httptest.Server) *x509.CertPool {
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return roots
}

func TestCallsAreSigned(t *testing.T) {
	t.Parallel()
	now := time.Date(2027, 3, 1, 11, 0, 0, 0, time.UTC)
	keys := [][]byte{[]byte(strings.Repeat("a", 32)), []byte(strings.Repeat("b", 32))}
	var secrets []string
	for _, key := range keys {
		secrets = append(secrets, secretPrefix+base64.StdEncoding.EncodeToString(key))
	}
	server := receive(t, false, func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var want []string
		for _, key := range keys {
			mac := hmac.New(sha256.New, key)
			mac.Write([]byte("an-id.1803898800." + string(body)))
			want = append(want, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
		}
		if got := r.Header.Get("webhook-signature"); got != strings.Join(want, " ") {
			t.Errorf("signature %q, want %q", got, want)
		}
		if r.Header.Get("webhook-id") != "an-id" || r.Header.Get("webhook-timestamp") != "1803898800" || r.Header.Get("Content-Type") != "application/json" ||
			r.Header.Get("User-Agent") != "Stetig/test" || r.Method != http.MethodPost || string(body) != `{"a":1}` {
			t.Errorf("%s %v %s", r.Method, r.Header, body)
		}
	})
	w := NewWebhooks(WebhookOptions{Private: loopback, UserAgent: "Stetig/test"})
	if status, err := w.Call(t.Context(), Call{URL: server.URL, ID: "an-id", At: now, Body: []byte(`{"a":1}`), Secrets: secrets}); status != 200 || err != nil {
		t.Errorf("%d, %v", status, err)
	}
}

// The example of docs/webhooks.md, which is also that of Standard Webhooks.
func TestTheExampleInTheDocsIsSignedSo(t *testing.T) {
	t.Parallel()
	got := signatures(Call{
		ID: "msg_p5jXN8AQM9LWM0D4loKWxJek", Body: []byte(`{"test": 2432232314}`), Secrets: []string{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
	}, "1614265330")
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("signed as %s, want %s", got, want)
	}
}

func TestAnswersThatAreNoSuccess(t *testing.T) {
	t.Parallel()
	elsewhere := receive(t, false, func(http.ResponseWriter, *http.Request) { t.Error("a redirect was followed") })
	flood := strings.Repeat("x", 1<<20)
	server := receive(t, false, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/down":
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/slow":
			<-r.Context().Done()
		case "/flood":
			for range 1 << 10 {
				if _, err := io.WriteString(w, flood); err != nil {
					return
				}
			}
			t.Error("a gigabyte was read")
		case "/headers":
			w.Header().Set("X-Flood", flood)
		}
	})
	stranger := receive(t, true, func(http.ResponseWriter, *http.Request) { t.Error("a certificate that is not trusted was taken") })
	closed := receive(t, false, nil)
	closed.Close()
	w := NewWebhooks(WebhookOptions{Private: loopback})
	for name, c := range map[string]struct {
		url       string
		status    int
		cause     string
		permanent bool
	}{
		"a redirect":            {server.URL + "/moved", 307, "redirects are not followed", false},
		"gone":                  {server.URL + "/gone", 410, "answers with 410", true},
		"down":                  {server.URL + "/down", 503, "answers with 503", false},
		"an answer of any size": {server.URL + "/flood", 200, "", false},
		"headers of any size":   {server.URL + "/headers", 0, "cannot be reached", false},
		"nobody there":          {closed.URL, 0, "refuses connections", false},
		"a false certificate":   {stranger.URL, 0, "not trusted", false},
		"no such name":          {"https://nirgends.invalid/", 0, "not found", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, err := w.Call(t.Context(), Call{URL: c.url, ID: "x"})
			if c.cause == "" {
				if err != nil || status != c.status {
					t.Errorf("%d, %v", status, err)
				}
				return
			}
			var failure *Failure
			if !errors.As(err, &failure) || status != c.status || failure.Permanent != c.permanent || !strings.Contains(failure.Cause, c.cause) {
				t.Errorf("%d, %v", status, err)
			}
			if strings.Contains(failure.Cause, "127.0.0.1") || strings.Contains(failure.Cause, "/moved") {
				t.Errorf("the cause tells the address: %s", failure.Cause)
			}
		})
	}
	t.Run("one who does not answer", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := w.Call(ctx, Call{URL: server.URL + "/slow", ID: "x"}); !strings.Contains(causeOf(t, err), "does not answer") {
			t.Errorf("%v", err)
		}
	})
}
