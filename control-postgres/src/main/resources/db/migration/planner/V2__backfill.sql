-- One row for each run of a spec. The course columns keep their last values in a terminal state.
CREATE TABLE backfill (
  id                uuid        PRIMARY KEY,
  seq               bigint      GENERATED ALWAYS AS IDENTITY,
  name              text        NOT NULL,
  owner             text        NOT NULL,
  target            text        NOT NULL,
  labels            text        NOT NULL, -- JSON object of texts
  spec_yaml         text        NOT NULL,
  requested_by      text        NOT NULL,
  origin            text        NOT NULL,
  traceparent       text        NOT NULL,
  submitted_at      timestamptz NOT NULL,
  started_at        timestamptz,
  finished_at       timestamptz,
  state             text        NOT NULL,
  paused            boolean     NOT NULL DEFAULT false,
  clean             boolean     NOT NULL DEFAULT false,
  waves             integer     NOT NULL DEFAULT 0,
  pass              integer     NOT NULL DEFAULT 0,
  round             integer     NOT NULL DEFAULT 0,
  stale             integer     NOT NULL DEFAULT 0,
  catch_ups         integer     NOT NULL DEFAULT 0,
  follow_ups        integer     NOT NULL DEFAULT 0,
  revalidations     integer     NOT NULL DEFAULT 0,
  recomputed_max    integer     NOT NULL DEFAULT 0,
  approved          boolean     NOT NULL DEFAULT false,
  validation_id     uuid,
  swap_id           uuid,
  code              text,
  message           text,
  transform_version text        NOT NULL DEFAULT '',
  range_from        timestamptz,
  range_to          timestamptz,
  columns           text[]      NOT NULL DEFAULT '{}',
  warnings          text[]      NOT NULL DEFAULT '{}'
);

CREATE INDEX backfill_seq ON backfill (seq);

CREATE INDEX backfill_open ON backfill (seq)
  WHERE state NOT IN ('SWAPPED', 'FAILED', 'CANCELLED', 'REJECTED') OR NOT clean;

-- What a plan promised, by wave.
CREATE TABLE wave (
  backfill_id uuid             NOT NULL REFERENCES backfill,
  wave        integer          NOT NULL,
  percent     double precision NOT NULL,
  partitions  integer          NOT NULL,
  tasks       integer          NOT NULL,
  PRIMARY KEY (backfill_id, wave)
);

CREATE TABLE audit (
  backfill_id uuid        NOT NULL REFERENCES backfill,
  seq         bigint      GENERATED ALWAYS AS IDENTITY,
  at          timestamptz NOT NULL,
  event       text        NOT NULL,
  state_from  text        NOT NULL,
  state_to    text        NOT NULL,
  by          text        NOT NULL,
  reason      text        NOT NULL,
  PRIMARY KEY (backfill_id, seq)
);
