-- What the planner in the browser needs: checklists, many entries changed as
-- one, saved views, and entries listed by title and by their last change.

-- +goose Up
ALTER TABLE entries ADD COLUMN checklist TEXT COLLATE "C" NOT NULL DEFAULT ''; -- JSON array; '': none
ALTER TABLE entries ADD COLUMN title_key TEXT COLLATE "C" NOT NULL DEFAULT ''; -- the title's beginning, folded, for order; '': not made yet
CREATE INDEX entries_by_title ON entries (workspace_id, title_key, id) WHERE deleted_at IS NULL;
CREATE INDEX entries_by_change ON entries (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX entries_pending_by_day ON entries (workspace_id, local_day, local_time, id, state) WHERE deleted_at IS NULL AND state IN ('planned', 'drafting', 'in_review', 'approved');
CREATE INDEX entries_unkeyed ON entries (id) WHERE title_key = '';

CREATE TABLE bulks (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces (id),
    member_id    TEXT COLLATE "C" NOT NULL,
    at           BIGINT  NOT NULL,
    undone_at    BIGINT, -- NULL: it stands
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX bulks_by_time ON bulks (at);

-- What each entry was before. The entry is no foreign key: it may be purged.
CREATE TABLE bulk_entries (
    workspace_id TEXT COLLATE "C" NOT NULL,
    bulk_id      TEXT COLLATE "C" NOT NULL,
    entry_id     TEXT COLLATE "C" NOT NULL,
    version      INTEGER NOT NULL, -- that the change left it with
    was          TEXT COLLATE "C" NOT NULL, -- JSON object: what was changed, as it was before
    PRIMARY KEY (bulk_id, entry_id),
    FOREIGN KEY (workspace_id, bulk_id) REFERENCES bulks (workspace_id, id)
);

CREATE TABLE saved_views (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces (id),
    member_id    TEXT COLLATE "C" NOT NULL, -- whose it is
    name         TEXT COLLATE "C" NOT NULL,
    name_key     TEXT COLLATE "C" NOT NULL,
    screen       TEXT COLLATE "C" NOT NULL CHECK (screen IN ('year', 'quarter', 'month', 'week', 'timeline', 'list', 'board', 'gaps')),
    settings     TEXT COLLATE "C" NOT NULL, -- JSON object, the planner's own
    shared       BOOLEAN NOT NULL, -- shown to every member
    created_at   BIGINT  NOT NULL,
    updated_at   BIGINT  NOT NULL,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX saved_views_by_member ON saved_views (workspace_id, member_id, name_key, id);
CREATE INDEX saved_views_shared ON saved_views (workspace_id, shared, name_key, id);
