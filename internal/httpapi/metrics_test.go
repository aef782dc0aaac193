package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"stetig/internal/httpapi"
)

// metrics asks for them from an address, under a name, with headers by turns.
func (w *world) metrics(remote, host string, headers ...string) answer {
	r := httptest.NewRequest("GET", "/metrics", nil)
	r.RemoteAddr, r.Host = remote, host
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return w.do(r)
}

func TestMetricsAreForThisMachineAlone(t *testing.T) {
	t.Parallel()
	proxy := netip.MustParsePrefix("127.0.0.9/32")
	w := bare(t, httpapi.Options{TrustedProxies: []netip.Prefix{proxy}})
	for name, tc := range map[string]struct {
		remote, host string
		headers      []string
		want         int
	}{
		"from elsewhere":                     {"203.0.113.7:50000", "plan.example.org", nil, 404},
		"from elsewhere, by a loopback name": {"203.0.113.7:50000", "localhost", nil, 404},
		"through a proxy":                    {"127.0.0.1:50000", "localhost", []string{"X-Forwarded-For", "203.0.113.7"}, 404},
		"through one that hides the client":  {"127.0.0.1:50000", "localhost", []string{"X-Forwarded-Proto", "https"}, 404},
		"through one that says so":           {"127.0.0.1:50000", "localhost", []string{"Via", "1.1 proxy"}, 404},
		"through a named one, silent":        {"127.0.0.9:50000", "localhost", nil, 404},
		"a named one that says it is here":   {"127.0.0.9:50000", "localhost", []string{"X-Forwarded-For", "127.0.0.1"}, 404},
		"under a site's name":                {"127.0.0.1:50000", "evil.example:8080", nil, 404},
		"from this machine":                  {"127.0.0.1:50000", "127.0.0.1:8080", nil, 200},
		"from this machine, by IPv6":         {"[::1]:50000", "[::1]:8080", nil, 200},
		"from this machine, by both":         {"[::ffff:127.0.0.1]:50000", "localhost", nil, 200},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := w.metrics(tc.remote, tc.host, tc.headers...).want(t, tc.want)
			if shown := strings.Contains(a.body, "stetig_http"); shown != (tc.want == http.StatusOK) {
				t.Errorf("shows metrics: %t", shown)
			}
		})
	}
}

func TestMetricsElsewhereAreNotHere(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	w := bare(t, httpapi.Options{Registry: registry, MetricsElsewhere: true})
	w.metrics("127.0.0.1:50000", "localhost").refused(t, http.StatusNotFound, "not_found")

	elsewhere := &world{handler: httpapi.MetricsOnly(registry)}
	a := elsewhere.metrics("10.0.0.7:50000", "stetig:9090").want(t, http.StatusOK)
	if !strings.Contains(a.body, `stetig_http_requests_total{method="GET",route="unknown",status="404"} 1`) {
		t.Errorf("the metrics are not the server's: %s", a.body)
	}
	for _, path := range []string{"/", "/healthz", "/api/v1/me", "/sign-in"} {
		elsewhere.ask("GET", path).want(t, http.StatusNotFound)
	}
}
