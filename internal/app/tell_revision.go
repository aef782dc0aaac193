package app

import "context"

type revisionKey struct{}

// WithRevision returns a context whose changes tell, once they are there for
// all, which revision their workspace then has: who reads after that has them all.
func WithRevision(ctx context.Context, tell func(revision int64)) context.Context {
	return context.WithValue(ctx, revisionKey{}, tell)
}

func tellRevision(ctx context.Context, revision int64) {
	if tell, ok := ctx.Value(revisionKey{}).(func(int64)); ok {
		tell(revision)
	}
}
