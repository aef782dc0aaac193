package httpapi

import (
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// trustedProxies are the proxies that the administrator has named. What they say
// of a request is believed, and what anybody else says is not.
//
// They speak by X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host. Forwarded
// (RFC 7239) is not read: hardly a proxy writes it, and whoever reads both must
// guess which of them a stranger has sent along.
type trustedProxies []netip.Prefix

// believed returns the address that a request comes from and, where a named
// proxy tells them, scheme and host that the client has used; "" where none does.
func (p trustedProxies) believed(r *http.Request) (address netip.Addr, scheme, host string) {
	peer := peerOf(r)
	if !p.contain(peer) {
		return peer, "", ""
	}
	return p.furthest(peer, r.Header.Values("X-Forwarded-For")),
		forwardedScheme(r.Header.Values("X-Forwarded-Proto")),
		forwardedHost(r.Header.Values("X-Forwarded-Host"))
}

func (p trustedProxies) contain(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(address) })
}

// furthest walks from the peer back towards the client, as far as named proxies
// vouch for the next step. Each has put on the right whom it was asked by, so
// what stands on the left of the first who is not named is that one's own claim.
// What is no address ends the walk, and the last one known counts.
func (p trustedProxies) furthest(peer netip.Addr, lines []string) netip.Addr {
	steps := strings.Split(strings.Join(lines, ","), ",")
	at := peer
	for _, step := range slices.Backward(steps) {
		if !p.contain(at) {
			break
		}
		if step = strings.TrimSpace(step); step == "" {
			continue
		}
		next, ok := addressIn(step)
		if !ok {
			break
		}
		at = next
	}
	return at
}

// peerOf returns the address at the other end of the connection, zero where it
// has none.
func peerOf(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return plainAddress(peer.Addr())
}

// addressIn reads an address as proxies write it: bare, with a port, in brackets.
func addressIn(text string) (netip.Addr, bool) {
	if withPort, err := netip.ParseAddrPort(text); err == nil {
		return plainAddress(withPort.Addr()), !withPort.Addr().IsUnspecified()
	}
	if inside, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(inside, "]") {
		text = strings.TrimSuffix(inside, "]")
	}
	address, err := netip.ParseAddr(text)
	return plainAddress(address), err == nil && !address.IsUnspecified()
}

// plainAddress writes each address in one way only: IPv4 as IPv4, also where a
// socket of IPv6 has taken it in, and without the name of an interface.
func plainAddress(address netip.Addr) netip.Addr { return address.Unmap().WithZone("") }

// forwardedScheme returns "http" or "https" as the nearest proxy says, else "".
func forwardedScheme(lines []string) string {
	scheme := strings.ToLower(nearest(lines))
	if scheme != "http" && scheme != "https" {
		return ""
	}
	return scheme
}

// forwardedHost returns the host, with its port if it has one, as the nearest
// proxy says; "" where that is no host.
func forwardedHost(lines []string) string {
	host := nearest(lines)
	if u, err := url.Parse("//" + host); err != nil || u.Host != host || u.Hostname() == "" || strings.ContainsAny(host, `"'<>\%`) {
		return ""
	}
	return host
}

// nearest returns what the nearest proxy has written: the last part. A proxy that
// adds to what it was sent leaves a stranger's word on the left of it.
func nearest(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	last := lines[len(lines)-1]
	return strings.TrimSpace(last[strings.LastIndex(last, ",")+1:])
}
