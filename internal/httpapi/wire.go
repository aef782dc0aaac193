package httpapi

import (
	"time"

	"github.com/oapi-codegen/nullable"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// These turn the few shapes that values have on the wire into those of the
// domain and back: on the wire null means none, in the domain "" and zero do.

// orNull sends "" as null.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// timeOrNull sends the zero time as null.
func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	utc := t.UTC()
	return &utc
}

// given takes what was sent, or the zero value.
func given[T any](value *T) T {
	var zero T
	if value == nil {
		return zero
	}
	return *value
}

// givenTime takes a time that was sent in whole seconds UTC, or the zero time.
func givenTime(value *time.Time) time.Time {
	if value == nil {
		return time.Time{}
	}
	return instant(*value)
}

func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// changed takes a field of a patch: nil where it was not sent, none where it was
// sent as null.
func changed[T any](field nullable.Nullable[T], none T) *T {
	switch {
	case !field.IsSpecified():
		return nil
	case field.IsNull():
		return &none
	default:
		value := field.MustGet()
		return &value
	}
}

func changedTime(field nullable.Nullable[time.Time]) *time.Time {
	value := changed(field, time.Time{})
	if value != nil {
		*value = instant(*value)
	}
	return value
}

// changedOptional takes a field of a patch for which null is a value of its own,
// such as inherited: nil where it was not sent.
func changedOptional[T any](field nullable.Nullable[T]) **T {
	if !field.IsSpecified() {
		return nil
	}
	var value *T
	if !field.IsNull() {
		sent := field.MustGet()
		value = &sent
	}
	return &value
}

// as turns an optional word of the wire into one of the domain.
func as[To, From ~string](word *From) *To {
	if word == nil {
		return nil
	}
	value := To(*word)
	return &value
}

// allAs turns words of the wire into those of the domain, or back.
func allAs[To, From ~string](words []From) []To {
	list := make([]To, len(words))
	for i, word := range words {
		list[i] = To(word)
	}
	return list
}

// each turns every item of a list into its other shape.
func each[From, To any](items []From, turn func(*From) To) []To {
	list := make([]To, len(items))
	for i := range items {
		list[i] = turn(&items[i])
	}
	return list
}

// listed is the list itself, or an empty one: never null on the wire.
func listed[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// hours takes whole hours as a duration.
func hours(n *int) *time.Duration {
	if n == nil {
		return nil
	}
	d := time.Duration(*n) * time.Hour
	return &d
}

// minutes takes whole minutes as a duration.
func minutes(n *int) *time.Duration {
	if n == nil {
		return nil
	}
	d := time.Duration(*n) * time.Minute
	return &d
}

// defaultLimit is how many items a page has where nothing is said.
const defaultLimit = 50

func page(limit *int, cursor *string) app.Page {
	p := app.Page{Limit: defaultLimit, Cursor: given(cursor)}
	if limit != nil {
		p.Limit = *limit
	}
	return p
}

// days reads the days of a query. The contract has checked them.
func days(from, to *string) (first, last *plan.Day, err error) {
	if first, err = day("from", from); err != nil {
		return nil, nil, err
	}
	if last, err = day("to", to); err != nil {
		return nil, nil, err
	}
	if first != nil && last != nil && *last < *first {
		return nil, nil, &plan.Error{
			Code: plan.CodeMalformed, Message: plan.Textf("Some parameters cannot be read."),
			Fields: []plan.FieldError{{Field: "to", Message: plan.Textf("must not be before from")}},
		}
	}
	return first, last, nil
}

func day(name string, text *string) (*plan.Day, error) {
	if text == nil {
		return nil, nil
	}
	d, err := plan.ParseDay(*text)
	if err != nil {
		return nil, plan.Errorf(plan.CodeMalformed, "%s: %v", name, err)
	}
	return &d, nil
}

// address is where a resource of a workspace is found.
func address(workspace string, parts ...string) *string {
	path := apiBase + "/workspaces/" + workspace
	for _, part := range parts {
		path += "/" + part
	}
	return &path
}
