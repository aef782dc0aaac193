-- Of each audited act, also by which token and from where; the server's own log,
-- of what is no workspace's alone; what lists of both and of tokens go through.

-- +goose Up
ALTER TABLE audit ADD COLUMN token_id TEXT; -- NULL: by no token
ALTER TABLE audit ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- of the client as the server saw it; '': the shell
CREATE INDEX audit_by_member ON audit (workspace_id, member_id, at, id);
CREATE INDEX audit_by_action ON audit (workspace_id, action, at, id);
CREATE INDEX audit_by_kind ON audit (workspace_id, subject_kind, at, id);

CREATE TABLE server_audit (
    id           TEXT    NOT NULL PRIMARY KEY,
    at           BIGINT  NOT NULL,
    user_id      TEXT    REFERENCES users (id), -- NULL: the shell
    token_id     TEXT,
    address      TEXT    NOT NULL,
    workspace_id TEXT    REFERENCES workspaces (id), -- NULL: about none, or about all of the user's
    subject_kind TEXT    NOT NULL,
    subject_id   TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    changes      TEXT    NOT NULL -- JSON: what changed, from what to what
);
CREATE INDEX server_audit_by_time ON server_audit (at, id);
CREATE INDEX server_audit_by_user ON server_audit (user_id, at, id);
CREATE INDEX server_audit_by_action ON server_audit (action, at, id);

CREATE INDEX tokens_by_workspace ON tokens (workspace_id, id) WHERE workspace_id IS NOT NULL AND revoked_at IS NULL;

CREATE TRIGGER server_audit_stays BEFORE UPDATE OR DELETE ON server_audit FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER server_audit_stays_whole BEFORE TRUNCATE ON server_audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
