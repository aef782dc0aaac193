package notify

import (
	"errors"
	"net/netip"
	"slices"
	"syscall"
)

// errPrivate refuses a connection to an address that is not of the public internet.
var errPrivate = errors.New("the address is not of the public internet")

// special are the IPv4 networks, and those of public-looking IPv6, that are not
// of the public internet (the IANA registries of special-purpose addresses, RFC
// 6890), and the address behind which a large cloud tells machines about themselves.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"168.63.129.16/32", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// global is what of IPv6 has been given to the public internet (RFC 4291 §2.4, and
// IANA's registry of global unicast addresses).
var global = netip.MustParsePrefix("2000::/3")

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

// isPublic reports whether an address is of the public internet.
func isPublic(address netip.Addr) bool {
	address = address.Unmap()
	if address.Zone() != "" || address.Is6() && !global.Contains(address) {
		return false
	}
	return !isIn(special, address)
}

func isIn(networks []netip.Prefix, address netip.Addr) bool {
	return slices.ContainsFunc(networks, func(network netip.Prefix) bool { return network.Contains(address.Unmap()) })
}

// guard looks at each address that is about to be connected to, after names were
// looked up: what a name meant before, or in another look-up, is nothing to it.
func guard(may func(netip.Addr) bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !may(to.Addr()) {
			return errPrivate
		}
		return nil
	}
}
