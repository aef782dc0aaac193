-- What the planner in the browser needs: checklists, many entries changed as
-- one, saved views, and entries listed by title and by their last change.

-- +goose Up
ALTER TABLE entries ADD COLUMN checklist TEXT NOT NULL DEFAULT ''; -- JSON array; '': none
ALTER TABLE entries ADD COLUMN title_key TEXT NOT NULL DEFAULT ''; -- the title's beginning, folded, for order; '': not made yet
CREATE INDEX entries_by_title ON entries (workspace_id, title_key, id) WHERE deleted_at IS NULL;
CREATE INDEX entries_by_change ON entries (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX entries_pending_by_day ON entries (workspace_id, local_day, local_time, id, state) WHERE deleted_at IS NULL AND state IN ('planned', 'drafting', 'in_review', 'approved');
CREATE INDEX entries_unkeyed ON entries (id) WHERE title_key = '';

CREATE TABLE bulks (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    member_id    TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    undone_at    INTEGER, -- NULL: it stands
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX bulks_by_time ON bulks (at);

-- What each entry was before. The entry is no foreign key: it may be purged.
CREATE TABLE bulk_entries (
    workspace_id TEXT    NOT NULL,
    bulk_id      TEXT    NOT NULL,
    entry_id     TEXT    NOT NULL,
    version      INTEGER NOT NULL, -- that the change left it with
    was          TEXT    NOT NULL, -- JSON object: what was changed, as it was before
    PRIMARY KEY (bulk_id, entry_id),
    FOREIGN KEY (workspace_id, bulk_id) REFERENCES bulks (workspace_id, id)
) STRICT;

CREATE TABLE saved_views (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    member_id    TEXT    NOT NULL, -- whose it is
    name         TEXT    NOT NULL,
    name_key     TEXT    NOT NULL,
    screen       TEXT    NOT NULL CHECK (screen IN ('year', 'quarter', 'month', 'week', 'timeline', 'list', 'board', 'gaps')),
    settings     TEXT    NOT NULL, -- JSON object, the planner's own
    shared       INTEGER NOT NULL CHECK (shared IN (0, 1)), -- shown to every member
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX saved_views_by_member ON saved_views (workspace_id, member_id, name_key, id);
CREATE INDEX saved_views_shared ON saved_views (workspace_id, shared, name_key, id);
