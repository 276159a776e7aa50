-- What tasks read, and the size that further tasks have since it was measured how fast they are.
ALTER TABLE task ADD COLUMN bytes_read bigint NOT NULL DEFAULT 0;

ALTER TABLE backfill
  ADD COLUMN parallelism   integer NOT NULL DEFAULT 1,
  ADD COLUMN rows_per_task bigint;
