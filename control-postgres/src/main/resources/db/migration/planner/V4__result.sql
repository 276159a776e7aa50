-- The content that the newest verdict on each partition of a round judged.
CREATE TABLE pin (
  backfill_id   uuid    NOT NULL REFERENCES backfill,
  round         integer NOT NULL,
  partition_id  text    NOT NULL,
  rows          bigint  NOT NULL,
  checksum      text    NOT NULL,
  parts_hash    text    NOT NULL,
  live_rows     bigint  NOT NULL,
  live_checksum text    NOT NULL,
  PRIMARY KEY (backfill_id, round, partition_id)
);

CREATE TABLE check_result (
  backfill_id uuid    NOT NULL REFERENCES backfill,
  pass        integer NOT NULL,
  seq         integer NOT NULL,
  name        text    NOT NULL,
  outcome     text    NOT NULL,
  expected    text    NOT NULL,
  actual      text    NOT NULL,
  message     text    NOT NULL,
  partitions  text[]  NOT NULL,
  PRIMARY KEY (backfill_id, pass, seq)
);

CREATE TABLE swap_result (
  backfill_id       uuid        NOT NULL REFERENCES backfill,
  swap_id           uuid        NOT NULL,
  round             integer     NOT NULL,
  outcome           text        NOT NULL,
  at                timestamptz NOT NULL,
  previous_table    text        NOT NULL,
  partitions        integer     NOT NULL,
  rows_before       bigint      NOT NULL,
  rows_after        bigint      NOT NULL,
  carried_rows      bigint      NOT NULL,
  merges_stopped_ms bigint      NOT NULL,
  exchange_micros   bigint      NOT NULL,
  code              text        NOT NULL,
  message           text        NOT NULL,
  PRIMARY KEY (backfill_id, swap_id)
);
