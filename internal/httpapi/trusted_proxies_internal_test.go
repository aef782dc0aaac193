package httpapi

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// named are the proxies of these tests.
var named = trustedProxies{
	netip.MustParsePrefix("10.0.0.0/24"), netip.MustParsePrefix("192.0.2.1/32"), netip.MustParsePrefix("fd00::/8"),
}

const stranger = "203.0.113.7"

func TestClientAddresses(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		peer  string
		lines []string // of X-Forwarded-For
		want  string
	}{
		"nobody between":                     {"203.0.113.7:50000", nil, stranger},
		"nobody between, but claims so":      {"203.0.113.7:50000", []string{"198.51.100.1"}, stranger},
		"an unnamed proxy":                   {"10.0.1.1:50000", []string{"198.51.100.1"}, "10.0.1.1"},
		"a neighbour of a named one":         {"192.0.2.2:50000", []string{"198.51.100.1"}, "192.0.2.2"},
		"a named proxy":                      {"10.0.0.1:50000", []string{stranger}, stranger},
		"a named proxy that says nothing":    {"10.0.0.1:50000", nil, "10.0.0.1"},
		"a named proxy that says no word":    {"10.0.0.1:50000", []string{""}, "10.0.0.1"},
		"two named proxies":                  {"10.0.0.1:50000", []string{stranger + ", 10.0.0.2"}, stranger},
		"two named proxies, in two lines":    {"10.0.0.1:50000", []string{stranger, "192.0.2.1"}, stranger},
		"a claim on the left":                {"10.0.0.1:50000", []string{"198.51.100.1, " + stranger}, stranger},
		"a claim in a line before":           {"10.0.0.1:50000", []string{"198.51.100.1", stranger}, stranger},
		"a claim to be a named proxy":        {"10.0.0.1:50000", []string{"10.0.0.2, " + stranger}, stranger},
		"a claim of rubbish":                 {"10.0.0.1:50000", []string{"<script>, ,,\x00, " + stranger}, stranger},
		"an unnamed proxy on the way":        {"10.0.0.1:50000", []string{stranger + ", 198.51.100.9, 10.0.0.2"}, "198.51.100.9"},
		"a proxy that hides its client":      {"10.0.0.1:50000", []string{stranger + ", unknown"}, "10.0.0.1"},
		"hidden behind the second":           {"10.0.0.1:50000", []string{stranger + ", unknown, 10.0.0.2"}, "10.0.0.2"},
		"a proxy with a private name":        {"10.0.0.1:50000", []string{"_hidden"}, "10.0.0.1"},
		"nowhere":                            {"10.0.0.1:50000", []string{"0.0.0.0"}, "10.0.0.1"},
		"nowhere, with a port":               {"10.0.0.1:50000", []string{"0.0.0.0:80"}, "10.0.0.1"},
		"only named ones":                    {"10.0.0.1:50000", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		"with a port":                        {"10.0.0.1:50000", []string{stranger + ":41234"}, stranger},
		"IPv6":                               {"[fd00::1]:50000", []string{"2001:db8::7"}, "2001:db8::7"},
		"IPv6, at length":                    {"[fd00::1]:50000", []string{"2001:0DB8:0:0:0:0:0:7"}, "2001:db8::7"},
		"IPv6 in brackets":                   {"[fd00::1]:50000", []string{"[2001:db8::7]"}, "2001:db8::7"},
		"IPv6 with a port":                   {"[fd00::1]:50000", []string{"[2001:db8::7]:41234"}, "2001:db8::7"},
		"half a bracket":                     {"10.0.0.1:50000", []string{"[2001:db8::7"}, "10.0.0.1"},
		"IPv4 in a socket of IPv6":           {"[::ffff:10.0.0.1]:50000", []string{"::ffff:203.0.113.7"}, stranger},
		"a named one, written as IPv6":       {"10.0.0.1:50000", []string{stranger + ", ::ffff:10.0.0.2"}, stranger},
		"a stranger in a socket of IPv6":     {"[::ffff:203.0.113.7]:50000", nil, stranger},
		"a link":                             {"[fe80::1%eth0]:50000", nil, "fe80::1"},
		"a stranger who claims a zone":       {"10.0.0.1:50000", []string{"fe80::1%<b>"}, "fe80::1"},
		"quoted, as only Forwarded may":      {"10.0.0.1:50000", []string{`"203.0.113.7"`}, "10.0.0.1"},
		"a number that some read as one":     {"10.0.0.1:50000", []string{"3405803783"}, "10.0.0.1"},
		"with zeros that some read as octal": {"10.0.0.1:50000", []string{"203.0.113.07"}, "10.0.0.1"},
		"no address":                         {"@", []string{stranger}, "invalid IP"},
		"no connection":                      {"", []string{stranger}, "invalid IP"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = tc.peer
			if tc.lines != nil {
				r.Header["X-Forwarded-For"] = tc.lines
			}
			r.Header.Set("Forwarded", "for=198.51.100.2;proto=https;host=evil.example") // is not read
			got, scheme, host := named.believed(r)
			if got.String() != tc.want {
				t.Errorf("comes from %s, want %s", got, tc.want)
			}
			if scheme != "" || host != "" {
				t.Errorf("scheme %q and host %q, which nobody has told", scheme, host)
			}
		})
	}
}

