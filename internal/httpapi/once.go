package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"stetig/internal/app"
	"stetig/internal/plan"
)

const idempotencyHeader = "Idempotency-Key"

// once has a POST with an Idempotency-Key done once: sent again, it gets the
// answer it got the first time. Only what was carried out is kept; a refusal
// leaves the key free.
func (s *server) once(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		key := r.Header.Get(idempotencyHeader)
		if r.Method != http.MethodPost || key == "" {
			return next(c)
		}
		if !isText(key) {
			return plan.Errorf(plan.CodeMalformed, "The Idempotency-Key is not text in UTF-8.")
		}
		x := exchangeOf(r.Context())
		once := app.Once{Key: key, Request: fingerprint(r, x.body)}
		kept, found, err := s.app.RecallAnswer(r.Context(), x.actor, c.Param("workspace"), once)
		if err != nil {
			return err
		}
		if found {
			return replay(c.Response(), kept)
		}
		c.SetRequest(r.WithContext(app.WithOnce(r.Context(), once)))
		return s.keeping(c, once, next)
	}
}

// fingerprint tells requests apart that share a key.
func fingerprint(r *http.Request, body []byte) [sha256.Size]byte {
	sum := sha256.New()
	for _, part := range []string{r.Method, r.URL.EscapedPath(), r.URL.RawQuery} {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	sum.Write(body)
	return [sha256.Size]byte(sum.Sum(nil))
}

// keptHeaders are those of an answer that are sent again.
var keptHeaders = []string{"Content-Type", "ETag", "Location"}

// keeping answers only after the answer has been kept, so that whoever sends
// the request again can be given it.
func (s *server) keeping(c echo.Context, once app.Once, next echo.HandlerFunc) error {
	held := &heldAnswer{ResponseWriter: c.Response().Writer, status: http.StatusOK}
	c.Response().Writer = held
	err := next(c)
	c.Response().Writer = held.ResponseWriter
	if err != nil {
		return err
	}
	if held.status < http.StatusMultipleChoices {
		s.keep(c.Request(), once, s.operationOf(c).isSecret, held)
	}
	return held.release()
}

func (s *server) keep(r *http.Request, once app.Once, isSecret bool, held *heldAnswer) {
	answer := app.Answer{Status: held.status, Header: map[string]string{}, Body: held.body.Bytes(), Secret: isSecret}
	for _, name := range keptHeaders {
		if value := held.Header().Get(name); value != "" {
			answer.Header[name] = value
		}
	}
	x := exchangeOf(r.Context())
	// The change is done; who asked may be gone, the answer is kept all the same.
	err := s.app.KeepAnswer(context.WithoutCancel(r.Context()), x.actor, once, answer)
	if err != nil && plan.CodeOf(err) != plan.CodeNotFound { // what changed nothing claimed no key
		s.log.LogAttrs(r.Context(), slog.LevelError, "an answer could not be kept", slog.String("id", x.id), slog.Any("error", err))
	}
}

func replay(w http.ResponseWriter, kept app.Answer) error {
	for name, value := range kept.Header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Idempotent-Replayed", "true")
	w.WriteHeader(kept.Status)
	_, err := w.Write(kept.Body)
	return err
}

// heldAnswer keeps an answer back until release.
type heldAnswer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (h *heldAnswer) WriteHeader(status int) { h.status = status }

func (h *heldAnswer) Write(data []byte) (int, error) { return h.body.Write(data) }

func (h *heldAnswer) release() error {
	h.ResponseWriter.WriteHeader(h.status)
	_, err := h.ResponseWriter.Write(h.body.Bytes())
	return err
}
