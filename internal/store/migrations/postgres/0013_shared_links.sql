-- Links by which people without an account read one page.

-- +goose Up
CREATE TABLE shared_links (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id   TEXT COLLATE "C" NOT NULL REFERENCES workspaces (id),
    created_by     TEXT COLLATE "C" NOT NULL,
    name           TEXT COLLATE "C" NOT NULL,
    token_hash     BYTEA   NOT NULL,
    shows          TEXT COLLATE "C" NOT NULL CHECK (shows IN ('report', 'latest_report', 'channel_year')),
    report_id      TEXT COLLATE "C",
    channel_id     TEXT COLLATE "C",
    year           INTEGER NOT NULL, -- 0: of none
    names          BOOLEAN NOT NULL, -- people's names are shown
    language       TEXT COLLATE "C" NOT NULL CHECK (language IN ('de', 'en')),
    expires_at     BIGINT NOT NULL,
    last_opened_at BIGINT,
    revoked_at     BIGINT,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    version        INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id),
    CHECK (shows <> 'report' OR report_id IS NOT NULL),
    CHECK (shows <> 'channel_year' OR channel_id IS NOT NULL)
);
CREATE UNIQUE INDEX shared_links_by_token ON shared_links (token_hash);
CREATE INDEX shared_links_by_creator ON shared_links (workspace_id, created_by, id);
