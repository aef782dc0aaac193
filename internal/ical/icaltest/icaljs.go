package icaltest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ReadICALJS reads a feed with ical.js, the parser of Thunderbird and of
// Nextcloud's calendar.
func ReadICALJS(t testing.TB, feed []byte) []Seen {
	t.Helper()
	folder := filepath.Join(root(t), "scripts", "feedcheck")
	const install = "run npm ci in scripts/feedcheck"
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "node", "install Node.js 20 or newer and "+install)
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "ical.js")); err != nil {
		missing(t, "ical.js", install)
	}
	output := run(t, exec.Command(node, filepath.Join(folder, "read.mjs"), "--full", saved(t, feed)))
	var events []Seen
	for line := range strings.Lines(output) {
		fields := splitBars(strings.TrimSuffix(line, "\n"))
		if len(fields) != 8 {
			t.Fatalf("read.mjs wrote %d fields: %q", len(fields), line)
		}
		events = append(events, Seen{
			UID: fields[0], Summary: fields[1], Start: fields[2], End: fields[3],
			Status: fields[4], Description: fields[5], URL: fields[6],
		})
	}
	return events
}

// splitBars splits a line at the bars that are not escaped, takes the escapes
// out, and makes "-", which stands for what is missing, empty.
func splitBars(line string) []string {
	unescape := strings.NewReplacer(`\\`, `\`, `\|`, `|`, `\n`, "\n")
	var fields []string
	from := 0
	for i := 0; i <= len(line); i++ {
		switch {
		case i < len(line) && line[i] == '\\':
			i++ // the escaped character
		case i == len(line) || line[i] == '|':
			field := line[from:i]
			if field == "-" {
				field = ""
			}
			fields = append(fields, unescape.Replace(field))
			from = i + 1
		}
	}
	return fields
}

// run returns what a program printed, and fails the test with what it complained about.
func run(t testing.TB, command *exec.Cmd) string {
	t.Helper()
	var complaint strings.Builder
	command.Stderr = &complaint
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(command.Path), err, complaint.String())
	}
	return string(output)
}
