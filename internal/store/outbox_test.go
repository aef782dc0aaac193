package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

func newOutgoing(ws string, after time.Duration) store.Outgoing {
	return store.Outgoing{
		ID: newID(), WorkspaceID: ws, Kind: "mention", SubjectID: "comment", Recipient: "anna",
		CreatedAt: made.Add(after), DueAt: made.Add(after),
	}
}

func post(tb testing.TB, s *store.Store, posted ...store.Outgoing) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) error {
		for _, o := range posted {
			if err := tx.Post(&o); err != nil {
				return err
			}
		}
		return nil
	})
}

// claim takes what is due at a moment, for five minutes; "" for nothing.
func claim(tb testing.TB, s *store.Store, now time.Time) (o store.Outgoing) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) (err error) {
		var found bool
		if o, found, err = tx.ClaimOutgoing(now, now.Add(5*time.Minute)); !found {
			o = store.Outgoing{}
		}
		return err
	})
	return o
}

func settle(tb testing.TB, s *store.Store, o store.Outgoing) (done bool) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) (err error) {
		done, err = tx.SettleOutgoing(&o)
		return err
	})
	return done
}

func outgoing(tb testing.TB, s *store.Store, id string) (o store.Outgoing) {
	tb.Helper()
	read(tb, s, func(tx *store.Tx) (err error) {
		o, err = tx.Outgoing(id)
		return err
	})
	return o
}

func TestOutgoingIsClaimedOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		first, second, later := newOutgoing(team.ID, 0), newOutgoing("", time.Second), newOutgoing("", time.Hour)
		later.Attempts = 1
		post(t, s, later, second, first)
		now := made.Add(time.Minute)
		got := claim(t, s, now)
		want := first
		want.Attempts, want.ClaimedUntil = 1, now.Add(5*time.Minute)
		same(t, "first", got, want)
		same(t, "second", claim(t, s, now).ID, second.ID)
		same(t, "while all are claimed", claim(t, s, now.Add(4*time.Minute)).ID, "")
		again := claim(t, s, now.Add(5*time.Minute))
		same(t, "whose claim ran out", again.ID, first.ID)
		same(t, "its attempts", again.Attempts, 2)

		// Who took too long does not undo what others do, but tells that it was sent.
		got.Outcome, got.DueAt = "too slow", now.Add(time.Hour)
		same(t, "a late failure is recorded", settle(t, s, got), false)
		same(t, "after a late failure", outgoing(t, s, first.ID), again)
		got.SentAt, got.Outcome = now.Add(6*time.Minute), ""
		same(t, "a late success is recorded", settle(t, s, got), true)
		again.Outcome = "refused"
		same(t, "a failure after it", settle(t, s, again), false)
		same(t, "state", stateOf(t, s, first.ID), store.OutgoingSent)
		same(t, "what was sent is claimed", claim(t, s, now.Add(30*time.Minute)).ID, second.ID)
	})
}

func stateOf(tb testing.TB, s *store.Store, id string) store.OutgoingState {
	tb.Helper()
	return outgoing(tb, s, id).State()
}

func TestOutgoingIsListedByState(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		team := newTeam(t, s, "Werk")
		ids := map[store.OutgoingState]string{}
		var newest []string
		now := made.Add(time.Hour)
		for i, change := range []func(*store.Outgoing){
			nil,
			func(o *store.Outgoing) { o.Outcome, o.DueAt = "refused", now.Add(time.Minute) },
			func(o *store.Outgoing) { o.SentAt = now },
			func(o *store.Outgoing) { o.GivenUpAt, o.Outcome = now, "refused for good" },
			func(o *store.Outgoing) { o.DroppedAt, o.Outcome = now, "the comment was deleted" },
		} {
			o := newOutgoing(team.ID, time.Duration(i)*time.Second)
			post(t, s, o)
			if change != nil {
				o = claim(t, s, now)
				change(&o)
				same(t, "settled", settle(t, s, o), true)
			} else {
				same(t, "claimed first", claim(t, s, now).ID, o.ID)
				now = now.Add(time.Minute)
			}
			o = outgoing(t, s, o.ID)
			ids[o.State()] = o.ID
			newest = append([]string{o.ID}, newest...)
		}
		same(t, "states", len(ids), 5)
		same(t, "claimed while all is settled, claimed or not due", claim(t, s, now).ID, "")
		list := func(state store.OutgoingState) (found []string) {
			for _, o := range wholeList(t, s, func(tx *store.Tx, p store.Page) ([]store.Outgoing, string, error) { return tx.OutgoingList(state, p) }) {
				found = append(found, o.ID)
			}
			return found
		}
		same(t, "all", list(""), newest)
		for state, id := range ids {
			same(t, string(state), list(state), []string{id})
		}
		read(t, s, func(tx *store.Tx) error {
			count, oldest, err := tx.OpenOutgoing()
			same(t, "open", count, 2)
			same(t, "oldest", oldest, made)
			return err
		})

		retry := func(id string, at time.Time) (done bool) {
			write(t, s, func(tx *store.Tx) (err error) {
				done, err = tx.RetryOutgoing(id, at)
				return err
			})
			return done
		}
		for state, want := range map[store.OutgoingState]bool{
			store.OutgoingSent: false, store.OutgoingDropped: false, store.OutgoingFailed: true, store.OutgoingGivenUp: true,
			store.OutgoingWaiting: false, // it is being sent
		} {
			same(t, "retried, "+string(state), retry(ids[state], now), want)
		}
		again := outgoing(t, s, ids[store.OutgoingGivenUp])
		same(t, "state of what was given up and is tried again", again.State(), store.OutgoingFailed)
		same(t, "its attempts", again.Attempts, 0)
		same(t, "of nothing", retry(newID(), now), false)

		write(t, s, func(tx *store.Tx) error { return tx.PurgeOutgoing(now.Add(time.Second), now.Add(time.Second)) })
		same(t, "left once old ones are forgotten", list(""), []string{ids[store.OutgoingGivenUp], ids[store.OutgoingFailed], ids[store.OutgoingWaiting]})
	})
}

func TestWhoWasToldBefore(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		posted := newOutgoing("", 0)
		second := newOutgoing("", 0)
		post(t, s, posted, second)
		read(t, s, func(tx *store.Tx) error {
			for name, tc := range map[string]struct {
				kind, subject, recipient string
				want                     bool
			}{
				"told":           {"mention", "comment", "anna", true},
				"another":        {"mention", "comment", "ben", false},
				"something else": {"mention", "other", "anna", false},
				"otherwise":      {"ownership", "comment", "anna", false},
			} {
				has, err := tx.HasPosted(tc.kind, tc.subject, tc.recipient)
				if err != nil {
					return err
				}
				same(t, name, has, tc.want)
			}
			latest, found, err := tx.LatestOutgoing("mention", "comment")
			same(t, "latest", latest.ID, max(posted.ID, second.ID))
			same(t, "found", found, true)
			return err
		})
	})
}

// A signal comes after the commit, and only then.
func TestPostingIsTold(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		told := func() bool {
			select {
			case <-s.Posted():
				return true
			default:
				return false
			}
		}
		broken := errors.New("broken off")
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			o := newOutgoing("", 0)
			if err := tx.Post(&o); err != nil {
				return err
			}
			if told() {
				t.Error("told before the commit")
			}
			return broken
		})
		if !errors.Is(err, broken) || told() {
			t.Errorf("told of what was broken off (%v)", err)
		}
		post(t, s, newOutgoing("", 0), newOutgoing("", 0))
		post(t, s, newOutgoing("", 0))
		if !told() || told() {
			t.Error("not told once of two commits")
		}
	})
}
