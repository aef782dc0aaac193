-- How people prove who they are (passwords, identities, sessions, one-time links),
-- how they come into a workspace (invitations), how often one may guess, and the
-- mail that tells them things.

-- +goose Up
ALTER TABLE users ADD COLUMN password TEXT; -- argon2id in PHC form; NULL: signs in otherwise, or not at all
ALTER TABLE users ADD COLUMN verified_at BIGINT; -- when the address was shown to be theirs; NULL: not yet
ALTER TABLE users ADD COLUMN language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'de', 'en')); -- of mails; '': the workspace's
ALTER TABLE users ADD COLUMN rights INTEGER NOT NULL DEFAULT 1; -- grows with every change of what they may: sessions are rotated then
ALTER TABLE users ADD COLUMN deactivated_at BIGINT; -- NULL: active
UPDATE users SET verified_at = created_at; -- until now only whoever runs the program could let anybody in

CREATE INDEX users_administrators ON users (email_key) WHERE admin;
CREATE INDEX users_deactivated ON users (email_key) WHERE deactivated_at IS NOT NULL;

-- The words of name and address by which a user is found. The program fills it
-- for users who were there before.
CREATE TABLE user_terms (
    word    TEXT COLLATE "C" NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (word, user_id)
);
CREATE INDEX user_terms_by_user ON user_terms (user_id);

ALTER TABLE members ADD COLUMN external BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE members ADD COLUMN by_group BOOLEAN NOT NULL DEFAULT FALSE; -- made by a group of the identity provider
ALTER TABLE members ADD COLUMN removed_at BIGINT; -- NULL: not removed
CREATE INDEX members_unclaimed ON members (email) WHERE user_id IS NULL AND removed_at IS NULL;

ALTER TABLE channels ADD COLUMN owner_accepted_at BIGINT; -- NULL: the owner was asked and has not said yes
ALTER TABLE channels ADD COLUMN owner_asked_at BIGINT; -- NULL: nobody was, for there is no owner or who named one named themself
UPDATE channels SET owner_accepted_at = updated_at WHERE owner_id IS NOT NULL;
CREATE INDEX channels_asked ON channels (workspace_id, owner_id) WHERE owner_id IS NOT NULL AND owner_accepted_at IS NULL;

-- What is kept about a member is told them; their entries are few enough to be looked for.
CREATE INDEX comments_by_author ON comments (workspace_id, author_id, id);
CREATE INDEX comment_mentions_of_member ON comment_mentions (workspace_id, member_id);

CREATE TABLE identities (
    issuer       TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    user_id      TEXT    NOT NULL REFERENCES users (id),
    created_at   BIGINT  NOT NULL,
    last_used_at BIGINT  NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_by_user ON identities (user_id);

CREATE TABLE sessions (
    id           TEXT    NOT NULL PRIMARY KEY,
    user_id      TEXT    NOT NULL REFERENCES users (id),
    method       TEXT    NOT NULL CHECK (method IN ('password', 'oidc', 'link')),
    address      TEXT    NOT NULL, -- of the client at sign-in
    client       TEXT    NOT NULL, -- its User-Agent
    created_at   BIGINT  NOT NULL,
    last_used_at BIGINT  NOT NULL,
    expires_at   BIGINT  NOT NULL,
    ended_at     BIGINT -- NULL: not ended by hand
);
CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- What the cookies of browsers stand for, signed in or not.
CREATE TABLE cookies (
    token      TEXT    NOT NULL PRIMARY KEY, -- SHA-256 of the cookie
    data       BYTEA   NOT NULL,
    expires_at BIGINT  NOT NULL
);
CREATE INDEX cookies_by_end ON cookies (expires_at);

CREATE TABLE links (
    id         TEXT    NOT NULL PRIMARY KEY,
    purpose    TEXT    NOT NULL CHECK (purpose IN ('setup', 'password')),
    user_id    TEXT    REFERENCES users (id), -- NULL: of setup
    hash       BYTEA   NOT NULL, -- SHA-256 of the secret
    mailed     BOOLEAN NOT NULL, -- who uses it reads the user's mail
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    used_at    BIGINT -- NULL: not used
);
CREATE UNIQUE INDEX links_by_hash ON links (hash);
CREATE INDEX links_by_user ON links (user_id);
CREATE INDEX links_by_end ON links (expires_at);

CREATE TABLE invitations (
    id           TEXT    NOT NULL PRIMARY KEY,
    workspace_id TEXT    NOT NULL REFERENCES workspaces (id),
    email        TEXT    NOT NULL, -- lower case
    name         TEXT    NOT NULL, -- '': the invited says
    role         TEXT    NOT NULL CHECK (role IN ('viewer', 'contributor', 'editor', 'lead')),
    external     BOOLEAN NOT NULL,
    mailed       BOOLEAN NOT NULL, -- it goes by mail; 0: the lead passes its link on
    hash         BYTEA, -- SHA-256 of the secret; NULL: the mail was not sent yet
    invited_by   TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    updated_at   BIGINT  NOT NULL,
    expires_at   BIGINT  NOT NULL,
    accepted_at  BIGINT, -- NULL: not accepted
    accepted_by  TEXT,
    revoked_at   BIGINT, -- NULL: not revoked
    version      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, invited_by) REFERENCES members (workspace_id, id),
    FOREIGN KEY (workspace_id, accepted_by) REFERENCES members (workspace_id, id)
);
CREATE UNIQUE INDEX invitations_by_hash ON invitations (hash) WHERE hash IS NOT NULL;
CREATE UNIQUE INDEX invitations_open ON invitations (workspace_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- How much of a limit is spent, as the moment at which nothing of it will be.
CREATE TABLE limits (
    key         TEXT    NOT NULL PRIMARY KEY,
    spent_until BIGINT  NOT NULL
);
CREATE INDEX limits_by_end ON limits (spent_until);

-- What is to be told outside, written with the change it tells of.
CREATE TABLE outbox (
    id            TEXT    NOT NULL PRIMARY KEY,
    workspace_id  TEXT    REFERENCES workspaces (id), -- NULL: of none
    kind          TEXT    NOT NULL,
    subject_id    TEXT    NOT NULL, -- what it is about
    recipient     TEXT    NOT NULL, -- id of a member or user; of a reset the address that was typed
    created_at    BIGINT  NOT NULL,
    due_at        BIGINT  NOT NULL,
    attempts      INTEGER NOT NULL,
    claimed_until BIGINT, -- NULL: nobody is at it
    sent_at       BIGINT, -- NULL: not sent
    given_up_at   BIGINT, -- NULL: not given up
    dropped_at    BIGINT, -- NULL: there was something to send
    outcome       TEXT    NOT NULL -- why the last attempt failed, or why nothing was to be sent
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE sent_at IS NULL AND given_up_at IS NULL AND dropped_at IS NULL;
CREATE INDEX outbox_by_subject ON outbox (subject_id, id);
CREATE INDEX outbox_by_workspace ON outbox (workspace_id, id) WHERE workspace_id IS NOT NULL;
CREATE INDEX outbox_given_up ON outbox (given_up_at, id) WHERE given_up_at IS NOT NULL;
