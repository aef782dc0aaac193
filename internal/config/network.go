package config

import (
	"fmt"
	"net/netip"
	"strings"
)

// Network is a network of IP addresses, or a single one.
type Network struct{ netip.Prefix }

// UnmarshalText reads an address, "192.0.2.7", or a network in CIDR notation,
// "10.0.0.0/8" (RFC 4632 §3.1). What would name everybody is refused, and so is a
// network with more than its own bits set, which is a mistyped one.
func (n *Network) UnmarshalText(text []byte) error {
	written := strings.TrimSpace(string(text))
	if address, err := netip.ParseAddr(written); err == nil && address.Zone() == "" {
		address = address.Unmap()
		n.Prefix = netip.PrefixFrom(address, address.BitLen())
		return nil
	}
	prefix, err := netip.ParsePrefix(written)
	switch {
	case err != nil:
		return fmt.Errorf("%q is neither an address such as 192.0.2.7 nor a network such as 10.0.0.0/8", written)
	case prefix.Bits() == 0:
		return fmt.Errorf("%s is every address there is; name the networks themselves", written)
	case prefix.Addr().Is4In6():
		return fmt.Errorf("%s is a network of IPv4 written as IPv6; write it as IPv4, such as 10.0.0.0/8", written)
	case prefix != prefix.Masked():
		return fmt.Errorf("%s is an address inside a network; write %s for the network, %s for the address", written, prefix.Masked(), prefix.Addr())
	}
	n.Prefix = prefix
	return nil
}
