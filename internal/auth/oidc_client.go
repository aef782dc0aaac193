package auth

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	providerTimeout = 10 * time.Second // of one question to a provider
	maxProviderBody = 1 << 20          // of one answer, in bytes; the largest hold keys or groups
	maxRedirects    = 5
)

// providerClient asks a provider, never for long, and takes no answer that is
// endless or comes from a place less secure than the issuer.
func providerClient(issuer string) *http.Client {
	return &http.Client{
		Timeout:   providerTimeout,
		Transport: boundedAnswers{http.DefaultTransport},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case len(via) >= maxRedirects:
				return fmt.Errorf("the provider redirects more than %d times", maxRedirects)
			case isSecure(issuer) && r.URL.Scheme != "https":
				return fmt.Errorf("the provider redirects to where nothing is encrypted")
			}
			return nil
		},
	}
}

func isSecure(address string) bool { return strings.HasPrefix(strings.ToLower(address), "https://") }

// boundedAnswers cuts answers that are too long.
type boundedAnswers struct{ http.RoundTripper }

func (b boundedAnswers) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(answer.Body, maxProviderBody), answer.Body}
	return answer, nil
}
