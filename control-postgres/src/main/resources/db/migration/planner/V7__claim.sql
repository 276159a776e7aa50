-- The partitions that a backfill owns, or waits for. Whether the claim counts follows from the
-- backfill's state.
CREATE TABLE claim (
  backfill_id uuid   PRIMARY KEY REFERENCES backfill,
  target      text   NOT NULL,
  partitions  text[] NOT NULL
);

CREATE INDEX claim_target ON claim (target);

INSERT INTO claim (backfill_id, target, partitions)
SELECT b.id, b.target, array_agg(DISTINCT p.id)
FROM backfill b
JOIN task t ON t.backfill_id = b.id
CROSS JOIN LATERAL unnest(t.partitions) AS p (id)
GROUP BY b.id, b.target;
