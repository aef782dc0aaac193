package icaltest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stetig/internal/plan"
)

// khal is told to write fields and records apart by characters that no feed holds.
const (
	fieldEnd  = "\x1f"
	recordEnd = "\x1e"
)

// khalConfig lets khal write times in UTC, in the form of Seen.
const khalConfig = `[calendars]
[[feed]]
path = %VDIR%
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
`

// ReadKhal reads a feed with khal, a calendar for terminals (python-icalendar).
func ReadKhal(t testing.TB, feed []byte) []Seen {
	t.Helper()
	khal, err := exec.LookPath("khal")
	if err != nil {
		missing(t, "khal", "install Debian's package khal")
	}
	home := t.TempDir()
	config := filepath.Join(home, "khal.conf")
	text := strings.Replace(khalConfig, "%VDIR%", home, 1)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	format := strings.Join([]string{
		"{uid}", "{title}", "{start}", "{end}", "{all-day}", "{status}", "{description}", "{url}",
	}, fieldEnd) + recordEnd
	command := exec.Command(khal, "--config", config, "printics", "--format", format, saved(t, feed))
	command.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CONFIG_HOME="+home, "LC_ALL=C.UTF-8")

	_, output, found := strings.Cut(run(t, command), "\n") // after "3 events found in …"
	if !found {
		t.Fatal("khal printed nothing")
	}
	var events []Seen
	for record := range strings.SplitSeq(strings.TrimSuffix(output, recordEnd+"\n"), recordEnd+"\n") {
		events = append(events, khalEvent(t, record))
	}
	return events
}

func khalEvent(t testing.TB, record string) Seen {
	t.Helper()
	fields := strings.Split(record, fieldEnd)
	if len(fields) != 8 {
		t.Fatalf("khal wrote %d fields: %q", len(fields), record)
	}
	seen := Seen{
		UID: fields[0], Summary: fields[1], Start: fields[2], End: fields[3],
		Status: strings.TrimSpace(fields[5]), Description: fields[6], URL: fields[7],
	}
	if fields[4] == "True" { // of an all-day event khal tells the last day
		last, err := plan.ParseDay(seen.End)
		if err != nil {
			t.Fatalf("khal read the end of %s as %q: %v", seen.UID, seen.End, err)
		}
		seen.End = (last + 1).String()
	}
	return seen
}
