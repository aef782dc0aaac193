package app

import "context"

// Once marks a request that shall be done once, however often it is sent
// (Idempotency-Key). WithOnce lays it in the context of a change, whose
// transaction claims the key; a refused change leaves the key free.
//
// A door does three things with it: it asks RecallAnswer before the change,
// gives the change a context from WithOnce, and hands the answer to KeepAnswer.
type Once struct {
	Key     string   // chosen by the caller, unique among the user's requests
	Request [32]byte // SHA-256 over what was sent: another request with the same key is CodeConflict
}

// Answer is what was answered to a request, kept for sending it again.
type Answer struct {
	Status int
	Header map[string]string // those that matter: Content-Type, ETag, Location
	Body   []byte
	Secret bool // the answer held a secret and was not kept: sent again, the request is CodeConflict
}

type onceKey struct{}

// WithOnce returns a context whose first change claims the key.
func WithOnce(ctx context.Context, o Once) context.Context {
	return context.WithValue(ctx, onceKey{}, o)
}

// onceFrom returns what WithOnce laid into the context.
func onceFrom(ctx context.Context) (Once, bool) {
	o, ok := ctx.Value(onceKey{}).(Once)
	return o, ok
}
