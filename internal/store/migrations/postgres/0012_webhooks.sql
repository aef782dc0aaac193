-- Webhooks: addresses outside that are told what happens in a workspace.

-- +goose Up
CREATE TABLE webhooks (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id    TEXT COLLATE "C" NOT NULL REFERENCES workspaces (id),
    name            TEXT COLLATE "C" NOT NULL,
    name_key        TEXT COLLATE "C" NOT NULL,
    url             TEXT COLLATE "C" NOT NULL,
    events          TEXT COLLATE "C" NOT NULL, -- types, with spaces between them
    secret          TEXT COLLATE "C" NOT NULL, -- as it is: what is sent is signed with it
    previous_secret TEXT COLLATE "C" NOT NULL, -- '': none
    previous_until  BIGINT, -- how long the previous one signs, too
    disabled_at     BIGINT, -- NULL: events are sent
    disabled_why    TEXT COLLATE "C" NOT NULL, -- 'by_hand', 'failing', 'gone'; '': it is not
    failing_since   BIGINT, -- NULL: the last delivery arrived, or there was none
    last_at         BIGINT, -- when something was last sent
    last_status     INTEGER NOT NULL, -- HTTP status of the answer; 0: none
    last_outcome    TEXT COLLATE "C" NOT NULL, -- why it did not arrive; '': it did
    last_sequence   BIGINT NOT NULL, -- of the newest delivery
    due_at          BIGINT NOT NULL, -- when the first that waits is sent; by the database's clock, as claims are
    claim           BIGINT NOT NULL, -- number of the last claim
    claimed_until   BIGINT, -- NULL: nobody is at it
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    version         INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
);
CREATE INDEX webhooks_by_name ON webhooks (workspace_id, name_key, id);
CREATE INDEX webhooks_by_due ON webhooks (due_at, id) WHERE disabled_at IS NULL;

CREATE TABLE webhook_deliveries (
    id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL,
    webhook_id   TEXT COLLATE "C" NOT NULL,
    sequence     BIGINT NOT NULL, -- in which order they are sent
    event        TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id   TEXT COLLATE "C" NOT NULL,
    data         TEXT COLLATE "C" NOT NULL, -- JSON object
    at           BIGINT NOT NULL,
    attempts     INTEGER NOT NULL,
    delivered_at BIGINT, -- NULL: it has not arrived
    dead_at      BIGINT, -- NULL: it is not given up
    status       INTEGER NOT NULL,
    outcome      TEXT COLLATE "C" NOT NULL, -- why the last attempt failed; '': none did
    UNIQUE (webhook_id, sequence),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhooks (workspace_id, id)
);
CREATE INDEX webhook_deliveries_open ON webhook_deliveries (webhook_id, sequence) WHERE delivered_at IS NULL AND dead_at IS NULL;
CREATE INDEX webhook_deliveries_delivered ON webhook_deliveries (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (dead_at) WHERE dead_at IS NOT NULL;
