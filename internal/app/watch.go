package app

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

// watch follows the workspaces that somebody listens to. While there are
// listeners one goroutine asks the database for their revisions, every second
// and at once when this server changed something; without any there is none.
// The last listener to leave waits for it to end.
type watch struct {
	store *store.Store
	log   *slog.Logger
	live  Live
	woken chan struct{} // something was changed here

	coming sync.Mutex // joining and leaving, one after the other
	stop   func()     // ends the goroutine and waits for it; nil: there is none

	mu        sync.Mutex
	listeners map[string]map[chan Stand]struct{} // by workspace
	known     map[string]int64                   // revision that was told last, by workspace
}

func newWatch(s *store.Store, log *slog.Logger, live Live) *watch {
	return &watch{
		store: s, log: log, live: live, woken: make(chan struct{}, 1),
		listeners: map[string]map[chan Stand]struct{}{}, known: map[string]int64{},
	}
}

// join adds a listener to a workspace until leave is called, once. It gets how
// the workspace stands after each change; one that is slow gets the latest only.
func (w *watch) join(ws string) (changes <-chan Stand, leave func()) {
	w.coming.Lock()
	defer w.coming.Unlock()
	told := make(chan Stand, 1)
	w.mu.Lock()
	if w.listeners[ws] == nil {
		w.listeners[ws] = map[chan Stand]struct{}{}
	}
	w.listeners[ws][told] = struct{}{}
	w.mu.Unlock()
	if w.stop == nil {
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			w.follow(ctx)
		}()
		w.stop = func() { cancel(); <-ended }
	}
	return told, func() { w.leave(ws, told) }
}

func (w *watch) leave(ws string, told chan Stand) {
	w.coming.Lock()
	defer w.coming.Unlock()
	w.mu.Lock()
	delete(w.listeners[ws], told)
	if len(w.listeners[ws]) == 0 {
		delete(w.listeners, ws)
		delete(w.known, ws)
	}
	isLast := len(w.listeners) == 0
	w.mu.Unlock()
	if isLast {
		w.stop()
		w.stop = nil
	}
}

// wake has the watch look at once, because something was changed here.
func (w *watch) wake() {
	select {
	case w.woken <- struct{}{}:
	default:
	}
}

// follow looks whenever it is time, until the context ends.
func (w *watch) follow(ctx context.Context) {
	look := time.NewTicker(w.live.Look)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		case <-w.woken:
		}
		if err := w.look(ctx); err != nil && !errors.Is(err, context.Canceled) {
			w.log.ErrorContext(ctx, "looking for changes failed", "error", err)
		}
		rest := time.NewTimer(w.live.Rest) // many changes in a row are told together
		select {
		case <-ctx.Done():
		case <-rest.C:
		}
		rest.Stop()
	}
}

// look tells the listeners of those workspaces that have changed.
func (w *watch) look(ctx context.Context) error {
	revisions, err := w.store.Revisions(ctx, w.watched())
	if err != nil {
		return err
	}
	for ws, revision := range revisions {
		if !w.isNew(ws, revision) {
			continue
		}
		var stand Stand
		err := w.store.Read(ctx, func(tx *store.Tx) (err error) {
			stand, err = standOf(tx, ws)
			return err
		})
		if plan.CodeOf(err) == plan.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		w.tell(ws, stand)
	}
	return nil
}

func (w *watch) watched() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	workspaces := make([]string, 0, len(w.listeners))
	for ws := range w.listeners {
		workspaces = append(workspaces, ws)
	}
	return workspaces
}

func (w *watch) isNew(ws string, revision int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	known, told := w.known[ws]
	return !told || known != revision
}

func (w *watch) tell(ws string, stand Stand) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.listeners[ws] == nil {
		return
	}
	w.known[ws] = stand.Revision
	for told := range w.listeners[ws] {
		select {
		case <-told: // an older one, not taken yet
		default:
		}
		told <- stand
	}
}
