-- Who is away when, and who takes over.

-- +goose Up
CREATE TABLE absences (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL,
    member_id    TEXT    NOT NULL,
    deputy_id    TEXT, -- NULL: the plan's, else the channel's
    starts_on    INTEGER NOT NULL,
    ends_on      INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    updated_at   BIGINT  NOT NULL,
    version      INTEGER NOT NULL,
    CHECK (starts_on <= ends_on),
    FOREIGN KEY (workspace_id, member_id) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, deputy_id) REFERENCES members (workspace_id, id)
);
CREATE INDEX absences_by_start ON absences (workspace_id, starts_on, id);
CREATE INDEX absences_by_member ON absences (workspace_id, member_id, starts_on, id);
CREATE INDEX absences_by_last_day ON absences (workspace_id, ends_on);
