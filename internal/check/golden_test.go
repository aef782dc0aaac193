package check_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/check"
	"stetig/internal/plan"
	"stetig/internal/sheet"
)

var update = flag.Bool("update", false, "rewrite golden files")

const golden = "../../testdata/check"

func TestOutputOfSamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, sample string
		change       func(*check.Options)
	}{
		{"blog-weekly", "blog-windows-1252.csv", func(o *check.Options) { o.Now = at("2027-02-10T09:00:00Z") }},
		{"blog-year", "blog-windows-1252.csv", func(o *check.Options) {
			o.Now = at("2027-02-10T09:00:00Z")
			o.From, o.To = day("2027-01-01"), day("2027-12-31")
			o.Cadence = plan.Cadence{Quota: 2, Per: plan.PerMonth}
		}},
		{"social-slots", "social-media-semicolon-bom.csv", func(o *check.Options) {
			o.Now = at("2027-02-09T09:00:00Z")
			o.Cadence = slots("FREQ=WEEKLY;BYDAY=MO,TH@10:00")
			o.MaxSilence = 5
			o.Pauses = []plan.Span{{From: *day("2027-02-18"), To: *day("2027-02-25")}}
			o.To = day("2027-04-30")
		}},
		{"daily", "content-calendar-us.csv", func(o *check.Options) {
			o.Now = at("2027-02-20T09:00:00Z")
			o.Cadence = slots("FREQ=DAILY@09:00")
			o.To = day("2027-03-20")
			o.Channels = []string{"newsletter"}
		}},
		{"nothing-expected-yet", "content-calendar-us.csv", func(o *check.Options) {
			o.Now = at("2027-01-01T09:00:00Z")
			o.Cadence = plan.Cadence{Quota: 1, Per: plan.PerMonth}
			o.To = day("2027-03-31")
		}},
		{"no-states", "no-states.csv", func(o *check.Options) { o.Now = at("2026-11-22T09:00:00Z"); o.To = day("2026-12-06") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := options()
			c.change(&o)
			r := mustRun(t, open(t, c.sample), o)
			for extension, write := range map[string]func(*bytes.Buffer) error{
				"txt":  func(b *bytes.Buffer) error { return r.WriteText(b) },
				"json": func(b *bytes.Buffer) error { return r.WriteJSON(b) },
				"csv":  func(b *bytes.Buffer) error { return r.WriteCSV(b) },
			} {
				var out bytes.Buffer
				if err := write(&out); err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(golden, c.name+"."+extension)
				if *update {
					if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), out.String()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", path, diff)
				}
			}
		})
	}
}

func options() check.Options {
	return check.Options{
		Cadence: plan.Cadence{Quota: 1, Per: plan.PerWeek}, TimeZone: "Europe/Berlin",
		Now: at("2027-02-10T09:00:00Z"), Grace: plan.DefaultGrace, Unnamed: "Plan",
	}
}

func open(t testing.TB, sample string) *sheet.Sheet {
	t.Helper()
	file, err := os.Open(filepath.Join("../../testdata/sheets", sample))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s, err := sheet.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustRun(t testing.TB, s *sheet.Sheet, o check.Options) *check.Result {
	t.Helper()
	r, err := check.Run(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

func day(text string) *plan.Day {
	d, err := plan.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return &d
}

func slots(text string) plan.Cadence {
	c, err := plan.ParseCadence(text)
	if err != nil {
		panic(err)
	}
	return c
}