// Whatever a stranger sends, behind a proxy that adds whom it was asked by the
// stranger is who they are.
func TestNoClaimHidesAStranger(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(rapid.OneOf(
			rapid.StringMatching(`[0-9a-f.:,\[\]" %]{0,40}`),
			rapid.SampledFrom([]string{"10.0.0.1", "192.0.2.1", "fd00::1", "127.0.0.1", "unknown", ","}),
		), 0, 4).Draw(t, "claims")
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = "10.0.0.1:50000"
		r.Header["X-Forwarded-For"] = append(claims, stranger)
		if got, _, _ := named.believed(r); got.String() != stranger {
			t.Fatalf("comes from %s", got)
		}
		r.Header["X-Forwarded-For"] = []string{strings.Join(append(claims, stranger), ", ")}
		if got, _, _ := named.believed(r); got.String() != stranger {
			t.Fatalf("in one line it comes from %s", got)
		}
	})
}

func TestForwardedSchemeAndHost(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		peer          string
		proto, host   []string
		isTLS         bool
		baseURL       string
		site, askedOf string
		secure        bool
	}{
		"told by a named proxy":          {"10.0.0.1:1", []string{"https"}, []string{"plan.example.org"}, false, "", "https://plan.example.org", "plan.example.org", true},
		"told by a stranger":             {"203.0.113.7:1", []string{"https"}, []string{"evil.example"}, false, "", "http://inner:8080", "inner:8080", false},
		"in capitals":                    {"10.0.0.1:1", []string{"HTTPS"}, nil, false, "", "https://inner:8080", "inner:8080", true},
		"a claim on the left":            {"10.0.0.1:1", []string{"https, http"}, []string{"evil.example, plan.example.org:8443"}, false, "", "http://plan.example.org:8443", "plan.example.org:8443", false},
		"a claim in a line before":       {"10.0.0.1:1", []string{"https", "http"}, []string{"evil.example", "plan.example.org"}, false, "", "http://plan.example.org", "plan.example.org", false},
		"no scheme of ours":              {"10.0.0.1:1", []string{"javascript"}, nil, false, "", "http://inner:8080", "inner:8080", false},
		"no host":                        {"10.0.0.1:1", nil, []string{"plan.example.org/evil"}, false, "", "http://inner:8080", "inner:8080", false},
		"a host with somebody before it": {"10.0.0.1:1", nil, []string{"plan.example.org@evil.example"}, false, "", "http://inner:8080", "inner:8080", false},
		"a host with markup":             {"10.0.0.1:1", nil, []string{`"><b>`}, false, "", "http://inner:8080", "inner:8080", false},
		"only a port":                    {"10.0.0.1:1", nil, []string{":8080"}, false, "", "http://inner:8080", "inner:8080", false},
		"a host of IPv6":                 {"10.0.0.1:1", nil, []string{"[2001:db8::1]:8080"}, false, "", "http://[2001:db8::1]:8080", "[2001:db8::1]:8080", false},
		"TLS of our own":                 {"203.0.113.7:1", []string{"http"}, nil, true, "", "https://inner:8080", "inner:8080", true},
		"TLS that the base tells":        {"203.0.113.7:1", nil, nil, false, "https://plan.example.org", "http://inner:8080", "inner:8080", true},
		"no TLS that the base tells":     {"203.0.113.7:1", nil, nil, false, "http://plan.example.org", "http://inner:8080", "inner:8080", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr, r.Host = tc.peer, "inner:8080"
			r.Header["X-Forwarded-Proto"], r.Header["X-Forwarded-Host"] = tc.proto, tc.host
			if tc.isTLS {
				r.TLS = &tls.ConnectionState{}
			}
			x, r := (&server{proxies: named, baseURL: tc.baseURL}).withExchange(r)
			if x.site != tc.site || r.Host != tc.askedOf || x.isTLS != tc.secure {
				t.Errorf("site %s, host %s, TLS %t; want %s, %s, %t", x.site, r.Host, x.isTLS, tc.site, tc.askedOf, tc.secure)
			}
		})
	}
}

// No header of a request can make it come from this machine.
func TestOnlyThisMachineIsThisMachine(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		peer, host string
		header     http.Header
		want       bool
	}{
		"here":                  {"127.0.0.1:1", "localhost:8080", nil, true},
		"here, by IPv6":         {"[::1]:1", "[::1]:8080", nil, true},
		"from elsewhere":        {"203.0.113.7:1", "localhost", nil, false},
		"under another name":    {"127.0.0.1:1", "localhost.evil.example", nil, false},
		"told by a named proxy": {"10.0.0.1:1", "localhost", http.Header{"X-Forwarded-For": {"127.0.0.1"}, "X-Forwarded-Host": {"localhost"}}, false},
		"passed on":             {"127.0.0.1:1", "localhost", http.Header{"X-Forwarded-Port": {"443"}}, false},
		"passed on, by RFC":     {"127.0.0.1:1", "localhost", http.Header{"Forwarded": {"for=127.0.0.1"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr, r.Host = tc.peer, tc.host
			if tc.header != nil {
				r.Header = tc.header
			}
			if _, r = (&server{proxies: named}).withExchange(r); isFromThisMachine(r) != tc.want {
				t.Errorf("from this machine: %t", !tc.want)
			}
		})
	}
}
