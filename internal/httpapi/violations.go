package httpapi

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"

	"stetig/internal/plan"
)

// maxFields bounds how many wrong values one answer lists.
const maxFields = 100

// ofContract translates what the check against the contract found: a wrong
// parameter makes a request malformed, a wrong value in the body invalid.
func ofContract(err error) error {
	var found violations
	found.collect(err)
	switch {
	case len(found.parameters) > 0:
		return &plan.Error{Code: plan.CodeMalformed, Message: plan.Textf("Some parameters cannot be read."), Fields: firstFields(found.parameters)}
	case len(found.values) > 0:
		return &plan.Error{Code: plan.CodeInvalid, Message: plan.Textf("Some values cannot be accepted."), Fields: firstFields(found.values)}
	default:
		return plan.Errorf(plan.CodeMalformed, "The request does not have the form that the API's description at /api/docs asks for.")
	}
}

func firstFields(fields []plan.FieldError) []plan.FieldError {
	slices.SortStableFunc(fields, func(a, b plan.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return fields[:min(len(fields), maxFields)]
}

// violations are the wrong parameters and the wrong values of a request.
type violations struct {
	parameters []plan.FieldError
	values     []plan.FieldError
}

func (v *violations) collect(err error) {
	// The order matters: a MultiError claims to be whatever it holds.
	if many, ok := err.(openapi3.MultiError); ok {
		for _, one := range many {
			v.collect(one)
		}
		return
	}
	var request *openapi3filter.RequestError
	if !errors.As(err, &request) {
		return
	}
	if request.Parameter != nil {
		v.parameters = append(v.parameters, plan.FieldError{Field: request.Parameter.Name, Message: parameterMessage(request)})
		return
	}
	v.values = append(v.values, valueErrors(request.Err)...)
}

func parameterMessage(err *openapi3filter.RequestError) plan.Text {
	if found := valueErrors(err.Err); len(found) > 0 {
		return found[0].Message
	}
	if errors.Is(err.Err, openapi3filter.ErrInvalidRequired) {
		return plan.Textf("is needed")
	}
	return plan.Textf("cannot be read: %s", typeMessage(err.Parameter.Schema.Value))
}

// valueErrors lists the wrong values in what a schema found.
func valueErrors(err error) []plan.FieldError {
	switch err := err.(type) {
	case openapi3.MultiError:
		var fields []plan.FieldError
		for _, one := range err {
			fields = append(fields, valueErrors(one)...)
		}
		return fields
	case *openapi3.SchemaError:
		path := err.JSONPointer()
		if unknown, ok := unknownField(err); ok {
			path = append(path, unknown)
		}
		return []plan.FieldError{{Field: fieldName(path), Message: message(err)}}
	default:
		return nil
	}
}

// unknownField returns the name of a field that the contract does not have. The
// schema tells it in its reason only, in quotes.
func unknownField(err *openapi3.SchemaError) (name string, ok bool) {
	if err.SchemaField != "properties" && err.SchemaField != "additionalProperties" {
		return "", false
	}
	_, rest, found := strings.Cut(err.Reason, `"`)
	if !found {
		return "", false
	}
	quoted, quoteErr := strconv.QuotedPrefix(`"` + rest)
	if quoteErr != nil {
		return "", false
	}
	name, quoteErr = strconv.Unquote(quoted)
	return name, quoteErr == nil
}

// fieldName joins a path into a body, "cadence.quota", "" for the body itself.
func fieldName(path []string) string {
	parts := make([]string, len(path))
	for i, part := range path {
		parts[i] = shortened(part)
	}
	return strings.Join(parts, ".")
}

// shortened keeps a name that somebody made up from filling the answer.
func shortened(name string) string {
	const most = 80
	if name = strings.ToValidUTF8(name, "\uFFFD"); utf8.RuneCountInString(name) <= most {
		return name
	}
	return string([]rune(name)[:most]) + "…"
}

// message says what is wrong with a value, without repeating it.
func message(err *openapi3.SchemaError) plan.Text {
	schema := err.Schema
	switch err.SchemaField {
	case "required":
		return plan.Textf("is needed")
	case "properties", "additionalProperties":
		return plan.Textf("is no field of this object")
	case "type", "nullable":
		return typeMessage(schema)
	case "enum":
		return plan.Textf("must be one of %s", joined(schema.Enum))
	case "pattern":
		return plan.Textf("must look like %s", exampleOf(schema))
	case "minLength":
		if schema.MinLength == 1 {
			return plan.Textf("must not be empty")
		}
		return plan.Textf("must have at least %d characters", schema.MinLength)
	case "maxLength":
		return plan.Textf("must have at most %d characters", *schema.MaxLength)
	case "minimum", "maximum":
		return plan.Textf("must be %v to %v", *schema.Min, *schema.Max)
	case "minItems":
		return plan.Textf("must have at least %d items", schema.MinItems)
	case "maxItems":
		return plan.Textf("must have at most %d items", *schema.MaxItems)
	case "format":
		if err.Origin != nil {
			return formatMessage(err)
		}
	}
	return plan.Textf("%s", err.Reason)
}

// formatMessage is what checkDay and checkTime said.
func formatMessage(err *openapi3.SchemaError) plan.Text {
	for origin := err.Origin; origin != nil; origin = errors.Unwrap(origin) {
		if inner, ok := origin.(*openapi3.SchemaError); ok {
			return message(inner)
		}
	}
	return plan.Textf("%v", err.Origin)
}

func typeMessage(schema *openapi3.Schema) plan.Text {
	switch {
	case schema.Type == nil:
		return plan.Textf("has the wrong type")
	case schema.Type.Is("array"):
		return plan.Textf("must be a list")
	case schema.Type.Is("boolean"):
		return plan.Textf("must be true or false")
	case schema.Type.Is("integer"):
		return plan.Textf("must be a whole number")
	case schema.Type.Is("object"):
		return plan.Textf("must be an object")
	case schema.Format == "date":
		return plan.Textf("must be a day like 2027-03-01")
	case schema.Format == "date-time":
		return plan.Textf("must be a time like 2027-03-01T10:00:00+01:00")
	default:
		return plan.Textf("must be a %s", strings.Join(schema.Type.Slice(), " or "))
	}
}

func exampleOf(schema *openapi3.Schema) string {
	if text, ok := schema.Example.(string); ok && text != "" {
		return text
	}
	return schema.Pattern
}

func joined(values []any) string {
	var words []string
	for _, value := range values {
		if value != nil {
			words = append(words, fmt.Sprint(value))
		}
	}
	return strings.Join(words, ", ")
}
