-- Links by which people without an account read one page.

-- +goose Up
CREATE TABLE shared_links (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace_id   TEXT    NOT NULL REFERENCES workspaces (id),
    created_by     TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    token_hash     BLOB    NOT NULL,
    shows          TEXT    NOT NULL CHECK (shows IN ('report', 'latest_report', 'channel_year')),
    report_id      TEXT,
    channel_id     TEXT,
    year           INTEGER NOT NULL, -- 0: of none
    names          INTEGER NOT NULL CHECK (names IN (0, 1)), -- people's names are shown
    language       TEXT    NOT NULL CHECK (language IN ('de', 'en')),
    expires_at     INTEGER NOT NULL,
    last_opened_at INTEGER,
    revoked_at     INTEGER,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    version        INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, channel_id) REFERENCES channels (workspace_id, id),
    CHECK (shows <> 'report' OR report_id IS NOT NULL),
    CHECK (shows <> 'channel_year' OR channel_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX shared_links_by_token ON shared_links (token_hash);
CREATE INDEX shared_links_by_creator ON shared_links (workspace_id, created_by, id);
