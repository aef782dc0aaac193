package worker_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stetig/internal/app"
	"stetig/internal/store"
	"stetig/internal/store/storetest"
	"stetig/internal/worker"
)

// cluster is a few servers on one database, with clocks that a test sets.
type cluster struct {
	store   *store.Store
	mu      sync.Mutex
	servers time.Time // by the servers' clocks
	shared  time.Time // by the database's
}

var monday = time.Date(2027, 3, 1, 6, 0, 0, 0, time.UTC)

func eachCluster(t *testing.T, test func(t *testing.T, c *cluster)) {
	t.Helper()
	for name, open := range storetest.Openers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &cluster{servers: monday, shared: monday}
			c.store = open(t, store.Options{Now: func() time.Time { return c.read(&c.shared) }})
			test(t, c)
		})
	}
}

func (c *cluster) read(clock *time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return *clock
}

// pass has all clocks go on, or back.
func (c *cluster) pass(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.servers, c.shared = c.servers.Add(by), c.shared.Add(by)
}

func (c *cluster) app(t *testing.T) *app.App {
	t.Helper()
	a, err := app.New(c.store, app.Options{Now: func() time.Time { return c.read(&c.servers) }})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// server starts a worker with one job of every minute, until stop is called.
func (c *cluster) server(t *testing.T, a *app.App, run func(context.Context) (worker.Counts, error)) (w *worker.Worker, stop func()) {
	t.Helper()
	w = worker.New(worker.Options{
		Jobs: []worker.Job{{Name: "reports", Every: time.Minute, Within: 10 * time.Minute, Run: run}},
		Runs: a, Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return c.read(&c.servers) },
		Pace: worker.Pace{Look: time.Millisecond, Beat: 2 * time.Millisecond},
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.Run(ctx)
	}()
	stop = sync.OnceFunc(func() { cancel(); <-ended })
	t.Cleanup(stop)
	return w, stop
}

func (c *cluster) runs(t *testing.T) []app.JobRun {
	t.Helper()
	runs, _, err := c.app(t).JobRuns(t.Context(), app.Actor{UserID: "x", Admin: true}, app.JobRunFilter{}, app.Page{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	return runs
}

// seen tells of a run what does not depend on which server had it.
type seen struct {
	Due     time.Duration // since monday
	Attempt int
	Outcome app.RunOutcome
	Detail  string
}

func (c *cluster) want(t *testing.T, want ...seen) {
	t.Helper()
	var got []seen
	for _, r := range c.runs(t) {
		got = append(got, seen{r.DueAt.Sub(monday), r.Attempt, r.Outcome, r.Detail})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for !holds() {
		select {
		case <-time.After(time.Millisecond):
		case <-deadline:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// tally counts, by due minute, how often a job was done.
type tally struct {
	mu    sync.Mutex
	calls int
}

func (n *tally) run(context.Context) (worker.Counts, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.calls++
	return worker.Counts{"reports_made": 1}, nil
}

func (n *tally) is() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.calls
}

func TestWhatIsDueIsRunByOneServer(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		var done tally
		var workers []*worker.Worker
		for range 3 {
			w, _ := c.server(t, c.app(t), done.run)
			workers = append(workers, w)
		}
		all := func() bool { // have done it, or seen that it was done
			for _, w := range workers {
				if s := w.States()["reports"]; !s.LastSuccess.Equal(c.read(&c.servers)) || w.Healthy() != nil {
					return false
				}
			}
			return true
		}
		for minute := range 5 {
			eventually(t, "every server knows that it was done", all)
			if done.is() != minute+1 {
				t.Fatalf("done %d times in %d minutes", done.is(), minute+1)
			}
			c.pass(time.Minute)
		}
		eventually(t, "the last minute", all)
		c.pass(3 * time.Hour)
		eventually(t, "what was missed is made up for", all)
		if done.is() != 7 {
			t.Errorf("after three hours done %d times, want 7: once for all that was missed", done.is())
		}
		for _, r := range c.runs(t) {
			if r.Counts["reports_made"] != 1 || r.EndedAt.IsZero() || r.Outcome != app.RunDone {
				t.Errorf("run %+v", r)
			}
		}
	})
}

func TestARunIsTakenOverFromADeadServer(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		dead, ctx := c.app(t), t.Context()
		run, mine, err := dead.ClaimRun(ctx, "reports", monday, 10*time.Minute)
		if err != nil || !mine {
			t.Fatalf("claimed %v, %v", mine, err)
		}
		var done tally
		w, _ := c.server(t, c.app(t), done.run)
		eventually(t, "the other sees it", func() bool { return !w.States()["reports"].LastStart.IsZero() })
		c.pass(59 * time.Second) // in the same minute
		c.want(t, seen{0, 1, app.RunRunning, ""})
		if done.is() != 0 {
			t.Fatal("a run was taken from a server that may live")
		}
		c.mu.Lock()
		c.shared = c.shared.Add(time.Second)
		c.mu.Unlock()
		eventually(t, "it is taken over", func() bool { return w.States()["reports"].LastSuccess.Equal(c.read(&c.servers)) })
		c.want(t, seen{0, 2, app.RunDone, ""})
		if s := w.States()["reports"]; s.Takeovers != 1 {
			t.Errorf("state %+v", s)
		}
		run.Outcome = app.RunFailed
		if held, err := dead.EndRun(ctx, run); held || err != nil {
			t.Errorf("who comes back from the dead has a say: %v, %v", held, err)
		}
		if held, err := dead.KeepRun(ctx, run); held || err != nil {
			t.Errorf("who comes back from the dead keeps its run: %v, %v", held, err)
		}
		c.want(t, seen{0, 2, app.RunDone, ""})
	})
}

// A newer due time stands for an older run that was lost, and a run that ends
// its servers is not begun for ever.
func TestRunsAreLost(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		claim := func(due time.Time, wanted bool) {
			t.Helper()
			if _, mine, err := c.app(t).ClaimRun(t.Context(), "reports", due, 10*time.Minute); err != nil || mine != wanted {
				t.Fatalf("claimed %v (%v), want %v", mine, err, wanted)
			}
		}
		claim(monday, true)
		claim(monday.Add(time.Minute), false) // it is at the older one
		c.pass(time.Minute)
		claim(monday.Add(time.Minute), true)
		const lost = "its server was not heard of again"
		c.want(t, seen{time.Minute, 1, app.RunRunning, ""}, seen{0, 1, app.RunLost, lost})
		for range 2 {
			c.pass(time.Minute)
			claim(monday.Add(time.Minute), true)
		}
		c.pass(time.Minute)
		claim(monday.Add(time.Minute), false)
		c.want(t, seen{time.Minute, 3, app.RunLost, lost}, seen{0, 1, app.RunLost, lost})
		claim(monday.Add(4*time.Minute), true)
	})
}

