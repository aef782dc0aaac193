package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"stetig/internal/plan"
)

// kind is a sort of refusal as HTTP tells it (RFC 9457).
type kind struct {
	status int
	code   string
	title  string
}

// What only HTTP can refuse, and what is our own fault.
var (
	methodNotAllowed = kind{http.StatusMethodNotAllowed, "method_not_allowed", "This address does not take this method."}
	unsupportedMedia = kind{http.StatusUnsupportedMediaType, "unsupported_media_type", "This kind of content is not understood here."}
	unexpected       = kind{http.StatusInternalServerError, "internal", "Something went wrong on our side."}
)

func unexpectedDetail() plan.Text {
	return plan.Textf("It has been logged. Give the request id when you report it.")
}

// kindOf is the one table from the codes of the domain to HTTP.
func kindOf(code plan.Code) kind {
	switch code {
	case plan.CodeMalformed:
		return kind{http.StatusBadRequest, "malformed", "The request cannot be read."}
	case plan.CodeUnauthenticated:
		return kind{http.StatusUnauthorized, "unauthenticated", "A valid token or session is needed."}
	case plan.CodeForbidden:
		return kind{http.StatusForbidden, "forbidden", "Your role does not allow this."}
	case plan.CodeNotFound:
		return kind{http.StatusNotFound, "not_found", "There is nothing here."}
	case plan.CodeConflict:
		return kind{http.StatusConflict, "conflict", "This contradicts what is stored."}
	case plan.CodeStale:
		return kind{http.StatusPreconditionFailed, "stale", "This has changed since you read it."}
	case plan.CodeTooLarge:
		return kind{http.StatusRequestEntityTooLarge, "too_large", "This is too large."}
	case plan.CodeInvalid:
		return kind{http.StatusUnprocessableEntity, "invalid", "Some values cannot be accepted."}
	case plan.CodeTooMany:
		return kind{http.StatusTooManyRequests, "too_many", "This was asked too often."}
	case plan.CodeUnavailable:
		return kind{http.StatusServiceUnavailable, "unavailable", "This cannot be served now."}
	default:
		return unexpected
	}
}

// refuse is the one place where an error becomes an answer. What is not made
// for people is logged, once, and answered with a fixed text.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	x := exchangeOf(r.Context())
	if answered(w) {
		s.logFault(r, x, "an answer broke off", err)
		panic(http.ErrAbortHandler) // half an answer must not look whole
	}
	kind, detail, fields := s.classify(r, x, err)
	if kind.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="stetig"`)
	}
	tellRetryAfter(w, kind.status, err)
	writeProblem(w, x, kind, detail, fields)
}

// tellRetryAfter says when to try again, in seconds (RFC 9110 §10.2.3).
func tellRetryAfter(w http.ResponseWriter, status int, err error) {
	wait := cmp.Or(waitOf(err), 5*time.Second)
	if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	}
}

// waitOf is how long a refusal says to wait, 0 for one that does not say.
func waitOf(err error) time.Duration {
	var refusal *plan.Error
	if !errors.As(err, &refusal) {
		return 0
	}
	return refusal.RetryAfter
}

// classify says what an error is to the one who asked.
func (s *server) classify(r *http.Request, x *exchange, err error) (kind, plan.Text, []plan.FieldError) {
	var refusal *plan.Error
	var http404or405 *echo.HTTPError
	var tooLarge *http.MaxBytesError
	var unsupported *unsupportedContent
	switch {
	case errors.As(err, &refusal):
		return kindOf(refusal.Code), refusal.Message, refusal.Fields
	case errors.As(err, &tooLarge):
		return kindOf(plan.CodeTooLarge), tooLargeDetail(tooLarge.Limit), nil
	case errors.As(err, &unsupported):
		return unsupportedMedia, unsupported.said(), nil
	case errors.As(err, &http404or405):
		return ofRouter(http404or405)
	case errors.Is(err, context.DeadlineExceeded):
		s.logFault(r, x, "a request took too long", err)
		return kindOf(plan.CodeUnavailable), plan.Textf("This took too long and was given up; nothing was changed. Try again, or ask for less."), nil
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		return kindOf(plan.CodeUnavailable), plan.Textf("The request was given up by the one who sent it."), nil
	default:
		s.logFault(r, x, "a request failed", err)
		return unexpected, unexpectedDetail(), nil
	}
}

// ofRouter translates what echo and the generated binding refuse by themselves.
func ofRouter(err *echo.HTTPError) (kind, plan.Text, []plan.FieldError) {
	switch err.Code {
	case http.StatusNotFound:
		return kindOf(plan.CodeNotFound), plan.Textf("There is no such address. The API is described at /api/docs."), nil
	case http.StatusMethodNotAllowed:
		return methodNotAllowed, plan.Textf("The methods this address takes are named in the Allow header."), nil
	default:
		return kindOf(plan.CodeMalformed), plan.Textf("The request does not have the form that the API's description at /api/docs asks for."), nil
	}
}

func (s *server) logFault(r *http.Request, x *exchange, what string, err error) {
	s.log.LogAttrs(context.WithoutCancel(r.Context()), slog.LevelError, what,
		slog.String("id", x.id), slog.String("route", x.route), slog.Any("error", err))
}

// answered reports whether an answer has begun.
func answered(w http.ResponseWriter) bool {
	switch w := w.(type) {
	case *echo.Response:
		return w.Committed
	case *answer:
		return w.status != 0
	default:
		return false
	}
}

func tooLargeDetail(limit int64) plan.Text {
	return plan.Textf("At most %d MB are accepted here.", limit>>20)
}

// writeProblem writes problem details, in the language of the one who asks.
func writeProblem(w http.ResponseWriter, x *exchange, k kind, detail plan.Text, fields []plan.FieldError) {
	p := newProblem(x, k, detail)
	for _, f := range fields {
		p.Fields = append(p.Fields, fieldProblem{Field: f.Field, Message: x.say(f.Message)})
	}
	sendProblem(w, x, k.status, p)
}

// problem is a refusal on the wire (RFC 9457), as the contract's Problem.
type problem struct {
	Type      string         `json:"type"`
	Title     string         `json:"title"`
	Status    int            `json:"status"`
	Code      string         `json:"code"`
	Detail    string         `json:"detail"`
	RequestID string         `json:"request_id"`
	Fields    []fieldProblem `json:"fields,omitempty"`
}

type fieldProblem struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

func newProblem(x *exchange, k kind, detail plan.Text) problem {
	return problem{
		Type: "/api/docs#" + k.code, Title: x.say(plan.Textf(k.title)), Status: k.status, Code: k.code,
		Detail: x.say(detail), RequestID: x.id,
	}
}

func sendProblem(w http.ResponseWriter, x *exchange, status int, body any) {
	header := w.Header()
	header.Set("Content-Language", x.language())
	header.Add("Vary", "Accept-Language")
	header.Del("Content-Length")
	header.Del("Content-Encoding")
	header.Del("ETag")
	header.Del("Last-Modified")
	header.Set("Content-Type", "application/problem+json")
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// The status is sent; a connection that breaks now has nobody to be told.
	_ = json.NewEncoder(w).Encode(body)
}
