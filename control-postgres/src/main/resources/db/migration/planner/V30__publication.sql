-- One row for each swap of recomputed partitions. Live are those that were not taken back.
CREATE TABLE publication (
  swap_id           uuid        PRIMARY KEY,
  backfill_id       uuid        NOT NULL REFERENCES backfill,
  target            text        NOT NULL,
  seq               bigint      GENERATED ALWAYS AS IDENTITY,
  transform_version text        NOT NULL,
  statement         text        NOT NULL,
  at                timestamptz NOT NULL,
  live              boolean     NOT NULL
);

CREATE INDEX publication_target ON publication (target, seq) WHERE live;

CREATE INDEX publication_backfill ON publication (backfill_id);

-- What it published, by partition.
CREATE TABLE publication_partition (
  swap_id      uuid   NOT NULL REFERENCES publication,
  partition_id text   NOT NULL,
  rows         bigint NOT NULL,
  checksum     text   NOT NULL,
  PRIMARY KEY (swap_id, partition_id)
);

-- What its tasks saw of the sources; those of the backfill itself change with each of its rounds.
CREATE TABLE publication_task (
  swap_id    uuid        NOT NULL REFERENCES publication,
  task_id    text        NOT NULL,
  range_from timestamptz NOT NULL,
  range_to   timestamptz NOT NULL,
  partitions text[]      NOT NULL,
  PRIMARY KEY (swap_id, task_id)
);

CREATE TABLE publication_fence (
  swap_id         uuid   NOT NULL,
  task_id         text   NOT NULL,
  source_database text   NOT NULL,
  source_table    text   NOT NULL,
  partition_id    text   NOT NULL,
  max_block       bigint NOT NULL,
  data_version    bigint NOT NULL,
  rows            bigint NOT NULL,
  storage         text   NOT NULL,
  span_from       timestamptz,
  span_to         timestamptz,
  PRIMARY KEY (swap_id, task_id, source_database, source_table, partition_id, max_block),
  FOREIGN KEY (swap_id, task_id) REFERENCES publication_task
);
