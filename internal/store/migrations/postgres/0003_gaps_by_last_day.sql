-- The year shows the gaps of its days, however many lie before them.

-- +goose Up
CREATE INDEX gaps_by_last_day ON gaps (workspace_id, ends_on, starts_on, state, rule, channel_id, severity);
