package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const sheets = "../../testdata/sheets"

// run runs the program as on 10 February 2027 at 10:00 in Berlin.
func run(t testing.TB, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	p := &Program{
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs,
		Now: func() time.Time { return time.Date(2027, time.February, 10, 9, 0, 0, 0, time.UTC) },
	}
	status = p.Run(context.Background(), args)
	return status, out.String(), errs.String()
}

func TestExitStatusTellsWhetherThereAreGapsAhead(t *testing.T) {
	t.Parallel()
	kept := "Datum;Status\n03.02.2027;veröffentlicht\n10.02.2027;geplant\n"
	for name, c := range map[string]struct {
		stdin  string
		args   []string
		status int
	}{
		"none":             {kept, []string{"--to", "2027-02-14"}, exitDone},
		"only missed ones": {kept, []string{"--from", "2027-01-01", "--to", "2027-02-14"}, exitDone},
		"some":             {kept, []string{"--to", "2027-02-21"}, exitGaps},
		"paused away":      {kept, []string{"--to", "2027-02-21", "--pause", "2027-02-15..2027-02-21"}, exitDone},
		"paused in parts":  {kept, []string{"--to", "2027-02-21", "--pause", "2027-02-15..2027-02-18", "--pause", "2027-02-19"}, exitDone},
		"silence":          {kept, []string{"--to", "2027-02-14", "--max-silence", "5", "--now", "2027-02-08"}, exitGaps},
		"silence is past":  {kept, []string{"--to", "2027-02-14", "--max-silence", "5"}, exitDone},
		"after its grace":  {kept, []string{"--to", "2027-02-14", "--now", "2027-02-12", "--grace", "0h"}, exitGaps},
		"within grace":     {kept, []string{"--to", "2027-02-14", "--now", "2027-02-12", "--grace", "24h"}, exitDone},
		"slot too far":     {kept, []string{"--to", "2027-02-14", "--cadence", "FREQ=WEEKLY;BYDAY=TH@10:00"}, exitDone},
		"slot out of reach": {kept, []string{"--to", "2027-02-14", "--cadence", "FREQ=WEEKLY;BYDAY=TH@10:00", "--tolerance", "9h"},
			exitGaps},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, stdout, stderr := run(t, c.stdin, append([]string{"check", "-"}, c.args...)...)
			if status != c.status {
				t.Errorf("status %d, want %d\n%s%s", status, c.status, stdout, stderr)
			}
		})
	}
}

