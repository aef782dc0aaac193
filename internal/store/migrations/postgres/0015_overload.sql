-- How much time people have, and what an entry takes of it where nobody said.
-- Nothing is asked for where nothing was said. A gap may be about a person.

-- +goose Up
ALTER TABLE members ADD COLUMN weekly_time INTEGER; -- seconds; NULL: not said
ALTER TABLE members ADD COLUMN region TEXT NOT NULL DEFAULT ''; -- where they work; '': nowhere in particular
ALTER TABLE members ADD COLUMN scan_due_at BIGINT; -- NULL: nothing to look for
CREATE INDEX members_due ON members (scan_due_at, id) WHERE scan_due_at IS NOT NULL;
CREATE INDEX members_with_time ON members (workspace_id, id) WHERE weekly_time IS NOT NULL;

ALTER TABLE workspaces ADD COLUMN format_efforts TEXT NOT NULL DEFAULT ''; -- JSON array; '': none

ALTER TABLE gaps ALTER COLUMN channel_id DROP NOT NULL; -- NULL: about a member
ALTER TABLE gaps ADD CONSTRAINT gaps_of_something CHECK (channel_id IS NOT NULL OR (subject_kind = 'member' AND subject_id IS NOT NULL));
CREATE UNIQUE INDEX gaps_of_members ON gaps (workspace_id, subject_id, fingerprint) WHERE channel_id IS NULL;
