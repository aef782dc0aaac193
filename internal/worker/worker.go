// Package worker runs what time asks for: the scan of due channels, the weekly
// report, mail, and housekeeping. It only ticks; each job is one call of app, which
// decides from the database what is due, so that a tick too many does nothing
// and a tick missed is made up for by the next.
//
// Several servers share the jobs: what is due at one moment is run by one of them.
package worker

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"stetig/internal/app"
)

// Job is one thing to do again and again.
type Job struct {
	Name  string
	Every time.Duration
	Run   func(context.Context) (Counts, error)

	// Within is after how long a run that the servers share is broken off. Zero: they
	// do not share it, each runs it for itself.
	Within time.Duration

	// Wake has a job that is not shared run between its ticks, too, as soon as it
	// gets something; nil: never.
	Wake <-chan struct{}
}

// Counts say what a run did.
type Counts map[string]int

func (j Job) isShared() bool { return j.Within > 0 }

// Runs decides which server has what is due of a job; see the methods of app.App.
type Runs interface {
	ClaimRun(ctx context.Context, job string, due time.Time, within time.Duration) (run app.JobRun, mine bool, err error)
	KeepRun(ctx context.Context, run app.JobRun) (held bool, err error)
	HandBackRun(ctx context.Context, run app.JobRun) error
	EndRun(ctx context.Context, run app.JobRun) (held bool, err error)
}

// Pace is how often things are looked at that are not due at a known time; zero
// values are right for a server.
type Pace struct {
	Look time.Duration // for what is due of a shared job, or has been left by another server
	Beat time.Duration // how often is said that a run is being worked at
}

func (p Pace) withDefaults() Pace {
	if p.Look <= 0 {
		p.Look = 10 * time.Second
	}
	if p.Beat <= 0 {
		p.Beat = app.RunBeat
	}
	return p
}

// Options configures New.
type Options struct {
	Jobs   []Job
	Runs   Runs // nil: no job is shared
	Logger *slog.Logger
	Now    func() time.Time
	Pace   Pace
}

// Worker runs jobs until it is stopped.
type Worker struct {
	jobs []Job
	runs Runs
	log  *slog.Logger
	now  func() time.Time
	pace Pace

	mu     sync.Mutex
	states map[string]State
}

// New returns a worker for the jobs; Run starts it.
func New(o Options) *Worker {
	states := make(map[string]State, len(o.Jobs))
	for _, job := range o.Jobs {
		states[job.Name] = State{Every: job.Every, Counts: Counts{}}
	}
	return &Worker{jobs: o.Jobs, runs: o.Runs, log: o.Logger, now: o.Now, pace: o.Pace.withDefaults(), states: states}
}

// Run does every job once, then each at its interval, until ctx ends. It
// returns when the last running job has returned. A job never runs beside itself.
func (w *Worker) Run(ctx context.Context) {
	var running sync.WaitGroup
	for _, job := range w.jobs {
		running.Go(func() { w.repeat(ctx, job) })
	}
	running.Wait()
}

// repeat goes by the time that passes, not by the clock: one that is set back
// stops nothing.
func (w *Worker) repeat(ctx context.Context, job Job) {
	turn, every := w.run, job.Every
	if job.isShared() {
		turn, every = w.share, min(job.Every, w.pace.Look)
	}
	again := time.NewTicker(every)
	defer again.Stop()
	for ctx.Err() == nil {
		turn(ctx, job)
		select {
		case <-again.C:
		case <-job.Wake:
		case <-ctx.Done():
		}
	}
}

// run does a job that is this server's own.
func (w *Worker) run(ctx context.Context, job Job) {
	w.begin(job.Name)
	if job.Wake != nil { // it may take long, and nobody waits for it
		w.note(job.Name, func(s *State) { s.known = true })
	}
	counts, err := runSafely(ctx, job)
	if err != nil && ctx.Err() != nil {
		return // broken off because the server stops
	}
	w.end(job.Name, counts, err)
}