func TestWhatCannotBeUsedEndsWithTwoAndSaysWhy(t *testing.T) {
	t.Parallel()
	blog := filepath.Join(sheets, "blog-windows-1252.csv")
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no command":       {nil, "expected one of"},
		"no file":          {[]string{"check"}, "FILE"},
		"missing file":     {[]string{"check", "nirgends.csv"}, `there is no file "nirgends.csv"`},
		"a folder":         {[]string{"check", sheets}, "directory"},
		"empty input":      {[]string{"check", "-"}, "empty"},
		"unknown flag":     {[]string{"check", blog, "--weekly"}, "--weekly"},
		"cadence":          {[]string{"check", blog, "--cadence", "oft"}, "--cadence:"},
		"a million a day":  {[]string{"check", blog, "--cadence", "1000000/week"}, "--cadence:"},
		"no time of day":   {[]string{"check", blog, "--cadence", "FREQ=WEEKLY;BYDAY=TU"}, "--cadence:"},
		"an endless rule":  {[]string{"check", blog, "--cadence", "FREQ=SECONDLY@10:00"}, "--cadence:"},
		"from":             {[]string{"check", blog, "--from", "1.1.2027"}, "--from:"},
		"to":               {[]string{"check", blog, "--to", "gestern"}, "--to:"},
		"now":              {[]string{"check", blog, "--now", "10:00"}, "--now:"},
		"pause":            {[]string{"check", blog, "--pause", "2027-02-15..2027-02-01"}, "--pause:"},
		"zone":             {[]string{"check", blog, "--tz", "Mitteleuropa"}, "--tz:"},
		"the server's own": {[]string{"check", blog, "--tz", "Local"}, "--tz:"},
		"tolerance":        {[]string{"check", blog, "--cadence", "FREQ=DAILY@10:00", "--tolerance", "-1h"}, "tolerance"},
		"format":           {[]string{"check", blog, "--format", "xml"}, "--format"},
		"channel":          {[]string{"check", blog, "--channel", "TikTok"}, `has "Blog"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, stdout, stderr := run(t, "", c.args...)
			if status != exitFault || stdout != "" || !strings.Contains(stderr, c.want) {
				t.Errorf("status %d, stdout %q, stderr %q; want 2 and %q", status, stdout, stderr, c.want)
			}
		})
	}
}

func TestBadRowsAreNamedAndStdoutStaysClean(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"json", "csv", "text"} {
		status, stdout, stderr := run(t, "", "check", filepath.Join(sheets, "bad-rows.csv"), "--format", format)
		if status != exitGaps {
			t.Errorf("%s: status %d", format, status)
		}
		for _, want := range []string{`line 2, Datum: "01.01.0001" (0001-01-01) lies before 1990`, "12 of 17 rows left out"} {
			if !strings.Contains(stderr, want) {
				t.Errorf("%s: stderr lacks %q:\n%s", format, want, stderr)
			}
		}
		if strings.Contains(stdout, "line ") {
			t.Errorf("%s: stdout names bad rows:\n%s", format, stdout)
		}
	}
}

func TestJSONOnStandardOutput(t *testing.T) {
	t.Parallel()
	_, stdout, _ := run(t, "Datum,Titel\n2027-02-10,a\n", "check", "-", "--format=json", "--to=2027-02-14")
	var got map[string]any
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	channel := got["channels"].([]any)[0].(map[string]any)
	if findings, isList := channel["findings"].([]any); !isList || len(findings) != 0 {
		t.Errorf("findings %v, want an empty list", channel["findings"])
	}
	if rate, told := channel["rate"]; !told || rate != nil {
		t.Errorf("rate %v, want null", rate)
	}
	if channel["channel"] != "plan" {
		t.Errorf("channel %v, want plan", channel["channel"])
	}
}

func TestASheetWithoutChannelsIsCalledAfterItsFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "Hausblog 2027.csv")
	if err := os.WriteFile(path, []byte("Datum\n10.02.2027\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, stdout, _ := run(t, "", "check", path); !strings.HasPrefix(stdout, "Hausblog 2027, 2027-02-10 to 2028-02-10") {
		t.Errorf("stdout begins %.80q", stdout)
	}
}

func TestNowAsADateIsMidnightInTheZone(t *testing.T) {
	t.Parallel()
	sheet := "Datum;Uhrzeit;Status\n10.02.2027;23:30;geplant\n"
	args := []string{"check", "-", "--to", "2027-02-10", "--grace", "30m", "--cadence", "FREQ=DAILY@23:30", "--tolerance", "2h"}
	for now, want := range map[string]int{
		"2027-02-11":                exitDone, // half an hour after, within grace
		"2027-02-11T00:00:01+01:00": exitGaps,
	} {
		if status, stdout, stderr := run(t, sheet, append(args, "--now", now)...); status != want {
			t.Errorf("--now %s: status %d, want %d\n%s%s", now, status, want, stdout, stderr)
		}
	}
}

func TestHelpTeaches(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"--help"}, []string{"check", "version", "stetig check plan.csv"}},
		{[]string{"check", "--help"}, []string{"--max-silence", "FREQ=WEEKLY;BYDAY=TU,TH@10:00", "2027-08-02..2027-08-15", "Exit status", "Europe/Berlin"}},
	} {
		status, stdout, stderr := run(t, "", c.args...)
		if status != exitDone || stderr != "" {
			t.Errorf("%v: status %d, stderr %q", c.args, status, stderr)
		}
		for _, want := range c.want {
			if !strings.Contains(stdout, want) {
				t.Errorf("%v: lacks %q:\n%s", c.args, want, stdout)
			}
		}
	}
}

func TestVersionNamesTheProgram(t *testing.T) {
	t.Parallel()
	if status, stdout, _ := run(t, "", "version"); status != exitDone || !strings.HasPrefix(stdout, "stetig ") {
		t.Errorf("status %d, stdout %q", status, stdout)
	}
}
