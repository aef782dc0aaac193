package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestOneLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, want string }{
		{"line ends", "  eins\r\nzwei\tdrei \u0000 ", "eins zwei drei"},
		{"a line separator", "eins\u2028zwei", "eins zwei"},
		{"turned text", "a\u202Efdp.exe\u202C", "afdp.exe"},
		{"an emoji of several", "👩‍👩‍👧", "👩‍👩‍👧"},
		{"bytes that are no text", "a\xffb", "a\uFFFDb"},
		{"nothing", "\n\t ", ""},
	} {
		if got := oneLine(tt.in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, in string
		limit    int
		want     string
	}{
		{"short enough", "Größe", 5, "Größe"},
		{"cut", "Größen", 5, "Größ…"},
		{"no blank before the ellipsis", "Blog und mehr", 6, "Blog…"},
		{"wide characters take two", "日本語日本語", 6, "日本…"},
		{"marks stay with their letter", "a\u0308bc", 2, "a\u0308…"},
		{"a family stays together", "👩‍👩‍👧👩‍👩‍👧", 8, "👩‍👩‍👧…"},
	} {
		if got := clip(tt.in, tt.limit); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Whatever people type, the text keeps its width and its words.
func TestTextIsNeverWider(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringN(0, 120, -1), 1, 12).Draw(t, "words")
		text := oneLine(strings.Join(words, " "))
		var w textWriter
		w.item("!! ", text)
		got := w.String()
		for line := range strings.SplitSeq(strings.TrimSuffix(got, "\n"), "\n") {
			// What cannot be parted, such as a long chain of joined emoji, may stand alone and wide.
			if columns(line) > textWidth && fit(strings.TrimLeft(line, "! "), textWidth-3) < len(strings.TrimLeft(line, "! ")) {
				t.Fatalf("%d columns: %q", columns(line), line)
			}
		}
		if !utf8.ValidString(got) {
			t.Fatalf("no valid UTF-8: %q", got)
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if want := "!!" + bare(text); bare(got) != want {
			t.Fatalf("got %q, want %q", bare(got), want)
		}
	})
}
