-- Swaps that are published back to back: claimed together, once all of them are known.
ALTER TABLE swap
  ADD COLUMN group_id   uuid,
  ADD COLUMN group_size integer NOT NULL DEFAULT 1;

CREATE INDEX swap_group ON swap (group_id) WHERE group_id IS NOT NULL;
