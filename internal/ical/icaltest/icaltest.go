// Package icaltest has other people's calendar programs read a feed and
// compares what they saw with what was meant. It is for tests only.
package icaltest

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"stetig/internal/ical"
	"stetig/internal/plan"
)

// Seen is an event as a calendar program read it.
type Seen struct {
	UID         string
	Summary     string
	Start       string // "2027-03-28T00:45:00Z", or "2027-03-28" for an all-day event
	End         string // exclusive, in the same form
	Status      string // "" for none
	Description string // "" for none
	URL         string // "" for none
}

// Reader reads feeds with a program that shares no code with ours.
type Reader struct {
	Name string
	Read func(t testing.TB, feed []byte) []Seen // skips or, in CI, fails the test where the program is missing
}

// Readers returns all readers.
func Readers() []Reader {
	return []Reader{{"ical.js", ReadICALJS}, {"khal", ReadKhal}}
}

// Check has each reader read the feed and compares every event, in any order.
// A reader that cannot be had is skipped, but where CI is "true" that is a failure.
func Check(t *testing.T, feed []byte, want []Seen) {
	t.Helper()
	for _, reader := range Readers() {
		t.Run(reader.Name, func(t *testing.T) {
			got := reader.Read(t, feed)
			if diff := gocmp.Diff(sorted(want), sorted(got)); diff != "" {
				t.Errorf("%s read something else (-meant +read):\n%s", reader.Name, diff)
			}
		})
	}
}

// Meant returns how calendar programs shall read an event.
func Meant(event ical.Event, options ical.Options) Seen {
	seen := Seen{
		UID:         event.UID(options),
		Summary:     event.Summary(options.Language),
		Description: event.Description(options.Language),
		Status:      "TENTATIVE",
		URL:         event.URL(),
	}
	switch {
	case event.Kind == ical.Gap, event.State == plan.Approved, event.State == plan.Published:
		seen.Status = "CONFIRMED"
	case event.State == plan.Cancelled:
		seen.Status = "CANCELLED"
	}
	if event.AllDay() {
		seen.Start, seen.End = event.Days.From.String(), (event.Days.To + 1).String()
		return seen
	}
	seen.Start = event.Start.UTC().Format(time.RFC3339)
	seen.End = event.Start.UTC().Add(30 * time.Minute).Format(time.RFC3339)
	return seen
}

func sorted(events []Seen) []Seen {
	ordered := slices.Clone(events)
	slices.SortFunc(ordered, func(a, b Seen) int {
		return cmp.Or(cmp.Compare(a.UID, b.UID), cmp.Compare(a.Start, b.Start))
	})
	return ordered
}

// missing ends the test because a reader cannot be had: as skipped where
// somebody works, as failed in CI, which has to have them all.
func missing(t testing.TB, what, install string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing; %s", what, install)
	}
	t.Skipf("%s is missing; %s", what, install)
}

// root returns the repository's folder: the one with go.mod, above the test's.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		} else if !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}

// saved writes the feed to a file of the test.
func saved(t testing.TB, feed []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "feed.ics")
	if err := os.WriteFile(path, feed, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
