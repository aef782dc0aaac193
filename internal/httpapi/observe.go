package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// observe gives each request an id, and logs and counts it when it has been
// answered. Neither holds a token, a query or anything people wrote.
func (s *server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, r := s.withExchange(r)
		w.Header().Set("X-Request-Id", x.id)
		begun := s.now()
		counted := &answer{ResponseWriter: w}
		s.missProxy(r, x)
		s.metrics.inFlight.Inc()
		defer func() {
			s.metrics.inFlight.Dec()
			took := s.now().Sub(begun)
			s.metrics.count(r.Method, x, counted.status, took)
			s.logRequest(r, x, counted, took)
		}()
		next.ServeHTTP(counted, r)
	})
}

func (s *server) logRequest(r *http.Request, x *exchange, a *answer, took time.Duration) {
	level := slog.LevelInfo
	if x.route == "/healthz" || x.route == "/readyz" || x.route == "/metrics" {
		level = slog.LevelDebug
	}
	s.log.LogAttrs(context.WithoutCancel(r.Context()), level, "request",
		slog.String("id", x.id),
		slog.String("method", r.Method),
		slog.String("path", shownPath(r.URL.Path)),
		slog.Int("status", a.status),
		slog.Int64("bytes", a.bytes),
		slog.Duration("took", took),
		slog.String("from", x.address),
		slog.String("user", x.actor.UserID),
	)
}

// missProxy says once that a proxy nearby seems to have been left unnamed: then
// all its clients look like one.
func (s *server) missProxy(r *http.Request, x *exchange) {
	peer := peerOf(r)
	if x.byProxy || r.Header.Get("X-Forwarded-For") == "" || !peer.IsLoopback() && !peer.IsPrivate() {
		return
	}
	s.proxyMissed.Do(func() {
		s.log.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelWarn,
			"X-Forwarded-For is not believed: the proxy is not named with --trusted-proxy", slog.String("proxy", x.address))
	})
}

// shownPath masks what stands where a secret does, and what is as long as one,
// wherever in the path: a mistyped address holds its secret too, and so does one
// with the full stop of a sentence behind it.
func shownPath(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if len(part) >= shortestSecret || i > 0 && slices.Contains(beforeSecrets, strings.ToLower(parts[i-1])) {
			parts[i] = "***"
		}
	}
	return strings.Join(parts, "/")
}

// beforeSecrets are the parts of our addresses that a secret follows.
var beforeSecrets = []string{"feeds", "shared", "unsubscribe", "set-up", "password", "invitation"}

// shortestSecret is longer than every other part of an address of ours: ids have
// 36 characters, tokens 43 and more.
const shortestSecret = 40

// recovering answers a panic with 500 and logs it with its stack.
func (s *server) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler {
				panic(cause)
			}
			x := exchangeOf(r.Context())
			s.log.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelError, "panic",
				slog.String("id", x.id), slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
			if a, ok := w.(*answer); ok && a.status != 0 {
				panic(http.ErrAbortHandler) // half an answer must not look whole
			}
			writeProblem(w, x, unexpected, unexpectedDetail(), nil)
		}()
		next.ServeHTTP(w, r)
	})
}
