package ical

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestWebLink(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ link, want string }{
		"plain":          {"https://example.com/a?b=c#d", "https://example.com/a?b=c#d"},
		"http, spaces":   {"  http://example.com \n", "http://example.com"},
		"capital scheme": {"HTTPS://example.com/", "https://example.com/"},
		"umlauts":        {"https://example.com/grüße?ä=ö#ü", "https://example.com/gr%C3%BC%C3%9Fe?%C3%A4=%C3%B6#%C3%BC"},
		"umlaut in host": {"https://bücher.example/", "https://b%C3%BCcher.example/"},
		"blank in path":  {"https://example.com/a b", "https://example.com/a%20b"},
		"blank in query": {"https://example.com/?a b", "https://example.com/?a%20b"},
		"encoded before": {"https://example.com/%C3%A4%2C", "https://example.com/%C3%A4%2C"},
		"quotes":         {`https://example.com/"<a>`, "https://example.com/%22%3Ca%3E"},
		"port, address":  {"http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"},

		"nothing":          {"", ""},
		"no scheme":        {"www.example.com/x", ""},
		"path":             {"/blog/x", ""},
		"scheme only":      {"https://", ""},
		"no host":          {"https:///x", ""},
		"opaque":           {"https:example.com", ""},
		"javascript":       {"javascript:alert(1)", ""},
		"data":             {"data:text/html,x", ""},
		"file":             {"file:///etc/passwd", ""},
		"mail":             {"mailto:a@example.com", ""},
		"line break":       {"https://example.com/\r\nATTENDEE:mailto:a@example.com", ""},
		"line feed inside": {"https://example.com/?a\nb", ""},
		"NUL":              {"https://example.com/\x00", ""},
		"user":             {"https://bank.example@evil.example/", ""},
		"backslash":        {`https://example.com/a\nb`, ""},
		"bad port":         {"https://example.com:port/", ""},
		"bad escape":       {"https://example.com/%zz", ""},
	}
	for name, test := range tests {
		if got := webLink(test.link); got != test.want {
			t.Errorf("%s: webLink(%q) = %q, want %q", name, test.link, got, test.want)
		}
	}
}

func TestWebLinkIsPlain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		link := webLink("https://example.com/" + rapid.String().Draw(t, "rest"))
		if strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\", r) }) {
			t.Errorf("%q holds what may end it", link)
		}
		if link != "" && webLink(link) != link {
			t.Errorf("%q is another link the second time: %q", link, webLink(link))
		}
	})
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	word := strings.Repeat("ä", 9) + " " // ten characters
	tests := map[string]struct{ text, want string }{
		"nothing":       {"", ""},
		"short":         {" kurz \r\n\r\n und gut\n", "kurz \n\n und gut"},
		"just fits":     {strings.Repeat("ö", 280), strings.Repeat("ö", 280)},
		"fits, blanks":  {strings.Repeat("ö", 280) + "  \n", strings.Repeat("ö", 280)},
		"one more":      {strings.Repeat("ö", 281), strings.Repeat("ö", 280) + " …"},
		"between words": {strings.Repeat(word, 28) + "zu lang", strings.TrimSpace(strings.Repeat(word, 28)) + " …"},
		"inside a word": {strings.Repeat(word, 27) + strings.Repeat("ü", 20), strings.TrimSpace(strings.Repeat(word, 27)) + " …"},
	}
	for name, test := range tests {
		if got := excerpt(test.text); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestCleanLaw(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		given := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		for name, text := range map[string]string{"line": oneLine(given), "paragraphs": strings.NewReplacer("\n", "", "\t", "").Replace(paragraphs(given))} {
			if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return isBreak(r) || isDropped(r) }) {
				t.Errorf("%s: %q holds what it may not", name, text)
			}
		}
		if once := oneLine(given); oneLine(once) != once {
			t.Errorf("oneLine alters what it made: %q", once)
		}
		if once := paragraphs(given); paragraphs(once) != once {
			t.Errorf("paragraphs alters what it made: %q", once)
		}
	})
}
