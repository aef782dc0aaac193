package app

import (
	"context"

	"stetig/internal/store"
)

// Tidy deletes for good what was deleted more than 30 days ago, and answers kept
// for requests that were sent with an Idempotency-Key more than a day ago; and it
// makes channels due whose next scan was noted while the clock was far ahead.
func (a *App) Tidy(ctx context.Context) error {
	return a.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.RecallScans(a.now()); err != nil {
			return err
		}
		if _, err := tx.DeletePurge(a.now().Add(-undoFor)); err != nil {
			return err
		}
		_, err := tx.PurgeIdempotency(a.now().Add(-onceKept))
		return err
	})
}
