-- News: mails that members get of their own accord, and chat rooms that are told.

-- +goose Up
CREATE TABLE member_news (
    workspace_id  TEXT COLLATE "C" NOT NULL,
    member_id     TEXT COLLATE "C" NOT NULL,
    weekly_report TEXT COLLATE "C" NOT NULL CHECK (weekly_report IN ('by_role', 'yes', 'no')),
    daily_digest  BOOLEAN NOT NULL, -- the member's digest tells of the workspace
    updated_at    BIGINT NOT NULL,
    version       INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);

CREATE TABLE user_news (
    user_id         TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES users (id),
    daily_digest    BOOLEAN NOT NULL,
    digest_hour     INTEGER NOT NULL CHECK (digest_hour BETWEEN 0 AND 23), -- by the clock of their zone
    time_zone       TEXT COLLATE "C" NOT NULL, -- '': that of the oldest workspace they are in
    next_digest_at  BIGINT NOT NULL, -- when it is next looked whether there is something to tell
    last_digest_day INTEGER, -- on which day of theirs that was last done; NULL: never
    told_until      BIGINT, -- up to when what happened was looked at; NULL: never
    updated_at      BIGINT NOT NULL,
    version         INTEGER NOT NULL
);
CREATE INDEX user_news_due ON user_news (next_digest_at, user_id);

-- What one digest tells of: what happened in a span of time.
CREATE TABLE digests (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id    TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    day        INTEGER NOT NULL, -- the user's
    told_from  BIGINT NOT NULL,
    told_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (user_id, day)
);
CREATE INDEX digests_by_age ON digests (created_at);

-- Nobody is told the same news by two mails.
CREATE UNIQUE INDEX outbox_news_once ON outbox (subject_id, recipient, kind) WHERE kind IN ('weekly_report', 'daily_digest');

CREATE TABLE unsubscribe_links (
    token_hash   BYTEA   NOT NULL PRIMARY KEY,
    kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('weekly_report', 'daily_digest')),
    user_id      TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    workspace_id TEXT COLLATE "C", -- NULL: of the digest, which tells of all
    member_id    TEXT COLLATE "C",
    created_at   BIGINT NOT NULL,
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id),
    CHECK (kind <> 'weekly_report' OR workspace_id IS NOT NULL AND member_id IS NOT NULL)
);
CREATE INDEX unsubscribe_links_by_age ON unsubscribe_links (created_at);
CREATE INDEX unsubscribe_links_by_user ON unsubscribe_links (user_id);

-- Chat rooms are webhooks that understand something else.
ALTER TABLE webhooks ADD COLUMN form TEXT COLLATE "C" NOT NULL DEFAULT ''; -- 'slack', 'mattermost', 'teams'; '': ours
ALTER TABLE webhooks ADD COLUMN language TEXT COLLATE "C" NOT NULL DEFAULT ''; -- in which a chat room is told
