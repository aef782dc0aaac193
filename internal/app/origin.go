package app

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Origin is where a request comes from and what it asks for, for the audit log.
type Origin struct {
	Address   string // of the client, as the server sees it
	Client    string // its User-Agent; WithOrigin cuts it to 200 bytes of text
	Operation string // as the contract calls it, or the page's route; nothing of what was sent
}

type originKey struct{}

// WithOrigin returns a context whose changes, refusals and sign-ins are noted
// with their origin. Without it they are the shell's.
func WithOrigin(ctx context.Context, o Origin) context.Context {
	o.Client = clippedClient(o.Client)
	return context.WithValue(ctx, originKey{}, o)
}

// originOf returns what WithOrigin laid into the context.
func originOf(ctx context.Context) Origin {
	o, _ := ctx.Value(originKey{}).(Origin)
	return o
}

// maxClient bounds what is kept of a User-Agent, in bytes.
const maxClient = 200

// clippedClient takes from a User-Agent, in which a stranger may send any bytes,
// what is text on one line, and not too much of it.
func clippedClient(sent string) string {
	sent = sent[:min(len(sent), 4*maxClient)]
	text := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, sent)
	for len(text) > maxClient {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return strings.TrimSpace(text)
}
