-- Webhooks: addresses outside that are told what happens in a workspace.

-- +goose Up
CREATE TABLE webhooks (
    id              TEXT    NOT NULL PRIMARY KEY,
    workspace_id    TEXT    NOT NULL REFERENCES workspaces (id),
    name            TEXT    NOT NULL,
    name_key        TEXT    NOT NULL,
    url             TEXT    NOT NULL,
    events          TEXT    NOT NULL, -- types, with spaces between them
    secret          TEXT    NOT NULL, -- as it is: what is sent is signed with it
    previous_secret TEXT    NOT NULL, -- '': none
    previous_until  INTEGER, -- how long the previous one signs, too
    disabled_at     INTEGER, -- NULL: events are sent
    disabled_why    TEXT    NOT NULL, -- 'by_hand', 'failing', 'gone'; '': it is not
    failing_since   INTEGER, -- NULL: the last delivery arrived, or there was none
    last_at         INTEGER, -- when something was last sent
    last_status     INTEGER NOT NULL, -- HTTP status of the answer; 0: none
    last_outcome    TEXT    NOT NULL, -- why it did not arrive; '': it did
    last_sequence   INTEGER NOT NULL, -- of the newest delivery
    due_at          INTEGER NOT NULL, -- when the first that waits is sent; by the database's clock, as claims are
    claim           INTEGER NOT NULL, -- number of the last claim
    claimed_until   INTEGER, -- NULL: nobody is at it
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX webhooks_by_name ON webhooks (workspace_id, name_key, id);
CREATE INDEX webhooks_by_due ON webhooks (due_at, id) WHERE disabled_at IS NULL;

CREATE TABLE webhook_deliveries (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL,
    webhook_id   TEXT    NOT NULL,
    sequence     INTEGER NOT NULL, -- in which order they are sent
    event        TEXT    NOT NULL,
    subject_kind TEXT    NOT NULL,
    subject_id   TEXT    NOT NULL,
    data         TEXT    NOT NULL, -- JSON object
    at           INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    delivered_at INTEGER, -- NULL: it has not arrived
    dead_at      INTEGER, -- NULL: it is not given up
    status       INTEGER NOT NULL,
    outcome      TEXT    NOT NULL, -- why the last attempt failed; '': none did
    UNIQUE (webhook_id, sequence),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks (workspace_id, id)
) STRICT;
CREATE INDEX webhook_deliveries_open ON webhook_deliveries (webhook_id, sequence) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX webhook_deliveries_delivered ON webhook_deliveries (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (dead_at) WHERE dead_at IS NOT NULL;
