package ical

import (
	"bytes"
	"unicode/utf8"
)

// maxLine is how many octets a line has at most, without its CRLF (RFC 5545 §3.1).
const maxLine = 75

// fold appends content lines, each ended by CRLF, to dst and breaks those that
// are too long. It never breaks inside a character: several readers take the
// halves of one for damage, and one then reads nothing at all. content must be
// valid UTF-8.
func fold(dst, content []byte) []byte {
	for len(content) > 0 {
		line, rest, _ := bytes.Cut(content, []byte("\r\n"))
		content = rest
		room := maxLine
		for len(line) > room {
			cut := room
			for cut > 1 && !utf8.RuneStart(line[cut]) {
				cut--
			}
			dst = append(dst, line[:cut]...)
			dst = append(dst, "\r\n "...)
			line = line[cut:]
			room = maxLine - 1 // the space counts
		}
		dst = append(dst, line...)
		dst = append(dst, "\r\n"...)
	}
	return dst
}