// The clock of the database, set back, makes nobody wait for a claim from the future.
func TestClaimsOfAClockThatRanAheadAreOver(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		c.pass(365 * 24 * time.Hour)
		var done tally
		_, stop := c.server(t, c.app(t), done.run)
		eventually(t, "a run in a year", func() bool { return done.is() == 1 })
		stop()
		if _, mine, err := c.app(t).ClaimRun(t.Context(), "reports", c.read(&c.servers).Add(time.Minute), time.Hour); err != nil || !mine {
			t.Fatal("not claimed", err)
		}
		c.pass(-365 * 24 * time.Hour)
		w, _ := c.server(t, c.app(t), done.run)
		eventually(t, "a run today", func() bool { return w.States()["reports"].LastSuccess.Equal(monday) })
		c.want(t, seen{0, 1, app.RunDone, ""})
	})
}

// A clock that ran ahead for a while and is set right keeps no job waiting until the
// time comes again that it has shown.
func TestAClockThatIsSetRightStopsNothing(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		var done tally
		w, _ := c.server(t, c.app(t), done.run)
		passes := func(by time.Duration) {
			t.Helper()
			c.pass(by)
			now := c.read(&c.shared)
			eventually(t, "the run of "+now.Format(time.TimeOnly), func() bool { return w.States()["reports"].LastSuccess.Equal(now) })
		}
		for range 5 {
			passes(time.Minute)
		}
		passes(-4 * time.Minute)
		passes(time.Minute)
		if latest := c.runs(t)[0].StartedAt; !latest.Equal(monday.Add(2 * time.Minute)) {
			t.Errorf("the latest run is of %s", latest)
		}
	})
}

// A server whose clock is wrong leaves the work to the others.
func TestAWrongClockRests(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		for _, off := range []time.Duration{-time.Hour, 7 * 24 * time.Hour} {
			c.servers = monday.Add(off)
			var done tally
			w, stop := c.server(t, c.app(t), done.run)
			eventually(t, "it says so", func() bool { return w.States()["reports"].LastError != nil })
			if err := w.Healthy(); err == nil {
				t.Errorf("a server whose clock is off by %s counts as healthy", off)
			}
			stop()
			c.want(t)
			if done.is() != 0 {
				t.Errorf("it works with a clock that is off by %s", off)
			}
		}
		c.servers = monday.Add(30 * time.Second)
		var done tally
		w, _ := c.server(t, c.app(t), done.run)
		eventually(t, "one that is nearly right works", func() bool { return done.is() == 1 && w.Healthy() == nil })
	})
}

