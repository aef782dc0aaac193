// Package ical writes feeds: the plan as an iCalendar file (RFC 5545, RFC 7986)
// that calendar programs subscribe to. It is pure: events in the domain's terms
// go in, bytes come out, the same for the same.
//
// A Renderer keeps what it has encoded, so that one change in a plan encodes one
// event.
//
// The format is kept narrower than the standards allow, to what calendar
// programs agree on: events only, without METHOD and alarms; times in UTC, days
// as dates with an exclusive end; a UID that outlives every change; stamps that
// say when something shown was changed and never when it was fetched.
package ical
