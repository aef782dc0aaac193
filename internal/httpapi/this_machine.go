package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// isFromThisMachine reports whether a request comes from this machine itself:
// over a loopback address, under a loopback name (so that no site's name that
// leads here can stand for us), and through no proxy.
func isFromThisMachine(r *http.Request) bool {
	return !isForwarded(r) && peerOf(r).IsLoopback() && isLoopbackName(r.Host)
}

// isForwarded reports whether a proxy has passed a request on, as far as proxies
// tell: whether one that is named has sent it, or any has left its mark.
func isForwarded(r *http.Request) bool {
	if exchangeOf(r.Context()).byProxy {
		return true
	}
	for name := range r.Header {
		switch {
		case name == "Forwarded", name == "Via", name == "X-Real-Ip", strings.HasPrefix(name, "X-Forwarded-"):
			return true
		}
	}
	return false
}

func isLoopbackName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && address.Unmap().IsLoopback()
}
