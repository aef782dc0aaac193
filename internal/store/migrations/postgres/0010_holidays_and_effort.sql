-- What the rules need that somebody asks for: holidays, themes, a mix, spacing;
-- and what an entry takes. Nothing is asked for where nothing was said.

-- +goose Up
ALTER TABLE channels ADD COLUMN region TEXT NOT NULL DEFAULT ''; -- '': nowhere in particular
ALTER TABLE channels ADD COLUMN skip_holidays BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE channels ADD COLUMN warn_on_holidays BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE channels ADD COLUMN min_spacing INTEGER NOT NULL DEFAULT 0; -- seconds; 0: not asked

ALTER TABLE plans ADD COLUMN theme_each_month BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plans ADD COLUMN company_at_least INTEGER CHECK (company_at_least BETWEEN 0 AND 100); -- percent; NULL, as the other: not asked
ALTER TABLE plans ADD COLUMN company_at_most INTEGER CHECK (company_at_most BETWEEN 0 AND 100);
ALTER TABLE plans ADD COLUMN curated_at_least INTEGER CHECK (curated_at_least BETWEEN 0 AND 100);
ALTER TABLE plans ADD COLUMN curated_at_most INTEGER CHECK (curated_at_most BETWEEN 0 AND 100);

ALTER TABLE topics ADD COLUMN company BOOLEAN NOT NULL DEFAULT FALSE; -- centred on the company

ALTER TABLE entries ADD COLUMN curated BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE entries ADD COLUMN source_url TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN effort INTEGER; -- seconds; NULL: not said
