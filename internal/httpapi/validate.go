package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/labstack/echo/v4"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// operationOf returns the operation that a routed request asks for.
func (s *server) operationOf(c echo.Context) *operation {
	return s.contract.operations[c.Request().Method+" "+c.Path()]
}

// bounded limits how large and how long a request may be, and how many sheets
// are on their way, before anything of a body is read.
func (s *server) bounded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		op, r, w := s.operationOf(c), c.Request(), c.Response()
		if r.ContentLength > op.maxBody() {
			return &http.MaxBytesError{Limit: op.maxBody()}
		}
		if op.answersWithStream(r) {
			return s.streaming(op, c, next)
		}
		timeout := s.timeout
		if op.takesSheet || op.answersWithSheet(r) {
			gate := s.exports
			if op.takesSheet {
				gate = s.imports
			}
			leave, err := gate.enter(exchangeOf(r.Context()).actor.UserID)
			if err != nil {
				return err
			}
			defer leave()
			timeout = sheetTimeout
		}
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		r = r.WithContext(ctx)
		defer s.paced(op, r, w)()
		c.SetRequest(r)
		return next(c)
	}
}

// streaming lets a request through whose answer goes on until its client leaves
// or the server stops.
func (s *server) streaming(op *operation, c echo.Context, next echo.HandlerFunc) error {
	x := exchangeOf(c.Request().Context())
	leave, err := s.listeners.enter(x.actor.UserID)
	if err != nil {
		return err
	}
	defer leave()
	x.streams = true
	ctx, cancel := context.WithCancel(c.Request().Context())
	defer cancel()
	defer context.AfterFunc(s.stopping, cancel)()
	r := c.Request().WithContext(ctx)
	defer s.paced(op, r, c.Response())()
	c.SetRequest(r)
	return next(c)
}

// paced has the body of a request, and a long answer, get on or be given up,
// until the function it returns is called.
func (s *server) paced(op *operation, r *http.Request, w *echo.Response) (end func() bool) {
	p := &pace{
		ctx: r.Context(), connection: http.NewResponseController(w.Unwrap()),
		read: s.readPatience, write: s.writePatience,
	}
	if r.ContentLength == 0 {
		p.hasRead()
	} else {
		r.Body = &pacedBody{http.MaxBytesReader(w, r.Body, op.maxBody()), p, w.Header()}
	}
	isStream := exchangeOf(r.Context()).streams
	if isStream {
		p.write = min(p.write, streamPatience)
	}
	if isStream || op.takesSheet || op.answersWithSheet(r) {
		w.Writer = &pacedAnswer{w.Writer, p}
	}
	return context.AfterFunc(s.stopping, p.hurry)
}

