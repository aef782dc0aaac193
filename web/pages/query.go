package pages

import (
	"net/url"
	"slices"
	"strconv"

	"stetig/internal/continuity"
)

// Query is what of a workspace's page is asked for. What a query string holds
// that cannot be meant is left out, and the page shows what is chosen instead.
type Query struct {
	Year     int                 // ISO 8601 week-numbering year; 0: this one
	Channel  string              // of the gaps; "": all
	Rule     continuity.Rule     // of the gaps; "": all
	Severity continuity.Severity // of the open gaps; "": all
	Open     string              // cursor in the open gaps
	Accepted string              // cursor in the accepted gaps
	Feeds    string              // cursor in the feeds
	First    int                 // of the channels, from 0
}

// openSeverities are those an open gap can have, most pressing first.
func openSeverities() []continuity.Severity {
	return []continuity.Severity{continuity.Critical, continuity.Warning, continuity.Notice}
}

// ReadQuery reads the query string of a workspace's page.
func ReadQuery(values url.Values) Query {
	q := Query{
		Channel:  values.Get("channel"),
		Rule:     continuity.Rule(values.Get("rule")),
		Severity: continuity.Severity(values.Get("severity")),
		Open:     values.Get("open"),
		Accepted: values.Get("accepted"),
		Feeds:    values.Get("feeds"),
	}
	if !slices.Contains(continuity.Rules, q.Rule) {
		q.Rule = ""
	}
	if !slices.Contains(openSeverities(), q.Severity) {
		q.Severity = ""
	}
	if year, err := strconv.Atoi(values.Get("year")); err == nil && FirstYear <= year && year <= LastYear {
		q.Year = year
	}
	if first, err := strconv.Atoi(values.Get("first")); err == nil && first > 0 {
		q.First = first
	}
	return q
}

// The years that can be shown.
const (
	FirstYear = 1991
	LastYear  = 2099
)

// IsFiltered reports whether only some gaps are asked for.
func (q Query) IsFiltered() bool { return q.Channel != "" || q.Rule != "" || q.Severity != "" }

// In returns the address of the page at path with the query.
func (q Query) In(path string) string {
	values := url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("channel", q.Channel)
	set("rule", string(q.Rule))
	set("severity", string(q.Severity))
	set("open", q.Open)
	set("accepted", q.Accepted)
	set("feeds", q.Feeds)
	if q.Year != 0 {
		set("year", strconv.Itoa(q.Year))
	}
	if q.First != 0 {
		set("first", strconv.Itoa(q.First))
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}
