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

// runUntil runs a worker until its job has been called n times.
func runUntil(t *testing.T, n int, job func(call int) error) *Worker {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	calls := 0
	w := New([]Job{{Name: "job", Every: time.Second, Run: func(context.Context) error {
		calls++
		if calls >= n {
			defer cancel()
		}
		return job(calls)
	}}}, slog.New(slog.DiscardHandler), time.Now)
	w.Run(ctx)
	if calls < n {
		t.Fatalf("job ran %d times, want %d", calls, n)
	}
	return w
}

func TestWorkerRunsAtOnceAndAgain(t *testing.T) {
	w := runUntil(t, 2, func(int) error { return nil })
	if s := w.States()["job"]; s.Runs != 2 || s.Failures != 0 || s.LastSuccess.IsZero() {
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
	w := New([]Job{{Name: "scan", Every: time.Minute, Run: func(context.Context) error { return nil }}},
		slog.New(slog.DiscardHandler), func() time.Time { return now })
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
	w := New([]Job{{Name: "mail", Every: time.Hour, Wake: wake, Run: func(context.Context) error {
		if beside++; beside > 1 {
			t.Error("the job runs beside itself")
		}
		defer func() { beside-- }()
		if calls++; calls == 3 {
			cancel()
			return nil
		}
		wake <- struct{}{}
		return nil
	}}}, slog.New(slog.DiscardHandler), time.Now)
	w.Run(ctx)
	if s := w.States()["mail"]; s.Runs != 3 || s.Failures != 0 {
		t.Errorf("state: %+v", s)
	}
}

// A job that takes long when it is first run holds no other up.
func TestNobodyWaitsForAJobThatIsWoken(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	scanned := make(chan struct{})
	w := New([]Job{
		{Name: "mail", Every: time.Hour, Wake: make(chan struct{}), Run: func(ctx context.Context) error {
			select {
			case <-scanned:
			case <-ctx.Done():
				t.Error("the other job waits for this one")
			}
			cancel()
			return nil
		}},
		{Name: "scan", Every: time.Hour, Run: func(context.Context) error { close(scanned); return nil }},
	}, slog.New(slog.DiscardHandler), time.Now)
	w.Run(ctx)
	if w.States()["scan"].Runs != 1 {
		t.Error("the other job did not run")
	}
}
