package plan

import (
	"errors"
	"strings"
	"time"
)

// Code says what kind of refusal an Error is. Codes are stable: clients decide on them.
type Code string

// The codes an operation can be refused with.
const (
	CodeInvalid         Code = "invalid"         // a value is wrong; Fields says which
	CodeMalformed       Code = "malformed"       // the input cannot be read at all
	CodeUnauthenticated Code = "unauthenticated" // nobody is known to ask
	CodeForbidden       Code = "forbidden"       // known, in the workspace, but may not
	CodeNotFound        Code = "not_found"       // does not exist, or belongs to another tenant
	CodeConflict        Code = "conflict"        // contradicts what is stored
	CodeStale           Code = "stale"           // changed since the caller read it (If-Match)
	CodeTooLarge        Code = "too_large"       // more than is accepted
	CodeTooMany         Code = "too_many"        // asked too often; try again later
	CodeUnavailable     Code = "unavailable"     // cannot be served now
)

// Error is a refusal with a text made for the person who asked. It never holds
// internals; what went wrong inside travels as a wrapped, other error.
type Error struct {
	Code    Code
	Message Text         // one sentence: what was wrong and what to do
	Fields  []FieldError // for CodeInvalid: each wrong field

	RetryAfter time.Duration // for CodeTooMany: when to try again
}

// FieldError names a wrong field, as the API spells it, and what is wrong with it.
type FieldError struct {
	Field   string
	Message Text
}

// Error returns the message and the fields in one line.
func (e *Error) Error() string {
	if len(e.Fields) == 0 {
		return e.Message.String()
	}
	parts := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		parts[i] = f.Field + ": " + f.Message.String()
	}
	return e.Message.String() + " (" + strings.Join(parts, "; ") + ")"
}

// Errorf makes an Error of the given code.
func Errorf(code Code, format string, args ...any) error {
	return &Error{Code: code, Message: Textf(format, args...)}
}

// CodeOf returns the code of the first Error in err's chain, "" where there is none.
func CodeOf(err error) Code {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

// FieldsOf returns the wrong fields that the first Error in err's chain names.
func FieldsOf(err error) []FieldError {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal.Fields
	}
	return nil
}

// Problems collects wrong fields while a value is validated.
type Problems []FieldError

// Add records a wrong field.
func (p *Problems) Add(field, format string, args ...any) {
	*p = append(*p, FieldError{Field: field, Message: Textf(format, args...)})
}

// Err returns nil if no field is wrong, else an Error of CodeInvalid.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Code: CodeInvalid, Message: Textf("Some values cannot be accepted."), Fields: p}
}
