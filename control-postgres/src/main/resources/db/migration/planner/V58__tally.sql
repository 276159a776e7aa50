-- How changes of each source are told, and what was counted for that before a task read it. A
-- source without a row is told by the fence. A cell is from:to:rows:checksum, times in microseconds.
CREATE TABLE task_tally (
  backfill_id     uuid    NOT NULL,
  task_id         text    NOT NULL,
  source_database text    NOT NULL,
  source_table    text    NOT NULL,
  way             text    NOT NULL,
  time_column     text    NOT NULL,
  ticks           bigint  NOT NULL,
  columns         text[]  NOT NULL,
  merged          boolean NOT NULL,
  parts           text    NOT NULL,
  cells           text[]  NOT NULL,
  PRIMARY KEY (backfill_id, task_id, source_database, source_table),
  FOREIGN KEY (backfill_id, task_id) REFERENCES task ON DELETE CASCADE
);

CREATE TABLE publication_tally (
  swap_id         uuid    NOT NULL,
  task_id         text    NOT NULL,
  source_database text    NOT NULL,
  source_table    text    NOT NULL,
  way             text    NOT NULL,
  time_column     text    NOT NULL,
  ticks           bigint  NOT NULL,
  columns         text[]  NOT NULL,
  merged          boolean NOT NULL,
  parts           text    NOT NULL,
  cells           text[]  NOT NULL,
  PRIMARY KEY (swap_id, task_id, source_database, source_table),
  FOREIGN KEY (swap_id, task_id) REFERENCES publication_task ON DELETE CASCADE
);
