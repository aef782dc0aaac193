// Package worker runs what time asks for: the scan of due channels, the weekly
// report, mail, and housekeeping. It only ticks; each job is one call of app, which
// decides from the database what is due, so that a tick too many does nothing
// and a tick missed is made up for by the next.
package worker

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is one thing to do again and again.
type Job struct {
	Name  string
	Every time.Duration
	Run   func(context.Context) error

	// Wake has the job run between its ticks, too, as soon as it gets something;
	// nil: never. Such a job may take long, so no other waits for its first run.
	Wake <-chan struct{}
}

// Worker runs jobs until it is stopped.
type Worker struct {
	jobs []Job
	log  *slog.Logger
	now  func() time.Time

	mu     sync.Mutex
	states map[string]State
}

// State says how a job has fared.
type State struct {
	LastStart   time.Time // zero: not yet
	LastSuccess time.Time // zero: not yet
	LastError   error     // of the last run; nil where it succeeded
	Runs        int
	Failures    int
	Every       time.Duration
}

// New returns a worker for the jobs; Run starts it.
func New(jobs []Job, log *slog.Logger, now func() time.Time) *Worker {
	states := make(map[string]State, len(jobs))
	for _, job := range jobs {
		states[job.Name] = State{Every: job.Every}
	}
	return &Worker{jobs: jobs, log: log, now: now, states: states}
}

// Run does every job once, then each at its interval, until ctx ends. It
// returns when the last running job has returned. A job never runs beside itself.
func (w *Worker) Run(ctx context.Context) {
	ticker := cron.New()
	var woken sync.WaitGroup
	for _, job := range w.jobs {
		var running sync.Mutex
		ticker.Schedule(cron.Every(job.Every), cron.FuncJob(func() {
			if running.TryLock() { // else the run that goes on stands for this one
				defer running.Unlock()
				w.run(ctx, job)
			}
		}))
		if job.Wake != nil {
			woken.Go(func() { w.runWoken(ctx, job, &running) })
		}
	}
	for _, job := range w.jobs {
		if ctx.Err() == nil && job.Wake == nil {
			w.run(ctx, job)
		}
	}
	ticker.Start()
	<-ctx.Done()
	<-ticker.Stop().Done()
	woken.Wait()
}

// runWoken does a job once, then whenever it is woken. What wakes it while it
// runs has it run again.
func (w *Worker) runWoken(ctx context.Context, job Job, running *sync.Mutex) {
	for ctx.Err() == nil {
		running.Lock()
		w.run(ctx, job)
		running.Unlock()
		select {
		case <-job.Wake:
		case <-ctx.Done():
		}
	}
}

// States returns how each job has fared, by name.
func (w *Worker) States() map[string]State {
	w.mu.Lock()
	defer w.mu.Unlock()
	states := make(map[string]State, len(w.states))
	for name, state := range w.states {
		states[name] = state
	}
	return states
}

// Healthy returns nil while every job has succeeded within its last three
// intervals (and a minute), else which one has not.
func (w *Worker) Healthy() error {
	for name, state := range w.States() {
		patience := 3*state.Every + time.Minute
		switch {
		case state.LastStart.IsZero():
			return fmt.Errorf("job %s has not run yet", name)
		case state.LastError != nil && w.now().Sub(state.LastSuccess) > patience:
			return fmt.Errorf("job %s has not succeeded for more than %s", name, patience)
		case w.now().Sub(state.LastStart) > patience:
			return fmt.Errorf("job %s has not run for more than %s", name, patience)
		}
	}
	return nil
}

func (w *Worker) run(ctx context.Context, job Job) {
	if ctx.Err() != nil {
		return
	}
	start := w.now()
	w.note(job.Name, func(s *State) { s.LastStart = start; s.Runs++ })
	err := runSafely(ctx, job)
	if err != nil && ctx.Err() == nil {
		w.log.Error("job failed", "job", job.Name, "error", err)
	}
	w.note(job.Name, func(s *State) {
		s.LastError = err
		if err != nil {
			s.Failures++
		} else {
			s.LastSuccess = w.now()
		}
	})
}

// runSafely turns a panic into an error: one bad job must not end the server.
func runSafely(ctx context.Context, job Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in job %s: %v", job.Name, p)
		}
	}()
	return job.Run(ctx)
}

func (w *Worker) note(name string, set func(*State)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	state := w.states[name]
	set(&state)
	w.states[name] = state
}
