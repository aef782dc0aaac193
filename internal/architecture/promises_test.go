package architecture

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

// docs/security.md names tests that hold each promise; this test keeps it from
// naming what is not there.
func TestEveryPromiseNamesItsTests(t *testing.T) {
	t.Parallel()
	page := read(t, "docs/security.md")
	_, rest, begun := strings.Cut(page, "<!-- promises:begin -->\n")
	table, _, ended := strings.Cut(rest, "<!-- promises:end -->")
	if !begun || !ended {
		t.Fatal("docs/security.md has no markers around its promises")
	}
	lines := strings.Split(strings.TrimSpace(table), "\n")
	if len(lines) < 30 {
		t.Fatalf("found %d lines of promises; is the table still written as one?", len(lines))
	}
	sources := map[string]string{}
	for _, line := range lines[2:] {
		named := namedTests(line)
		if len(named) == 0 {
			t.Errorf("a promise names no test as `file_test.go`: `TestName`: %s", line)
		}
		for _, one := range named {
			if _, known := sources[one.file]; !known {
				sources[one.file] = read(t, one.file)
			}
			if !strings.Contains(sources[one.file], "func "+one.test+"(t *testing.T)") {
				t.Errorf("docs/security.md names %s in %s, where it is not", one.test, one.file)
			}
		}
	}
}

// namedTest is a test as docs/security.md names it.
type namedTest struct{ file, test string }

// namedTests reads the last cell of a promise: files, and the tests in each.
func namedTests(line string) (named []namedTest) {
	cells := strings.Split(strings.Trim(line, "| "), " | ")
	file := ""
	for _, word := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[len(cells)-1], -1) {
		switch {
		case path.Ext(word[1]) == ".go":
			file = word[1]
		case file != "" && strings.HasPrefix(word[1], "Test"):
			named = append(named, namedTest{file, word[1]})
		}
	}
	return named
}
