package app

import (
	"context"

	"stetig/internal/store"
)

// Purge deletes for good what was deleted more than 30 days ago, and answers
// kept for requests that were sent with an Idempotency-Key more than a day ago.
func (a *App) Purge(ctx context.Context) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.DeletePurge(a.now().Add(-undoFor)); err != nil {
			return err
		}
		_, err := tx.PurgeIdempotency(a.now().Add(-onceKept))
		return err
	})
}
