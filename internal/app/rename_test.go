package app_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"stetig/internal/app"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// A member's new name stands in every feed that shows it at once, and no gap is
// touched for it.
func TestRenamedMemberInFeeds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newBench(t, s, small)
		w.scan(t)
		whole := w.feedOf(t, app.FeedDraft{})
		channel := w.feedOf(t, app.FeedDraft{ChannelIDs: []string{w.Channels[0].ID}})
		before := w.standing(t)
		for _, token := range []string{whole, channel} {
			if bytes.Contains(w.serve(t, token).Body, []byte("Neumann")) {
				t.Fatal("the new name is in the feed before it is given")
			}
		}
		w.now = w.now.Add(time.Minute)
		name := "Änne Neumann"
		_, err := w.app.ChangeMember(context.Background(), w.by, w.ID, w.Lead.ID, nil, app.MemberPatch{Name: &name})
		must(t, err)
		for _, token := range []string{whole, channel} {
			if !bytes.Contains(w.serve(t, token).Body, []byte("Neumann")) {
				t.Error("a feed shows the old name")
			}
		}
		after := w.standing(t)
		if after.Events != before.Events || len(after.Gaps) != len(before.Gaps) {
			t.Errorf("a new name changed gaps: %d with %d events, before %d with %d",
				len(after.Gaps), after.Events, len(before.Gaps), before.Events)
		}
	})
}
