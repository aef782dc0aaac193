package app_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"stetig/internal/app"
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

// Nothing is done for an account that is there which is not done for one that is
// not, before the answer: the same limits, one check of a hash, one line. So the
// time of the answer tells nothing; BenchmarkRefusedSignIn measures it.
func TestRefusalsDoTheSameForEverybody(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		by := d.actor(t, d.anna)
		lines := func() (server, workspace int) {
			told, _ := d.audit(t)
			here, _, err := d.Audit(office, by, d.workspace(t).ID, app.AuditFilter{}, app.Page{Limit: 100})
			must(t, err)
			return len(told), len(here)
		}
		for _, email := range []string{annaEmail, "nobody@example.org"} {
			server, workspace := lines()
			_, err := d.SignInWithPassword(office, email, "geraten")
			mustBe(t, email, err, plan.CodeUnauthenticated)
			afterServer, afterWorkspace := lines()
			if afterServer != server+1 || afterWorkspace != workspace {
				t.Errorf("%s: %d lines for the server and %d for the workspace before the answer, want 1 and 0",
					email, afterServer-server, afterWorkspace-workspace)
			}
		}
		_, before := lines()
		must(t, d.FlushUsage(office))
		if _, after := lines(); after != before+1 {
			t.Errorf("the workspace is told %d lines afterwards, want 1", after-before)
		}
	})
}

// BenchmarkRefusedSignIn says how long a refusal takes for an account in many
// workspaces and for one that is not there: the ratio is to be near 1.
func BenchmarkRefusedSignIn(b *testing.B) {
	d := &door{store: storetest.OpenSQLite(b), now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
	a, err := app.New(d.store, app.Options{Now: func() time.Time { return d.now }})
	must(b, err)
	var admin app.MadeUser
	for i := range 20 {
		if i == 0 {
			admin, err = a.MakeUser(office, app.UserDraft{Email: annaEmail, Workspace: "Werk"})
			must(b, err)
			continue
		}
		_, err := a.CreateWorkspace(office, app.Actor{UserID: admin.User.ID, Admin: true}, app.WorkspaceDraft{Name: fmt.Sprint("Werk ", i)})
		must(b, err)
	}
	took := map[string]time.Duration{}
	for i := 0; b.Loop(); i++ {
		d.now = d.now.Add(time.Hour) // no limit is in the way
		for _, email := range []string{annaEmail, "nobody@example.org"} {
			begun := time.Now()
			_, _ = a.SignInWithPassword(office, email, "geraten")
			took[email] += time.Since(begun)
		}
	}
	b.ReportMetric(float64(took[annaEmail])/float64(took["nobody@example.org"]), "known/unknown")
}

// Strangers cannot fill the audit log, from however many addresses they come.
func TestRefusalsOfNobodyAreToldInBounds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		before, _ := d.audit(t)
		for i := range 130 {
			_, err := d.SignInWithPassword(from(fmt.Sprintf("2001:db8:0:%x::1", i)), fmt.Sprintf("nobody%d@example.org", i), "geraten")
			mustBe(t, "a stranger", err, plan.CodeUnauthenticated)
		}
		after, _ := d.audit(t)
		if told := len(after) - len(before); told != 100 {
			t.Errorf("%d of 130 refusals are told", told)
		}
	})
}
