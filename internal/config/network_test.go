package config_test

import (
	"strings"
	"testing"

	"stetig/internal/config"
)

func TestNetworksAreRead(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"192.0.2.7":         "192.0.2.7/32",
		" 10.0.0.0/8 ":      "10.0.0.0/8",
		"2001:db8::1":       "2001:db8::1/128",
		"fd00::/8":          "fd00::/8",
		"::ffff:192.0.2.7":  "192.0.2.7/32",
		"192.0.2.7/32":      "192.0.2.7/32",
		"2001:DB8:0::/0032": "",
	} {
		var got config.Network
		err := got.UnmarshalText([]byte(written))
		if want == "" {
			if err == nil {
				t.Errorf("%q is taken for %s", written, got)
			}
			continue
		}
		if err != nil || got.String() != want {
			t.Errorf("%q is %s, %v; want %s", written, got, err, want)
		}
	}
}

func TestNetworksThatNameNobodyOrEverybodyAreRefused(t *testing.T) {
	t.Parallel()
	for written, says := range map[string]string{
		"":                     "neither an address",
		"proxy.example.org":    "neither an address",
		"loopback":             "neither an address",
		"10.0.0.0/33":          "neither an address",
		"10.0.0.1:80":          "neither an address",
		"fe80::1%eth0":         "neither an address",
		"0.0.0.0/0":            "every address",
		"::/0":                 "every address",
		"10.1.2.3/8":           "write 10.0.0.0/8 for the network, 10.1.2.3 for the address",
		"::ffff:10.0.0.0/104":  "as IPv4",
		"192.0.2.7, 192.0.2.8": "neither an address",
	} {
		var got config.Network
		if err := got.UnmarshalText([]byte(written)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want a refusal that says %q", written, err, says)
		}
	}
}
