-- Backfills of one request that are swapped in together; group_id is the id of the first of them.
ALTER TABLE backfill ADD COLUMN group_id uuid;

CREATE INDEX backfill_group ON backfill (group_id) WHERE group_id IS NOT NULL;

-- Which swaps a relay has published back to back, and how far apart.
ALTER TABLE swap_result
  ADD COLUMN group_id         uuid,
  ADD COLUMN group_gap_micros bigint NOT NULL DEFAULT 0;
