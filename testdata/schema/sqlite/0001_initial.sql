-- The first schema. Times are UTC seconds since 1970 (columns named …_at), days
-- are days since 1970 (…_on, local_day), weeks are ISO year * 100 + number.
-- Foreign keys into a workspace carry the workspace, so that no row can point
-- at another tenant's.

-- +goose Up
PRAGMA application_id = 1398032711; -- "STIG": tells our files from others

CREATE TABLE instance (
    one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    instance_id TEXT    NOT NULL
) STRICT;

CREATE TABLE users (
    id         TEXT    NOT NULL PRIMARY KEY,
    email      TEXT    NOT NULL,
    email_key  TEXT    NOT NULL, -- lower case
    name       TEXT    NOT NULL,
    admin      INTEGER NOT NULL CHECK (admin IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_by_email ON users (email_key);

CREATE TABLE workspaces (
    id            TEXT    NOT NULL PRIMARY KEY,
    name          TEXT    NOT NULL,
    name_key      TEXT    NOT NULL, -- lower case, for order and search
    time_zone     TEXT    NOT NULL CHECK (time_zone <> ''),
    language      TEXT    NOT NULL CHECK (language IN ('de', 'en')),
    report_day    INTEGER NOT NULL CHECK (report_day BETWEEN 0 AND 6), -- 0: Sunday
    report_minute INTEGER NOT NULL CHECK (report_minute BETWEEN 0 AND 1439),
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    version       INTEGER NOT NULL
) STRICT;
CREATE INDEX workspaces_by_name ON workspaces (name_key, id);

CREATE TABLE tokens (
    id           TEXT    NOT NULL PRIMARY KEY,
    user_id      TEXT    NOT NULL REFERENCES users (id),
    workspace_id TEXT    REFERENCES workspaces (id), -- NULL: every workspace of the user
    name         TEXT    NOT NULL,
    hash         BLOB    NOT NULL,
    hint         TEXT    NOT NULL, -- last characters of the token
    access       TEXT    NOT NULL CHECK (access IN ('read', 'write')),
    expires_at   INTEGER,
    last_used_at INTEGER,
    revoked_at   INTEGER,
    created_at   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tokens_by_hash ON tokens (hash);
CREATE INDEX tokens_by_user ON tokens (user_id, id);

CREATE TABLE members (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    NOT NULL REFERENCES workspaces (id),
    user_id        TEXT    REFERENCES users (id), -- NULL: owns, but never signs in
    name           TEXT    NOT NULL,
    name_key       TEXT    NOT NULL,
    email          TEXT    NOT NULL,
    role           TEXT    NOT NULL CHECK (role IN ('viewer', 'contributor', 'editor', 'lead')),
    deactivated_at INTEGER, -- NULL: active
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX members_by_user ON members (workspace_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX members_of_user ON members (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX members_by_name ON members (workspace_id, name_key, id);

CREATE TABLE channels (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    name         TEXT    NOT NULL,
    name_key     TEXT    NOT NULL,
    platform     TEXT    NOT NULL,
    status       TEXT    NOT NULL CHECK (status IN ('candidate', 'listening', 'active', 'retired')),
    time_zone    TEXT    NOT NULL CHECK (time_zone <> ''),
    grace        INTEGER NOT NULL CHECK (grace >= 0), -- seconds
    owner_id     TEXT,
    deputy_id    TEXT,
    color        TEXT    NOT NULL,
    link         TEXT    NOT NULL,
    position     INTEGER NOT NULL,
    scan_due_at  INTEGER NOT NULL, -- when its findings may change by time alone; 0: now
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    revision     INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, deputy_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX channels_by_name ON channels (workspace_id, name_key);
CREATE INDEX channels_by_position ON channels (workspace_id, position, name_key, id);
CREATE INDEX channels_by_owner ON channels (workspace_id, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX channels_due ON channels (scan_due_at, id);

CREATE TABLE pauses (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL,
    channel_id   TEXT    NOT NULL,
    starts_on    INTEGER NOT NULL,
    ends_on      INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    CHECK (starts_on <= ends_on),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id)
) STRICT;
CREATE INDEX pauses_by_channel ON pauses (workspace_id, channel_id, starts_on, id);

CREATE TABLE plans (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    channel_id   TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    starts_on    INTEGER NOT NULL,
    ends_on      INTEGER NOT NULL,
    quota        INTEGER NOT NULL CHECK (quota >= 0), -- entries per period; 0 for slots
    per          TEXT    NOT NULL CHECK (per IN ('', 'week', 'month')),
    rule         TEXT    NOT NULL, -- of slots: RFC 5545 recurrence rule
    time_of_day  INTEGER NOT NULL CHECK (time_of_day BETWEEN 0 AND 86399), -- of slots: seconds after midnight
    tolerance    INTEGER NOT NULL CHECK (tolerance >= 0), -- of slots: seconds
    lead_time    INTEGER NOT NULL CHECK (lead_time >= 0), -- days
    max_silence  INTEGER NOT NULL CHECK (max_silence >= 0), -- days; 0: not asked
    owner_id     TEXT,
    deputy_id    TEXT,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    deleted_at   INTEGER,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    CHECK (starts_on <= ends_on),
    CHECK ((rule = '') = (per <> '')),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, deputy_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX plans_by_channel ON plans (workspace_id, channel_id, starts_on, id) WHERE deleted_at IS NULL;
CREATE INDEX plans_by_start ON plans (workspace_id, starts_on, id) WHERE deleted_at IS NULL;
CREATE INDEX plans_by_owner ON plans (workspace_id, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX plans_deleted ON plans (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE topics (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    field        TEXT    NOT NULL, -- '': in none
    field_key    TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    name_key     TEXT    NOT NULL,
    description  TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    deleted_at   INTEGER,
    version      INTEGER NOT NULL,
    search_text  TEXT    NOT NULL, -- the words of name, field and description, folded
    UNIQUE (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX topics_by_field ON topics (workspace_id, field_key, name_key) WHERE deleted_at IS NULL;
CREATE INDEX topics_by_name ON topics (workspace_id, name_key) WHERE deleted_at IS NULL;
CREATE INDEX topics_deleted ON topics (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE themes (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    plan_id      TEXT    NOT NULL,
    topic_id     TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    starts_on    INTEGER NOT NULL,
    ends_on      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    CHECK (starts_on <= ends_on),
    FOREIGN KEY (workspace_id, plan_id) REFERENCES plans (workspace_id, id),
    FOREIGN KEY (workspace_id, topic_id) REFERENCES topics (workspace_id, id)
) STRICT;
CREATE INDEX themes_by_plan ON themes (workspace_id, plan_id, starts_on, id);
CREATE INDEX themes_by_start ON themes (workspace_id, starts_on, id);
CREATE INDEX themes_by_topic ON themes (workspace_id, topic_id);

-- local_day, local_time and local_week place an entry on its channel's calendar.
-- They follow from the times and the channel's zone and are rewritten with either.
CREATE TABLE entries (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    channel_id   TEXT    NOT NULL,
    topic_id     TEXT,
    owner_id     TEXT,
    title        TEXT    NOT NULL,
    copy         TEXT    NOT NULL,
    link         TEXT    NOT NULL,
    format       TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('idea', 'planned', 'drafting', 'in_review', 'approved', 'published', 'cancelled')),
    publish_at   INTEGER,
    publish_wall INTEGER, -- what the channel's clock shows at publish_at, seconds since 1970 on that clock
    publish_on   INTEGER, -- of a date-only entry
    published_at INTEGER,
    local_day    INTEGER NOT NULL, -- 2147483647: undated
    local_time   INTEGER NOT NULL, -- the instant it stands for; 253402300800, after all of them: none
    local_week   INTEGER NOT NULL, -- 0: undated
    extra        TEXT    NOT NULL, -- JSON object of text
    import_key   TEXT, -- NULL: not imported
    created_by   TEXT,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    rendered_at  INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    deleted_at   INTEGER,
    version      INTEGER NOT NULL,
    search_text  TEXT    NOT NULL, -- the words of title and copy, folded; last, for it is long and rarely read
    CHECK (publish_at IS NULL OR publish_on IS NULL),
    CHECK ((publish_at IS NULL) = (publish_wall IS NULL)),
    CHECK (state IN ('idea', 'cancelled') OR local_day <> 2147483647),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id),
    FOREIGN KEY (workspace_id, topic_id) REFERENCES topics (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX entries_by_day ON entries (workspace_id, local_day, local_time, id) WHERE deleted_at IS NULL;
CREATE INDEX entries_by_week ON entries (workspace_id, channel_id, local_week, state, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX entries_published ON entries (workspace_id, channel_id, local_day) WHERE deleted_at IS NULL AND state = 'published';
CREATE INDEX entries_pending ON entries (workspace_id, channel_id, local_day) WHERE deleted_at IS NULL AND state IN ('planned', 'drafting', 'in_review', 'approved');
CREATE INDEX entries_by_topic ON entries (workspace_id, topic_id, local_day, local_time, id) WHERE topic_id IS NOT NULL;
CREATE INDEX entries_by_owner ON entries (workspace_id, owner_id, local_day, local_time, id) WHERE owner_id IS NOT NULL;
CREATE INDEX entries_deleted ON entries (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX entries_imported ON entries (workspace_id, channel_id, import_key) WHERE import_key IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX entries_by_channel ON entries (workspace_id, channel_id, local_day, local_time, id) WHERE deleted_at IS NULL;

-- The plan and the subject of a gap are not foreign keys: its history outlives them.
CREATE TABLE gaps (
    id                   TEXT    NOT NULL PRIMARY KEY,
    workspace_id         TEXT    NOT NULL REFERENCES workspaces (id),
    channel_id           TEXT    NOT NULL,
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
    FOREIGN KEY (workspace_id, accepted_by) REFERENCES members (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX gaps_by_fingerprint ON gaps (workspace_id, channel_id, fingerprint);
CREATE INDEX gaps_by_severity ON gaps (workspace_id, severity, starts_on);
CREATE INDEX gaps_by_change ON gaps (workspace_id, updated_at);
CREATE INDEX gaps_live ON gaps (workspace_id, severity, starts_on) WHERE state IN ('open', 'accepted');

CREATE TABLE gap_events (
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
    FOREIGN KEY (workspace_id, gap_id) REFERENCES gaps (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX gap_events_by_gap ON gap_events (workspace_id, gap_id, number);
CREATE INDEX gap_events_by_time ON gap_events (workspace_id, at, number);

CREATE TABLE feeds (
    id            TEXT    NOT NULL PRIMARY KEY,
    workspace_id  TEXT    NOT NULL REFERENCES workspaces (id),
    created_by    TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    slug          TEXT    NOT NULL,
    token_hash    BLOB    NOT NULL,
    scope         TEXT    NOT NULL CHECK (scope IN ('workspace', 'channel', 'member')),
    member_id     TEXT,
    topic_ids     TEXT    NOT NULL, -- JSON array; a purged topic matches nothing
    states        TEXT    NOT NULL, -- JSON array
    ideas         INTEGER NOT NULL CHECK (ideas IN (0, 1)),
    gaps          INTEGER NOT NULL CHECK (gaps IN (0, 1)),
    cancelled     INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    language      TEXT    NOT NULL CHECK (language IN ('de', 'en')),
    sequence      INTEGER NOT NULL,
    rendered_at   INTEGER NOT NULL,
    last_fetch_at INTEGER,
    last_client   TEXT    NOT NULL,
    trimmed       INTEGER NOT NULL,
    revoked_at    INTEGER,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX feeds_by_token ON feeds (token_hash);
CREATE INDEX feeds_by_creator ON feeds (workspace_id, created_by, id);

CREATE TABLE feed_channels (
    workspace_id TEXT    NOT NULL,
    feed_id      TEXT    NOT NULL,
    position     INTEGER NOT NULL,
    channel_id   TEXT    NOT NULL,
    PRIMARY KEY (feed_id, position),
    UNIQUE (feed_id, channel_id),
    FOREIGN KEY (workspace_id, feed_id) REFERENCES feeds (workspace_id, id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id)
) STRICT;

CREATE TABLE reports (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    week         INTEGER NOT NULL,
    made_at      INTEGER NOT NULL,
    late         INTEGER NOT NULL CHECK (late IN (0, 1)),
    body         BLOB    NOT NULL -- JSON, byte for byte as it was made
) STRICT;
CREATE UNIQUE INDEX reports_by_week ON reports (workspace_id, week);

CREATE TABLE audit (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    at           INTEGER NOT NULL,
    member_id    TEXT, -- NULL: the program itself
    subject_kind TEXT    NOT NULL,
    subject_id   TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    changes      TEXT    NOT NULL, -- JSON: what changed, from what to what
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX audit_by_subject ON audit (workspace_id, subject_kind, subject_id, at, id);
CREATE INDEX audit_by_time ON audit (workspace_id, at, id);

CREATE TABLE idempotency (
    user_id      TEXT    NOT NULL REFERENCES users (id),
    key          TEXT    NOT NULL,
    request_hash TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    status       INTEGER NOT NULL, -- 0: not answered yet
    headers      TEXT    NOT NULL, -- JSON object of text
    body         BLOB,
    PRIMARY KEY (user_id, key)
) STRICT;
CREATE INDEX idempotency_by_time ON idempotency (at);

-- What was said stays said: history, audit and reports are never rewritten.

-- +goose StatementBegin
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gap_events_stay BEFORE UPDATE ON gap_events BEGIN SELECT RAISE(ABORT, 'gap_events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER gap_events_are_kept BEFORE DELETE ON gap_events BEGIN SELECT RAISE(ABORT, 'gap_events is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_stay BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'reports is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_are_kept BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'reports is append-only'); END;
-- +goose StatementEnd
