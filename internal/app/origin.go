package app

import "context"

// Origin is where a request comes from and what it asks for, for the audit log.
type Origin struct {
	Address   string // of the client, as the server sees it
	Client    string // its User-Agent
	Operation string // as the contract calls it, or the page's route; nothing of what was sent
}

type originKey struct{}

// WithOrigin returns a context whose changes, refusals and sign-ins are noted
// with their origin. Without it they are the shell's.
func WithOrigin(ctx context.Context, o Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

// originOf returns what WithOrigin laid into the context.
func originOf(ctx context.Context) Origin {
	o, _ := ctx.Value(originKey{}).(Origin)
	return o
}
