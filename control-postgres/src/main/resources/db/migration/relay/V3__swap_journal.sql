-- What was about to be done and what came of it, in order.
CREATE TABLE swap_journal (
  swap_id uuid        NOT NULL REFERENCES swap,
  seq     bigint      GENERATED ALWAYS AS IDENTITY,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  epoch   bigint      NOT NULL, -- of the lease under which it was written
  step    text        NOT NULL,
  mark    text        NOT NULL, -- BEFORE or AFTER
  detail  text        NOT NULL,
  PRIMARY KEY (swap_id, seq)
);
