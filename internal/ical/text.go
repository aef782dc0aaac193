package ical

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// excerptLength is how many characters of a copy a calendar shows at most.
const excerptLength = 280

// oneLine makes text fit for a title or a name: line breaks of every kind become
// one space, control characters go, invalid UTF-8 becomes U+FFFD.
func oneLine(text string) string { return strings.TrimSpace(clean(text, ' ')) }

// paragraphs makes text fit for a description: line breaks of every kind become
// "\n", control characters but tabs go, invalid UTF-8 becomes U+FFFD.
func paragraphs(text string) string { return strings.TrimSpace(clean(text, '\n')) }

// clean writes a line break as lineBreak. With a space for it, tabs become
// spaces too and several breaks in a row are one.
//
// More than CR and LF counts as a break: readers that split lines as Unicode
// does (UAX #14) would otherwise see a new content line at U+2028.
func clean(text string, lineBreak rune) string {
	if isClean(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	var last rune
	for _, r := range text { // an invalid byte is read as utf8.RuneError, U+FFFD
		switch {
		case r == '\n' && last == '\r', lineBreak == ' ' && isBreak(r) && isBreak(last):
			// one break, already written
		case isBreak(r):
			b.WriteRune(lineBreak)
		case r == '\t' && lineBreak == ' ':
			b.WriteRune(' ')
		case !isDropped(r):
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// isClean reports, for the common case, that there is nothing to clean.
func isClean(text string) bool {
	for _, r := range text {
		if r == '\t' || r == utf8.RuneError || isBreak(r) || isDropped(r) {
			return false
		}
	}
	return true
}

func isBreak(r rune) bool {
	switch r {
	case '\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// isDropped reports whether r may not stand in a feed: control characters
// (RFC 5545 §3.1), the byte order mark, and what XML 1.0, which carries
// calendars between servers, cannot hold.
func isDropped(r rune) bool {
	return unicode.IsControl(r) && r != '\t' || r == '\ufeff' || r == '\ufffe' || r == '\uffff'
}

// excerpt returns the beginning of a copy, cut between words, with an ellipsis
// where something is left out.
func excerpt(text string) string {
	text = strings.TrimSpace(text)
	count := 0
	for end := range text {
		if count++; count <= excerptLength {
			continue
		}
		head := text[:end]
		if space := strings.LastIndexFunc(head, unicode.IsSpace); space > len(head)/2 {
			head = head[:space]
		}
		return paragraphs(head) + " …"
	}
	return paragraphs(text)
}

// webLink returns the absolute http or https URL that link is, in plain ASCII,
// or "". Everything that could end a line, a value or a quotation is
// percent-encoded (RFC 3986 §2.1). A URL with a user in it is none: it shows
// one host and leads to another, or gives a password away. Nor is one with a
// backslash, which browsers and calendar programs read in ways of their own.
func webLink(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || strings.ContainsRune(link, '\\') || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	const hex = "0123456789ABCDEF"
	text := u.String()
	ascii := make([]byte, 0, len(text))
	for i := range len(text) {
		b := text[i]
		if b <= ' ' || b >= 0x7f || strings.IndexByte("\"<>^`{|}", b) >= 0 {
			ascii = append(ascii, '%', hex[b>>4], hex[b&15])
			continue
		}
		ascii = append(ascii, b)
	}
	return string(ascii)
}
