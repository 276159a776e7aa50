CREATE TABLE task (
  backfill_id      uuid        NOT NULL REFERENCES backfill,
  task_id          text        NOT NULL,
  wave             integer     NOT NULL,
  pass             integer     NOT NULL,
  round            integer     NOT NULL,
  range_from       timestamptz NOT NULL,
  range_to         timestamptz NOT NULL,
  partitions       text[]      NOT NULL,
  rows_to_read     bigint      NOT NULL,
  generation       integer     NOT NULL,
  attempt          integer     NOT NULL,
  state            text        NOT NULL,
  not_before       timestamptz,
  since            timestamptz,
  staging_database text,
  staging_table    text,
  code             text,
  message          text,
  worker_id        text,
  rows_read        bigint      NOT NULL DEFAULT 0,
  rows_written     bigint      NOT NULL DEFAULT 0,
  bytes_written    bigint      NOT NULL DEFAULT 0,
  filtered_rows    bigint      NOT NULL DEFAULT 0,
  duration_ms      bigint      NOT NULL DEFAULT 0,
  peak_memory      bigint      NOT NULL DEFAULT 0,
  counts           text[]      NOT NULL DEFAULT '{}', -- answers to the spec's row counts
  PRIMARY KEY (backfill_id, task_id)
);

CREATE INDEX task_unfinished ON task (backfill_id, pass, task_id) WHERE state <> 'PROMOTED';

CREATE INDEX task_in_flight ON task (backfill_id, since) WHERE state = 'DISPATCHED';

-- What the accepted attempt of each task saw of the sources, just before it read them.
CREATE TABLE task_fence (
  backfill_id     uuid   NOT NULL,
  task_id         text   NOT NULL,
  source_database text   NOT NULL,
  source_table    text   NOT NULL,
  partition_id    text   NOT NULL,
  max_block       bigint NOT NULL,
  data_version    bigint NOT NULL,
  rows            bigint NOT NULL,
  PRIMARY KEY (backfill_id, task_id, source_database, source_table, partition_id, max_block),
  FOREIGN KEY (backfill_id, task_id) REFERENCES task
);
