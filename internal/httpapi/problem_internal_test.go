package httpapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stetig/internal/plan"
)

// Whatever goes wrong has one answer, and what is not made for people is told
// to the log alone, once.
func TestErrorsBecomeAnswers(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		err    error
		status int
		logged bool
	}{
		"malformed":            {plan.Errorf(plan.CodeMalformed, "x"), 400, false},
		"unauthenticated":      {plan.Errorf(plan.CodeUnauthenticated, "x"), 401, false},
		"forbidden":            {plan.Errorf(plan.CodeForbidden, "x"), 403, false},
		"not found":            {plan.Errorf(plan.CodeNotFound, "x"), 404, false},
		"conflict":             {plan.Errorf(plan.CodeConflict, "x"), 409, false},
		"stale":                {plan.Errorf(plan.CodeStale, "x"), 412, false},
		"too large":            {plan.Errorf(plan.CodeTooLarge, "x"), 413, false},
		"invalid":              {plan.Errorf(plan.CodeInvalid, "x"), 422, false},
		"unavailable":          {plan.Errorf(plan.CodeUnavailable, "x"), 503, false},
		"wrapped":              {fmt.Errorf("looking: %w", plan.Errorf(plan.CodeNotFound, "x")), 404, false},
		"a body that is long":  {fmt.Errorf("reading: %w", &http.MaxBytesError{Limit: 1 << 20}), 413, false},
		"another content type": {&unsupportedContent{wanted: "text/csv"}, 415, false},
		"out of time":          {fmt.Errorf("asking: %w", context.DeadlineExceeded), 503, true},
		"anything else":        {errors.New("SELECT secret FROM tokens: disk full"), 500, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log strings.Builder
			s := &server{log: slog.New(slog.NewTextHandler(&log, nil))}
			recorder := httptest.NewRecorder()
			s.refuse(recorder, httptest.NewRequest(http.MethodGet, "/", nil), tc.err)
			if recorder.Code != tc.status {
				t.Errorf("status = %d, want %d", recorder.Code, tc.status)
			}
			if strings.Contains(recorder.Body.String(), "SELECT") {
				t.Errorf("what is inside got out: %s", recorder.Body)
			}
			if got := strings.Count(log.String(), "level=ERROR"); got > 1 || (got == 1) != tc.logged {
				t.Errorf("logged %d times: %s", got, log.String())
			}
		})
	}
}

func TestHalfAnAnswerBreaksOff(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	s := &server{log: slog.New(slog.NewTextHandler(&log, nil))}
	w := &answer{ResponseWriter: httptest.NewRecorder()}
	if _, err := w.Write([]byte("Datum;Titel\n")); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if got := recover(); got != http.ErrAbortHandler {
			t.Errorf("recovered %v, want the connection to be broken off", got)
		}
		if !strings.Contains(log.String(), "disk full") {
			t.Errorf("it was not logged: %s", log.String())
		}
	}()
	s.refuse(w, httptest.NewRequest(http.MethodGet, "/", nil), errors.New("disk full"))
}
