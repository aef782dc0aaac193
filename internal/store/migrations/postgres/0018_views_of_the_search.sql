-- A view may be of the search, too. Until now it was kept as one of the list, with
-- a setting that said so.

-- +goose Up
DROP INDEX saved_views_by_member;
DROP INDEX saved_views_shared;
ALTER TABLE saved_views DROP CONSTRAINT saved_views_screen_check;
ALTER TABLE saved_views ADD CONSTRAINT saved_views_screen_check
    CHECK (screen IN ('year', 'quarter', 'month', 'week', 'timeline', 'list', 'board', 'gaps', 'search'));
UPDATE saved_views SET screen = 'search', settings = CAST(CAST(settings AS JSONB) - 'as' AS TEXT)
    WHERE screen = 'list' AND CAST(settings AS JSONB) ->> 'as' = 'search';
CREATE INDEX saved_views_by_member ON saved_views (workspace_id, member_id, name_key, id);
CREATE INDEX saved_views_shared ON saved_views (workspace_id, shared, name_key, id);
