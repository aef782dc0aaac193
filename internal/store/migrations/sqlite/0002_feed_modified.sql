-- Since when a feed has had the bytes it has, for a truthful Last-Modified.

-- +goose Up
ALTER TABLE feeds ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN modified_at INTEGER NOT NULL DEFAULT 0;