func TestARunThatIsTakenAwayIsBrokenOff(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		begun, ended := make(chan struct{}), make(chan error, 1)
		w, _ := c.server(t, c.app(t), func(ctx context.Context) (worker.Counts, error) {
			close(begun)
			<-ctx.Done()
			ended <- context.Cause(ctx)
			return nil, ctx.Err()
		})
		<-begun
		if w.Healthy() == nil {
			t.Error("a server counts as ready before its first run is over")
		}
		eventually(t, "it is kept", func() bool { return c.runs(t)[0].Outcome == app.RunRunning })
		c.mu.Lock()
		c.shared = c.shared.Add(10 * time.Minute) // as if it had been suspended until its deadline
		c.mu.Unlock()
		other := c.app(t)
		c.mu.Lock()
		c.servers = c.servers.Add(10 * time.Minute)
		c.mu.Unlock()
		run, mine, err := other.ClaimRun(t.Context(), "reports", monday.Add(10*time.Minute), time.Hour)
		if err != nil || !mine {
			t.Fatalf("claimed %v, %v", mine, err)
		}
		if err := <-ended; err == nil || errors.Is(err, context.Canceled) {
			t.Errorf("broken off for %v", err)
		}
		eventually(t, "it counts as failed", func() bool { return w.States()["reports"].Failures == 1 })
		run.Outcome = app.RunDone
		if held, err := other.EndRun(t.Context(), run); !held || err != nil {
			t.Errorf("the other's run: %v, %v", held, err)
		}
	})
}

func TestARunHasADeadline(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		run := func(ctx context.Context) (worker.Counts, error) { <-ctx.Done(); return nil, ctx.Err() }
		w := worker.New(worker.Options{
			Jobs: []worker.Job{{Name: "scan", Every: time.Minute, Within: 10 * time.Millisecond, Run: run}},
			Runs: c.app(t), Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return monday },
		})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); w.Run(ctx) }()
		eventually(t, "it is broken off", func() bool { return w.States()["scan"].Failures == 1 })
		cancel()
		<-ended
		c.want(t, seen{0, 1, app.RunFailed, "took too long: more than 10ms"})
	})
}

// A server that is stopped leaves its run to the next, at once.
func TestAStoppedServerHandsItsRunBack(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		begun := make(chan struct{})
		_, stop := c.server(t, c.app(t), func(ctx context.Context) (worker.Counts, error) {
			close(begun)
			<-ctx.Done()
			return nil, ctx.Err()
		})
		<-begun
		stop()
		c.want(t, seen{0, 1, app.RunRunning, ""})
		var done tally
		c.server(t, c.app(t), done.run)
		eventually(t, "the next does it", func() bool { return done.is() == 1 && c.runs(t)[0].Outcome == app.RunDone })
		c.want(t, seen{0, 2, app.RunDone, ""})
	})
}

// Runs that did something, and those that failed, are remembered longer than those of
// every minute that found nothing to do.
func TestOldRunsAreForgotten(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		a := c.app(t)
		for i := range 330 {
			run, _, err := a.ClaimRun(t.Context(), "reports", c.read(&c.servers), time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			switch run.Outcome = app.RunDone; i % 3 {
			case 0:
				run.Outcome = app.RunFailed
			case 1:
				run.Counts = map[string]int{"reports_made": 1, "others": 0}
			case 2:
				run.Counts = map[string]int{"reports_made": 0}
			}
			if _, err := a.EndRun(t.Context(), run); err != nil {
				t.Fatal(err)
			}
			c.pass(time.Minute)
		}
		oldest, count := map[string]time.Duration{}, map[string]int{}
		for _, r := range c.runs(t) {
			kind := fmt.Sprint(r.Outcome, r.Counts)
			oldest[kind], count[kind] = r.DueAt.Sub(monday), count[kind]+1
		}
		want := map[string]int{"failedmap[]": 100, "donemap[reports_made:1]": 100, "donemap[]": 20}
		if diff := cmp.Diff(want, count); diff != "" {
			t.Errorf("runs that are kept (-want +got):\n%s", diff)
		}
		if oldest["donemap[reports_made:1]"] != 31*time.Minute || oldest["donemap[]"] != 272*time.Minute {
			t.Errorf("the oldest of each: %v", oldest)
		}
	})
}

func TestOnlyTheAdministratorSeesRuns(t *testing.T) {
	t.Parallel()
	eachCluster(t, func(t *testing.T, c *cluster) {
		if _, _, err := c.app(t).JobRuns(t.Context(), app.Actor{UserID: "x"}, app.JobRunFilter{}, app.Page{}); err == nil {
			t.Error("anybody sees the runs")
		}
	})
}

// What is due next is told of the jobs that servers share, the soonest first.
func TestWhatIsDueNext(t *testing.T) {
	t.Parallel()
	now := monday.Add(7*time.Minute + time.Second)
	w := worker.New(worker.Options{
		Now: func() time.Time { return now },
		Jobs: []worker.Job{
			{Name: "tidy", Every: time.Hour, Within: time.Minute},
			{Name: "mail", Every: time.Second},
			{Name: "scan", Every: 15 * time.Minute, Within: time.Minute},
		},
	})
	want := []worker.Due{
		{Job: "scan", At: monday.Add(15 * time.Minute), Every: 15 * time.Minute},
		{Job: "tidy", At: monday.Add(time.Hour), Every: time.Hour},
	}
	if diff := cmp.Diff(want, w.DueNext()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	now = monday.Add(15 * time.Minute) // what is due at this moment is no more due next
	if next := w.DueNext()[0].At; !next.Equal(monday.Add(30 * time.Minute)) {
		t.Errorf("at a due time the next is %s", next)
	}
}
