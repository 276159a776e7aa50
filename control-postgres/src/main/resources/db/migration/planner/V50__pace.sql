-- Pools of slots. A pool is locked to grant slots, and shared by whoever starts tasks in it.
CREATE TABLE pool (
  name             text             PRIMARY KEY,
  slots            integer          NOT NULL,
  divided_at       timestamptz      NOT NULL,
  stepped_at       timestamptz      NOT NULL,
  throttle_level   double precision NOT NULL,
  throttle_phase   text             NOT NULL,
  throttle_reason  text             NOT NULL,
  throttle_since   timestamptz      NOT NULL,
  cut_at           timestamptz      NOT NULL,
  calm_since       timestamptz      NOT NULL
);

-- How fast each backfill may go. Written under the lock of its pool.
CREATE TABLE pace (
  backfill_id      uuid             PRIMARY KEY REFERENCES backfill,
  pool             text             NOT NULL,
  weight           integer          NOT NULL,
  parallelism      integer          NOT NULL,
  allowance        integer          NOT NULL DEFAULT 0,
  held             integer          NOT NULL DEFAULT 0,
  lead             double precision NOT NULL DEFAULT 0,
  ceiling          integer          NOT NULL,
  hold             text             NOT NULL,
  share_window     text             NOT NULL,
  throttle_level   double precision NOT NULL,
  throttle_phase   text             NOT NULL,
  throttle_reason  text             NOT NULL,
  throttle_since   timestamptz      NOT NULL,
  cut_at           timestamptz      NOT NULL,
  calm_since       timestamptz      NOT NULL,
  budget_grants    integer          NOT NULL DEFAULT 1,
  budget_standing  text             NOT NULL,
  budget_text      text             NOT NULL,
  budget_lines     text[]           NOT NULL DEFAULT '{}',
  used_rows        bigint           NOT NULL DEFAULT 0,
  used_bytes       bigint           NOT NULL DEFAULT 0,
  used_cpu_micros  bigint           NOT NULL DEFAULT 0,
  used_money       text             NOT NULL DEFAULT '0',
  settled_until    timestamptz,
  settled_rows     bigint           NOT NULL DEFAULT 0,
  settled_bytes    bigint           NOT NULL DEFAULT 0,
  settled_micros   bigint           NOT NULL DEFAULT 0
);

CREATE INDEX pace_pool ON pace (pool);

-- What was used within single minutes, for limits of any hour.
CREATE TABLE pace_usage (
  backfill_id uuid        NOT NULL REFERENCES backfill,
  minute      timestamptz NOT NULL,
  rows        bigint      NOT NULL,
  bytes       bigint      NOT NULL,
  cpu_micros  bigint      NOT NULL,
  PRIMARY KEY (backfill_id, minute)
);

-- Why a backfill went faster, slower, or not at all.
CREATE TABLE pace_change (
  backfill_id  uuid        NOT NULL REFERENCES backfill,
  seq          bigint      GENERATED ALWAYS AS IDENTITY,
  at           timestamptz NOT NULL,
  kind         text        NOT NULL,
  ceiling_from integer     NOT NULL,
  ceiling_to   integer     NOT NULL,
  reason       text        NOT NULL,
  PRIMARY KEY (backfill_id, seq)
);

-- Latencies of other users' queries while nothing of ours ran, in milliseconds; one row.
CREATE TABLE idle_latency (
  one     boolean          PRIMARY KEY DEFAULT true CHECK (one),
  at      timestamptz      NOT NULL,
  queries bigint           NOT NULL,
  p50     double precision NOT NULL,
  p90     double precision NOT NULL,
  p95     double precision NOT NULL,
  p99     double precision NOT NULL
);
