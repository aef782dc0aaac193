package app_test

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"testing"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
)

// guess tries wrong passwords until it has to wait, and returns how many it could
// try and how long the wait is.
func (d *door) guess(t *testing.T, ctx context.Context, email string) (tries int, wait time.Duration) {
	t.Helper()
	for tries < 100 {
		_, err := d.SignInWithPassword(ctx, email, "geraten")
		if plan.CodeOf(err) == plan.CodeTooMany {
			refusal := new(plan.Error)
			errors.As(err, &refusal)
			return tries, refusal.RetryAfter
		}
		mustBe(t, "a guess", err, plan.CodeUnauthenticated)
		tries++
	}
	t.Fatal("nobody has stopped the guessing")
	return 0, 0
}

func TestGuessing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		for email, want := range map[string]int{annaEmail: 10, "nobody@example.org": 10} {
			if tries, wait := d.guess(t, office, email); tries != want || wait <= 0 || wait > time.Minute {
				t.Errorf("%s: %d tries, then wait %s; want %d and up to a minute", email, tries, wait, want)
			}
		}
		_, err := d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "the right password, from there", err, plan.CodeTooMany)
		_, err = d.SignInWithPassword(from("198.51.100.9"), annaEmail, annaPassword)
		mustBe(t, "the right password, from elsewhere", err, "")

		d.restart(t)
		_, err = d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "after a restart", err, plan.CodeTooMany)
		_, err = d.replica(t).SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "at another replica", err, plan.CodeTooMany)

		d.now = d.now.Add(time.Minute)
		_, err = d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "a minute later", err, "")
	})
}

// One who signs in again and again and is right is never stopped.
func TestRightPasswordsAreNoGuesses(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		for i := range 15 {
			_, err := d.SignInWithPassword(office, annaEmail, annaPassword)
			mustBe(t, fmt.Sprint("sign-in ", i), err, "")
		}
	})
}

func TestGuessingOfOneAddressAndOfMany(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		for i := range 5 { // 10 guesses at each of 5 accounts
			if tries, _ := d.guess(t, office, fmt.Sprintf("nobody%d@example.org", i)); tries != 10 {
				t.Errorf("account %d: %d tries", i, tries)
			}
		}
		if tries, _ := d.guess(t, office, "another@example.org"); tries != 0 {
			t.Errorf("an address that has guessed 50 times may guess %d times more", tries)
		}
		total := 0
		for i := range 8 { // neighbours in one network count as one
			tries, _ := d.guess(t, from(fmt.Sprintf("2001:db8:0:%d::%d", i/2, i)), "somebody@example.org")
			total += tries
		}
		if total != 4*10 {
			t.Errorf("4 networks could guess %d times at one account", total)
		}
		d.now = d.now.Add(12 * time.Second) // what one account may take from all networks together
		for i := range 10 {
			tries, _ := d.guess(t, from(fmt.Sprintf("2001:db8:1:%d::1", i)), "somebody@example.org")
			total += tries
		}
		if total < 50 || total > 52 {
			t.Errorf("many networks could guess %d times at one account", total)
		}
	})
}

// Guesses that are made at the same moment count each.
func TestGuessingAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		other := d.replica(t)
		var steps []func() error
		for i := range 24 {
			a := d.App
			if i%2 == 1 {
				a = other
			}
			steps = append(steps, func() error {
				_, err := a.SignInWithPassword(office, annaEmail, "geraten")
				return err
			})
		}
		counts := map[plan.Code]int{}
		for _, err := range atOnce(steps...) {
			counts[plan.CodeOf(err)]++
		}
		if counts[plan.CodeUnauthenticated] != 10 || counts[plan.CodeTooMany] != 14 {
			t.Errorf("24 guesses at once were answered %v", counts)
		}
	})
}

// A clock that ran ahead for a while locks nobody out.
func TestLimitsAfterTheClockRanAhead(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.now = d.now.AddDate(1, 0, 0)
		d.guess(t, office, annaEmail)
		d.now = d.now.AddDate(-1, 0, 0)
		d.guess(t, office, annaEmail)
		d.now = d.now.Add(10 * time.Minute)
		_, err := d.SignInWithPassword(office, annaEmail, annaPassword)
		mustBe(t, "ten minutes after", err, "")
	})
}

// The time of an answer does not tell whether there is an account: both check
// one hash, which takes nearly all of it.
func TestTimeOfARefusal(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		known, unknown := make([]time.Duration, 9), make([]time.Duration, 9)
		for i := range known {
			ctx := from(fmt.Sprintf("192.0.2.%d", 100+i))
			known[i] = timed(func() { _, _ = d.SignInWithPassword(ctx, annaEmail, "geraten") })
			unknown[i] = timed(func() { _, _ = d.SignInWithPassword(ctx, "nobody@example.org", "geraten") })
		}
		if ratio := float64(median(known)) / float64(median(unknown)); ratio > 2 || ratio < 0.5 {
			t.Errorf("an account that is there takes %.1f times as long", ratio)
		}
	})
}

func timed(do func()) time.Duration {
	begun := time.Now()
	do()
	return time.Since(begun)
}

func median(all []time.Duration) time.Duration {
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	return all[len(all)/2]
}
