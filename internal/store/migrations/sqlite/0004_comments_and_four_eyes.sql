-- Comments on entries, and approval by a second person.

-- +goose Up
ALTER TABLE channels ADD COLUMN four_eyes INTEGER NOT NULL DEFAULT 0 CHECK (four_eyes IN (0, 1));
ALTER TABLE plans ADD COLUMN four_eyes INTEGER CHECK (four_eyes IN (0, 1)); -- NULL: as its channel says
ALTER TABLE entries ADD COLUMN approver_id TEXT REFERENCES members (id); -- NULL: no one by name

-- A column that is added cannot have a foreign key of two columns; these keep
-- the approver inside the workspace.

-- +goose StatementBegin
CREATE TRIGGER entries_approver_is_here BEFORE INSERT ON entries
WHEN NEW.approver_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = NEW.workspace_id AND m.id = NEW.approver_id)
BEGIN SELECT RAISE(ABORT, 'the approver is no member of the workspace'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entries_approver_stays_here BEFORE UPDATE OF approver_id, workspace_id ON entries
WHEN NEW.approver_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = NEW.workspace_id AND m.id = NEW.approver_id)
BEGIN SELECT RAISE(ABORT, 'the approver is no member of the workspace'); END;
-- +goose StatementEnd

-- An entry has no key that carries its workspace, and a million of them shall not
-- pay for one: who writes a comment has found its entry in the workspace.
CREATE TABLE comments (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    entry_id     TEXT    NOT NULL REFERENCES entries (id),
    author_id    TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    rejection    INTEGER NOT NULL CHECK (rejection IN (0, 1)), -- it is the reason of one
    created_at   INTEGER NOT NULL,
    edited_at    INTEGER,
    deleted_at   INTEGER,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, author_id) REFERENCES members (workspace_id, id)
) STRICT;
CREATE INDEX comments_by_entry ON comments (entry_id, created_at, id);
CREATE INDEX comments_deleted ON comments (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE comment_mentions (
    workspace_id TEXT    NOT NULL,
    comment_id   TEXT    NOT NULL,
    position     INTEGER NOT NULL,
    member_id    TEXT    NOT NULL,
    PRIMARY KEY (comment_id, position),
    UNIQUE (comment_id, member_id),
    FOREIGN KEY (workspace_id, comment_id) REFERENCES comments (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id)
) STRICT;
