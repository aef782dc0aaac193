-- The vocabulary of each workspace: every word by whose parts something may be
-- found, by its first 100 letters. The program adds the words of what it writes.
-- None ever leaves, since a word too many only has the index asked in vain.

-- +goose Up
CREATE TABLE vocabulary (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id),
    word         TEXT NOT NULL,
    PRIMARY KEY (workspace_id, word)
) STRICT, WITHOUT ROWID;
INSERT INTO vocabulary (workspace_id, word)
    SELECT DISTINCT r.workspace_id, substr(w.value, 1, 100)
    FROM (SELECT workspace_id, search_text FROM entries UNION ALL SELECT workspace_id, search_text FROM topics) r,
        json_each('["' || replace(trim(r.search_text), ' ', '","') || '"]') w
    WHERE length(w.value) > 3;