// validated checks a request against the contract. Nothing behind it sees a
// value the contract does not allow.
func (s *server) validated(next echo.HandlerFunc) echo.HandlerFunc {
	stringFormats := openapi3.WithStringFormatValidators(formats())
	return func(c echo.Context) error {
		op, r := s.operationOf(c), c.Request()
		if err := checkQuery(op, r.URL); err != nil {
			return err
		}
		if op.takesSheet { // it may be large: first all else, and whether it is wanted at all
			bare := r.WithContext(r.Context())
			bare.Body = http.NoBody
			if err := conforms(op, bare, c, stringFormats); err != nil {
				return err
			}
			if err := s.mayImport(c); err != nil {
				return err
			}
		}
		if err := takeBody(op, r); err != nil {
			return err
		}
		if !op.takesSheet {
			if err := conforms(op, r, c, stringFormats); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// conforms checks parameters and, unless it is a sheet, the body.
func conforms(op *operation, r *http.Request, c echo.Context, stringFormats openapi3.SchemaValidationOption) error {
	err := openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
		Request: r, PathParams: pathParams(c), Route: op.route,
		Options: &openapi3filter.Options{
			AuthenticationFunc:      openapi3filter.NoopAuthenticationFunc,
			SkipSettingDefaults:     true,
			KeepValidatedValue:      true,
			ExcludeRequestBody:      op.takesSheet,
			MultiError:              len(exchangeOf(r.Context()).body) <= manyErrorsBody,
			SchemaValidationOptions: []openapi3.SchemaValidationOption{stringFormats},
		},
	})
	if err != nil {
		return ofContract(err)
	}
	return nil
}

// mayImport refuses a sheet of somebody who may not import, before it is read.
func (s *server) mayImport(c echo.Context) error {
	ctx := c.Request().Context()
	return s.app.MayImport(ctx, exchangeOf(ctx).actor, c.Param("workspace"), app.ImportMode(c.QueryParam("mode")))
}

// manyErrorsBody is up to which size, in bytes, every wrong value of a body is
// told. In a larger one each byte could be wrong, and the first must do.
const manyErrorsBody = 64 << 10

func pathParams(c echo.Context) map[string]string {
	params := make(map[string]string, 3)
	for i, name := range c.ParamNames() {
		params[name] = c.ParamValues()[i]
	}
	return params
}

// checkQuery refuses parameters that the operation does not have, since a
// misspelt filter would silently filter nothing, and bytes that are no text.
func checkQuery(op *operation, address *url.URL) error {
	values, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return plan.Errorf(plan.CodeMalformed, "The query of the address cannot be read.")
	}
	var fields []plan.FieldError
	for name, list := range values {
		if !op.query[name] {
			fields = append(fields, plan.FieldError{Field: shortened(name), Message: plan.Textf("is no parameter of this operation")})
			continue
		}
		for _, value := range list {
			if !isText(value) {
				fields = append(fields, plan.FieldError{Field: name, Message: plan.Textf("is not text in UTF-8")})
			}
		}
	}
	if len(fields) > 0 {
		return &plan.Error{Code: plan.CodeMalformed, Message: plan.Textf("The query of the address holds what this operation does not take."), Fields: firstFields(fields)}
	}
	return nil
}

func isText(value string) bool { return utf8.ValidString(value) && !strings.ContainsRune(value, 0) }

// takeBody reads the body into the exchange and refuses what is not of the
// announced type at all.
func takeBody(op *operation, r *http.Request) error {
	if op.RequestBody == nil {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return err
		}
		return plan.Errorf(plan.CodeMalformed, "The body broke off.")
	}
	if len(body) == 0 {
		return plan.Errorf(plan.CodeMalformed, "A body is needed: %s.", op.mediaTypes())
	}
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || op.RequestBody.Value.Content[mediaType] == nil {
		return &unsupportedContent{wanted: op.mediaTypes()}
	}
	if !op.takesSheet {
		if err := checkJSON(body); err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json") // a merge patch is JSON to whom it is handed
	}
	exchangeOf(r.Context()).body = body
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return nil
}

func checkJSON(body []byte) error {
	switch {
	case !utf8.Valid(body):
		return plan.Errorf(plan.CodeMalformed, "The body is not UTF-8.")
	case !json.Valid(body):
		return plan.Errorf(plan.CodeMalformed, "The body is not JSON.")
	case holdsNUL(body):
		return plan.Errorf(plan.CodeMalformed, "The body holds the character U+0000, which no text may.")
	}
	return nil
}

// holdsNUL reports whether valid JSON holds an escaped U+0000, which PostgreSQL
// cannot store. An escaped backslash before "u0000" is another thing.
func holdsNUL(body []byte) bool {
	escape := []byte(`\u0000`)
	for i := bytes.Index(body, escape); i >= 0; {
		backslashes := 1
		for i-backslashes >= 0 && body[i-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 1 {
			return true
		}
		next := bytes.Index(body[i+1:], escape)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// unsupportedContent refuses a Content-Type.
type unsupportedContent struct{ wanted string }

func (u *unsupportedContent) said() plan.Text { return plan.Textf("Send Content-Type: %s.", u.wanted) }

func (u *unsupportedContent) Error() string { return u.said().String() }
