-- An index of the words of search_text, so that searching costs what it finds.
-- It is kept by triggers, reads the words where they stand (…_texts), and holds
-- nothing but words and numbers. A word carries the end of its workspace's id in
-- front, so that a workspace's words stand together and apart from all others.
-- The numbers are ours and not the rows' own, which VACUUM may change.

-- +goose Up
CREATE TABLE entry_numbers (
    number   INTEGER NOT NULL PRIMARY KEY,
    entry_id TEXT    NOT NULL UNIQUE
) STRICT;
CREATE VIEW entry_texts (rowid, words) AS
    SELECT n.number, replace(r.search_text, ' ', ' ' || substr(r.workspace_id, -8))
    FROM entry_numbers n JOIN entries r ON r.id = n.entry_id;
CREATE VIRTUAL TABLE entry_words USING fts4(content="entry_texts", words, tokenize=simple, matchinfo="fts3");
INSERT INTO entry_numbers (entry_id) SELECT id FROM entries ORDER BY id;
INSERT INTO entry_words (entry_words) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER entry_words_added AFTER INSERT ON entries BEGIN
    INSERT INTO entry_numbers (entry_id) VALUES (NEW.id);
    INSERT INTO entry_words (docid, words) SELECT v.rowid, v.words FROM entry_texts v
        WHERE v.rowid = (SELECT number FROM entry_numbers WHERE entry_id = NEW.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_words_going BEFORE UPDATE OF search_text ON entries WHEN OLD.search_text <> NEW.search_text BEGIN
    DELETE FROM entry_words WHERE docid = (SELECT number FROM entry_numbers WHERE entry_id = OLD.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_words_changed AFTER UPDATE OF search_text ON entries WHEN OLD.search_text <> NEW.search_text BEGIN
    INSERT INTO entry_words (docid, words) SELECT v.rowid, v.words FROM entry_texts v
        WHERE v.rowid = (SELECT number FROM entry_numbers WHERE entry_id = NEW.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entry_words_gone BEFORE DELETE ON entries BEGIN
    DELETE FROM entry_words WHERE docid = (SELECT number FROM entry_numbers WHERE entry_id = OLD.id);
    DELETE FROM entry_numbers WHERE entry_id = OLD.id;
END;
-- +goose StatementEnd

CREATE TABLE topic_numbers (
    number   INTEGER NOT NULL PRIMARY KEY,
    topic_id TEXT    NOT NULL UNIQUE
) STRICT;
CREATE VIEW topic_texts (rowid, words) AS
    SELECT n.number, replace(r.search_text, ' ', ' ' || substr(r.workspace_id, -8))
    FROM topic_numbers n JOIN topics r ON r.id = n.topic_id;
CREATE VIRTUAL TABLE topic_words USING fts4(content="topic_texts", words, tokenize=simple, matchinfo="fts3");
INSERT INTO topic_numbers (topic_id) SELECT id FROM topics ORDER BY id;
INSERT INTO topic_words (topic_words) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER topic_words_added AFTER INSERT ON topics BEGIN
    INSERT INTO topic_numbers (topic_id) VALUES (NEW.id);
    INSERT INTO topic_words (docid, words) SELECT v.rowid, v.words FROM topic_texts v
        WHERE v.rowid = (SELECT number FROM topic_numbers WHERE topic_id = NEW.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER topic_words_going BEFORE UPDATE OF search_text ON topics WHEN OLD.search_text <> NEW.search_text BEGIN
    DELETE FROM topic_words WHERE docid = (SELECT number FROM topic_numbers WHERE topic_id = OLD.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER topic_words_changed AFTER UPDATE OF search_text ON topics WHEN OLD.search_text <> NEW.search_text BEGIN
    INSERT INTO topic_words (docid, words) SELECT v.rowid, v.words FROM topic_texts v
        WHERE v.rowid = (SELECT number FROM topic_numbers WHERE topic_id = NEW.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER topic_words_gone BEFORE DELETE ON topics BEGIN
    DELETE FROM topic_words WHERE docid = (SELECT number FROM topic_numbers WHERE topic_id = OLD.id);
    DELETE FROM topic_numbers WHERE topic_id = OLD.id;
END;
-- +goose StatementEnd
