package ical

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// checkFold reports what is wrong with folded content lines: RFC 5545 §3.1, and
// that each line is valid UTF-8 by itself.
func checkFold(t interface {
	Helper()
	Errorf(string, ...any)
}, folded []byte) {
	t.Helper()
	if len(folded) == 0 {
		return
	}
	if !bytes.HasSuffix(folded, []byte("\r\n")) {
		t.Errorf("the last line does not end in CRLF: %q", folded[max(0, len(folded)-80):])
	}
	for _, line := range strings.Split(strings.TrimSuffix(string(folded), "\r\n"), "\r\n") {
		switch {
		case len(line) > 75:
			t.Errorf("%d octets: %q", len(line), line)
		case !utf8.ValidString(line):
			t.Errorf("a character is cut: %q", line)
		case strings.ContainsAny(line, "\r\n"):
			t.Errorf("a lone line break: %q", line)
		case line == "" || line == " ":
			t.Errorf("an empty line: %q", line)
		}
	}
}

func unfold(folded []byte) []byte { return bytes.ReplaceAll(folded, []byte("\r\n "), nil) }

func TestFoldLaw(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.SliceOf(rapid.StringMatching(`[A-Z]{1,8}:([ -~]|[äöüß€–]|[😀-🙏]){0,300}`)).Draw(t, "lines")
		var lines []byte
		for _, line := range content {
			lines = append(append(lines, line...), "\r\n"...)
		}
		folded := fold(nil, lines)
		checkFold(t, folded)
		if got := unfold(folded); !bytes.Equal(got, lines) {
			t.Errorf("unfolded:\n%q\nwant:\n%q", got, lines)
		}
	})
}

// TestFoldAtEveryOffset moves characters of each width over the fold.
func TestFoldAtEveryOffset(t *testing.T) {
	t.Parallel()
	for _, character := range []string{"a", "ü", "€", "👋", "👩‍👩‍👧‍👦", "🏳️‍🌈"} {
		for offset := range 160 {
			line := "SUMMARY:" + strings.Repeat("x", offset) + strings.Repeat(character, 40) + "\r\n"
			folded := fold(nil, []byte(line))
			checkFold(t, folded)
			if got := string(unfold(folded)); got != line {
				t.Errorf("%s after %d letters: unfolded %q, want %q", character, offset, got, line)
			}
		}
	}
}

func TestFoldFillsLines(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ length, lines int }{
		"one below": {74, 1}, "exactly": {75, 1}, "one above": {76, 2},
		"two full": {75 + 74, 2}, "one above two": {75 + 75, 3},
	}
	for name, test := range tests {
		folded := fold(nil, []byte(strings.Repeat("a", test.length)+"\r\n"))
		if got := bytes.Count(folded, []byte("\r\n")); got != test.lines {
			t.Errorf("%s: %d octets fill %d lines, want %d", name, test.length, got, test.lines)
		}
	}
}
