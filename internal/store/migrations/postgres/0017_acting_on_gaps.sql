-- Acting on gaps: until when one was accepted stands in its history, and many that
-- were accepted as one can be undone as one.

-- +goose Up
ALTER TABLE gap_events ADD COLUMN accepted_until INTEGER; -- days since 1970; NULL: no acceptance, or not kept

CREATE TABLE gap_bulks (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces (id),
    member_id    TEXT COLLATE "C" NOT NULL,
    at           BIGINT NOT NULL,
    undone_at    BIGINT, -- NULL: it stands
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX gap_bulks_by_time ON gap_bulks (at);

-- What each gap's acceptance was before.
CREATE TABLE gap_bulk_gaps (
    workspace_id TEXT COLLATE "C" NOT NULL,
    bulk_id      TEXT COLLATE "C" NOT NULL,
    gap_id       TEXT COLLATE "C" NOT NULL,
    was          TEXT COLLATE "C" NOT NULL, -- JSON: the acceptance there was; null: none
    PRIMARY KEY (bulk_id, gap_id),
    FOREIGN KEY (workspace_id, bulk_id) REFERENCES gap_bulks (workspace_id, id),
    FOREIGN KEY (workspace_id, gap_id) REFERENCES gaps (workspace_id, id)
);
