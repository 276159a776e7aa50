-- The views beside a backfill's target, as they were when it was planned.
CREATE TABLE planned_view (
  backfill_id     uuid    NOT NULL REFERENCES backfill,
  seq             integer NOT NULL,
  view_database   text    NOT NULL,
  view_name       text    NOT NULL,
  kind            text    NOT NULL,
  fires_databases text[]  NOT NULL,
  fires_names     text[]  NOT NULL,
  into_database   text,
  into_name       text,
  definition      text    NOT NULL,
  PRIMARY KEY (backfill_id, seq)
);

-- Tables that the swap cannot update, and the specs of the backfills that rebuild them.
CREATE TABLE fed_table (
  backfill_id uuid    NOT NULL REFERENCES backfill,
  seq         integer NOT NULL,
  table_name  text    NOT NULL,
  from_table  text    NOT NULL,
  action      text    NOT NULL,
  message     text    NOT NULL,
  spec_yaml   text,
  PRIMARY KEY (backfill_id, seq)
);

-- What was found of the views after each swap.
CREATE TABLE view_check_run (
  backfill_id uuid        NOT NULL REFERENCES backfill,
  swap_id     uuid        NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (backfill_id, swap_id)
);

CREATE TABLE view_check (
  backfill_id uuid    NOT NULL,
  swap_id     uuid    NOT NULL,
  seq         integer NOT NULL,
  view_name   text    NOT NULL,
  intact      boolean NOT NULL,
  message     text    NOT NULL,
  PRIMARY KEY (backfill_id, swap_id, seq),
  FOREIGN KEY (backfill_id, swap_id) REFERENCES view_check_run
);

-- Backfills that were submitted for fed tables, one for each swap.
CREATE TABLE rebuild (
  backfill_id uuid   NOT NULL REFERENCES backfill,
  seq         bigint GENERATED ALWAYS AS IDENTITY,
  table_name  text   NOT NULL,
  swap_id     uuid   NOT NULL,
  child_id    uuid   NOT NULL,
  PRIMARY KEY (backfill_id, table_name, swap_id)
);
