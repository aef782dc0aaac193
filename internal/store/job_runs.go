package store

import (
	"fmt"
	"maps"
	"time"

	"stetig/internal/plan"
)

// JobRun is one run of a job that the servers share: what was due at one moment.
// Of a job at most one runs at a time. DueAt is by the clock of the servers, all
// else by that of the database.
type JobRun struct {
	Job          string
	DueAt        time.Time
	Server       string // who has it, or had it last
	Attempt      int    // how often it was begun
	StartedAt    time.Time
	HeartbeatAt  time.Time // when its server last said that it is at it
	ClaimedUntil time.Time // when others may take it over
	DeadlineAt   time.Time // when it is broken off
	EndedAt      time.Time // zero: it runs
	Outcome      RunOutcome
	Detail       string // why it failed or was lost
	Counts       map[string]int
}

// RunOutcome says how a run ended.
type RunOutcome string

// The outcomes.
const (
	RunRunning RunOutcome = "running" // it has not ended
	RunDone    RunOutcome = "done"
	RunFailed  RunOutcome = "failed"
	RunLost    RunOutcome = "lost" // its server was not heard of again
)

type jobRunRow struct {
	Job          string
	DueAt        int64
	Server       string
	Attempt      int
	StartedAt    int64
	HeartbeatAt  int64
	ClaimedUntil int64
	DeadlineAt   int64
	EndedAt      moment
	Outcome      RunOutcome
	Detail       string
	Counts       string
}

func (jobRunRow) TableName() string { return "job_runs" }

func (r jobRunRow) run() (JobRun, error) {
	run := JobRun{
		Job: r.Job, DueAt: timeOf(r.DueAt), Server: r.Server, Attempt: r.Attempt,
		StartedAt: timeOf(r.StartedAt), HeartbeatAt: timeOf(r.HeartbeatAt), ClaimedUntil: timeOf(r.ClaimedUntil),
		DeadlineAt: timeOf(r.DeadlineAt), EndedAt: r.EndedAt.time(), Outcome: r.Outcome, Detail: r.Detail,
	}
	return run, fromJSON(r.Counts, &run.Counts)
}

// ClaimRun takes a run for a server at a moment, unless somebody has it or had
// it, or another run of the job goes on; whose claim is over is no hindrance. It
// returns the run that there is, which is the server's own where mine is true.
// A run that was begun attempts times and never ended is lost, and so is an older
// one that a newer stands for.
func (tx *Tx) ClaimRun(want JobRun, attempts int) (run JobRun, mine bool, err error) {
	now, due, until := unixOf(want.StartedAt), unixOf(want.DueAt), unixOf(want.ClaimedUntil)
	// No claim reaches further ahead than a new one, unless the clock was set back.
	const over = ` WHERE job = ? AND outcome = 'running' AND (claimed_until <= ? OR claimed_until > ?)`
	err = tx.exec(`UPDATE job_runs SET ended_at = ?, outcome = 'lost', detail = ?`+over+` AND (due_at <> ? OR attempt >= ?)`,
		now, "its server was not heard of again", want.Job, now, until, due, attempts)
	if err != nil {
		return JobRun{}, false, fmt.Errorf("end lost runs: %w", err)
	}
	taken, err := tx.execCount(`UPDATE job_runs SET server = ?, attempt = attempt + 1, started_at = ?, heartbeat_at = ?, claimed_until = ?, deadline_at = ?`+over+` AND due_at = ?`,
		want.Server, now, now, until, unixOf(want.DeadlineAt), want.Job, now, until, due)
	if err != nil {
		return JobRun{}, false, fmt.Errorf("take a run over: %w", err)
	}
	if taken == 0 {
		// What has begun after now was begun by a clock that ran ahead, and stands for nothing that is due.
		if err := tx.exec(`DELETE FROM job_runs WHERE job = ? AND outcome <> 'running' AND started_at > ?`, want.Job, now); err != nil {
			return JobRun{}, false, fmt.Errorf("forget runs of a clock that ran ahead: %w", err)
		}
		taken, err = tx.execCount(`INSERT INTO job_runs (job, due_at, server, attempt, started_at, heartbeat_at, claimed_until, deadline_at, outcome, detail, counts)
			VALUES (?, ?, ?, 1, ?, ?, ?, ?, 'running', '', '') ON CONFLICT DO NOTHING`,
			want.Job, due, want.Server, now, now, until, unixOf(want.DeadlineAt))
		if err != nil {
			return JobRun{}, false, fmt.Errorf("claim a run: %w", err)
		}
	}
	run, err = tx.runFor(want.Job, due)
	return run, taken > 0, err
}

