-- An approval is for the content that was shown. What an earlier build had approved and not yet
-- swapped in goes on as if nobody had to approve it.
ALTER TABLE backfill RENAME COLUMN approved TO automatic;
ALTER TABLE backfill ADD COLUMN content_digest text NOT NULL DEFAULT '';
ALTER TABLE backfill ADD COLUMN content_rows bigint NOT NULL DEFAULT 0;
ALTER TABLE backfill ADD COLUMN content_partitions integer NOT NULL DEFAULT 0;

-- Partitions as they were approved; an empty checksum is of an approval that does not count any more.
CREATE TABLE approval (
  backfill_id  uuid   NOT NULL REFERENCES backfill,
  partition_id text   NOT NULL,
  rows         bigint NOT NULL,
  checksum     text   NOT NULL,
  PRIMARY KEY (backfill_id, partition_id)
);
