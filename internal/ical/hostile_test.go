package ical_test

import (
	"strings"
	"testing"
	"time"

	"stetig/internal/ical"
	"stetig/internal/plan"
)

// escapes names the title that looks like escaped text. Older versions of the
// parser below khal unescape it twice, whoever wrote it.
const escapes = "escapes"

// hostileTitles are titles that have broken one calendar program or another,
// by name, each with what shall be read for it.
func hostileTitles() map[string]struct{ given, read string } {
	long := strings.TrimSpace(strings.Repeat("Ärger, Größe; Maß\\ ", 500)) + strings.Repeat("x", 501)
	return map[string]struct{ given, read string }{
		"new event":        {"a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b", "a END:VEVENT BEGIN:VEVENT SUMMARY:b"},
		"end of calendar":  {"a\nEND:VCALENDAR", "a END:VCALENDAR"},
		"lone CR":          {"a\rATTACH:https://evil.example", "a ATTACH:https://evil.example"},
		"continuation":     {"a\r\n b\r\n\tc", "a  b  c"},
		"Unicode breaks":   {"a\u2028b\u2029c\u0085d\ve\ff", "a b c d e f"},
		"NUL and controls": {"a\x00b\x07c\x1bd\x7fe\u009bf\x1cg", "abcdefg"},
		"tab":              {"a\tb", "a b"},
		"backslashes":      {`a\b\c\d`, `a\b\c\d`},
		escapes:            {`a\n\N\;\,\\b`, `a\n\N\;\,\\b`},
		"ends in escape":   {`a\`, `a\`},
		"separators":       {`a;b,c:d="e"`, `a;b,c:d="e"`},
		"parameter":        {`x";VALUE=DATE:y`, `x";VALUE=DATE:y`},
		"caret":            {"^n^'^^", "^n^'^^"},
		"invalid UTF-8":    {"a\xffb\xc3", "a\ufffdb\ufffd"},
		"surrogate bytes":  {"a\xed\xa0\x80b", "a\ufffd\ufffd\ufffdb"},
		"byte order mark":  {"\ufeffa\ufeffb", "ab"},
		"no characters":    {"a\ufffeb\uffffc", "abc"},
		"emoji":            {strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 20), strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 20)},
		"combining":        {strings.Repeat("u\u0308", 60), strings.Repeat("u\u0308", 60)},
		"right to left":    {"שלום עולם מקום\u200f abc", "שלום עולם מקום\u200f abc"},
		"markup":           {"<script>alert('x')</script> &amp; %0d%0a", "<script>alert('x')</script> &amp; %0d%0a"},
		"spaces":           {"a" + strings.Repeat(" ", 300) + "b", "a" + strings.Repeat(" ", 300) + "b"},
		"outer spaces":     {" \r\n a \t", "a"},
		"nothing":          {"", "ohne Titel"},
		"only breaks":      {"\r\n\r\n", "ohne Titel"},
		"10,000 letters":   {strings.Repeat("ö", 10_000), strings.Repeat("ö", 10_000)},
		"10,000 mixed":     {long, long},
		"75 octets":        {strings.Repeat("a", 75), strings.Repeat("a", 75)},
	}
}

func hostileCalendar(t testing.TB) ical.Calendar {
	c := calendar(t)
	c.Name = "Plan\r\nMETHOD:REQUEST;,\\\"\x00\u2028Grüße 👋"
	c.Color = "#ff0000\r\nX-EVIL:1"
	return c
}

// hostileEvents carry hostile text in every field that people write.
func hostileEvents(t testing.TB) []ical.Event {
	evil := "A;B,C\\D\"E:\r\nSTATUS:CONFIRMED\r\nF\x00\xff"
	event := entry(t, plan.Entry{
		ID: "evil", Title: evil, State: plan.InReview,
		PublishAt: time.Date(2027, time.June, 1, 8, 0, 0, 999, time.UTC),
		Copy:      evil + "\u2028\r\n\r\nEND:VEVENT\n\n\tx",
		Link:      "https://example.com/a b/;,\"<>?q=ä ö|{}^`#é",
	})
	event.Channel, event.Topic, event.Owner = evil, "Thema, mit; Komma\r\nX:Y", evil
	broken := entryOn(t, "evil-link", plan.Date(2027, time.June, 2), "kein Link")
	broken.Link = "https://example.com/\r\nATTENDEE:mailto:a@example.com"
	script := entryOn(t, "script-link", plan.Date(2027, time.June, 3), "kein Link")
	script.Link = "javascript:alert(1)"
	return []ical.Event{event, broken, script}
}
