package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// titleWidth bounds a title within a sentence, in columns.
const titleWidth = 80

// oneLine makes of what people typed one line of valid UTF-8: controls become
// blanks, runs of blanks one, and marks that turn the direction of text
// (U+202A–202E, U+2066–2069) or cannot be seen are left out. A joiner between
// emoji stays.
func oneLine(text string) string {
	var b strings.Builder
	blank := false
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		switch {
		case unicode.IsControl(r), r == ' ', r == '\u2028', r == '\u2029':
			blank = b.Len() > 0
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\uFEFF', r == '\u200B':
		default:
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// columns returns how many columns of a terminal or plain mail the text takes:
// two for a wide East Asian character or emoji, none for a combining mark.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), r >= 0x1F3FB && r <= 0x1F3FF: // the last are skin tones
		return 0
	case r >= 0x1F300:
		return 2
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// clip shortens a text to at most limit columns, with an ellipsis where
// something is left out.
func clip(text string, limit int) string {
	if columns(text) <= limit {
		return text
	}
	return strings.TrimRight(text[:fit(text, limit-1)], " ") + "…"
}

// fit returns how many bytes of a text fit into so many columns without cutting
// a joined emoji or parting a letter from its marks; at least what cannot be parted.
func fit(text string, limit int) int {
	taken, end := 0, 0
	for i, r := range text {
		taken += columnsOf(r)
		if taken > limit && end > 0 {
			break
		}
		next := i + utf8.RuneLen(r)
		after, size := utf8.DecodeRuneInString(text[next:])
		if r != joiner && (size == 0 || columnsOf(after) > 0) {
			end = next
		}
	}
	return end
}

// joiner makes one emoji of several.
const joiner = '\u200D'
