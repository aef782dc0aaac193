package httpapi

import (
	"net/http"

	"stetig/internal/plan"
)

// contentPolicy lets a page use this server's own styles, scripts and images,
// send forms to it, and nothing else; nobody may frame it.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// transportPolicy has browsers come by TLS alone for a year (RFC 6797). Hosts
// below ours are not ours to promise for.
const transportPolicy = "max-age=31536000"

// devicePolicy: no page of ours asks for any of these, so none that is slipped in may.
const devicePolicy = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " +
	"hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(), screen-wake-lock=(), serial=(), usb=()"

// secured sets the headers that keep browsers from doing what nobody meant.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", contentPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Frame-Options", "DENY")
		header.Set("Referrer-Policy", "no-referrer") // a feed's address is a secret
		header.Set("Permissions-Policy", devicePolicy)
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		if exchangeOf(r.Context()).isTLS {
			header.Set("Strict-Transport-Security", transportPolicy)
		}
		// Nearly every answer holds somebody's plan or a secret, or a form for one:
		// whoever has signed out leaves nothing on the disk, nor behind the back
		// button. What may be kept says so itself.
		header.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// sameSite refuses what another site's page makes a browser send. Programs that
// are no browser send neither Origin nor Sec-Fetch-Site and pass.
func (s *server) sameSite(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	if s.baseURL != "" {
		// A proxy may change the Host that the origin is compared with. What is
		// no origin adds none.
		_ = protection.AddTrustedOrigin(s.baseURL)
	}
	// A mail program in a browser may ask for it; nobody is signed in by it (RFC 8058).
	protection.AddInsecureBypassPattern("POST /unsubscribe/{token}")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := protection.Check(r); err != nil {
			s.refuse(w, r, plan.Errorf(plan.CodeForbidden, "This request comes from a page of another site."))
			return
		}
		next.ServeHTTP(w, r)
	})
}
