-- Where a backfill goes back to when its rollback is refused, and what it waits for while queued.
ALTER TABLE backfill
  ADD COLUMN back_to      text,
  ADD COLUMN back_code    text,
  ADD COLUMN back_message text,
  ADD COLUMN waits_for    uuid;

UPDATE backfill SET state = 'HOT_PARTITION' WHERE state = 'FAILED' AND code = 'HOT_PARTITION';

DROP INDEX backfill_open;

CREATE INDEX backfill_open ON backfill (seq)
  WHERE state NOT IN
    ('SWAPPED', 'ROLLED_BACK', 'FAILED', 'HOT_PARTITION', 'CANCELLED', 'REJECTED') OR NOT clean;

-- Every rollback, and swap forward again, that was asked for. Open while outcome is NULL.
CREATE TABLE reversal (
  backfill_id  uuid        NOT NULL REFERENCES backfill,
  number       integer     NOT NULL,
  swap_id      uuid,                 -- NULL when it was refused before a relay was asked
  direction    text        NOT NULL, -- BACK or FORWARD
  undoes       text[]      NOT NULL, -- swap ids, oldest first
  requested_by text        NOT NULL,
  requested_at timestamptz NOT NULL,
  outcome      text,                 -- COMPLETED or REFUSED
  code         text        NOT NULL DEFAULT '',
  message      text        NOT NULL DEFAULT '',
  PRIMARY KEY (backfill_id, number),
  UNIQUE (swap_id)
);