// runFor returns the run of a due time or, where there is none, the one that
// goes on and stands in its way; plan.CodeNotFound where that has just ended.
func (tx *Tx) runFor(job string, due int64) (JobRun, error) {
	row, err := take[jobRunRow](tx.db.Where("job = ? AND due_at = ?", job, due), "run")
	if plan.CodeOf(err) == plan.CodeNotFound {
		row, err = take[jobRunRow](tx.db.Where("job = ? AND outcome = 'running'", job), "run")
	}
	if err != nil {
		return JobRun{}, err
	}
	return row.run()
}

// ExtendRun says that the server is still at a run, and has it until
// ClaimedUntil; held is false where it is no longer the server's.
func (tx *Tx) ExtendRun(run *JobRun) (held bool, err error) {
	n, err := tx.execCount(`UPDATE job_runs SET heartbeat_at = ?, claimed_until = ? WHERE job = ? AND due_at = ? AND server = ? AND attempt = ? AND outcome = 'running'`,
		unixOf(run.HeartbeatAt), unixOf(run.ClaimedUntil), run.Job, unixOf(run.DueAt), run.Server, run.Attempt)
	if err != nil {
		return false, fmt.Errorf("keep a run: %w", err)
	}
	return n > 0, nil
}

// EndRun records how a run ended: EndedAt, Outcome, Detail and, of Counts, what is not
// 0; held is false where it is no longer the server's, and nothing is recorded.
func (tx *Tx) EndRun(run *JobRun) (held bool, err error) {
	did := maps.Clone(run.Counts)
	maps.DeleteFunc(did, func(_ string, count int) bool { return count == 0 })
	counts := ""
	if len(did) > 0 {
		if counts, err = jsonOf(did); err != nil {
			return false, err
		}
	}
	n, err := tx.execCount(`UPDATE job_runs SET ended_at = ?, outcome = ?, detail = ?, counts = ? WHERE job = ? AND due_at = ? AND server = ? AND attempt = ? AND outcome = 'running'`,
		unixOf(run.EndedAt), string(run.Outcome), run.Detail, counts, run.Job, unixOf(run.DueAt), run.Server, run.Attempt)
	if err != nil {
		return false, fmt.Errorf("end a run: %w", err)
	}
	return n > 0, nil
}

// RunsKept is how many ended runs of a job are remembered.
type RunsKept struct {
	Did    int // of those that were done and have counted something
	Idle   int // of those that were done and found nothing to do
	Undone int // of those that failed or were lost
}

// PruneRuns forgets ended runs of a job but the newest of each kind.
func (tx *Tx) PruneRuns(job string, kept RunsKept) error {
	for kind, newest := range map[string]int{
		"outcome = 'done' AND counts <> ''": kept.Did, "outcome = 'done' AND counts = ''": kept.Idle, "outcome IN ('failed', 'lost')": kept.Undone,
	} {
		query := `DELETE FROM job_runs WHERE job = ? AND ` + kind + ` AND started_at <= (
			SELECT started_at FROM job_runs WHERE job = ? AND ` + kind + ` ORDER BY started_at DESC LIMIT 1 OFFSET ?)`
		if err := tx.exec(query, job, job, newest); err != nil {
			return fmt.Errorf("forget old runs: %w", err)
		}
	}
	return nil
}

// JobRunFilter narrows a list of runs; what is zero narrows nothing.
type JobRunFilter struct {
	Job     string
	Outcome RunOutcome
}

// JobRuns lists runs, those begun last first.
func (tx *Tx) JobRuns(filter JobRunFilter, page Page) (runs []JobRun, next string, err error) {
	query := tx.db.Order("started_at DESC, job, due_at DESC")
	if filter.Job != "" {
		query = query.Where("job = ?", filter.Job)
	}
	if filter.Outcome != "" {
		query = query.Where("outcome = ?", string(filter.Outcome))
	}
	var started, due int64
	var job string
	if more, err := page.after("runs", &started, &job, &due); err != nil {
		return nil, "", err
	} else if more {
		query = query.Where("started_at < ? OR (started_at = ? AND (job > ? OR (job = ? AND due_at < ?)))", started, started, job, job, due)
	}
	rows, next, err := list(query, "runs", page, func(r jobRunRow) []any { return []any{r.StartedAt, r.Job, r.DueAt} })
	if err != nil {
		return nil, "", err
	}
	runs = make([]JobRun, len(rows))
	for i, row := range rows {
		if runs[i], err = row.run(); err != nil {
			return nil, "", err
		}
	}
	return runs, next, nil
}
