-- Jobs that several servers share: each due time of a job is run by one of them.
-- And reports that a wrong clock has made.

-- +goose Up
CREATE TABLE job_runs (
    job           TEXT    NOT NULL,
    due_at        INTEGER NOT NULL, -- by the clock of the servers; every other time is the database's
    server        TEXT    NOT NULL, -- who has it, or had it last
    attempt       INTEGER NOT NULL,
    started_at    INTEGER NOT NULL,
    heartbeat_at  INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,
    deadline_at   INTEGER NOT NULL,
    ended_at      INTEGER, -- NULL: it runs
    outcome       TEXT    NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'lost')),
    detail        TEXT    NOT NULL, -- why it failed or was lost; '': it did not
    counts        TEXT    NOT NULL, -- JSON object; '': none
    PRIMARY KEY (job, due_at)
) STRICT;
CREATE UNIQUE INDEX job_runs_running ON job_runs (job) WHERE outcome = 'running';
CREATE INDEX job_runs_by_start ON job_runs (started_at, job, due_at);

-- A clock that runs ahead makes reports that are not due. Once it is right they
-- are laid aside, so that those weeks get true ones; no other is.
CREATE TABLE withdrawn_reports (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    week         INTEGER NOT NULL,
    made_at      INTEGER NOT NULL,
    late         INTEGER NOT NULL CHECK (late IN (0, 1)),
    body         BLOB    NOT NULL,
    withdrawn_at INTEGER NOT NULL CHECK (withdrawn_at < made_at)
) STRICT;
CREATE INDEX withdrawn_reports_by_week ON withdrawn_reports (workspace_id, week);
DROP TRIGGER reports_are_kept;
-- +goose StatementBegin
CREATE TRIGGER reports_are_kept BEFORE DELETE ON reports
WHEN NOT EXISTS (SELECT 1 FROM withdrawn_reports w WHERE w.id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'reports is append-only'); END;
-- +goose StatementEnd
