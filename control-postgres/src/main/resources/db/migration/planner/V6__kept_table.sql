-- What swaps leave behind for a rollback, until retention releases it. Marked, then dropped: after
-- released_at no rollback is possible, whether or not the tables are gone yet.
ALTER TABLE backfill ADD COLUMN released_at timestamptz;

CREATE TABLE kept_table (
  backfill_id    uuid        NOT NULL REFERENCES backfill,
  table_database text        NOT NULL,
  table_name     text        NOT NULL,
  swap_id        uuid        NOT NULL,
  kept_at        timestamptz NOT NULL, -- by the planner's clock
  dropped_at     timestamptz,
  PRIMARY KEY (backfill_id, table_database, table_name)
);

CREATE INDEX kept_table_present ON kept_table (backfill_id) WHERE dropped_at IS NULL;

-- Names of working tables begin with the first digits of the backfill's id.
CREATE INDEX backfill_digits ON backfill (left(replace(id::text, '-', ''), 12));
