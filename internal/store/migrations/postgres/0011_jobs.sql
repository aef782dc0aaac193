-- Jobs that several servers share: each due time of a job is run by one of them.
-- And reports that a wrong clock has made.

-- +goose Up
CREATE TABLE job_runs (
    job           TEXT COLLATE "C" NOT NULL,
    due_at        BIGINT NOT NULL, -- by the clock of the servers; every other time is the database's
    server        TEXT COLLATE "C" NOT NULL, -- who has it, or had it last
    attempt       INTEGER NOT NULL,
    started_at    BIGINT NOT NULL,
    heartbeat_at  BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    deadline_at   BIGINT NOT NULL,
    ended_at      BIGINT, -- NULL: it runs
    outcome       TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'lost')),
    detail        TEXT COLLATE "C" NOT NULL, -- why it failed or was lost; '': it did not
    counts        TEXT COLLATE "C" NOT NULL, -- JSON object; '': none
    PRIMARY KEY (job, due_at)
);
CREATE UNIQUE INDEX job_runs_running ON job_runs (job) WHERE outcome = 'running';
CREATE INDEX job_runs_by_start ON job_runs (started_at, job, due_at);

-- A clock that runs ahead makes reports that are not due. Once it is right they
-- are laid aside, so that those weeks get true ones; no other is.
CREATE TABLE withdrawn_reports (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces (id),
    week         INTEGER NOT NULL,
    made_at      BIGINT  NOT NULL,
    late         BOOLEAN NOT NULL,
    body         BYTEA   NOT NULL,
    withdrawn_at BIGINT  NOT NULL CHECK (withdrawn_at < made_at)
);
CREATE INDEX withdrawn_reports_by_week ON withdrawn_reports (workspace_id, week);
-- +goose StatementBegin
CREATE FUNCTION keep_reports() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM withdrawn_reports w WHERE w.id = OLD.id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
DROP TRIGGER reports_stay ON reports;
CREATE TRIGGER reports_stay BEFORE UPDATE OR DELETE ON reports FOR EACH ROW EXECUTE FUNCTION keep_reports();
