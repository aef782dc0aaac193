package worker

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// own returns a worker of jobs that are not shared.
func own(jobs ...Job) *Worker {
	return New(Options{Jobs: jobs, Logger: slog.New(slog.DiscardHandler), Now: time.Now})
}

// runUntil runs a worker until its job has been called n times.
func runUntil(t *testing.T, n int, job func(call int) error) *Worker {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	calls := 0
	w := own(Job{Name: "job", Every: time.Millisecond, Run: func(context.Context) (Counts, error) {
		calls++
		if calls >= n {
			defer cancel()
		}
		return Counts{"calls": 1}, job(calls)
	}})
	w.Run(ctx)
	if calls < n {
		t.Fatalf("job ran %d times, want %d", calls, n)
	}
	return w
}

func TestWorkerRunsAtOnceAndAgain(t *testing.T) {
	w := runUntil(t, 2, func(int) error { return nil })
	if s := w.States()["job"]; s.Runs != 2 || s.Failures != 0 || s.Counts["calls"] != 2 || s.LastSuccess.IsZero() {
		t.Errorf("state after two good runs: %+v", s)
	}
	if err := w.Healthy(); err != nil {
		t.Errorf("healthy worker says %v", err)
	}
}

func TestWorkerSurvivesFailureAndPanic(t *testing.T) {
	w := runUntil(t, 3, func(call int) error {
		switch call {
		case 1:
			panic("bad job")
		case 2:
			return errors.New("refused")
		}
		return nil
	})
	if s := w.States()["job"]; s.Failures != 2 || s.LastError != nil {
		t.Errorf("state after panic, failure and success: %+v", s)
	}
}

func TestHealthyTellsAJobThatDoesNotRun(t *testing.T) {
	now := time.Date(2027, 3, 1, 10, 0, 0, 0, time.UTC)
	w := New(Options{
		Jobs:   []Job{{Name: "scan", Every: time.Minute, Run: func(context.Context) (Counts, error) { return nil, nil }}},
		Logger: slog.New(slog.DiscardHandler), Now: func() time.Time { return now },
	})
	if w.Healthy() == nil {
		t.Error("a job that never ran counts as healthy")
	}
	w.run(t.Context(), w.jobs[0])
	if err := w.Healthy(); err != nil {
		t.Errorf("after its run: %v", err)
	}
	now = now.Add(5 * time.Minute)
	if w.Healthy() == nil {
		t.Error("a job that stopped running counts as healthy")
	}
}

// What is posted while a job runs is done by another run, and nobody waits for
// the next tick.
func TestWorkerIsWoken(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	wake := make(chan struct{}, 1)
	calls, beside := 0, 0
	w := own(Job{Name: "mail", Every: time.Hour, Wake: wake, Run: func(context.Context) (Counts, error) {
		if beside++; beside > 1 {
			t.Error("the job runs beside itself")
		}
		defer func() { beside-- }()
		if calls++; calls == 3 {
			cancel()
			return nil, nil
		}
		wake <- struct{}{}
		return nil, nil
	}})
	w.Run(ctx)
	if s := w.States()["mail"]; s.Runs != 3 || s.Failures != 0 {
		t.Errorf("state: %+v", s)
	}
}

// A job that takes long holds no other up.
func TestNoJobWaitsForAnother(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	scanned := make(chan struct{})
	w := own(
		Job{Name: "mail", Every: time.Hour, Wake: make(chan struct{}), Run: func(ctx context.Context) (Counts, error) {
			select {
			case <-scanned:
			case <-ctx.Done():
				t.Error("the other job waits for this one")
			}
			cancel()
			return nil, nil
		}},
		Job{Name: "scan", Every: time.Hour, Run: func(context.Context) (Counts, error) { close(scanned); return nil, nil }},
	)
	w.Run(ctx)
	if w.States()["scan"].Runs != 1 {
		t.Error("the other job did not run")
	}
}
