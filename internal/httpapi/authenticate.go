package httpapi

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// authenticated lets only those pass who hold a valid token or are signed in. A
// request with both is the token's.
func (s *server) authenticated(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		actor, err := s.whoAsks(c.Response(), r)
		if err != nil {
			return err
		}
		exchangeOf(r.Context()).actor = actor
		c.SetRequest(r.WithContext(withOrigin(r, s.operationOf(c).OperationID)))
		return next(c)
	}
}

func (s *server) whoAsks(w http.ResponseWriter, r *http.Request) (app.Actor, error) {
	headers := r.Header.Values("Authorization")
	if len(headers) > 0 {
		token, err := bearer(headers)
		if err != nil {
			return app.Actor{}, err
		}
		return s.app.Authenticate(r.Context(), token)
	}
	_, err := bearer(headers)
	if s.sessions.token(r) != "" {
		var by app.Actor
		if by, err = s.sessions.actor(w, r); err == nil {
			return by, nil
		}
	}
	if plan.CodeOf(err) == plan.CodeUnauthenticated && s.demoToken != "" && isPlanners(r) && (s.demoOpen || isFromThisMachine(r)) {
		return s.app.Authenticate(r.Context(), s.demoToken)
	}
	return app.Actor{}, err
}

// isPlanners reports whether a page of ours made a request, as browsers tell in a
// header that no page can set (Fetch Metadata Request Headers §2.3). They leave it
// out where they do not trust the way to the server; then the referrer tells.
func isPlanners(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site == "same-origin"
	}
	page, err := url.Parse(r.Header.Get("Referer"))
	return err == nil && page.Host != "" && page.Host == r.Host
}

// bearer takes the token from the Authorization header (RFC 6750 §2.1).
func bearer(headers []string) (string, error) {
	if len(headers) == 1 {
		scheme, token, found := strings.Cut(headers[0], " ")
		if token = strings.TrimSpace(token); found && strings.EqualFold(scheme, "Bearer") && token != "" {
			return token, nil
		}
	}
	return "", plan.Errorf(plan.CodeUnauthenticated, "Send a token: Authorization: Bearer TOKEN. In a browser, signing in will do.")
}
