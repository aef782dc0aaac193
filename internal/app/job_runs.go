package app

import (
	"context"
	"fmt"
	"time"

	"stetig/internal/plan"
	"stetig/internal/store"
)

const (
	// RunClaim is how long a server has a run after it was last heard of.
	RunClaim = time.Minute

	// RunBeat is how often a server has to say that it is at a run: often enough
	// that a few times may fail.
	RunBeat = RunClaim / 4

	// maxRunAttempts is how often a run is begun whose servers are not heard of
	// again, as where it is the run that ends them.
	maxRunAttempts = 3

	// maxClockGap is how far a server's clock may be off the database's before it
	// leaves jobs to others: further than honest clocks are.
	maxClockGap = time.Minute
)

// runsKept is how many ended runs of a job are remembered. Jobs of every minute mostly
// find nothing to do; those runs would have the others forgotten within two hours.
func runsKept() store.RunsKept { return store.RunsKept{Did: 100, Idle: 20, Undone: 100} }

// JobRun is one run of a job that servers share: of what was due at one moment.
type JobRun struct {
	Job         string
	DueAt       time.Time
	Server      string // ServerID of who has it, or had it last
	Attempt     int    // how often it was begun
	StartedAt   time.Time
	HeartbeatAt time.Time // when its server last said that it is at it
	DeadlineAt  time.Time // when it is broken off
	EndedAt     time.Time // zero: it runs
	Outcome     RunOutcome
	Detail      string         // why it failed or was lost; "" where it did not
	Counts      map[string]int // what it did, as it says itself; nothing of which there is none
}

// RunOutcome says how a run ended.
type RunOutcome string

// The outcomes.
const (
	RunRunning = RunOutcome(store.RunRunning) // it has not ended
	RunDone    = RunOutcome(store.RunDone)
	RunFailed  = RunOutcome(store.RunFailed)
	RunLost    = RunOutcome(store.RunLost) // its server was not heard of again
)

func jobRunOf(r store.JobRun) JobRun {
	return JobRun{
		Job: r.Job, DueAt: r.DueAt, Server: r.Server, Attempt: r.Attempt, StartedAt: r.StartedAt, HeartbeatAt: r.HeartbeatAt,
		DeadlineAt: r.DeadlineAt, EndedAt: r.EndedAt, Outcome: RunOutcome(r.Outcome), Detail: r.Detail, Counts: r.Counts,
	}
}

func (r JobRun) stored() store.JobRun {
	return store.JobRun{Job: r.Job, DueAt: r.DueAt, Server: r.Server, Attempt: r.Attempt, DeadlineAt: r.DeadlineAt}
}

// ServerID tells this process from others on the database. It is another after
// each start.
func (a *App) ServerID() string { return a.serverID }

// ClaimRun takes, for this server, the run of a job that is due at a moment; it
// is broken off after the given time. mine is false where another server has it or
// had it, or is at another run of the job; run is that one then. Nothing is
// claimed while this server's clock is off the database's: CodeUnavailable.
//
// Who has what is decided by the database's clock alone.
func (a *App) ClaimRun(ctx context.Context, job string, due time.Time, within time.Duration) (run JobRun, mine bool, err error) {
	var claimed store.JobRun
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		if err := a.agreesWith(now); err != nil {
			return err
		}
		claimed, mine, err = tx.ClaimRun(store.JobRun{
			Job: job, DueAt: due, Server: a.serverID, StartedAt: now, ClaimedUntil: now.Add(min(RunClaim, within)), DeadlineAt: now.Add(within),
		}, maxRunAttempts)
		return ignoreNotFound(err) // it has ended just now
	})
	return jobRunOf(claimed), mine, err
}

// CheckClock refuses (CodeUnavailable) while this machine's clock is off the database's.
func (a *App) CheckClock(ctx context.Context) error {
	return a.store.Read(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		return a.agreesWith(now)
	})
}

// agreesWith refuses to do anything that time asks for while this server's clock
// is off the database's: who is wrong cannot be told from here, but others that
// agree with it can do the work.
func (a *App) agreesWith(database time.Time) error {
	gap := a.now().Sub(database)
	if gap.Abs() <= maxClockGap {
		return nil
	}
	side := plan.Word("ahead of")
	if gap < 0 {
		side = "behind"
	}
	return plan.Errorf(plan.CodeUnavailable, "This server's clock is %s %s the database's. Its jobs rest until the two agree.", gap.Abs(), side)
}

// KeepRun says that this server is still at a run; held is false where it is no
// longer this server's, which has to stop then.
func (a *App) KeepRun(ctx context.Context, run JobRun) (held bool, err error) {
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		kept := run.stored()
		kept.HeartbeatAt, kept.ClaimedUntil = now, now.Add(RunClaim)
		if kept.ClaimedUntil.After(run.DeadlineAt) {
			kept.ClaimedUntil = run.DeadlineAt
		}
		held, err = tx.ExtendRun(&kept)
		return err
	})
	return held, err
}

// HandBackRun ends this server's claim on a run that it was stopped in, so that
// another takes it over at once.
func (a *App) HandBackRun(ctx context.Context, run JobRun) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	return a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		back := run.stored()
		back.HeartbeatAt, back.ClaimedUntil = now, now
		_, err = tx.ExtendRun(&back)
		return err
	})
}

// EndRun records how a run ended: its Outcome, Detail and Counts. held is false
// where it was no longer this server's, and nothing is recorded.
func (a *App) EndRun(ctx context.Context, run JobRun) (held bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		now, err := tx.Clock()
		if err != nil {
			return err
		}
		ended := run.stored()
		ended.EndedAt, ended.Outcome, ended.Detail, ended.Counts = now, store.RunOutcome(run.Outcome), run.Detail, run.Counts
		if held, err = tx.EndRun(&ended); err != nil {
			return err
		}
		return tx.PruneRuns(run.Job, runsKept())
	})
	if err != nil {
		return false, fmt.Errorf("recording how job %s went: %w", run.Job, err)
	}
	return held, nil
}

// JobRunFilter narrows a list of runs; what is zero narrows nothing.
type JobRunFilter struct {
	Job     string
	Outcome RunOutcome
}

// JobRuns lists the runs of the jobs that servers share, those begun last first.
// Only the server's administrator may.
func (a *App) JobRuns(ctx context.Context, by Actor, filter JobRunFilter, page Page) (runs []JobRun, next string, err error) {
	if err := administrates(by); err != nil {
		a.noteServerRefusal(ctx, by, Administrate, err)
		return nil, "", err
	}
	err = a.store.Read(ctx, func(tx *store.Tx) error {
		found, n, err := tx.JobRuns(store.JobRunFilter{Job: filter.Job, Outcome: store.RunOutcome(filter.Outcome)}, store.Page(page))
		runs = make([]JobRun, len(found))
		for i := range found {
			runs[i] = jobRunOf(found[i])
		}
		next = n
		return err
	})
	return runs, next, err
}
