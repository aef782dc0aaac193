package httpapi

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"stetig/api"
)

// apiBase is where the contract's paths begin.
const apiBase = "/api/v1"

// isOwn reports whether an address is the program's, not a page's.
func isOwn(path string) bool {
	switch path {
	case "/api", "/healthz", "/readyz", "/metrics":
		return true
	}
	return strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/feeds/")
}

// routes returns everything but the pages.
func (s *server) routes(gatherer prometheus.Gatherer) http.Handler {
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) { s.refuse(c.Response(), c.Request(), err) }
	readable := []string{http.MethodGet, http.MethodHead}
	e.Match(readable, "/healthz", s.health)
	e.Match(readable, "/readyz", s.ready)
	if !s.metricsElsewhere {
		e.GET("/metrics", echo.WrapHandler(promhttp.HandlerFor(gatherer, promhttp.HandlerOpts{})), onThisMachine)
	}
	e.Match(readable, "/feeds/:token/:file", s.serveFeed)
	e.Match(readable, "/api/docs", s.docs.page)
	e.Match(readable, "/api/docs/style.css", s.docs.style)
	e.Match(readable, "/api/openapi.yaml", s.docs.yaml)
	e.Match(readable, "/api/openapi.json", s.docs.json)

	api.RegisterHandlersWithBaseURL(
		guarded{e, []echo.MiddlewareFunc{endingUnread, s.authenticated, s.bounded, s.validated, tellingRevision, s.once}},
		api.NewStrictHandler(&handlers{app: s.app, sessions: s.sessions, jobsDue: s.jobsDue, baseURL: s.baseURL}, nil),
		apiBase,
	)
	e.Use(noteRoute(e.Routes()))
	return e
}

// onThisMachine hides a route from whoever is not on this machine.
func onThisMachine(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !isFromThisMachine(c.Request()) {
			return echo.ErrNotFound
		}
		return next(c)
	}
}

// endingUnread has an answer end the connection until the body has arrived, so
// that nobody waits for the rest of a body that is refused.
func endingUnread(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().ContentLength != 0 {
			c.Response().Header().Set("Connection", "close")
		}
		return next(c)
	}
}

// noteRoute tells the log and the metrics which route a request takes. A path
// with its ids and tokens belongs into neither.
func noteRoute(routes []*echo.Route) echo.MiddlewareFunc {
	known := make(map[string]bool, len(routes))
	for _, route := range routes {
		known[route.Method+" "+route.Path] = true
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if r := c.Request(); known[r.Method+" "+c.Path()] {
				exchangeOf(r.Context()).route = strings.ReplaceAll(c.Path(), `\:`, ":")
			}
			return next(c)
		}
	}
}

// guarded registers routes with middleware around each. An echo group would
// do so too, but then answers a wrong method with 404.
type guarded struct {
	*echo.Echo
	guards []echo.MiddlewareFunc
}

func (g guarded) GET(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.GET(path, h, append(g.guards, m...)...)
}

func (g guarded) POST(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.POST(path, h, append(g.guards, m...)...)
}

func (g guarded) PUT(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.PUT(path, h, append(g.guards, m...)...)
}

func (g guarded) PATCH(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.PATCH(path, h, append(g.guards, m...)...)
}

func (g guarded) DELETE(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.DELETE(path, h, append(g.guards, m...)...)
}
