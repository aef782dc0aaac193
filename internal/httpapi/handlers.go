package httpapi

import (
	"context"

	"stetig/api"
	"stetig/internal/app"
)

// handlers carries out the operations of the contract: it decodes, calls app,
// encodes. Each resource has a file, with its two shapes' translation in it.
type handlers struct {
	app      *app.App
	sessions *sessionCookies
	jobsDue  func() []JobDue
	baseURL  string // without a slash at its end; "": as each request says
}

var _ api.StrictServerInterface = (*handlers)(nil)

// actor is who asks.
func actor(ctx context.Context) app.Actor { return exchangeOf(ctx).actor }
