package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// checkTimeout bounds all checks of /readyz together.
const checkTimeout = 3 * time.Second

// health says that the process answers.
func (s *server) health(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, map[string]string{"status": "ok"})
}

// readiness is the answer of /readyz.
type readiness struct {
	Status string            `json:"status"` // ok, failing
	Checks map[string]string `json:"checks"`
}

// ready says whether the server can do its work: 200, or 503 and what fails.
// Why it fails is for the log.
func (s *server) ready(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), checkTimeout)
	defer cancel()
	state := readiness{Status: "ok", Checks: map[string]string{}}
	status := http.StatusOK
	for _, check := range s.checks {
		state.Checks[check.Name] = "ok"
		if err := check.Run(ctx); err != nil {
			state.Status, state.Checks[check.Name], status = "failing", "failing", http.StatusServiceUnavailable
			s.log.LogAttrs(ctx, slog.LevelWarn, "not ready", slog.String("check", check.Name), slog.Any("error", err))
		}
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(status, state)
}
