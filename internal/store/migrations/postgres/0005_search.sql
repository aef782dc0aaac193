-- An index of the words of search_text, so that searching costs what it finds. A
-- word carries the end of its workspace's id in front, so that a workspace's
-- words stand together and apart from all others. Words are indexed by their
-- first 100 letters, and of a text as many as a tsvector can hold. Queries repeat
-- the expression to the letter.

-- +goose Up
CREATE INDEX entries_found ON entries USING gin ((array_to_tsvector(string_to_array(btrim(replace(
    regexp_replace(left(search_text, 200000), '([^ ]{100})[^ ]+', '\1', 'g'), ' ', ' ' || right(workspace_id, 8))), ' ')))) WITH (fastupdate = off);
CREATE INDEX topics_found ON topics USING gin ((array_to_tsvector(string_to_array(btrim(replace(
    regexp_replace(left(search_text, 200000), '([^ ]{100})[^ ]+', '\1', 'g'), ' ', ' ' || right(workspace_id, 8))), ' ')))) WITH (fastupdate = off);
