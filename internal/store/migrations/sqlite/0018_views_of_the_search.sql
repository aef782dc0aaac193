-- A view may be of the search, too. Until now it was kept as one of the list, with
-- a setting that said so.

-- +goose Up
DROP INDEX saved_views_by_member;
DROP INDEX saved_views_shared;
CREATE TABLE views_anew (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    member_id    TEXT    NOT NULL, -- whose it is
    name         TEXT    NOT NULL,
    name_key     TEXT    NOT NULL,
    screen       TEXT    NOT NULL CHECK (screen IN ('year', 'quarter', 'month', 'week', 'timeline', 'list', 'board', 'gaps', 'search')),
    settings     TEXT    NOT NULL, -- JSON object, the planner's own
    shared       INTEGER NOT NULL CHECK (shared IN (0, 1)), -- shown to every member
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
INSERT INTO views_anew SELECT * FROM saved_views;
DROP TABLE saved_views;
ALTER TABLE views_anew RENAME TO saved_views;
UPDATE saved_views SET screen = 'search', settings = json_remove(settings, '$.as')
    WHERE screen = 'list' AND json_extract(settings, '$.as') = 'search';
CREATE INDEX saved_views_by_member ON saved_views (workspace_id, member_id, name_key, id);
CREATE INDEX saved_views_shared ON saved_views (workspace_id, shared, name_key, id);
