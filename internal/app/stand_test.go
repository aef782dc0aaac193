package app_test

import (
	"context"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// ear is a listener that passes on what it is told.
type ear struct{ heard chan app.Stand }

func (e ear) Changed(stand app.Stand) error { e.heard <- stand; return nil }
func (e ear) Quiet() error                  { return nil }

// Who signs out in one tab is not told of changes in another.
func TestListeningEndsWithTheSession(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		ws := d.workspace(t)
		listening, err := app.New(s, app.Options{Now: func() time.Time { return d.now }, Live: app.Live{Check: time.Millisecond}})
		must(t, err)
		e := ear{make(chan app.Stand, 10)}
		ended := make(chan error, 1)
		go func() { ended <- listening.Listen(context.Background(), d.actor(t, d.anna), ws.ID, nil, e) }()
		<-e.heard
		must(t, d.SignOut(context.Background(), d.actor(t, d.anna)))
		mustBe(t, "listening on", <-ended, plan.CodeUnauthenticated)
	})
}
