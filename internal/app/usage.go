package app

import (
	"context"
	"sync"
	"time"

	"stetig/internal/store"
)

// usageLog keeps notes of use (of tokens and feeds) until they are written, so
// that reading never waits for a writer. Only the newest note of a thing counts.
type usageLog struct {
	mu    sync.Mutex
	notes map[string]func(*store.Tx) error
}

// maxNotes bounds the notes waiting; more things than that in use within one
// flush lose a note of use, never anything else.
const maxNotes = 100_000

func newUsageLog() *usageLog { return &usageLog{notes: map[string]func(*store.Tx) error{}} }

func (a *App) noteUse(key string, write func(*store.Tx) error) {
	a.usage.mu.Lock()
	defer a.usage.mu.Unlock()
	if len(a.usage.notes) < maxNotes {
		a.usage.notes[key] = write
	}
}

// FlushUsage writes down which tokens and feeds were used since the last call.
// The worker calls it every few seconds, and once at the end.
func (a *App) FlushUsage(ctx context.Context) error {
	a.usage.mu.Lock()
	notes := a.usage.notes
	a.usage.notes = map[string]func(*store.Tx) error{}
	a.usage.mu.Unlock()
	if len(notes) == 0 {
		return nil
	}
	return a.store.Write(ctx, func(tx *store.Tx) error {
		for _, write := range notes {
			if err := write(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// UsageFlush is how often FlushUsage is worth calling.
const UsageFlush = 5 * time.Second
