-- One row per judged validation. It is written once and never changed: what arrives again is
-- answered with the same verdict.
CREATE TABLE validation (
  id           uuid        PRIMARY KEY,
  backfill_id  uuid        NOT NULL,
  wave         int         NOT NULL,
  generation   int         NOT NULL,
  target       text        NOT NULL,
  outcome      text        NOT NULL,
  error        text,
  judged_at    timestamptz NOT NULL DEFAULT now(),
  -- The message that told the verdict, as it is published again.
  event_id     uuid        NOT NULL,
  topic        text        NOT NULL,
  message_key  text        NOT NULL,
  message_type text        NOT NULL,
  payload      bytea       NOT NULL,
  traceparent  text
);

CREATE INDEX validation_backfill ON validation (backfill_id, judged_at);

-- The checks of each verdict, for people who look for one.
CREATE TABLE validation_check (
  validation_id uuid   NOT NULL REFERENCES validation (id) ON DELETE CASCADE,
  position      int    NOT NULL,
  name          text   NOT NULL,
  outcome       text   NOT NULL,
  expected      text   NOT NULL,
  actual        text   NOT NULL,
  message       text   NOT NULL,
  partitions    text[] NOT NULL,
  PRIMARY KEY (validation_id, position)
);
