package httpapi

import (
	"strings"

	"github.com/labstack/echo/v4"

	"stetig/internal/plan"
)

// authenticated lets only the holders of a valid token pass.
func (s *server) authenticated(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		token, err := bearer(r.Header.Values("Authorization"))
		if err != nil {
			return err
		}
		actor, err := s.app.Authenticate(r.Context(), token)
		if err != nil {
			return err
		}
		exchangeOf(r.Context()).actor = actor
		c.SetRequest(r.WithContext(withOrigin(r, s.operationOf(c).OperationID)))
		return next(c)
	}
}

// bearer takes the token from the Authorization header (RFC 6750 §2.1).
func bearer(headers []string) (string, error) {
	if len(headers) == 1 {
		scheme, token, found := strings.Cut(headers[0], " ")
		if token = strings.TrimSpace(token); found && strings.EqualFold(scheme, "Bearer") && token != "" {
			return token, nil
		}
	}
	return "", plan.Errorf(plan.CodeUnauthenticated, "Send a token: Authorization: Bearer TOKEN.")
}
