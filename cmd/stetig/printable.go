package main

import (
	"strings"
	"unicode"
)

// printable returns what somebody has called something as it is safe to print:
// a terminal obeys control characters, and a list has a line for each.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, name)
}
