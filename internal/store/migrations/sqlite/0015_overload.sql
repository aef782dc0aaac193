-- How much time people have, and what an entry takes of it where nobody said.
-- Nothing is asked for where nothing was said. A gap may be about a person.

-- +goose Up
ALTER TABLE members ADD COLUMN weekly_time INTEGER; -- seconds; NULL: not said
ALTER TABLE members ADD COLUMN region TEXT NOT NULL DEFAULT ''; -- where they work; '': nowhere in particular
ALTER TABLE members ADD COLUMN scan_due_at INTEGER; -- NULL: nothing to look for
CREATE INDEX members_due ON members (scan_due_at, id) WHERE scan_due_at IS NOT NULL;
CREATE INDEX members_with_time ON members (workspace_id, id) WHERE weekly_time IS NOT NULL;

ALTER TABLE workspaces ADD COLUMN format_efforts TEXT NOT NULL DEFAULT ''; -- JSON array; '': none

-- A column that may be missing needs the table made anew, and its history with
-- it, for no other way takes what is pointed at.
CREATE TABLE gaps_anew (
    id                   TEXT    NOT NULL PRIMARY KEY,
    workspace_id         TEXT    NOT NULL REFERENCES workspaces (id),
    channel_id           TEXT, -- NULL: about a member
    fingerprint          TEXT    NOT NULL,
    rule                 TEXT    NOT NULL,
    plan_id              TEXT,
    subject_kind         TEXT    NOT NULL,
    subject_id           TEXT,
    owner_id             TEXT,
    starts_on            INTEGER NOT NULL,
    ends_on              INTEGER NOT NULL,
    expected             INTEGER NOT NULL,
    actual               INTEGER NOT NULL,
    severity             INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3), -- critical, warning, notice, missed
    state                TEXT    NOT NULL CHECK (state IN ('open', 'accepted', 'resolved', 'merged', 'missed')),
    accepted_by          TEXT,
    accepted_at          INTEGER, -- NULL: not accepted
    accepted_reason      TEXT    NOT NULL,
    accepted_until       INTEGER,
    accepted_from        INTEGER,
    accepted_shortfall   INTEGER,
    opened_at            INTEGER NOT NULL,
    closed_at            INTEGER,
    last_seen_on         INTEGER NOT NULL,
    created_at           INTEGER NOT NULL,
    updated_at           INTEGER NOT NULL,
    version              INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, accepted_by) REFERENCES members (workspace_id, id),
    CONSTRAINT gaps_of_something CHECK (channel_id IS NOT NULL OR (subject_kind = 'member' AND subject_id IS NOT NULL))
) STRICT;
INSERT INTO gaps_anew SELECT id, workspace_id, channel_id, fingerprint, rule, plan_id, subject_kind, subject_id, owner_id,
    starts_on, ends_on, expected, actual, severity, state, accepted_by, accepted_at, accepted_reason,
    accepted_until, accepted_from, accepted_shortfall, opened_at, closed_at, last_seen_on, created_at, updated_at, version FROM gaps;

CREATE TABLE gap_events_anew (
    number       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    workspace_id TEXT    NOT NULL,
    gap_id       TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    member_id    TEXT, -- NULL: the scan
    kind         TEXT    NOT NULL,
    from_state   TEXT    NOT NULL, -- '' for a new gap
    to_state     TEXT    NOT NULL,
    note         TEXT    NOT NULL,
    seen         TEXT    NOT NULL, -- JSON: the finding as it was
    FOREIGN KEY (workspace_id, gap_id) REFERENCES gaps_anew (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
INSERT INTO gap_events_anew SELECT number, workspace_id, gap_id, at, member_id, kind, from_state, to_state, note, seen FROM gap_events;

DROP TABLE gap_events;
DROP TABLE gaps;
ALTER TABLE gaps_anew RENAME TO gaps;
ALTER TABLE gap_events_anew RENAME TO gap_events;

CREATE UNIQUE INDEX gaps_by_fingerprint ON gaps (workspace_id, channel_id, fingerprint);
CREATE INDEX gaps_by_severity ON gaps (workspace_id, severity, starts_on);
CREATE INDEX gaps_by_change ON gaps (workspace_id, updated_at);
CREATE INDEX gaps_live ON gaps (workspace_id, severity, starts_on) WHERE state IN ('open', 'accepted');
CREATE INDEX gaps_by_last_day ON gaps (workspace_id, ends_on, starts_on, state, rule, channel_id, severity);
CREATE INDEX gap_events_by_gap ON gap_events (workspace_id, gap_id, number);
CREATE INDEX gap_events_by_time ON gap_events (workspace_id, at, number);
CREATE UNIQUE INDEX gaps_of_members ON gaps (workspace_id, subject_id, fingerprint) WHERE channel_id IS NULL;
-- +goose StatementBegin
CREATE TRIGGER gap_events_stay BEFORE UPDATE ON gap_events BEGIN SELECT RAISE(ABORT, 'gap_events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gap_events_are_kept BEFORE DELETE ON gap_events BEGIN SELECT RAISE(ABORT, 'gap_events is append-only'); END;
-- +goose StatementEnd
