package worker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"stetig/internal/app"
	"stetig/internal/plan"
)

// errLost ends a run that another server has taken over.
var errLost = errors.New("it is no longer this server's: another may have taken it over")

// share runs what is due of a job, unless another server has it or had it.
func (w *Worker) share(ctx context.Context, job Job) {
	due := w.now().UTC().Truncate(job.Every)
	if w.isSettled(job.Name, due) {
		return
	}
	run, mine, err := w.runs.ClaimRun(ctx, job.Name, due, job.Within)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		w.rest(job.Name, err)
	case !mine:
		w.observe(job.Name, due, run)
	default:
		w.carryOut(ctx, job, run)
	}
}

// Due is when a job that servers share is to run.
type Due struct {
	Job   string
	At    time.Time
	Every time.Duration
}

// DueNext returns when each job that the servers share is due next, the soonest first.
func (w *Worker) DueNext() []Due {
	var next []Due
	for _, job := range w.jobs {
		if job.isShared() {
			next = append(next, Due{Job: job.Name, At: w.now().UTC().Truncate(job.Every).Add(job.Every), Every: job.Every})
		}
	}
	slices.SortStableFunc(next, func(a, b Due) int { return a.At.Compare(b.At) })
	return next
}

// carryOut does a job while it is this server's to do, and records how it went.
func (w *Worker) carryOut(ctx context.Context, job Job, run app.JobRun) {
	w.begin(job.Name)
	if run.Attempt > 1 {
		w.log.Warn("taking over a run whose server was not heard of again", "job", job.Name, "due", run.DueAt, "attempt", run.Attempt)
		w.note(job.Name, func(s *State) { s.Takeovers++ })
	}
	held, letGo := w.hold(ctx, run)
	held, expire := context.WithTimeoutCause(held, job.Within, fmt.Errorf("%w: more than %s", errDeadline, job.Within))
	counts, err := runSafely(held, job)
	if err != nil && held.Err() != nil {
		err = context.Cause(held)
	}
	expire()
	letGo()
	if err != nil && ctx.Err() != nil {
		if err := w.runs.HandBackRun(ctx, run); err != nil {
			w.log.Warn("a run that was broken off could not be handed back", "job", job.Name, "error", err)
		}
		return
	}
	run.Outcome, run.Detail, run.Counts = app.RunDone, "", counts
	if err != nil {
		run.Outcome, run.Detail = app.RunFailed, detail(err)
	}
	if recorded, noting := w.runs.EndRun(ctx, run); noting != nil {
		err = errors.Join(err, noting)
	} else if recorded {
		w.settle(job.Name, run.DueAt)
	}
	w.end(job.Name, counts, err)
}

// hold says again and again that this server is at a run, until letGo is called,
// which waits for that to end. The context it returns ends when the run is no
// longer this server's, or cannot be said to be.
func (w *Worker) hold(ctx context.Context, run app.JobRun) (held context.Context, letGo func()) {
	held, lose := context.WithCancelCause(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		beat := time.NewTicker(w.pace.Beat)
		defer beat.Stop()
		unheard := time.AfterFunc(app.RunClaim, func() { lose(errLost) })
		defer unheard.Stop()
		for {
			select {
			case <-held.Done():
				return
			case <-beat.C:
			}
			switch kept, err := w.runs.KeepRun(held, run); {
			case err != nil: // the next one may be heard
			case kept:
				unheard.Reset(app.RunClaim)
			default:
				lose(errLost)
			}
		}
	}()
	return held, func() {
		lose(context.Canceled)
		<-stopped
	}
}

// detail is what the list of runs tells of a failure: what is ours to tell, and
// of all else that the log has it.
func detail(err error) string {
	var told *plan.Error
	switch {
	case errors.As(err, &told):
		return told.Error()
	case errors.Is(err, errPanic):
		return "a fault of the program; the server's log says which"
	case errors.Is(err, errDeadline):
		return err.Error()
	}
	return "the server's log says why"
}

var (
	errPanic    = errors.New("panic")
	errDeadline = errors.New("took too long")
)

// runSafely turns a panic into an error: one bad job must not end the server.
func runSafely(ctx context.Context, job Job) (counts Counts, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w in job %s: %v", errPanic, job.Name, p)
		}
	}()
	return job.Run(ctx)
}
