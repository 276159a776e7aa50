-- Where a task can be split without cutting a partition, as from/to/partitions/rows; empty where
-- it cannot. A chunk shares its partitions with others: whole_from and whole_to are the range of
-- all of them.
ALTER TABLE task
  ADD COLUMN pieces     text[] NOT NULL DEFAULT '{}',
  ADD COLUMN whole_from timestamptz,
  ADD COLUMN whole_to   timestamptz;

-- Chunks of the same partitions have the same first one.
CREATE INDEX task_chunk ON task (backfill_id, (partitions[1])) WHERE whole_from IS NOT NULL;
