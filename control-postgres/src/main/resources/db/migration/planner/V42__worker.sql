-- What each worker last said of itself, and what was thought of it then.
CREATE TABLE worker (
  id             text        PRIMARY KEY,
  host           text        NOT NULL,
  version        text        NOT NULL,
  slots          integer     NOT NULL,
  state          text        NOT NULL,
  reason         text        NOT NULL,
  tasks          text[]      NOT NULL,
  done           bigint      NOT NULL,
  failed         bigint      NOT NULL,
  failed_in_row  integer     NOT NULL,
  recent_tasks   integer     NOT NULL,
  recent_rows    bigint      NOT NULL,
  recent_busy_ms bigint      NOT NULL,
  started_at     timestamptz NOT NULL,
  at             timestamptz NOT NULL, -- by the worker's clock
  seen_at        timestamptz NOT NULL, -- by the planner's
  condition      text        NOT NULL DEFAULT 'WELL'
);
