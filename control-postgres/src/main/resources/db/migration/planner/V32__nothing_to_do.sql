-- A backfill whose scope leaves nothing to recompute has ended.
DROP INDEX backfill_open;

CREATE INDEX backfill_open ON backfill (seq)
  WHERE state NOT IN
    ('SWAPPED', 'ROLLED_BACK', 'FAILED', 'HOT_PARTITION', 'CANCELLED', 'REJECTED', 'NOTHING_TO_DO')
    OR NOT clean;

-- Backfills of one target, newest first: which of its partitions failed last.
CREATE INDEX backfill_target ON backfill (target, seq);
