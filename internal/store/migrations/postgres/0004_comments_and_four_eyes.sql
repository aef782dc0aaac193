-- Comments on entries, and approval by a second person.

-- +goose Up
ALTER TABLE channels ADD COLUMN four_eyes BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plans ADD COLUMN four_eyes BOOLEAN; -- NULL: as its channel says
ALTER TABLE entries ADD COLUMN approver_id TEXT; -- NULL: no one by name
ALTER TABLE entries ADD FOREIGN KEY (workspace_id, approver_id) REFERENCES members (workspace_id, id);

-- An entry has no key that carries its workspace, and a million of them shall not
-- pay for one: who writes a comment has found its entry in the workspace.
CREATE TABLE comments (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    entry_id     TEXT    NOT NULL REFERENCES entries (id),
    author_id    TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    rejection    BOOLEAN NOT NULL, -- it is the reason of one
    created_at   BIGINT  NOT NULL,
    edited_at    BIGINT,
    deleted_at   BIGINT,
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, author_id) REFERENCES members (workspace_id, id)
);
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
);
