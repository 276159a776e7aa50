-- How often attempts of a task's generation have failed, by kind.
ALTER TABLE task
  ADD COLUMN tries_outside integer NOT NULL DEFAULT 0,
  ADD COLUMN tries_own     integer NOT NULL DEFAULT 0,
  ADD COLUMN tries_memory  integer NOT NULL DEFAULT 0;

-- Attempts that came to nothing. The task itself may since have been cut into smaller ones.
CREATE TABLE task_failure (
  backfill_id uuid        NOT NULL REFERENCES backfill,
  task_id     text        NOT NULL,
  generation  integer     NOT NULL,
  attempt     integer     NOT NULL,
  worker_id   text        NOT NULL,
  at          timestamptz NOT NULL,
  code        text        NOT NULL,
  message     text        NOT NULL,
  thrift      integer     NOT NULL,
  PRIMARY KEY (backfill_id, task_id, generation, attempt)
);
