-- News: mails that members get of their own accord, and chat rooms that are told.

-- +goose Up
CREATE TABLE member_news (
    workspace_id  TEXT    NOT NULL,
    member_id     TEXT    NOT NULL,
    weekly_report TEXT    NOT NULL CHECK (weekly_report IN ('by_role', 'yes', 'no')),
    daily_digest  INTEGER NOT NULL CHECK (daily_digest IN (0, 1)), -- the member's digest tells of the workspace
    updated_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;

CREATE TABLE user_news (
    user_id         TEXT    NOT NULL PRIMARY KEY REFERENCES users (id),
    daily_digest    INTEGER NOT NULL CHECK (daily_digest IN (0, 1)),
    digest_hour     INTEGER NOT NULL CHECK (digest_hour BETWEEN 0 AND 23), -- by the clock of their zone
    time_zone       TEXT    NOT NULL, -- '': that of the oldest workspace they are in
    next_digest_at  INTEGER NOT NULL, -- when it is next looked whether there is something to tell
    last_digest_day INTEGER, -- on which day of theirs that was last done; NULL: never
    told_until      INTEGER, -- up to when what happened was looked at; NULL: never
    updated_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL
) STRICT;
CREATE INDEX user_news_due ON user_news (next_digest_at, user_id);

-- What one digest tells of: what happened in a span of time.
CREATE TABLE digests (
    id         TEXT    NOT NULL PRIMARY KEY,
    user_id    TEXT    NOT NULL REFERENCES users (id),
    day        INTEGER NOT NULL, -- the user's
    told_from  INTEGER NOT NULL,
    told_until INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (user_id, day)
) STRICT;
CREATE INDEX digests_by_age ON digests (created_at);

-- Nobody is told the same news by two mails.
CREATE UNIQUE INDEX outbox_news_once ON outbox (subject_id, recipient, kind) WHERE kind IN ('weekly_report', 'daily_digest');

CREATE TABLE unsubscribe_links (
    token_hash   BLOB    NOT NULL PRIMARY KEY,
    kind         TEXT    NOT NULL CHECK (kind IN ('weekly_report', 'daily_digest')),
    user_id      TEXT    NOT NULL REFERENCES users (id),
    workspace_id TEXT, -- NULL: of the digest, which tells of all
    member_id    TEXT,
    created_at   INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id),
    CHECK (kind <> 'weekly_report' OR workspace_id IS NOT NULL AND member_id IS NOT NULL)
) STRICT;
CREATE INDEX unsubscribe_links_by_age ON unsubscribe_links (created_at);
CREATE INDEX unsubscribe_links_by_user ON unsubscribe_links (user_id);

-- Chat rooms are webhooks that understand something else.
ALTER TABLE webhooks ADD COLUMN form TEXT NOT NULL DEFAULT ''; -- 'slack', 'mattermost', 'teams'; '': ours
ALTER TABLE webhooks ADD COLUMN language TEXT NOT NULL DEFAULT ''; -- in which a chat room is told
