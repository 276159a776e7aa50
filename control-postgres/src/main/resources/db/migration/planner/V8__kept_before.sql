-- What swaps kept before it was noted; retention counts from when they happened.
INSERT INTO kept_table (backfill_id, table_database, table_name, swap_id, kept_at)
SELECT backfill_id, split_part(previous_table, '.', 1), split_part(previous_table, '.', 2), swap_id, at
FROM swap_result
WHERE outcome = 'COMPLETED' AND split_part(previous_table, '.', 2) LIKE 'bf\_%'
ON CONFLICT (backfill_id, table_database, table_name) DO NOTHING;
