package sheet_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stetig/internal/sheet"
)

var update = flag.Bool("update", false, "rewrite golden files")

const samples = "../../testdata/sheets"

func TestSamplesReadAsAPersonWould(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"blog-windows-1252.csv", "social-media-semicolon-bom.csv", "content-calendar-us.csv",
		"excel-utf-16.txt", "no-states.csv", "bad-rows.csv",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(samples, name)
			read := mustOpen(t, path)
			got := describe(t, read)
			golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("read differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSamplesSurviveExport(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"blog-windows-1252.csv", "social-media-semicolon-bom.csv", "content-calendar-us.csv", "excel-utf-16.txt"} {
		read := mustOpen(t, filepath.Join(samples, name))
		for _, language := range []string{"de", "en"} {
			if diff := cmp.Diff(withoutLines(read.Rows), rewrite(t, read.Rows, sheet.WriteOptions{Language: language})); diff != "" {
				t.Errorf("%s in %s (-want +got):\n%s", name, language, diff)
			}
		}
	}
}

func mustOpen(t testing.TB, path string) *sheet.Sheet {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, err := sheet.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// describe tells all that was read, for people to compare.
func describe(t testing.TB, s *sheet.Sheet) string {
	t.Helper()
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s, separated by %q, headings in %q\n\ncolumns\n", s.Encoding, s.Separator, s.Language)
	for _, c := range s.Columns {
		fmt.Fprintf(&out, "  %s: %s\n", c.Heading, c.Role)
	}
	out.WriteString("\nnotes\n")
	for _, n := range s.Notes {
		fmt.Fprintf(&out, "  %s\n", n)
	}
	fmt.Fprintf(&out, "\n%d bad rows\n", s.BadRows())
	for _, p := range s.Problems {
		fmt.Fprintf(&out, "  %s\n", p)
	}
	out.WriteString("\nlines of good rows\n ")
	for _, r := range s.Rows {
		fmt.Fprintf(&out, " %d", r.Line)
	}
	out.WriteString("\n\n")
	writeAll(t, &out, s.Rows, sheet.WriteOptions{Language: "en"})
	return out.String()
}

// writeAll writes rows with a column for each key of their Extra.
func writeAll(t rapid.TB, out io.Writer, rows []sheet.Row, o sheet.WriteOptions) {
	t.Helper()
	var extras []string
	for _, row := range rows {
		extras = slices.AppendSeq(extras, maps.Keys(row.Extra))
	}
	slices.Sort(extras)
	w, err := sheet.NewWriter(out, slices.Compact(extras), o)
	for i := 0; err == nil && i < len(rows); i++ {
		err = w.Write(&rows[i])
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// rewrite writes rows and reads them again.
func rewrite(t testing.TB, rows []sheet.Row, o sheet.WriteOptions) []sheet.Row {
	t.Helper()
	var out bytes.Buffer
	writeAll(t, &out, rows, o)
	written := out.String()
	read, err := sheet.Read(&out)
	if err != nil {
		t.Fatalf("%v, reading:\n%s", err, written)
	}
	if len(read.Problems) > 0 {
		t.Fatalf("problems %v, reading:\n%s", read.Problems, written)
	}
	return withoutLines(read.Rows)
}

func withoutLines(rows []sheet.Row) []sheet.Row {
	out := append([]sheet.Row(nil), rows...)
	for i := range out {
		out[i].Line = 0
	}
	return out
}
